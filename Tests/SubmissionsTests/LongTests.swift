import Definitions
import SourceText
import TestSupport
import Testing

@testable import Submissions

struct LongTests {
  @Test func `a row per value becomes a row per unit`() throws {
    let run = try Run([
      "a.csv": """
      code,item,period,value,evidence,note
      330603,受理数,2021Q2,4,,
      330602,D1,2021Q2,3,越〔2021〕3号,
      330602,矛盾纠纷化解率,2021Q2,93%,,
      330603,文号,2021Q2,"甲
      乙",,

      """
    ])
    #expect(
      run.rows == [
        "330602: D1=3@a.csv:3:18 D2=93e-2@a.csv:4:23",
        "330603: D1=4@a.csv:2:19 D6='甲 乙'@a.csv:5:19",
      ])
    #expect(run.found.isEmpty)
    #expect(run.submissions.rowCounts == [0, 1, 1, 0])
  }

  @Test func `Chinese headings are known, and 单位 beside a code is the unit of measure`() throws {
    let run = try Run(["a.csv": "行政区划代码,指标,单位,数值\n330602,受理数,件,3\n"])
    #expect(run.values == ["330602: D1=3"])
    #expect(run.found.isEmpty)
  }

  @Test func `code and name of an item beside one another have to agree`() throws {
    let run = try Run([
      "a.csv": """
      code,指标代码,指标名称,value
      330602,D1,受理矛盾纠纷数,3
      330602,D8,受理矛盾纠纷数,4
      330603,D9,命案数,5
      330604,D8,命案（起）,6

      """
    ])
    #expect(run.values == ["330602: D1=3 D8=!", "330603: D8=5", "330604: D8=6"])
    #expect(run.found == ["3:8 ambiguous-column", "4:8 unknown-item"])
  }

  @Test(arguments: [
    Case(
      name: "an unknown item, counted once",
      text: "code,item,value\n330602,D1,3\n330602,①受里数,4\n330603,受里数,4\n",
      codes: ["unknown-item"]),
    Case(
      name: "no item", text: "code,item,value\n330602,D1,3\n330602,①,4\n", codes: ["unknown-item"]),
    Case(
      name: "a value that is cut at its comma",
      text: "code,item,value\n330602,D1,1,①234\n330602,D7,5,\n", codes: ["long-record"],
      values: ["330602: D1=! D7=5"]),
    Case(
      name: "a computed item", text: "code,item,value\n330602,D1,3\n330602,①倍数,4\n",
      codes: ["computed-item"]),
    Case(
      name: "an unknown unit, counted once",
      text: "code,item,value\n330602,D1,3\n①9,D1,4\n9,D2,4\n",
      codes: ["unknown-unit"]),
    Case(
      name: "the same value twice", text: "code,item,value\n330602,D1,3\n330602,D1,①3.0\n",
      codes: ["repeated-value"]),
    Case(
      name: "two values", text: "code,item,value\n330602,D1,3\n330602,D1,①4\n",
      codes: ["differing-values"], values: ["330602: D1=!!"]),
    Case(
      name: "a value and a blank", text: "code,item,value\n330602,D1,\n330602,D1,3\n", codes: []),
    Case(
      name: "a value and one that cannot be read",
      text: "code,item,value\n330602,D1,3\n330602,D1,①约3\n",
      codes: ["bound-not-value"], values: ["330602: D1=!"]),
    Case(
      name: "the year around the quarter for an item of the year",
      text: "code,item,period,value\n330602,D1,2021Q2,3\n330602,D8,2021,1\n", codes: [],
      values: ["330602: D1=3 D8=1"]),
    Case(
      name: "the year for an item of the quarter",
      text: "code,item,period,value\n330602,D1,2021Q2,3\n330602,D2,①2021,90%\n",
      codes: ["other-period"]),
    Case(
      name: "another year for an item of the year",
      text: "code,item,period,value\n330602,D1,2021Q2,3\n330602,D8,①2020,1\n",
      codes: ["other-period"]),
    Case(
      name: "a period that is none",
      text: "code,item,period,value\n330602,D1,,3\n330602,D2,①上季,1\n",
      codes: ["unreadable-period"]),
    Case(
      name: "a row without a value", text: "code,item,value\n330602,D1,3\n330602,D2\n", codes: [],
      values: ["330602: D1=3 D2=-"]),
    Case(
      name: "wrong quotes", text: "code,item,value\n330602,D1,3\n330602,D2,①\"90%\n",
      codes: ["unclosed-quote"], values: ["330602: D1=3 D2=!"]),
  ])
  func `a long file is read as far as it can be`(_ example: Case) throws {
    let marked = MarkedText(example.text)
    for blockSize in [1, 13, 1 << 20] {
      let run = try Run(["a.csv": marked.text], blockSize: blockSize)
      #expect(run.values == example.values, "\(blockSize)")
      #expect(run.diagnostics.map(\.code) == example.codes, "\(blockSize)")
      for (index, diagnostic) in run.diagnostics.enumerated() {
        #expect(diagnostic.place?.offset == marked[index + 1], "\(blockSize) \(diagnostic.code)")
        let place = diagnostic.place.map { "\($0.line):\($0.column)" }
        #expect(place == marked.lineAndColumn(index + 1), "\(blockSize) \(diagnostic.code)")
      }
    }
  }

  @Test(arguments: [
    ("2020年受理矛盾纠纷数", "other-period"), ("受理数（上年同期）", "other-period"),
    ("人均平安建设经费（上年同期）", "other-period"), ("受理数（累计）", "other-period"),
    ("人均受理数", "unknown-item"), ("不存在的指标", "unknown-item"), ("经费", "ambiguous-column"),
    ("受理数", ""), ("受理矛盾纠纷数（件）", ""), ("本期受理数", ""), ("受理数（2021年二季度）", ""), ("—", ""),
  ])
  func `a further name beside a code that says another time or another thing is told`(
    _ name: String, _ code: String
  ) throws {
    let counts = code.isEmpty || code == "unknown-item"
    func codes(_ run: Run) -> [String] {
      run.diagnostics.map { $0.code == "unreadable-period" ? "other-period" : $0.code }
    }
    for heading in ["指标名称", "名称", "title", "item name", "数据项名称"] {
      let run = try Run([
        "a.csv": "code,item,\(heading),value\n330602,D1,\(name),3\n330602,D7,经费,2\n"
      ])
      let own = counts ? "D1=3 " : code == "other-period" ? "" : "D1=! "
      #expect(run.values == ["330602: \(own)D7=2"], "\(heading) \(name)")
      #expect(
        codes(run) == (code.isEmpty ? [] : [code]), "\(heading) \(name)")
    }
    for attribute in ["name", "title", "标题", "指标名称"] {
      let item = "<item code='D1' \(attribute)='\(name)'>3</item><item code='D7'>2</item>"
      let run = try Run(["a.xml": "<submission unit='330602'>\(item)</submission>"])
      let own = counts ? "D1=3 " : code == "other-period" ? "" : "D1=! "
      #expect(run.values == ["330602: \(own)D7=2"], "\(attribute) \(name)")
      #expect(
        codes(run) == (code.isEmpty ? [] : [code]), "\(attribute) \(name)"
      )
    }
  }

  @Test func `a further name says its measure in whatever column of names`() throws {
    for heading in ["名称", "title", "item name"] {
      let run = try Run(["a.csv": "code,item,\(heading),value\n330602,D7,经费（元）,30000\n"])
      #expect(run.values == ["330602: D7=3"], "\(heading)")
    }
  }
}
