import Testing

@testable import Submissions

@Suite struct NumberReaderTests {
  struct Case: CustomTestStringConvertible {
    var text: String
    var reading: NumberReading
    init(_ text: String, _ bits: Int64, _ scale: Int, share: Bool = false) {
      self.text = text
      reading = .number(WrittenNumber(bits: bits, scale: scale, sign: share ? .share : .none))
    }
    init(_ text: String, _ reading: NumberReading) {
      self.text = text
      self.reading = reading
    }
    var testDescription: String { text }
  }

  @Test(arguments: [
    Case("93%", 93, 2, share: true), Case("９３．５％", 935, 3, share: true),
    Case("1,234", 1234, 0), Case("1，234.50", 123_450, 2), Case("3‰", 3, 3, share: true),
    Case("万分之十三", 13, 4, share: true), Case("九成", 9, 1, share: true),
    Case("百分之九十五点五", 955, 3, share: true), Case("44亿1630万", 4_416_300_000, 0),
    Case("1.5万", 15_000, 0), Case("十二", 12, 0), Case("二百零五", 205, 0), Case("两千", 2000, 0),
    Case("-3.20", -320, 2), Case(" 12 ", 12, 0), Case("400余", .bound), Case("约60%", .bound),
    Case("60%以上", .bound), Case("60多%", .bound), Case("九成多", .bound), Case("≥95%", .bound),
    Case("%", .loneSign), Case("1,23", .none), Case("12人", .none), Case("三村居委会", .none),
    Case("二十五团", .none), Case("", .none), Case("1..2", .none), Case("--1", .none),
    Case("123456789012345678901", .tooLong), Case("1万2亿", .none), Case("约", .none),
  ])
  func `a number is read as it was written`(_ test: Case) {
    #expect(NumberReader.read(test.text) == test.reading)
  }

  @Test(arguments: ["0", "12.50", "-7", "93%", "123456789012345678"])
  func `the quick way reads plain numbers as the long way does`(_ text: String) throws {
    let plain = try #require(NumberReader.readPlain(Array(text.utf8)[...]))
    #expect(NumberReader.read(text) == .number(plain))
  }

  @Test(arguments: ["", "-", ".", "1.", "1,2", "12人", "1e3", "1234567890123456789"])
  func `the quick way leaves what is not plain to the long way`(_ text: String) {
    #expect(NumberReader.readPlain(Array(text.utf8)[...]) == nil)
  }
}
