import Definitions
import SourceText
import TestSupport
import Testing

@testable import Submissions

struct XMLSubmissionTests {
  @Test func `XML that declares no encoding is judged as CSV is`() throws {
    // 越城区 and 小学 in GBK: the first is no UTF-8, the second could be.
    let name: [UInt8] = [0xD4, 0xBD, 0xB3, 0xC7, 0xC7, 0xF8]
    let school: [UInt8] = [0xD0, 0xA1, 0xD1, 0xA7]
    func file(_ head: String, _ name: [UInt8], _ text: [UInt8]) -> [UInt8] {
      Array("\(head)<submissions><submission unit=\"330602\" name=\"".utf8) + name
        + Array("\"><item code=\"D6\">".utf8) + text
        + Array("</item></submission></submissions>".utf8)
    }
    let sure = try Run(["a.xml": file("", name, school)])
    #expect(sure.values == ["330602: D6='小学'"])
    #expect(sure.diagnostics.isEmpty)
    let doubtful = try Run(["a.xml": file("", [], school)])
    #expect(doubtful.values == ["330602: D6='小学'"])
    #expect(doubtful.diagnostics.map(\.code) == ["doubtful-encoding"])
    let utf8 = try Run(["a.xml": file("", Array("越城区".utf8), Array("小学".utf8))])
    #expect(utf8.values == ["330602: D6='小学'"])
    let declared = try Run(["a.xml": file("<?xml version='1.0' encoding='UTF-8'?>", name, school)])
    #expect(declared.diagnostics.map(\.code) == ["damaged-text"])
  }

  @Test func `items are read by code, key and title, with the place behind their start tag`() throws
  {
    let marked = MarkedText(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <submissions period="2021Q2">
        <submission unit="330602">
          <item code="D1">①12</item><item key="化解率">②98.5%</item>
          <item code="矛盾纠纷化解率"/>
          <item code="D6"><![CDATA[甲<乙]]></item>
        </submission>
        <submission unit="" name="柯桥区"><item code="D3">③是</item></submission>
      </submissions>
      """)
    let run = try Run(["a.xml": marked.text], period: nil)
    #expect(
      run.rows == [
        "330602: D1=12@a.xml:\(marked.lineAndColumn(1)) D2=985e-3@a.xml:\(marked.lineAndColumn(2)) D6='甲<乙'@a.xml:6:21",
        "330603: D3=yes@a.xml:\(marked.lineAndColumn(3))",
      ])
    #expect(run.submissions.period?.label == "2021Q2")
    #expect(run.found.isEmpty)
  }

  @Test func `white space between elements makes no difference`() throws {
    let tight =
      "<submissions><submission unit='330602'><item code='D1'>1</item><item code='D2'>90%</item><item code='D3'>是</item></submission><submission unit='330603'><item code='D1'>2</item></submission></submissions>"
    let spread = tight.replacing("><", with: ">\n  <")
    let run = try Run(["a.xml": tight])
    #expect(run.values == ["330602: D1=1 D2=90e-2 D3=yes", "330603: D1=2"])
    #expect(try Run(["a.xml": spread]).values == run.values)
  }

  @Test func `a code and a name may both say what a value is about`() throws {
    let run = try Run([
      "a.xml": "<submission unit='330602'><item code='D8' name='命案数'>1</item></submission>"
    ])
    #expect(run.values == ["330602: D8=1"])
    #expect(run.found.isEmpty)
  }

  @Test func `a single submission may be the whole file`() throws {
    let run = try Run(["a.xml": "<submission unit='330602'><item code='D1'>1</item></submission>"])
    #expect(run.values == ["330602: D1=1"])
    #expect(run.found.isEmpty)
  }

  @Test(arguments: [
    Case(
      name: "a code and a name of two items", text: "<item code='D7' name='命案数'>①1</item>",
      codes: ["ambiguous-column"], values: ["330602: D1=3 D7=!"]),
    Case(name: "an unknown item", text: "<item code='D01'>①1</item>", codes: ["unknown-item"]),
    Case(name: "an item without a name", text: "<item>①1</item>", codes: ["unknown-item"]),
    Case(name: "a computed item", text: "<item code='倍数'>①1</item>", codes: ["computed-item"]),
    Case(name: "an unknown element", text: "<itme code='D2'>①1</itme>", codes: ["unknown-element"]),
    Case(
      name: "an element in a value", text: "<item code='D2'>9<b>①0</b>%</item>",
      codes: ["unknown-element"], values: ["330602: D1=3 D2=!"]),
    Case(
      name: "an unknown attribute", text: "<item code='D2' evidense='x'>①90%</item>",
      codes: ["unknown-attribute"], values: ["330602: D1=3 D2=90e-2"]),
    Case(name: "text between elements", text: "①90%", codes: ["stray-text"]),
    Case(
      name: "the same value twice", text: "<item code='D1'>①3</item>", codes: ["repeated-value"]),
    Case(
      name: "two values", text: "<item code='D1'>①4</item>", codes: ["differing-values"],
      values: ["330602: D1=!!"]),
    Case(
      name: "a value that cannot be read", text: "<item code='D2'>①93</item>",
      codes: ["percent-without-sign"], values: ["330602: D1=3 D2=!"]),
    Case(
      name: "a table of an unknown code",
      text: "<table code='T1'>①<record><field name='类别'>火灾</field></record></table>",
      codes: ["unknown-item"]),
  ])
  func `a submission is read as far as it can be`(_ example: Case) throws {
    let marked = MarkedText(
      "<submissions>\n<submission unit='330602'>\n<item code='D1'>3</item>\(example.text)</submission></submissions>"
    )
    let run = try Run(["a.xml": marked.text])
    #expect(run.values == example.values)
    #expect(run.diagnostics.map(\.code) == example.codes)
    #expect(run.found.first == "\(marked.lineAndColumn(1)) \(example.codes[0])")
  }

  @Test func `complete submissions before a mistake are used, the others are not there`() throws {
    let marked = MarkedText(
      "<submissions><submission unit='330602'><item code='D1'>3</item></submission><submission unit='330603'><item code='D1'>4</item>①"
    )
    let run = try Run(["a.xml": marked.text])
    #expect(run.values == ["330602: D1=3"])
    #expect(run.found == ["\(marked.lineAndColumn(1)) xml-syntax"])
    #expect(run.submissions.reported == [1])
  }

  @Test func `a document type spoils its file and no other`() throws {
    let run = try Run([
      "a.xml":
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><submission unit='330602'><item code='D6'>&x;</item></submission>",
      "b.xml": "<submission unit='330603'><item code='D1'>4</item></submission>",
    ])
    #expect(run.values == ["330603: D1=4"])
    #expect(run.diagnostics.map(\.code) == ["xml-doctype"])
  }

  @Test func `a file about another period is left out, and a submission may have its own period`()
    throws
  {
    let run = try Run([
      "a.xml":
        "<submissions period='2021Q1'><submission unit='330602'><item code='D1'>3</item></submission><submission unit='330603' period='2021Q2'><item code='D1'>4</item></submission></submissions>"
    ])
    #expect(run.values == ["330603: D1=4"])
    #expect(run.found == ["1:30 other-period"])
  }

  @Test func `many submissions come in several blocks`() throws {
    let units = (0..<1_000).map {
      "<submission unit='\($0)'><item code='D1'>\($0)</item><item code='D6'>文\($0)</item></submission>"
    }
    let run = try Run(["a.xml": "<submissions>" + units.joined() + "</submissions>"], registry: nil)
    #expect(run.blocks.count == 4)
    #expect(run.values.count == 1_000)
    #expect(run.values.contains("777: D1=777 D6='文777'"))
  }
}
