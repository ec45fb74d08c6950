import CIntelDecimal
import TestSupport
import Testing

@testable import FEEL

/// Rounding to 34 digits against Intel's decimal floating-point library: round half even, no exponent at its limits.
@Suite struct Decimal128Tests {
  private static func intel(_ text: String) -> decimal128 {
    var bytes = text.utf8CString.map { $0 }
    return unsafe bytes.withUnsafeMutableBufferPointer { unsafe decimal_read($0.baseAddress) }
  }

  private static func text(_ value: decimal128) -> String {
    var bytes = [CChar](repeating: 0, count: 64)
    unsafe bytes.withUnsafeMutableBufferPointer { unsafe decimal_write($0.baseAddress, value) }
    return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// A random decimal of up to 34 digits as text.
  private static func random(_ generator: inout SeededGenerator) -> String {
    let count = Int.random(in: 1...34, using: &generator)
    // Runs of nines, fives and zeros make ties and carries.
    let digits = (0..<count).map { _ -> String in
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: "9"
      case 1: "0"
      case 2: "5"
      default: String(Int.random(in: 0...9, using: &generator))
      }
    }.joined()
    let sign = Bool.random(using: &generator) ? "-" : ""
    return sign + digits + "E" + String(Int.random(in: -40...6, using: &generator))
  }

  @Test func `sums, differences, products and quotients round like decimal128`() throws {
    var generator = makeGenerator("decimal128")
    for _ in 0..<RandomCases.count / 4 {
      let (x, y) = (Self.random(&generator), Self.random(&generator))
      let (a, b) = (try #require(Number(decimal: x)), try #require(Number(decimal: y)))
      let (p, q) = (Self.intel(x), Self.intel(y))
      var results: [(sign: String, number: Number?, wanted: decimal128)] = [
        ("+", a + b, decimal_sum(p, q)),
        ("-", a - b, decimal_difference(p, q)),
        ("*", a * b, decimal_product(p, q)),
      ]
      if !b.isZero { results.append(("/", a.divided(by: b), decimal_quotient(p, q))) }
      for result in results {
        let wanted = Self.text(result.wanted)
        guard result.number?.rounded34() == Number(decimal: wanted) else {
          Issue.record("\(x) \(result.sign) \(y) is \(wanted)")
          return
        }
      }
    }
  }

  @Test func `square roots round like decimal128`() throws {
    var generator = makeGenerator("square roots")
    for _ in 0..<RandomCases.count / 20 {
      var x = Self.random(&generator)
      if x.hasPrefix("-") { x.removeFirst() }
      let wanted = Self.text(decimal_root(Self.intel(x)))
      let root = try #require(Number(decimal: x)).squareRoot()
      guard root?.rounded34() == Number(decimal: wanted) else {
        Issue.record("the square root of \(x) is \(wanted), not \(root?.description ?? "nil")")
        return
      }
    }
  }

  /// Intel's transcendental functions are not always rounded correctly: the last of 34 digits may differ by one.
  @Test func `exponentials, logarithms and powers agree with decimal128 in 33 digits`() throws {
    var generator = makeGenerator("exponentials")
    for _ in 0..<RandomCases.count / 200 {
      let x =
        "\(Int.random(in: 1...9_999, using: &generator))E\(Int.random(in: -6...0, using: &generator))"
      let y = "\(Int.random(in: -999...999, using: &generator))E-2"
      let (a, b) = (try #require(Number(decimal: x)), try #require(Number(decimal: y)))
      let exponential = Self.text(decimal_exponential(Self.intel(y)))
      let logarithm = Self.text(decimal_logarithm(Self.intel(x)))
      let power = Self.text(decimal_power(Self.intel(x), Self.intel(y)))
      #expect(isNear(b.exponential(), exponential), "e ** \(y) is \(exponential)")
      #expect(isNear(a.naturalLogarithm(), logarithm), "log(\(x)) is \(logarithm)")
      if b.int == nil { #expect(isNear(a.power34(b), power), "\(x) ** \(y) is \(power)") }
    }
  }

  private func isNear(_ number: Number?, _ text: String) -> Bool {
    guard let number, let wanted = Number(decimal: text) else { return false }
    let limit = Number(decimal: "1e-33") ?? .zero
    return (number - wanted).magnitude <= wanted.magnitude * limit
  }
}
