import TestSupport

/// How the cases of a property are spread over sets.
enum Trial {
  /// The cases that share one set.
  static let casesPerSet = min(RandomCases.count, 5_000)

  /// The rounds of a property with a seed for each.
  static func rounds(_ salt: UInt64) -> [(Int, UInt64)] {
    (0..<(RandomCases.count / casesPerSet)).map { round in
      (round, RandomCases.seed &+ salt &* 1_000_003 &+ UInt64(round) &* 7_919)
    }
  }
}
