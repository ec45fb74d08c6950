import Foundation

/// A small generator whose numbers follow from its seed (SplitMix64).
struct Random: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A whole number of a range.
  mutating func whole(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// True once in so many times.
  mutating func once(in count: Int) -> Bool { whole(1...count) == 1 }

  /// One of some things; the list must not be empty.
  mutating func pick<Thing>(_ things: [Thing]) -> Thing { things[whole(0...things.count - 1)] }

  /// A decimal from zero on: `mantissa` up to `most`, and one of some scales.
  mutating func decimal(_ most: Int, scales: [Int] = [0, 1, 2, 3]) -> Decimal {
    Decimal(Int64(whole(0...most)), scale: pick(scales))
  }
}

/// How many cases a property tries, and from which seed.
enum Trial {
  /// A million where the tests are optimised, ten thousand where they are not or run under a sanitizer.
  #if DEBUG
    static let cases = 10_000
  #else
    static let cases = 1_000_000
  #endif
  /// The cases that share one set.
  static let casesPerSet = min(cases, 5_000)

  /// The seed of a run: `YANSHOU_SEED`, or always the same.
  static let seed: UInt64 =
    ProcessInfo.processInfo.environment["YANSHOU_SEED"].flatMap { UInt64($0) } ?? 20_210_630
}
