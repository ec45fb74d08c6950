import Foundation

/// A random generator whose numbers follow from its seed (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A whole number of a range.
  package mutating func whole(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  /// True once in so many times.
  package mutating func once(in count: Int) -> Bool { whole(1...count) == 1 }

  /// One of some things; the list must not be empty.
  package mutating func pick<Thing>(_ things: [Thing]) -> Thing {
    things[whole(0...things.count - 1)]
  }
}

/// How many random cases a property tries, and from which seed.
package enum RandomCases {
  /// A million where the tests are optimised, ten thousand where they are not or run under a sanitizer.
  #if DEBUG
    package static let count = 10_000
  #else
    package static let count = 1_000_000
  #endif

  /// The seed of a run: `YANSHOU_SEED`, or always the same.
  package static let seed: UInt64 =
    ProcessInfo.processInfo.environment["YANSHOU_SEED"].flatMap { UInt64($0) } ?? 20_210_630
}

/// Makes a generator with a fresh seed, or the one that a failing run printed; prints the seed.
package func makeGenerator(_ name: String, seed: UInt64? = nil) -> SeededGenerator {
  let seed = seed ?? UInt64.random(in: 0...UInt64.max)
  print("\(name): seed \(seed), \(RandomCases.count) cases")
  return SeededGenerator(seed: seed)
}
