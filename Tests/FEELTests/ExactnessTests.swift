import BigInt
import TestSupport
import Testing

@testable import FEEL

/// A fraction of big integers that is never reduced: what `Number` is compared with.
private struct Fraction {
  var top: BigInt
  var bottom: BigInt

  static func + (a: Fraction, b: Fraction) -> Fraction {
    Fraction(top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom)
  }

  static func - (a: Fraction, b: Fraction) -> Fraction {
    Fraction(top: a.top * b.bottom - b.top * a.bottom, bottom: a.bottom * b.bottom)
  }

  static func * (a: Fraction, b: Fraction) -> Fraction {
    Fraction(top: a.top * b.top, bottom: a.bottom * b.bottom)
  }

  func divided(by other: Fraction) -> Fraction? {
    other.top.isZero ? nil : Fraction(top: top * other.bottom, bottom: bottom * other.top)
  }

  func equals(_ number: Number) -> Bool {
    let other = number.fraction
    return top * other.denominator == other.numerator * bottom
  }

  func isLess(_ other: Fraction) -> Bool {
    let difference = self - other
    return (difference.top.sign == .minus) != (difference.bottom.sign == .minus)
      && !difference.top.isZero
  }

  /// Half up on the magnitude, by long division.
  func halfUp(digits: Int) -> BigInt {
    let scaled = top.magnitude * BigUInt(10).power(digits) * 2 + bottom.magnitude
    let size = BigInt(scaled / (bottom.magnitude * 2))
    return (top.sign == .minus) != (bottom.sign == .minus) ? -size : size
  }
}

@Suite struct ExactnessTests {
  /// A random number of one of the kinds that occur: counts, decimals, percentages, extremes.
  private static func random(_ generator: inout SeededGenerator) -> (Number, Fraction) {
    let scale: Int
    let mantissa: Int64
    switch Int.random(in: 0..<10, using: &generator) {
    case 0..<4: (mantissa, scale) = (.random(in: 0...100_000, using: &generator), 0)
    case 4..<7: (mantissa, scale) = (.random(in: -10_000...10_000, using: &generator), 2)
    case 7: (mantissa, scale) = (.random(in: -1_000_000_000...1_000_000_000, using: &generator), 6)
    case 8:
      (mantissa, scale) = (
        .random(in: .min ... .max, using: &generator), .random(in: 0...18, using: &generator)
      )
    default: (mantissa, scale) = ([.min, .max, 1, -1, 0].randomElement(using: &generator) ?? 0, 0)
    }
    return (
      Number(mantissa: mantissa, scale: scale),
      Fraction(top: BigInt(mantissa), bottom: BigInt(10).power(scale))
    )
  }

  @Test func `sums, products and up to three quotients are exact`() {
    var generator = makeGenerator("exactness")
    for _ in 0..<RandomCases.count {
      var (number, fraction) = Self.random(&generator)
      var quotients = Int.random(in: 0...3, using: &generator)
      for _ in 0..<Int.random(in: 1...5, using: &generator) {
        let (other, otherFraction) = Self.random(&generator)
        switch Int.random(in: 0..<(quotients > 0 ? 4 : 3), using: &generator) {
        case 0: (number, fraction) = (number + other, fraction + otherFraction)
        case 1: (number, fraction) = (number - other, fraction - otherFraction)
        case 2: (number, fraction) = (number * other, fraction * otherFraction)
        default:
          quotients -= 1
          let quotient = number.divided(by: other)
          let wanted = fraction.divided(by: otherFraction)
          guard let quotient, let wanted else {
            #expect(quotient == nil && wanted == nil)
            continue
          }
          (number, fraction) = (quotient, wanted)
        }
      }
      let (other, otherFraction) = Self.random(&generator)
      guard fraction.equals(number), (number < other) == fraction.isLess(otherFraction) else {
        Issue.record("\(number) is not \(fraction.top)/\(fraction.bottom)")
        return
      }
      if let cents = number.roundedHalfUp(digits: 2) {
        #expect(BigInt(cents) == fraction.halfUp(digits: 2))
      }
    }
  }

  @Test func `an expression of two and three quotients is exact in both machines`() throws {
    var generator = makeGenerator("quotients")
    var scope = Scope(.definitions)
    for (index, name) in ["甲", "乙", "丙", "丁", "戊", "己"].enumerated() {
      scope.declare(name, .number, slot: Slot(rawValue: Int32(index)))
    }
    let texts = [
      "甲 / 乙 + 丙 / 丁", "甲 / 乙 - 丙 / 丁 * 戊", "甲 / 乙 * (丙 / 丁) - 戊 / 己",
      "(甲 / 乙 - 丙 / 丁) * 戊", "(甲 + 丙 / 乙) * (戊 / 丁) + 丙 / 己",
    ]
    var forms = FormTable(first: Slot(rawValue: 100))
    let programs = try texts.map { text in
      try #require(compile(text, in: scope, forms: &forms) { _ in nil }.program)
    }
    var evaluator = Evaluator()
    for _ in 0..<RandomCases.count / 10 {
      let values = (0..<6).map { _ in Self.random(&generator) }
      let f = values.map(\.1)
      let slots = values.map { Value.number($0.0) }
      let wanted: [Fraction?] = [
        both(f[0].divided(by: f[1]), f[2].divided(by: f[3])) { $0 + $1 },
        both(f[0].divided(by: f[1]), f[2].divided(by: f[3])) { $0 - $1 * f[4] },
        both(
          both(f[0].divided(by: f[1]), f[2].divided(by: f[3])) { $0 * $1 }, f[4].divided(by: f[5])
        ) { $0 - $1 },
        both(f[0].divided(by: f[1]), f[2].divided(by: f[3])) { ($0 - $1) * f[4] },
        both(
          both(f[2].divided(by: f[1]), f[4].divided(by: f[3])) { (f[0] + $0) * $1 },
          f[2].divided(by: f[5])
        ) { $0 + $1 },
      ]
      for (index, program) in programs.enumerated() {
        let value = evaluator.evaluate(program, slots)
        let traced = evaluator.trace(program, slots).0
        guard let fraction = wanted[index] else {
          #expect(value.isNull && traced.isNull)
          continue
        }
        let isSame =
          value.number.map(fraction.equals) == true && traced.number.map(fraction.equals) == true
        if !isSame {
          Issue.record("\(texts[index]) of \(slots.map(\.literal))")
          return
        }
      }
    }
  }

  private func both(_ a: Fraction?, _ b: Fraction?, _ body: (Fraction, Fraction) -> Fraction)
    -> Fraction?
  {
    guard let a, let b else { return nil }
    return body(a, b)
  }
}
