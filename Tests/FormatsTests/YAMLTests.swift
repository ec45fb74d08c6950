import Formats
import SourceText
import TestSupport
import Testing

struct YAMLTests {
  private func parse(_ text: String) -> (YAMLNode?, [Diagnostic]) {
    YAMLNode.parse(SourceFile(path: "一.yaml", text: text))
  }

  /// The node in a notation of its own: scalars in quotes, `[ ]`, `{ }`.
  private func outline(_ node: YAMLNode?) -> String {
    guard let node else { return "nil" }
    return switch node.content {
    case .scalar(let text, _): "'\(text)'"
    case .sequence(let members): "[" + members.map { outline($0) }.joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{"
        + entries.map { "\(outline($0.key)): \(outline($0.value))" }.joined(separator: ", ")
        + "}"
    }
  }

  @Test func `mappings and sequences keep the order of the file`() {
    let (node, diagnostics) = parse("乙: [1, 2.10, '03']\n甲:\n  - a: b\n    c:\n  - |\n    文\n")
    #expect(outline(node) == "{'乙': ['1', '2.10', '03'], '甲': [{'a': 'b', 'c': ''}, '文\n']}")
    #expect(diagnostics.isEmpty)
    #expect(node?["甲"]?.isFlow == false)
    #expect(node?["乙"]?.isFlow == true)
    #expect(node?["丙"] == nil)
  }

  @Test func `ranges are byte offsets behind Chinese text and comments`() throws {
    let marked = MarkedText(
      "标题: # 说明\n  ①绍兴②  # 后\n得: ③[甲, ④\"乙\"⑤]⑥\n块: ⑦|\n  一\n\n  二⑧\n\n末: x\n")
    let (node, _) = parse(marked.text)
    let root = try #require(node)
    let title = try #require(root["标题"])
    #expect(Int(title.range.start) == marked[1])
    #expect(Int(title.range.end) == marked[2])
    let list = try #require(root["得"])
    #expect(Int(list.range.start) == marked[3])
    #expect(Int(list.range.end) == marked[6])
    guard case .sequence(let members) = list.content else {
      Issue.record("not a list")
      return
    }
    #expect(Int(members[1].range.start) == marked[4])
    #expect(Int(members[1].range.end) == marked[5])
    let block = try #require(root["块"])
    #expect(Int(block.range.start) == marked[7])
    #expect(Int(block.range.end) == marked[8])
    #expect(title.place.line == 2)
    #expect(title.place.column == 3)
    #expect(root["末"]?.place.line == 9)
  }

  /// A scalar whose text holds the letter `X` once; the mark in the source says where it stands.
  struct OffsetCase: CustomTestStringConvertible {
    var style: String
    var source: String
    var testDescription: String { style }
  }

  @Test(arguments: [
    OffsetCase(style: "plain", source: "键: 受理数 ①X 办"),
    OffsetCase(style: "plain on two lines", source: "键: 受理数\n  and   \n  化解 ①X"),
    OffsetCase(style: "plain with an empty line", source: "键: 甲\n\n\n  乙①X"),
    OffsetCase(style: "single quotes", source: "键: '它''s 甲①X'"),
    OffsetCase(style: "single quotes on two lines", source: "键: '它''s\n   甲 ①X'"),
    OffsetCase(style: "double quotes", source: "键: \"甲①X\""),
    OffsetCase(style: "escapes", source: "键: \"\\t\\u4e2d\\x41\\\"\\U0001F600甲①X\""),
    OffsetCase(style: "escaped line end", source: "键: \"甲\\\n    乙①X\""),
    OffsetCase(style: "an escape itself", source: "键: \"甲①\\x58\""),
    OffsetCase(style: "literal, first line", source: "键: |\n  甲①X\n  乙"),
    OffsetCase(style: "literal, second line", source: "键: | # 注\n    甲 and\n    乙 ①X\n"),
    OffsetCase(style: "literal, own indentation", source: "键: |\n  甲\n     ①X\n"),
    OffsetCase(style: "literal, indentation indicator", source: "键: |2-\n    ①X\n"),
    OffsetCase(style: "literal with empty lines", source: "键: |\n\n\n  甲\n\n  ①X\n"),
    OffsetCase(style: "folded", source: "键: >-\n  甲 and\n  乙 ①X\n  丙"),
    OffsetCase(style: "folded, more indented", source: "键: >\n  甲\n    乙\n\n  ①X\n"),
    OffsetCase(style: "CRLF", source: "键: |\r\n  甲\r\n  ①X\r\n"),
  ])
  func `an offset in a scalar's text maps back to the file`(_ example: OffsetCase) throws {
    let marked = MarkedText(example.source)
    let (root, diagnostics) = parse(marked.text)
    #expect(diagnostics.isEmpty)
    let node = try #require(root?["键"])
    let text = try #require(node.text)
    let index = try #require(text.utf8.firstIndex(of: UInt8(ascii: "X")))
    let offset = text.utf8.distance(from: text.startIndex, to: index)
    #expect(node.offset(ofContent: offset) == marked[1])
    // Every offset stays inside the node and never runs backwards.
    var last = Int(node.range.start)
    for offset in 0...text.utf8.count + 2 {
      let mapped = node.offset(ofContent: offset)
      #expect(mapped >= last && mapped <= Int(node.range.end))
      last = mapped
    }
  }

  struct Mistake: CustomTestStringConvertible {
    var code: String
    /// The mark ① says where the mistake is shown, ② where the related place is.
    var source: String
    var zh: String
    var testDescription: String { "\(code): \(source)" }
  }

  @Test(arguments: [
    Mistake(code: "yaml-syntax", source: "甲: \n①\t乙: 1\n", zh: "Tab"),
    Mistake(code: "yaml-syntax", source: "甲:\n  乙: 1\n①\t丙: 1\n", zh: "Tab"),
    Mistake(code: "yaml-syntax", source: "甲: ①\"乙\n丙: 1\n", zh: "引号没有合上"),
    Mistake(code: "yaml-syntax", source: "甲: ②[1, 2\n乙①: 3\n", zh: "括号没有合上"),
    Mistake(code: "yaml-syntax", source: "得: ②{甲: 1, 乙: 2\n①", zh: "括号没有合上"),
    Mistake(code: "yaml-syntax", source: "得: ②{甲: e in ①[1, 2]}\n", zh: "“[”"),
    Mistake(code: "yaml-syntax", source: "甲: 1\n 乙①: 1\n", zh: "冒号"),
    Mistake(code: "yaml-syntax", source: "②甲: \"乙\" ①= 丙\n", zh: "下一个名称"),
    Mistake(code: "yaml-syntax", source: "甲: ①> 5\n", zh: "“>”"),
    Mistake(code: "yaml-syntax", source: "甲: ①%5\n", zh: "“%”"),
    Mistake(code: "yaml-syntax", source: "甲: ①@5\n", zh: "“@”"),
    Mistake(code: "yaml-syntax", source: "甲: ②\"①\\q\"\n", zh: "“\\”"),
    Mistake(code: "yaml-syntax", source: "甲:\n  ②- 1\n  ①乙: 2\n", zh: "“-”"),
    Mistake(code: "yaml-syntax", source: "甲: 1\n①乙\n丙: 1\n", zh: "冒号"),
    Mistake(code: "yaml-syntax", source: "甲: ①\u{01}\n", zh: "控制字符"),
    Mistake(code: "duplicate-key", source: "②甲: 1\n乙: 2\n①甲: 3\n", zh: "重复"),
    Mistake(code: "yaml-anchor", source: "甲: ①&a 1\n", zh: "锚点"),
    Mistake(code: "yaml-tag", source: "甲: ①!!str 1\n", zh: "类型标记"),
    Mistake(code: "yaml-second-document", source: "甲: 1\n①---\n乙: 2\n", zh: "第二份"),
    Mistake(code: "yaml-key-not-text", source: "①[甲, 乙]: 1\n", zh: "名称"),
    Mistake(code: "yaml-empty", source: "①# 只有注释\n", zh: "没有内容"),
    Mistake(code: "forbidden-character", source: "甲: 乙①\u{85}丙\n", zh: "U+0085"),
    Mistake(code: "forbidden-character", source: "甲: 乙①\u{2028}丙\n", zh: "U+2028"),
    Mistake(code: "forbidden-character", source: "甲: 乙①\u{2029}丙\n", zh: "U+2029"),
    Mistake(code: "forbidden-character", source: "甲: 乙①\u{0}丙\n", zh: "U+0000"),
    Mistake(code: "yaml-swallowed-comma", source: "- {check: ①min(甲 , x: 1}\n", zh: "逗号"),
    Mistake(code: "yaml-swallowed-comma", source: "- {value: 1,①234}\n", zh: "逗号"),
  ])
  func `a mistake is shown where it is`(_ mistake: Mistake) throws {
    let marked = MarkedText(mistake.source)
    let (_, diagnostics) = parse(marked.text)
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostics.count == 1)
    #expect(diagnostic.code == mistake.code)
    #expect(diagnostic.severity == .error)
    #expect(diagnostic.message.text(.zh).contains(mistake.zh), "\(diagnostic.message.text(.zh))")
    #expect(diagnostic.place?.offset == marked[1])
    if marked.offsets[2] != nil {
      #expect(diagnostic.related.first?.place.offset == marked[2])
    }
  }

  @Test func `every duplicate key is reported, and the first value stays`() {
    let (node, diagnostics) = parse("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n")
    #expect(outline(node) == "{'a': '1', 'b': {'c': '1'}}")
    #expect(diagnostics.map(\.code) == ["duplicate-key", "duplicate-key", "duplicate-key"])
    #expect(diagnostics.sorted().map { $0.place?.line } == [2, 3, 4])
  }

  @Test func `a comma swallowed by braces is found, with a fix that quotes the whole`() throws {
    let marked = MarkedText("- {check: ①min(甲, 乙) <= 丙②, else: x}\n")
    let (_, diagnostics) = parse(marked.text)
    #expect(diagnostics.map(\.code) == ["yaml-swallowed-comma", "yaml-swallowed-comma"])
    let fix = try #require(diagnostics.compactMap(\.fix).first)
    #expect(fix.range == SourceRange(marked[1], marked[2]))
    #expect(fix.replacement == "'min(甲, 乙) <= 丙'")
  }

  @Test func `a key with an empty value in braces is no mistake`() {
    let (node, diagnostics) = parse("{甲: , 乙 : , \"丙\":}")
    #expect(outline(node) == "{'甲': '', '乙': '', '丙': ''}")
    #expect(diagnostics.isEmpty)
  }

  @Test func `an alias is refused and does not multiply`() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...30 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    let (_, diagnostics) = parse(text)
    #expect(diagnostics.allSatisfy { $0.code == "yaml-anchor" })
    #expect(diagnostics.count == 31 + 60)
  }

  @Test func `a byte order mark is not part of the text, and offsets count it where it is kept`() {
    let (node, diagnostics) = parse("\u{FEFF}甲: 1")
    #expect(diagnostics.isEmpty)
    #expect(outline(node) == "{'甲': '1'}")
    #expect(node?.range.start == 3)
  }

  @Test func `bytes that are not UTF-8 are shown`() {
    let file = SourceFile(path: "a", bytes: Array("甲: ".utf8) + [0xD6, 0xD0])
    let (node, diagnostics) = YAMLNode.parse(file)
    #expect(node == nil)
    #expect(diagnostics.map(\.code) == ["not-utf-8"])
    #expect(diagnostics.first?.place?.offset == 5)
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func `a depth bomb is refused`(_ open: String) {
    let (node, diagnostics) = parse(String(repeating: open, count: 100_000))
    #expect(node == nil)
    #expect(diagnostics.map(\.code) == ["yaml-too-deep"])
  }

  @Test func `a file beyond the size limit is refused`() {
    let (node, diagnostics) = parse(String(repeating: "a", count: (4 << 20) + 1))
    #expect(node == nil)
    #expect(diagnostics.map(\.code) == ["file-too-large"])
  }

  @Test func `a million nodes are refused`() {
    let (node, diagnostics) = parse("[" + String(repeating: "a,", count: 1_000_001) + "a]")
    #expect(node == nil)
    #expect(diagnostics.map(\.code) == ["yaml-too-many-nodes"])
  }

  @Test func `no bytes crash the reader, and what it returns lies inside the file`() {
    var generator = SeededGenerator(seed: 20_210_630)
    let pieces = [
      "甲", "a", ":", ": ", "\n", "\n  ", "- ", "[", "]", "{", "}", ",", "'", "\"", "\\", "|", ">",
      "#", "&a", "*a", "!", "%", "\t", "---", "?", "\u{85}", "\u{2028}", "\r", "\0", "…", "(", ")",
      "|-\n  ", ">\n   ", "\\x4", "\\u4e2d", "~", "<<",
    ]
    for round in 0..<4_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<40, using: &generator) {
        if round.isMultiple(of: 4) {
          bytes.append(UInt8.random(in: 0...255, using: &generator))
        } else {
          bytes += Array((pieces.randomElement(using: &generator) ?? "").utf8)
        }
      }
      let (node, diagnostics) = YAMLNode.parse(SourceFile(path: "random", bytes: bytes))
      #expect(node != nil || diagnostics.hasErrors, "seed 20210630, round \(round): \(bytes)")
      for diagnostic in diagnostics {
        #expect((diagnostic.place?.offset ?? -1) <= bytes.count)
        #expect(!diagnostic.message.text(.zh).isEmpty && !diagnostic.message.text(.en).isEmpty)
      }
      if let node { check(node, within: 0...bytes.count) }
    }
  }

  private func check(_ node: YAMLNode, within bounds: ClosedRange<Int>) {
    let range = Int(node.range.start)...Int(node.range.end)
    #expect(bounds.contains(range.lowerBound) && bounds.contains(range.upperBound))
    switch node.content {
    case .scalar(let text, _):
      for offset in 0...text.utf8.count {
        #expect(range.contains(node.offset(ofContent: offset)))
      }
    case .sequence(let members): for member in members { check(member, within: range) }
    case .mapping(let entries):
      for entry in entries {
        check(entry.key, within: range)
        check(entry.value, within: range)
      }
    }
  }
}
