import Formats
import SourceText
import TestSupport
import Testing

struct CSVTests {
  /// The records of a text in a notation of its own, `|` between fields, malformed ones in `<>`, and its problems.
  private func scan(_ text: String, separator: Character = ",") -> (
    records: [String], problems: [String]
  ) {
    let bytes = Array(text.utf8)
    var scanner = CSVScanner(separator: separator.asciiValue ?? 0)
    var fields: [CSVField] = []
    var records: [String] = []
    while scanner.next(bytes.span, fields: &fields) {
      records.append(outline(fields, bytes, scanner.recordLine))
    }
    return (records, scanner.problems.map { "\($0.kind) \($0.line) \($0.offset)" })
  }

  private func outline(_ fields: [CSVField], _ bytes: [UInt8], _ line: Int) -> String {
    "\(line): "
      + fields.map { $0.isMalformed ? "<\($0.text(in: bytes))>" : $0.text(in: bytes) }
      .joined(separator: "|")
  }

  struct Case: CustomTestStringConvertible {
    var name: String
    var text: String
    var records: [String]
    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(name: "LF", text: "a,b\n1,2\n", records: ["1: a|b", "2: 1|2"]),
    Case(name: "CRLF", text: "a,b\r\n1,2\r\n", records: ["1: a|b", "2: 1|2"]),
    Case(name: "CR", text: "a,b\r1,2\r", records: ["1: a|b", "2: 1|2"]),
    Case(name: "no end of line at the end", text: "a\n乙", records: ["1: a", "2: 乙"]),
    Case(
      name: "empty lines are records of one empty field", text: "a\n\nb",
      records: ["1: a", "2: ", "3: b"]),
    Case(name: "a separator at the end", text: "a,\n,", records: ["1: a|", "2: |"]),
    Case(name: "quotes", text: "\"a,b\",\"\",c", records: ["1: a,b||c"]),
    Case(name: "doubled quotes", text: "\"a\"\"b\",\"\"\"\"", records: ["1: a\"b|\""]),
    Case(
      name: "line ends in quotes", text: "\"甲\n乙\r\n丙\",x\ny", records: ["1: 甲\n乙\r\n丙|x", "4: y"]),
    Case(name: "blanks around quotes", text: "a, \"b\" ,c", records: ["1: a|b|c"]),
    Case(name: "blanks without quotes stay", text: " a , b", records: ["1:  a | b"]),
    Case(name: "nothing", text: "", records: []),
  ])
  func `records are split as RFC 4180 has it`(_ example: Case) {
    let (records, problems) = scan(example.text)
    #expect(records == example.records)
    #expect(problems.isEmpty)
  }

  @Test func `a quote that is never closed spoils its own line only`() {
    let marked = MarkedText("a,b\n1,①\"2\n3,4\n5,6\n")
    let (records, problems) = scan(marked.text)
    #expect(records == ["1: a|b", "2: 1|<\"2>", "3: 3|4", "4: 5|6"])
    #expect(problems == ["unclosedQuote 2 \(marked[1])"])
  }

  @Test func `a quote closed in the middle of a later text spoils its own line only`() {
    let marked = MarkedText("1,①\"甲\n2,\"乙,丙\"\n3,4\n")
    let (records, problems) = scan(marked.text)
    #expect(records == ["1: 1|<\"甲>", "2: 2|乙,丙", "3: 3|4"])
    #expect(problems == ["unclosedQuote 1 \(marked[1])"])
  }

  @Test func `a quote longer than any cell counts as unclosed`() {
    let long = String(repeating: "x\n", count: CSVScanner.longestQuoted)
    let (records, problems) = scan("1,\"a\n" + long + "\"\n")
    #expect(records.first == "1: 1|<\"a>")
    #expect(records.count == CSVScanner.longestQuoted + 2)
    #expect(problems.first == "unclosedQuote 1 2")
  }

  @Test func `a stray quote and text after a closing quote are shown, the other fields stay`() {
    let marked = MarkedText("5①\"寸,b\n\"a\"②x,c\n")
    let (records, problems) = scan(marked.text)
    #expect(records == ["1: <5\"寸>|b", "2: <\"a\"x>|c"])
    #expect(problems == ["strayQuote 1 \(marked[1])", "textAfterQuote 2 \(marked[2])"])
  }

  @Test func `more fields than a sheet has columns are left out and reported`() {
    let (records, problems) = scan(String(repeating: ",", count: 20_000) + "\na,b")
    #expect(records.first?.count == 3 + CSVScanner.mostFields - 1)
    #expect(records.last == "2: a|b")
    #expect(problems == ["tooManyFields 1 16384"])
  }

  @Test(arguments: [
    ("code,name,受理数", ","), ("code;name;\"a,b,c\"", ";"), ("代码\t名称\t数值", "\t"), ("code", ","),
    ("a;b,c;d", ";"), ("a,b;c,d", ","),
  ])
  func `the separator is the one that the header uses most`(_ line: String, _ separator: String) {
    #expect(CSVScanner.separator(of: line.utf8) == separator.utf8.first)
  }

  private func blocks(_ text: [UInt8], size: Int) throws -> [CSVBlock] {
    let source = FileSource(displayPath: "a.csv", content: .bytes(text))
    var cutter = try CSVCutter(source, .utf8, separator: UInt8(ascii: ","), blockSize: size)
    var blocks: [CSVBlock] = []
    while let block = try cutter.next() { blocks.append(block) }
    return blocks
  }

  @Test func `blocks hold whole records and know their offset and line, whatever their size`()
    throws
  {
    var generator = SeededGenerator(seed: 7)
    let pieces = [
      "a", "甲", ",", ",", "\n", "\r\n", "\r", "\"", "\"", "\"\"", " ", "\"x\"", "\"y\nz\"",
    ]
    for round in 0..<3_000 {
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<30, using: &generator) {
        text += Array((pieces.randomElement(using: &generator) ?? "").utf8)
      }
      let whole = try blocks(text, size: 1 << 20)
      let expected = whole.flatMap { records(in: $0) }
      for size in [1, 2, 3, 7, 20] {
        let cut = try blocks(text, size: size)
        #expect(cut.flatMap(\.bytes) == text, "seed 7, round \(round), size \(size): \(text)")
        #expect(
          cut.flatMap { records(in: $0) } == expected,
          "seed 7, round \(round), size \(size): \(String(decoding: text, as: UTF8.self).debugDescription)"
        )
      }
    }
  }

  /// Every record with its place in the file, and every problem.
  private func records(in block: CSVBlock) -> [String] {
    var scanner = CSVScanner(separator: UInt8(ascii: ","), line: block.line)
    var fields: [CSVField] = []
    var records: [String] = []
    while scanner.next(block.bytes.span, fields: &fields) {
      records.append(
        "\(block.offset + scanner.recordOffset) " + outline(fields, block.bytes, scanner.recordLine)
      )
      records += scanner.problems.map { "\($0.kind) \($0.line) \(block.offset + $0.offset)" }
      scanner.problems.removeAll()
    }
    return records
  }

  @Test func `fields written with quotes come back as they were`() {
    var generator = SeededGenerator(seed: 11)
    let pieces = ["a", "甲", ",", "\n", "\r\n", "\"", " ", ""]
    for round in 0..<2_000 {
      let fields = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        (0..<Int.random(in: 0...6, using: &generator))
          .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      }
      let text = fields.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(
        separator: ",")
      let bytes = Array((text + "\r\n").utf8)
      var scanner = CSVScanner(separator: UInt8(ascii: ","))
      var found: [CSVField] = []
      #expect(scanner.next(bytes.span, fields: &found))
      #expect(found.map { $0.text(in: bytes) } == fields, "seed 11, round \(round)")
      #expect(scanner.offset == bytes.count && scanner.problems.isEmpty)
    }
  }

  @Test func `a record longer than 4 MB is refused at its line`() throws {
    let text = Array("a,b\n".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 6 << 20)
    let source = FileSource(displayPath: "a.csv", content: .bytes(text))
    var cutter = try CSVCutter(source, .utf8, separator: UInt8(ascii: ","), blockSize: 1 << 16)
    #expect(try cutter.next()?.bytes.count == 4)
    #expect {
      _ = try cutter.next()
    } throws: { error in
      let diagnostic = (error as? TextError)?.diagnostic
      return diagnostic?.code == "record-too-long" && diagnostic?.place?.line == 2
    }
  }

  @Test(arguments: [1 << 16, 2 << 20, 4 << 20], [true, false])
  func `it is refused wherever blocks end, and one of 4 MB is not`(_ size: Int, _ isEnded: Bool)
    throws
  {
    for (more, isRefused) in [(0, false), (1, true)] {
      let long = [UInt8](repeating: UInt8(ascii: "x"), count: CSVCutter.longestRecord + more)
      let text = Array("a,b\n".utf8) + long + (isEnded ? [0x0A, 0x62, 0x0A] : [])
      let source = FileSource(displayPath: "a.csv", content: .bytes(text))
      var cutter = try CSVCutter(source, .utf8, separator: UInt8(ascii: ","), blockSize: size)
      var count = 0
      var told: String?
      do throws(TextError) {
        while let block = try cutter.next() { count += block.bytes.count }
      } catch {
        told = error.diagnostic.code
      }
      #expect((told == "record-too-long") == isRefused)
      #expect((count == text.count) == !isRefused)
    }
  }
}

extension CSVTests {
  @Test func `passing over fields gives the same first fields and lines as reading all`() {
    var generator = SeededGenerator(seed: 13)
    let pieces = ["a", "甲", ",", ",", "\n", "\r\n", "\r", "bc"]
    for round in 0..<2_000 {
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<30, using: &generator) {
        text += Array((pieces.randomElement(using: &generator) ?? "").utf8)
      }
      for count in 1...3 {
        var whole = CSVScanner(separator: UInt8(ascii: ","))
        var part = CSVScanner(separator: UInt8(ascii: ","))
        var all: [CSVField] = []
        var first: [CSVField] = []
        while whole.next(text.span, fields: &all) {
          #expect(part.nextUnquoted(text.span, first: count, fields: &first))
          #expect(first == Array(all.prefix(count)), "seed 13, round \(round): \(text)")
          #expect(part.recordOffset == whole.recordOffset && part.recordLine == whole.recordLine)
          #expect(part.offset == whole.offset && part.line == whole.line)
        }
        #expect(!part.nextUnquoted(text.span, first: count, fields: &first))
      }
    }
  }
}
