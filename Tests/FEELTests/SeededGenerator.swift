/// A random generator that gives the same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// How many random cases a property is tried on: the build configuration decides.
#if DEBUG
  let manyCases = 10_000
#else
  let manyCases = 1_000_000
#endif

/// Makes a generator with a fresh seed, or the one that a failing run printed; prints the seed.
func makeGenerator(_ name: String, seed: UInt64? = nil) -> SeededGenerator {
  let seed = seed ?? UInt64.random(in: 0...UInt64.max)
  print("\(name): seed \(seed), \(manyCases) cases")
  return SeededGenerator(seed: seed)
}
