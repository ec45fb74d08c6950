import TestSupport
import Testing

@testable import SourceText

@Suite struct PersonalNumberTests {
  @Test(arguments: [
    "110101199003074231", "11010119900307423X", "110101199003074239", "110101 19900307 4231",
    "110101-19900307-4231", "１１０１０１１９９００３０７４２３１", "110101\u{A0}1990 0307\u{3000}423x",
    "1 1 0 1 0 1 1 9 9 0 0 3 0 7 4 2 3 1", "证件110101199003074231号", "2021110101199003074231",
    "13800138000110101199003074231", "110101900307423", "110101 900307 423",
    "110101\u{200B}199003074231", "١١٠١٠١١٩٩٠٠٣٠٧٤٢٣١", "110101.19900307.4231",
    "110101/19900307/4231", "110101·19900307·423X", "1101.0119.9003.0742.31",
    "(110101)(19900307)(4231)", "110101/900307/423",
    "1.1.0.1.0.1.1.9.9.0.0.3.0.7.4.2.3.1", "110101 / 1990.03.07 / 4231",
  ])
  func `an identity number is seen however it is written`(_ text: String) {
    #expect(PersonalNumber.all(in: text).contains { $0 != .mobile })
    #expect(
      !"甲\(text)乙".shown.unicodeScalars.contains { $0.properties.numericType == .decimal }
        || text.hasPrefix("2021"))
  }

  @Test(arguments: [
    "13800138000", "138 0013 8000", "138-0013-8000", "+86 138 0013 8000", "8613800138000",
    "008613800138000", "013800138000", "张三13800138000", "1380013800013900139000",
    "１３８００１３８０００", "19912345678", "138.0013.8000", "138/0013/8000", "138·0013·8000",
    "138・0013・8000",
    "(138)0013-8000", "138.00138.000", "138·00138000", "+86.138.0013.8000", "138 . 0013 . 8000",
    "138 \\ 0013 \\ 8000", "1380.013.8000", "138~0013~8000",
  ])
  func `so is a mobile number`(_ text: String) {
    #expect(PersonalNumber.first(in: text) == .mobile)
    #expect(!text.shown.contains("3800138") && !text.shown.contains("0013"))
  }

  @Test(.timeLimit(.minutes(1)))
  func `numbers run together are seen in bounded time, however many they are`() {
    let many = String(repeating: "13131313131", count: 5_000)
    #expect(PersonalNumber.all(in: many).count == 5_000)
    #expect(!many.shown.contains("1"))
    #expect(PersonalNumber.first(in: many + "7") == nil)
  }

  @Test(arguments: [
    "330602", "330602001", "330602001001", "330602001001001", "330602110101001",
    "2021-05-01 2021-06-30",
    "12800138000", "1380013800", "138001380001", "91330602MA2JTXXX0X", "110101209913074231",
    "990101199003074231", "3306021234567890123", "100 97 0 0 12 15 18", "20210630",
    "12345.678901234",
    "2021年6月30日 14:30", "13800.138000", "1380013.8000", "138.00138000", "13800/138000",
    "13,800,138,000", "990813103205,渔樵村,2020H2,3467,8,7,8,8,1,110,108,20,23",
    "1,3,8,0,0,1,3,8,0,0,0", "158,4035,4053", "\"138\",\"0013\",\"8000\"", "110101,19900307,4231",
    "138、0013、8000", "138;0013;8000", "138|0013|8000",
    "192.168.100.10", "2021.10.12-2021.11.30", "11.05/2020.07.01/2020.08", "138.5,2013.25,8000",
    "1.3.8", "138/2013 8000/10000", "16.25/18.75/19.50",
  ])
  func `codes, dates and other numbers are no persons`(_ text: String) {
    #expect(PersonalNumber.first(in: text) == nil)
    #expect(text.shown == text)
  }

  @Test func `a mask keeps every other scalar, and a text that was shown stays`() {
    var generator = SeededGenerator(seed: 12)
    let pieces = [
      "1", "3", "8", "0", "9", "19900307", "110101", " ", "-", "甲", "4231", "X", "１", "，",
    ]
    for _ in 0..<RandomCases.count / 2 {
      let text = (0..<generator.whole(0...14)).map { _ in generator.pick(pieces) }.joined()
      let shown = text.shown
      #expect(shown.unicodeScalars.count == text.unicodeScalars.count, "\(text)")
      #expect(shown.shown == shown, "\(text)")
      #expect(zip(shown.unicodeScalars, text.unicodeScalars).allSatisfy { $0 == $1 || $0 == "*" })
    }
  }
}

@Suite struct ForeignTextTests {
  @Test
  func `what moves a cursor, ends a line or turns the writing is replaced, scalar for scalar`() {
    #expect("a\u{1B}[2Jb".shown == "a␛[2Jb")
    #expect("a\n::error::b".shown == "a ::error::b")
    #expect("a\u{0}b\u{7F}c\u{202E}d\u{9B}e\u{2028}f\u{200B}".shown == "a␀b␡c�d�e f�")
    #expect("绍兴市“越城区”—…（甲）".shown == "绍兴市“越城区”—…（甲）")
  }

  @Test(arguments: ["", " ", "\n", "\t\r\n ", "\u{3000}", "\u{A0}", "\u{2028}"])
  func `no text begins with what a log takes for a command, blanks before it or not`(
    _ blanks: String
  ) {
    let shown = "\(blanks)::error::甲".shown
    #expect(shown.hasSuffix("：:error::甲"), "\(shown)")
    #expect(shown.unicodeScalars.count == blanks.unicodeScalars.count + 10)
    #expect(shown.shown == shown)
    #expect("甲::error::乙".shown == "甲::error::乙" && ":甲".shown == ":甲" && ":".shown == ":")
  }

  @Test func `the quick look at bytes misses no scalar that is hidden, and passes what is common`()
  {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), scalar.isHidden else { continue }
      #expect(TextBytes("甲\(scalar)乙").mayHideSomething, "U+\(String(value, radix: 16))")
    }
    let common = "“越城区”的数，共 3 件（含—…、《通知》〔2020〕）：100%。"
    #expect(!TextBytes(common).mayHideSomething && !TextBytes(common).mayHoldNumber)
    #expect(TextBytes("1 3-8００１３８000").mayHoldNumber && !TextBytes("138甲0013乙8000").mayHoldNumber)
  }

  @Test func `a diagnostic shows nothing else, whoever writes it`() {
    let number = "110101199003074231"
    let place = SourceFile(path: "\(number).csv", text: "a,\(number)\u{1B}[2J").place(
      SourceRange(0, 1))
    var diagnostic = Diagnostic(
      SomeCode.x, .error, Phrase(zh: "甲\(number)\n", en: "a\(number)"), at: place,
      related: [Label(place, Phrase(number))], help: Phrase(number), unit: number, item: number)
    diagnostic.message = diagnostic.message + Phrase(" 13800138000")
    for format in DiagnosticFormat.all {
      let text = format.render(DiagnosticReport([diagnostic], language: .zh, version: "1"))
      #expect(!text.contains(number) && !text.contains("13800138000"), "\(text)")
      #expect(!text.unicodeScalars.contains { $0.isControl }, "\(text)")
    }
  }

  @Test func `a long line is shown as a window around the place`() {
    let line =
      String(repeating: "甲", count: 300) + "110101199003074231" + String(repeating: "乙", count: 300)
    let file = SourceFile(path: "a", text: line)
    let place = file.place(SourceRange(900, 918))
    #expect(place.column == 301)
    #expect(place.excerpt.unicodeScalars.count == LineWindow.longest)
    #expect(place.window.before == 260 && place.window.isCut)
    #expect(place.excerpt.contains("甲******************乙"))
    // A number that the edge of the window cuts is not half shown.
    let edge = file.place(SourceRange(900 + 18 - 8, 900 + 18 - 7))
    #expect(!edge.excerpt.contains { $0.isNumber })
    let far = file.place(SourceRange(900 + 18 + 36 * 3, 900 + 18 + 37 * 3))
    #expect(!far.excerpt.contains { $0.isNumber })
  }

  @Test func `columns are counted from the last place, in either direction`() {
    var generator = SeededGenerator(seed: 13)
    let lines = ["甲乙丙abc", "", "一行很长的文字 with blanks", "x"]
    let text = lines.joined(separator: "\n")
    let file = SourceFile(path: "a", text: text)
    for _ in 0..<200 {
      let offset = generator.whole(0...text.utf8.count)
      let before = Array(text.utf8.prefix(offset))
      let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
      #expect(file.place(SourceRange(offset, offset)).column == column)
    }
  }
}
