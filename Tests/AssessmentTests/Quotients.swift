import BigInt
import TestSupport

/// A value made of one, two or three quotients of counts, as an expression and as a fraction.
struct Quotients {
  /// The expression over the items `a` to `f`.
  let text: String
  private let shape: Int

  /// Every shape once.
  static let all: [Quotients] = [
    "a / b", "a / b + c / d", "a / b * (c / d)", "a / b - c / d", "a / b / (c / d)",
    "a / b + c / d + e / f", "a / b * (c / d) / (e / f)",
  ].enumerated().map { Quotients(text: $1, shape: $0) }

  /// The items that every shape may read.
  static let items = ["a", "b", "c", "d", "e", "f"].map { "\($0): {type: count}" }

  /// Six counts above zero.
  static func counts(_ random: inout SeededGenerator) -> [Int] {
    (0..<6).map { _ in random.whole(1...(random.once(in: 8) ? 1_000_003 : 40)) }
  }

  /// The value for six counts.
  func value(_ n: [Int]) -> Fraction {
    let first = Fraction(.init(n[0]), .init(n[1]))
    let second = Fraction(.init(n[2]), .init(n[3]))
    let third = Fraction(.init(n[4]), .init(n[5]))
    return switch shape {
    case 0: first
    case 1: first + second
    case 2: first * second
    case 3: first - second
    case 4: first / second
    case 5: first + second + third
    default: first * second / third
    }
  }
}

extension SeededGenerator {
  /// A bound for a value: far, near, a hair beside it, or exactly on it where a decimal can be.
  mutating func bound(near value: Fraction) -> Decimal {
    let thousandths = Int64(clamping: Int((value * Fraction(1000)).floor.description) ?? 0)
    switch whole(0...4) {
    case 0: return Decimal(Int64(whole(-3...8)))
    case 1: return Decimal(Int64(whole(0...300)), scale: 2)
    case 2: return Decimal(thousandths + 1, scale: 3)
    default: return Decimal(thousandths, scale: 3)
    }
  }
}
