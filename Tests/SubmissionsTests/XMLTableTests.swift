import Definitions
import SourceText
import TestSupport
import Testing

@testable import Submissions

struct XMLTableTests {
  private func run(_ files: [String: String], blockSize: Int = 2 << 20) throws -> Run {
    try Run(files, set: TableSet.load(), blockSize: blockSize)
  }

  private func record(_ fields: String) -> String { "<record>\(fields)</record>" }

  @Test func `records are read by code, key and title of their columns, with their places`() throws
  {
    let marked = MarkedText(
      """
      <submissions period="2021Q2">
        <submission unit="330602">
          <item code="D1">1</item>
          <table code="T1">①
            <record>②
              <field name="类别">火灾</field> <field code="死亡">4</field>
              <field key="日期">2021-04-02</field>
            </record>
            <record><field name="类别">交通</field><field name="死亡人数"/><field name="日期">2021-04-03</field></record>
          </table>
        </submission>
        <submission unit="330603"><table name="安全生产事故"/></submission>
      </submissions>
      """)
    let run = try run(["a.xml": marked.text])
    #expect(
      run.rows == [
        "330602: D1=1@a.xml:3:21 T1=[火灾,4,day18719|交通,-,day18720]@a.xml:\(marked.lineAndColumn(1))",
        "330603: T1=[]@a.xml:12:51",
      ])
    #expect(run.found.isEmpty)
    let list = try #require(run.blocks[0].records(0, 1))
    #expect(list.place(of: 0).description == "a.xml:\(marked.lineAndColumn(2))")
  }

  private static let whole =
    "<field name='类别'>火灾</field><field name='死亡人数'>4</field><field name='日期'>2021-04-02</field>"

  @Test(arguments: [
    Case(
      name: "an unknown table", text: "<table code='T9'>①<record/></table>", codes: ["unknown-item"]
    ),
    Case(
      name: "an item that is no table", text: "<table code='D1'>①<record/></table>",
      codes: ["not-a-table"]),
    Case(
      name: "an unknown field",
      text: "<table code='T1'><record>\(whole)<field name='死忘人数'>①4</field></record></table>",
      codes: ["unknown-column"], values: ["330602: D1=3 T1=[火灾,4,day18719]"]),
    Case(
      name: "a field of a person",
      text: "<table code='T1'><record>\(whole)<field name='手机'>①4</field></record></table>",
      codes: ["personal-data"], values: ["330602: D1=3 T1=[火灾,4,day18719]"]),
    Case(
      name: "a computed field",
      text: "<table code='T1'><record>\(whole)<field name='较大'>①是</field></record></table>",
      codes: ["computed-item"], values: ["330602: D1=3 T1=[火灾,4,day18719]"]),
    Case(
      name: "a field that no record has",
      text:
        "<table code='T1'>①<record><field name='类别'>火灾</field><field name='日期'>2021-04-02</field></record></table>",
      codes: ["missing-table-column"], values: ["330602: D1=3 T1=[火灾,?,day18719]"]),
    Case(
      name: "a field that cannot be read",
      text:
        "<table code='T1'><record><field name='类别'>火灾</field><field name='死亡人数'>①约4</field><field name='日期'>2021-04-02</field></record></table>",
      codes: ["bound-not-value"], values: ["330602: D1=3 T1=[火灾,!,day18719]"]),
    Case(
      name: "a field twice, alike",
      text: "<table code='T1'><record>\(whole)<field name='类别'>①火灾</field></record></table>",
      codes: ["repeated-value"], values: ["330602: D1=3 T1=[火灾,4,day18719]"]),
    Case(
      name: "a field twice, differing",
      text: "<table code='T1'><record>\(whole)<field name='类别'>①交通</field></record></table>",
      codes: ["differing-values"], values: ["330602: D1=3 T1=[!!,4,day18719]"]),
    Case(
      name: "an element in a field",
      text:
        "<table code='T1'><record>\(whole)</record><record><field name='类别'><b>①火灾</b></field></record></table>",
      codes: ["unknown-element"], values: ["330602: D1=3 T1=[火灾,4,day18719|!,?,?]"]),
    Case(
      name: "an empty record among others",
      text: "<table code='T1'><record>\(whole)</record><record>①</record></table>",
      codes: ["empty-record"], values: ["330602: D1=3 T1=[火灾,4,day18719]"]),
    Case(
      name: "an item in a table", text: "<table code='T1'><item code='D1'>①3</item></table>",
      codes: ["unknown-element", "unclear-record"], values: ["330602: D1=3 T1=!"]),
    Case(
      name: "an item in a record",
      text: "<table code='T1'><record>\(whole)<item code='D1'>①3</item></record></table>",
      codes: ["unknown-element"], values: ["330602: D1=3 T1=[火灾,4,day18719]"]),
    Case(
      name: "text in a table", text: "<table code='T1'>①火灾<record>\(whole)</record></table>",
      codes: ["stray-text", "unclear-record"], values: ["330602: D1=3 T1=!"]),
    Case(
      name: "a word in place of records", text: "<table code='T1'>①未报</table>",
      codes: ["stray-text", "unclear-record"], values: ["330602: D1=3 T1=!"]),
    Case(
      name: "fields in attributes",
      text: "<table code='T1'><record id='1' 类别='火灾' 死亡人数='4' 日期='2021-04-02'/></table>",
      codes: [], values: ["330602: D1=3 T1=[火灾,4,day18719]"]),
    Case(
      name: "fields in attributes of names that nobody knows",
      text: "<table code='T1'><record kind='火灾' deaths='4'/>①</table>",
      codes: ["unknown-column", "unclear-record", "unknown-column"],
      values: ["330602: D1=3 T1=!"]),
    Case(
      name: "fields as elements",
      text: "<table code='T1'><record><类别>①火灾</类别></record></table>",
      codes: ["unknown-element", "unclear-record"], values: ["330602: D1=3 T1=!"]),
    Case(
      name: "rows in place of records",
      text: "<table code='T1'><row>①<field name='类别'>火灾</field></row></table>",
      codes: ["unknown-element", "unclear-record"], values: ["330602: D1=3 T1=!"]),
    Case(
      name: "fields of names that nobody knows",
      text: "<table code='T1'><record><field name='种类'>①火灾</field></record></table>",
      codes: ["unknown-column", "unclear-record"], values: ["330602: D1=3 T1=!"]),
    Case(
      name: "the table twice, alike",
      text:
        "<table code='T1'><record>\(whole)</record></table><table code='T1'>①<record>\(whole)</record></table>",
      codes: ["repeated-value"], values: ["330602: D1=3 T1=[火灾,4,day18719]"]),
    Case(
      name: "the table twice, differing",
      text: "<table code='T1'><record>\(whole)</record></table><table code='T1'>①</table>",
      codes: ["differing-values"], values: ["330602: D1=3 T1=!!"]),
    Case(
      name: "the number of records as an item",
      text: "<item code='T1'>1</item><table code='T1'><record>\(whole)</record></table>", codes: [],
      values: ["330602: D1=3 T1=[火灾,4,day18719]"]),
    Case(
      name: "another number of records as an item",
      text: "<table code='T1'><record>\(whole)</record></table><item code='T1'>①3</item>",
      codes: ["records-miscounted"], values: ["330602: D1=3 T1=!!"]),
  ])
  func `a table is read as far as it can be`(_ example: Case) throws {
    let marked = MarkedText(
      "<submissions>\n<submission unit='330602'>\n<item code='D1'>3</item>\(example.text)</submission></submissions>"
    )
    let run = try run(["a.xml": marked.text])
    #expect(run.values == example.values)
    #expect(run.diagnostics.map(\.code).sorted() == example.codes.sorted())
    if marked.offsets[1] != nil {
      #expect(
        run.found.contains("\(marked.lineAndColumn(1)) \(example.codes[0])"), "\(run.found)")
    }
  }

  @Test func `a unit whose values are merged keeps its records`() throws {
    let run = try run([
      "a.xml":
        "<submission unit='330602'><table code='T1'><record>\(Self.whole)</record></table></submission>",
      "b.xml":
        "<submission unit='330602'><item code='D1'>1</item><table code='T2'/><table code='T1'><record>\(Self.whole)</record></table></submission>",
      "c.csv": "code,n\n330603,2\n",
    ])
    #expect(run.values == ["330603: D1=2", "330602: D1=1 T1=[火灾,4,day18719] T2=[]"])
    #expect(run.found == ["b.xml:1:1 repeated-unit"])
  }

  @Test func `a file that ends in a table gives its complete submissions`() throws {
    let run = try run([
      "a.xml":
        "<submissions><submission unit='330603'><table code='T1'><record>\(Self.whole)</record></table></submission><submission unit='330602'><table code='T1'><record>\(Self.whole)</record>"
    ])
    #expect(run.values == ["330603: T1=[火灾,4,day18719]"])
    #expect(run.diagnostics.map(\.code) == ["xml-syntax"])
  }

  @Test func `a table nested in anything else is passed over whole`() throws {
    let run = try run([
      "a.xml":
        "<submission unit='330602'><tables><table code='T1'><record>\(Self.whole)</record></table></tables></submission>"
    ])
    #expect(run.values == ["330602:"])
    #expect(run.diagnostics.map(\.code) == ["unknown-element"])
  }
}

struct TableFuzzTests {
  private static let pieces = [
    "code", "类别", "死亡人数", "日期", ",", ",", ",", "\n", "\n", "330602", "330603",
    "330602,火灾,4,2021-04-02\n",
    "\"", "\"\"", "无", "—", "火灾", "4", "约", "2021-04-02", "\r\n", "\r", ";", " ", "<", "合计",
  ]
  private static let elements = [
    "<table code='T1'>", "<table code='T2'>", "</table>", "<record>", "</record>", "<record/>",
    "<table code='T1'/>",
    "<field name='类别'>", "<field name='死亡人数'>", "<field name='x'/>", "</field>", "火灾", "4", "约",
    " ", "\n",
    "<item code='D1'>", "</item>", "<item code='T1'>", "<submission unit='330602'>",
    "</submission>", "&", "<b/>",
  ]

  /// Reads, and looks at every value: nothing may trap, whatever stands in the files.
  private func look(_ files: [String: String], seed: UInt64) throws {
    let set = try TableSet.load()
    var seen: [[String]] = []
    for size in [1, 64, 1 << 20] {
      let run = try Run(files, set: set, blockSize: size)
      for block in run.blocks {
        for row in block.rows.indices {
          for item in set.items.indices {
            _ = block.value(row, item, of: set.items[item])
            _ = block.place(row, item)
          }
        }
      }
      seen.append(run.rows.sorted() + run.found)
    }
    #expect(seen[0] == seen[2], "seed \(seed)")
    #expect(seen[1] == seen[2], "seed \(seed)")
  }

  @Test
  func
    `whatever a CSV of records has, it is read without a trap, and the same in blocks of any size`()
    throws
  {
    for seed in 0..<300 {
      var random = SeededGenerator(seed: UInt64(seed))
      var text = Bool.random(using: &random) ? "code,类别,死亡人数,日期\n" : ""
      for _ in 0..<Int.random(in: 0..<60, using: &random) {
        text += Self.pieces.randomElement(using: &random) ?? ""
      }
      try look(["事故.csv": text, "a.csv": "code,n,事故\n330602,1,1\n330603,2,\n"], seed: UInt64(seed))
    }
  }

  @Test func `whatever an XML of records has, it is read without a trap`() throws {
    for seed in 0..<300 {
      var random = SeededGenerator(seed: UInt64(seed))
      var text = "<submissions><submission unit='330602'>"
      var open: [String] = []
      for _ in 0..<Int.random(in: 0..<40, using: &random) {
        var piece = Self.elements.randomElement(using: &random) ?? ""
        // Most documents are well formed, so that what stands in them is looked at.
        if piece.hasPrefix("</") { piece = open.popLast().map { "</\($0)>" } ?? "" }
        if piece.hasPrefix("<"), !piece.hasPrefix("</"), !piece.hasSuffix("/>") {
          open.append(String(piece.dropFirst().prefix { $0 != " " && $0 != ">" }))
        }
        if piece == "&", Int.random(in: 0..<5, using: &random) > 0 { continue }
        text += piece
      }
      text += open.reversed().map { "</\($0)>" }.joined() + "</submission></submissions>"
      try look(
        ["a.xml": text, "T1.csv": "code,类别,死亡人数,日期\n330602,火灾,4,2021-04-02\n"], seed: UInt64(seed))
    }
  }
}
