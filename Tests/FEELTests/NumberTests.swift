import Testing

@testable import FEEL

@Suite struct NumberTests {
  @Test(arguments: [
    ("12", "12"), ("-0.050", "-0.05"), (".5", "0.5"), ("1e3", "1000"), ("1E-3", "0.001"),
    ("0", "0"), ("-0", "0"), ("9223372036854775808", "9223372036854775808"),
    ("-9223372036854775808", "-9223372036854775808"), ("100.00", "100"),
    ("1234567890123456789012345678901234567890", "1234567890123456789012345678901235000000"),
  ])
  func `a decimal text is read exactly and printed plainly`(text: String, printed: String) throws {
    #expect(try #require(Number(decimal: text)).description == printed)
  }

  @Test(arguments: ["", ".", "-", "1.2.3", "1e", "abc", "1e999999999", "1 2", "１", "e5", "--1"])
  func `what is not a decimal is refused`(text: String) {
    #expect(Number(decimal: text) == nil)
  }

  @Test func `a third times three is one`() throws {
    let third = try #require(Number.one.divided(by: 3))
    #expect(third * 3 == 1)
    #expect(third.description == "0.3333333333333333333333333333333333")
    #expect(third.text(maximumDigits: 2) == "0.33")
    #expect(!third.isTerminatingDecimal)
  }

  @Test func `a division by zero has no result`() {
    #expect(Number.one.divided(by: 0) == nil)
  }

  @Test(arguments: [
    ("0.455", 2, 46), ("-0.455", 2, -46), ("9.875", 2, 988), ("12.345", 2, 1235),
    ("0.4549999", 2, 45), ("5", 0, 5), ("1e17", 2, nil),
  ])
  func `rounding half up counts from zero`(text: String, digits: Int, cents: Int64?) throws {
    #expect(try #require(Number(decimal: text)).roundedHalfUp(digits: digits) == cents)
  }

  @Test func `a tie of two quotients is a tie`() throws {
    // 0.63 × (109/120 − 0.80) ÷ 0.15 is 0.455 and prints 0.46.
    let ratio = try #require(Number(109).divided(by: 120))
    let part = (ratio - Number(mantissa: 80, scale: 2)) * Number(mantissa: 63, scale: 2)
    let earned = try #require(part.divided(by: Number(mantissa: 15, scale: 2)))
    #expect(earned == Number(mantissa: 455, scale: 3))
    #expect(earned.roundedHalfUp(digits: 2) == 46)
  }

  @Test func `the extremes of 64 bits do not trap`() {
    let least = Number(Int.min)
    #expect(-least == Number(decimal: "9223372036854775808"))
    #expect(least + least == Number(decimal: "-18446744073709551616"))
    #expect((least * least).description == "85070591730234615865843651857942050000")
    #expect(least.divided(by: -1) == Number(decimal: "9223372036854775808"))
    #expect(least.divided(by: least) == 1)
    #expect(least - least == 0)
  }

  @Test func `equal fractions hash alike however they were written`() {
    #expect(Set([Number(mantissa: 50, scale: 2), Number(mantissa: 5, scale: 1)]).count == 1)
  }
}

@Suite struct ExactTextTests {
  @Test(arguments: [
    ("1/3", "1/3"), ("10/4", "2.5"), ("-5/6", "-5/6"), ("7/1", "7"),
    ("100000000000000000000/3", "100000000000000000000/3"),
  ])
  func `a number that no decimal ends is a fraction in lowest terms`(
    _ quotient: String, _ text: String
  ) throws {
    let parts = quotient.split(separator: "/")
    let top = try #require(Number(decimal: parts[0]))
    let bottom = try #require(Number(decimal: parts[1]))
    #expect(try #require(top.divided(by: bottom)).exactText == text)
  }
}
