import Formats
import SourceText
import TestSupport
import Testing

struct XMLTests {
  /// The events in a notation of their own, and the code of what stopped the reading.
  private func read(
    _ bytes: [UInt8], block: Int = 1 << 16, limits: XMLLimits = XMLLimits(), places: Bool = false
  ) -> (events: [String], error: Diagnostic?) {
    var lines: [String] = []
    func at(_ position: XMLPosition) -> String {
      places ? " \(position.line):\(position.column)@\(position.offset)" : ""
    }
    do throws(TextError) {
      let source = FileSource(displayPath: "a.xml", content: .bytes(bytes))
      let encoding = try XMLReader.encoding(of: source).encoding
      var reader = try XMLReader(source, encoding, limits: limits, blockSize: block)
      while let events = try reader.next() {
        for event in events {
          switch event {
          case .start(let name, let attributes, let position):
            lines.append(
              "<\(name)" + attributes.map { " \($0.name)=\($0.value)" }.joined() + ">"
                + at(position))
          case .text(let text, let position): lines.append("'\(text)'" + at(position))
          case .end(let name, let position): lines.append("</\(name)>" + at(position))
          }
        }
      }
      return (lines, nil)
    } catch {
      return (lines, error.diagnostic)
    }
  }

  private func read(_ text: String, block: Int = 1 << 16) -> (events: [String], error: Diagnostic?)
  {
    read(Array(text.utf8), block: block)
  }

  @Test func `elements, attributes and text come in order`() {
    let (events, error) = read(
      "<?xml version='1.0'?>\n<a x='1' y='&lt;甲&#x4e59;'>前<b/>中&amp;<!-- 注 -->间<![CDATA[<后>]]></a>\n"
    )
    #expect(events == ["<a x=1 y=<甲乙>", "'前'", "<b>", "</b>", "'中&间<后>'", "</a>"])
    #expect(error == nil)
  }

  @Test func `white space between elements has no meaning, neither has its absence`() {
    let spread =
      "<s>\n  <u code='1'>\n    <i code='a'>1</i>\n    <i code='b'>2</i>\r\n  </u>\n  <u/>\n</s>\n"
    let tight = "<s><u code='1'><i code='a'>1</i><i code='b'>2</i></u><u/></s>"
    #expect(read(spread).events == read(tight).events)
    #expect(read(tight).events.count == 12)
  }

  @Test
  func `a start tag's place is just behind it, in lines and scalars, whatever the block size`()
    throws
  {
    let marked = MarkedText(
      "<?xml version=\"1.0\"?>\n<报送>①\n  <项 名=\"受理\n数\" >②12</项 >③ <空\n />④\r\n<𠮷>⑤</𠮷>⑥x⑦</报送>⑧\n")
    func place(_ mark: Int) -> String { " \(marked.lineAndColumn(mark))@\(marked[mark])" }
    let expected = [
      "<报送>" + place(1), "<项 名=受理 数>" + place(2), "'12'" + place(2), "</项>" + place(3),
      "<空>" + place(4), "</空>" + place(4), "<𠮷>" + place(5), "</𠮷>" + place(6),
      "'x'" + place(6), "</报送>" + place(8),
    ]
    for block in [1, 2, 3, 5, 8, 13, 64, 1 << 16] {
      let (events, error) = read(Array(marked.text.utf8), block: block, places: true)
      #expect(events == expected, "block size \(block)")
      #expect(error == nil)
    }
  }

  @Test func `places hold far into a file of many blocks`() {
    var text = "<s>\n"
    for number in 0..<20_000 { text += "<u 名='单位\(number)'><!-- 注 --><i>甲\(number)</i>\r\n</u>\n" }
    let marked = MarkedText(text + "<z>①</z></s>")
    for block in [4_096, 1 << 16, 1 << 22] {
      let (events, _) = read(Array(marked.text.utf8), block: block, places: true)
      #expect(events.contains("<z> \(marked.lineAndColumn(1))@\(marked[1])"), "block size \(block)")
    }
  }

  @Test func `a byte order mark does not move places`() {
    let text = "<a>\n<b>甲</b></a>"
    let plain = read(Array(text.utf8), places: true)
    let marked = read([0xEF, 0xBB, 0xBF] + Array(text.utf8), places: true)
    #expect(plain.events == marked.events)
    #expect(marked.error == nil)
  }

  /// 名称 in GB18030 inside an element whose name is in GB18030, too.
  private func chinese(_ declared: String) -> [UInt8] {
    let name: [UInt8] = [0xC3, 0xFB, 0xB3, 0xC6]
    return Array("<?xml version=\"1.0\" encoding=\"\(declared)\"?>\n<".utf8) + name
      + Array(">".utf8)
      + name + [0x81, 0x39, 0xEF, 0x31] + Array("</".utf8) + name + Array(">".utf8)
  }

  @Test(arguments: ["GB18030", "gbk", "GB2312"])
  func `a file that declares a Chinese encoding is converted first`(_ declared: String) {
    let marked = MarkedText(
      "<?xml version=\"1.0\" encoding=\"\(declared)\"?>\n<名称>①名称㐂</名称>②")
    for block in [1, 3, 64] {
      let (events, error) = read(chinese(declared), block: block, places: true)
      #expect(
        events == [
          "<名称> 2:5@\(marked[1])", "'名称㐂' 2:5@\(marked[1])", "</名称> 2:13@\(marked[2])",
        ])
      #expect(error == nil)
    }
  }

  struct Refusal: CustomTestStringConvertible {
    var code: String
    /// The mark ① says where the reading stopped.
    var text: String
    var zh: String = ""
    var testDescription: String { "\(code): \(text)" }
  }

  @Test(arguments: [
    Refusal(code: "xml-doctype", text: "<!DOCTYPE a①><a/>"),
    Refusal(code: "xml-doctype", text: "<!DOCTYPE a SYSTEM 'file:///etc/passwd'①><a/>"),
    Refusal(
      code: "xml-doctype",
      text: "<!DOCTYPE a① [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"),
    Refusal(
      code: "xml-doctype",
      text: "<!DOCTYPE a① [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><a>&b;</a>"),
    Refusal(code: "xml-doctype", text: "<!DOCTYPE a① [<!ENTITY % p SYSTEM 'http://x/'> %p;]><a/>"),
    Refusal(
      code: "xml-include",
      text: "<a xmlns:i='http://www.w3.org/2001/XInclude'><i:include href='/etc/passwd'/>①</a>"),
    Refusal(code: "xml-syntax", text: "<a>&x;①</a>", zh: "实体"),
    Refusal(code: "xml-syntax", text: "<a>\n<b>1</a>①", zh: "不一致"),
    Refusal(code: "xml-syntax", text: "<a><b>1</b>①", zh: "不完整"),
    Refusal(code: "xml-syntax", text: "<a>1 < 2</a>", zh: "&lt;"),
    Refusal(code: "xml-syntax", text: "<a b=1/>", zh: "引号"),
    Refusal(code: "xml-syntax", text: "<a b/>", zh: "没有值"),
    Refusal(code: "xml-syntax", text: "<a b='1' b='2'/>", zh: "重复"),
    Refusal(code: "xml-syntax", text: "<a b='<'/>", zh: "&lt;"),
    Refusal(code: "xml-syntax", text: "<a>\u{1}</a>", zh: "字符"),
    Refusal(code: "xml-syntax", text: "<a/><b/>", zh: "最外层"),
    Refusal(code: "xml-syntax", text: "<a><x:b/></a>", zh: "前缀"),
    Refusal(code: "xml-syntax", text: "", zh: "没有内容"),
    Refusal(code: "xml-syntax", text: "code,name\n1,2\n", zh: "开头"),
    Refusal(code: "xml-syntax", text: "\n<?xml version='1.0'?><a/>", zh: "最前面"),
    Refusal(code: "xml-syntax", text: "<a><!-- b -- c --></a>", zh: "注释"),
    Refusal(code: "xml-syntax", text: "<a>1<!ENTITY b '2'></a>", zh: "不是正确的 XML"),
    Refusal(code: "xml-syntax", text: "<a b='1'c='2'/>", zh: "空格"),
    Refusal(code: "xml-syntax", text: "<a>&#xZ;</a>", zh: "字符编号"),
    Refusal(code: "xml-syntax", text: "<a>]]></a>", zh: "]]&gt;"),
    Refusal(code: "xml-syntax", text: "<a:b:c/>"),
    Refusal(code: "xml-syntax", text: "<?xml version=1.0?><a/>", zh: "<?xml"),
    Refusal(code: "forbidden-character", text: "<a>\u{0}</a>"),
    Refusal(code: "xml-encoding", text: "<?xml version='1.0' encoding='Big5'?><a/>"),
  ])
  func `what is refused says why and where`(_ refusal: Refusal) throws {
    let marked = MarkedText(refusal.text)
    for block in [1, 7, 1 << 16] {
      let (_, error) = read(marked.text, block: block)
      let diagnostic = try #require(error)
      #expect(diagnostic.code == refusal.code)
      #expect(diagnostic.message.text(.zh).contains(refusal.zh), "\(diagnostic.message.text(.zh))")
      for phrase in [diagnostic.message, diagnostic.help].compactMap(\.self) {
        // No sentence of the parser: what is left besides Chinese are signs, names and XML itself.
        #expect(phrase.text(.zh).firstMatch(of: /[A-Za-z]{2,} [A-Za-z]{2,}/) == nil)
        #expect(!phrase.text(.en).unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
      }
      if marked.offsets[1] != nil {
        let place = try #require(diagnostic.place)
        // A document type is reported where it was recognised, which depends on how much is at hand.
        if refusal.code != "xml-doctype" {
          #expect(place.offset == marked[1], "block size \(block)")
        }
        #expect(place.line == 1 + marked.text.utf8.prefix(place.offset).count { $0 == 0x0A })
      }
    }
  }

  @Test func `what is complete before a mistake is kept`() {
    let (events, error) = read("<s><u><i>1</i></u><u><i>2</i></u><u><i>3", block: 10)
    #expect(
      events == [
        "<s>", "<u>", "<i>", "'1'", "</i>", "</u>", "<u>", "<i>", "'2'", "</i>", "</u>", "<u>",
        "<i>",
      ])
    #expect(error?.code == "xml-syntax")
  }

  @Test func `a byte that is not UTF-8 is refused`() {
    for block in [1, 2, 64] {
      let head = "<?xml version='1.0' encoding='UTF-8'?>"
      let bytes = Array("\(head)<a>\n<b/>中".utf8) + [0xC3, 0xFB, 0x3C]
      let (events, error) = read(bytes, block: block)
      #expect(events == ["<a>", "<b>", "</b>"])
      #expect(error?.code == "damaged-text")
      #expect(error?.place?.offset == head.utf8.count + 11)
      #expect(error?.place?.line == 2)
    }
    let (_, gb) = read(chinese("GBK").dropLast(8) + [0xFF, 0xFF])
    #expect(gb?.code == "damaged-text")
  }

  @Test func `depth, attributes, long values, long texts and long gaps are limited`() {
    func code(_ text: String) -> String? { read(text).error?.code }
    #expect(code(String(repeating: "<a>", count: 100_000)) == "xml-limit")
    #expect(
      code("<a " + (0..<65).map { "a\($0)='1'" }.joined(separator: " ") + "/>") == "xml-limit")
    #expect(code("<a b='" + String(repeating: "x", count: 70_000) + "'/>") == "xml-limit")
    #expect(code("<a>" + String(repeating: "x", count: 1_100_000) + "</a>") == "xml-limit")
    #expect(code("<a><!--" + String(repeating: "x", count: 5_000_000) + "--></a>") == "xml-limit")
    #expect(code(String(repeating: "<a>", count: 32) + String(repeating: "</a>", count: 32)) == nil)
  }

  @Test func `no bytes crash the reader, and blocks of any size give the same events`() {
    var generator = SeededGenerator(seed: 99)
    let pieces = [
      "<a>", "</a>", "<b x='1'>", "</b>", "<c/>", "甲", "&amp;", "&#20013;", "&x;", "<!--", "-->",
      "<![CDATA[",
      "]]>", "<?p", "?>", "<!DOCTYPE a", "[", "<!ENTITY a 'b'>", "]", ">", "<", "'", "\"", "\r",
      "\n", " ", "=",
      "x:y", "\u{1}", "<?xml version='1.0' encoding='GBK'?>", "xmlns:x='u'",
    ]
    for round in 0..<4_000 {
      var bytes: [UInt8] = round.isMultiple(of: 2) ? Array("<a>".utf8) : []
      for _ in 0..<Int.random(in: 0..<25, using: &generator) {
        if round.isMultiple(of: 5) {
          bytes.append(UInt8.random(in: 0...255, using: &generator))
        } else {
          bytes += Array((pieces.randomElement(using: &generator) ?? "").utf8)
        }
      }
      let whole = read(bytes, places: true)
      for block in [1, 3, 16] {
        let cut = read(bytes, block: block, places: true)
        let note: Comment = "seed 99, round \(round), block \(block): \(bytes)"
        #expect((cut.error == nil) == (whole.error == nil), note)
        if whole.error == nil {
          #expect(cut.events == whole.events, note)
        } else {
          // Up to a mistake: how much of a spoilt tag is told depends on how much of it is at hand.
          #expect(zip(cut.events, whole.events).dropLast().allSatisfy { $0 == $1 }, note)
        }
      }
    }
  }
}
