import TestSupport

/// Makes a generator with a fresh seed, or the one that a failing run printed; prints the seed.
func makeGenerator(_ name: String, seed: UInt64? = nil) -> SeededGenerator {
  let seed = seed ?? UInt64.random(in: 0...UInt64.max)
  print("\(name): seed \(seed), \(RandomCases.count) cases")
  return SeededGenerator(seed: seed)
}
