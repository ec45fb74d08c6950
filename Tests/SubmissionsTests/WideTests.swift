import Definitions
import SourceText
import TestSupport
import Testing

@testable import Submissions

struct WideTests {
  @Test func `values of every type are read with their places`() throws {
    let run = try Run([
      "a.csv": """
      code,name,period,D1,化解率,双组长,印发日期,状态,文号,经费
      330602,越城区,2021Q2,12,98.5%,是,2021-04-11,已建成,越〔2021〕3号,
      330603,柯桥区,2021Q2,—,9成,×,,实施中,,1.5万元

      """
    ])
    #expect(
      run.rows == [
        "330602: D1=12@a.csv:2:19 D2=985e-3@a.csv:2:22 D3=yes@a.csv:2:28 D4=day18728@a.csv:2:30 D5=已建成@a.csv:2:41 D6='越〔2021〕3号'@a.csv:2:45 D7=0@a.csv:2:55",
        "330603: D1=-@a.csv:3:19 D2=9e-1@a.csv:3:21 D3=no@a.csv:3:24 D4=-@a.csv:3:26 D5=实施中@a.csv:3:27 D6=-@a.csv:3:31 D7=15e-1@a.csv:3:32",
      ])
    #expect(run.found.isEmpty)
    #expect(run.submissions.period?.label == "2021Q2")
    #expect(run.submissions.reported == [1, 2])
  }

  @Test func `columns are found by key, code, title, synonym, and with their measure`() throws {
    for heading in ["受理数", "D1", "d1", "受理矛盾纠纷数", "收件", "受理数(件)", "受理数（件）", " 受理 数 ", "ｄ１"] {
      let run = try Run(["a.csv": "单位代码,\(heading)\n330602,3\n"])
      #expect(run.values == ["330602: D1=3"], "\(heading)")
      #expect(run.found.isEmpty, "\(heading)")
    }
  }

  /// Files with a mistake; the marks say where each diagnostic is shown.
  @Test(arguments: [
    Case(
      name: "an unknown column", text: "code,D1,①受里数\n330602,3,4\n", codes: ["unknown-column"]),
    Case(
      name: "a column twice", text: "code,D1,①受理数\n330602,3,3\n", codes: ["duplicate-column"]),
    Case(
      name: "a column twice with differing values", text: "code,D1,①受理数\n330602,3,②4\n",
      codes: ["duplicate-column", "differing-values"], values: ["330602: D1=!!"]),
    Case(
      name: "two tables side by side",
      text: "①name,D1,,②name,D7\n越城区,3,,越城区,4\n柯桥区,5,,上虞区,6\n",
      codes: ["no-code-column", "duplicate-column"],
      values: ["330602: D1=3", "330603: D1=5"]),
    Case(
      name: "two tables side by side, by codes",
      text: "code,D1,①code,D7\n330602,3,330603,4\n330603,5,330603,6\n",
      codes: ["duplicate-column"], values: ["330602: D1=3", "330603: D1=5"]),
    Case(
      name: "a column of personal data", text: "code,D1,①联系电话\n330602,3,13812345678\n",
      codes: ["personal-data"]),
    Case(
      name: "a computed item", text: "code,D1,①倍数\n330602,3,6\n", codes: ["computed-item"]),
    Case(
      name: "no code column", text: "①名称,D1\n越城区,3\n", codes: ["no-code-column"]),
    Case(
      name: "no item column", text: "①code,name\n330602,越城区\n", codes: ["no-item-column"],
      values: []),
    Case(
      name: "no header", text: "①330602,3\n330603,4\n", codes: ["no-header"], values: []),
    Case(name: "an empty file", text: "①", codes: ["no-header"], values: []),
    Case(
      name: "title rows", text: "绍兴市2021年二季度报表,,\n\n①code,D1\n330602,3\n", codes: ["title-rows"]),
    Case(
      name: "two rows of headings",
      text: "code,name,矛盾纠纷,\n,,D1,化解率\n330602,,3,90%\n", codes: [],
      values: ["330602: D1=3 D2=90e-2"]),
    Case(
      name: "rows of totals", text: "code,name,D1\n330602,,3\n①合计,,3\n,全市合计,3\n",
      codes: ["rows-of-no-unit"]),
    Case(
      name: "empty rows", text: "code,name,D1\n330602,,3\n①,,\n, ,\n\n", codes: ["empty-rows"]),
    Case(
      name: "an unknown unit", text: "code,D1\n330602,3\n①330609,4\n", codes: ["unknown-unit"]),
    Case(
      name: "a code that a spreadsheet shortened", text: "code,D1\n330602,3\n①3.30602E+11,4\n",
      codes: ["unknown-unit"]),
    Case(
      name: "no unit", text: "code,D1\n330602,3\n①,4\n", codes: ["no-unit"]),
    Case(
      name: "another name", text: "code,name,D1\n①330602,越城县,3\n", codes: ["other-name"]),
    Case(
      name: "an unknown code with a known name", text: "code,name,D1\n①330699,越城区,3\n",
      codes: ["unit-by-name"]),
    Case(
      name: "a former code", text: "code,name,D1\n330621,绍兴县,3\n", codes: [],
      values: ["330603: D1=3"]),
    Case(
      name: "a unit above the assessed level", text: "code,D1\n330602,3\n①330600,4\n",
      codes: ["unit-not-assessed"]),
    Case(
      name: "another period", text: "code,period,D1\n330602,2021年二季度,3\n①330603,2021Q1,4\n",
      codes: ["other-period"]),
    Case(
      name: "a period of another length", text: "code,period,D1\n330602,,3\n①330603,2021,4\n",
      codes: ["other-period"]),
    Case(
      name: "the year around the quarter, for items of the year",
      text: "code,period,D1,D8\n330602,2021Q2,3,\n330602,2021,,1\n", codes: [],
      values: ["330602: D1=3 D8=1"]),
    Case(
      name: "the year for an item of the quarter as well",
      text: "code,period,D1,D8\n330602,2021,①4,1\n330602,2021Q2,3,\n", codes: ["other-period"],
      values: ["330602: D1=3 D8=1"]),
    Case(
      name: "another year", text: "code,period,D1,D8\n330602,2021Q2,3,\n①330602,2020,,1\n",
      codes: ["other-period"], values: ["330602: D1=3 D8=-"]),
    Case(
      name: "no period", text: "code,period,D1\n330602,,3\n①330603,某季,4\n",
      codes: ["unreadable-period"]),
    Case(
      name: "too few fields", text: "code,D1,化解率\n330602,3①\n", codes: ["short-record"],
      values: ["330602: D1=! D2=!"]),
    Case(
      name: "too few fields, with nothing but remarks left out",
      text: "code,D1,化解率,备注\n330602,3,98%\n330603\n", codes: [],
      values: ["330602: D1=3 D2=98e-2", "330603: D1=- D2=-"]),
    Case(
      name: "too many fields", text: "code,D1,化解率\n330602,1,234,①98%\n", codes: ["long-record"],
      values: ["330602: D1=! D2=!"]),
    Case(
      name: "empty fields too many", text: "code,D1\n330602,3,,\n", codes: []),
    Case(
      name: "an unclosed quote", text: "code,D1,化解率\n330602,3,①\"98%\n330603,4,90%\n",
      codes: ["unclosed-quote"], values: ["330602: D1=3 D2=!", "330603: D1=4 D2=90e-2"]),
    Case(
      name: "an unclosed quote before other fields", text: "code,D1,化解率\n330602,①\"3,98%\n",
      codes: ["unclosed-quote"], values: ["330602: D1=! D2=!"]),
    Case(
      name: "semicolons", text: "code;D1;文号\n330602;\"1,234\";\"甲;乙\"\n", codes: [],
      values: ["330602: D1=1234 D6='甲;乙'"]),
    Case(name: "tabs", text: "code\tD1\n330602\t3\n", codes: []),
    Case(
      name: "a value that cannot be read", text: "code,D1,化解率\n330602,3,①93\n",
      codes: ["percent-without-sign"], values: ["330602: D1=3 D2=!"]),
    Case(
      name: "a mobile number", text: "code,D1,文号\n330602,3,①13812345678\n",
      codes: ["personal-data"], values: ["330602: D1=3 D6=x"]),
  ])
  func `a file is read as far as it can be`(_ example: Case) throws {
    let marked = MarkedText(example.text)
    for blockSize in [1, 7, 40, 1 << 20] {
      let run = try Run(["a.csv": marked.text], blockSize: blockSize)
      #expect(
        run.values.map { $0.hasSuffix(":") ? $0 + " " : $0 } == example.values, "\(blockSize)")
      #expect(run.diagnostics.map(\.code) == example.codes, "\(blockSize)")
      for (index, diagnostic) in run.diagnostics.enumerated() {
        #expect(diagnostic.place?.offset == marked[index + 1], "\(blockSize) \(diagnostic.code)")
        let place = diagnostic.place.map { "\($0.line):\($0.column)" }
        #expect(place == marked.lineAndColumn(index + 1), "\(blockSize) \(diagnostic.code)")
      }
    }
  }

  @Test
  func `of many columns with one fault the first are told one by one, the others by their number`()
    throws
  {
    let count = 2_000
    func run(_ headings: (Int) -> String) throws -> [Diagnostic] {
      let header = "code,D1,倍数," + (0..<count).map(headings).joined(separator: ",")
      return try Run(["a.csv": header + "\n330602,3\n"]).diagnostics
        .filter { $0.code != "short-record" && $0.item != "倍数" }
    }
    for (code, heading) in [
      ("unknown-column", "指标"), ("personal-data", "电话"),
    ] {
      let found = try run { "\(heading)\($0)" }
      #expect(found.map(\.code) == [String](repeating: code, count: 21), "\(code)")
      #expect(found.last?.message.text(.en).contains("\(count - 20) more") == true, "\(code)")
      #expect(found.last?.place?.column == found[19].place.map { $0.column + heading.count + 3 })
    }
    for (code, heading) in [("duplicate-column", "code"), ("duplicate-column", "D1")] {
      let found = try run { _ in heading }
      #expect(found.map(\.code) == [String](repeating: code, count: 21), "\(heading)")
      #expect(found.last?.message.text(.en).contains("\(count - 20) more") == true, "\(heading)")
    }
  }

  @Test func `no diagnostic shows a personal number`() throws {
    let run = try Run([
      "a.csv":
        "code,D1,文号,x13812345678\n330602,约13812345678,13812345678,1\n13912345678,3,11010519491231002X,1\n"
    ])
    #expect(run.found.count == 4)
    for diagnostic in run.diagnostics {
      let shown =
        [diagnostic.message, diagnostic.help].compactMap(\.self)
        .flatMap { [$0.text(.zh), $0.text(.en)] }
        + [diagnostic.place?.excerpt ?? "", diagnostic.unit ?? ""]
      for text in shown {
        #expect(PersonalNumber.first(in: text) == nil, "\(diagnostic.code): \(text)")
      }
    }
  }

  @Test func `a value in a record of several lines has its own line`() throws {
    let marked = MarkedText("code,文号,D1\n330602,\"甲\r\n乙\n丙丁\",①x\n330603,,②y\n")
    let run = try Run(["a.csv": marked.text])
    #expect(
      run.found == [
        "\(marked.lineAndColumn(1)) not-a-number", "\(marked.lineAndColumn(2)) not-a-number",
      ])
    #expect(run.diagnostics.first?.place?.excerpt == "丙丁\",x")
    #expect(run.diagnostics.first?.place?.width == 1)
  }

  @Test func `a file in GB18030 reads like the same file in UTF-8`() throws {
    // code,受理数\r\n330602,3\r\n
    let head: [UInt8] = Array("code,".utf8) + [0xCA, 0xDC, 0xC0, 0xED, 0xCA, 0xFD]
    let run = try Run(["a.csv": head + Array("\r\n330602,3\r\n".utf8)])
    #expect(run.rows == ["330602: D1=3@a.csv:2:8"])
    #expect(run.found.isEmpty)
  }

  @Test func `the encoding is judged by the options that the set expects, and doubt is told`()
    throws
  {
    let set = try loadSet(
      "set.yaml",
      from: .memory([
        "set.yaml": """
        set: small
        title: 小样
        edition: "1"
        assesses: county
        period: quarter
        points: 10
        items:
          类别: {code: S1, type: choice, of: [小学, 学院]}
          说明: {code: X1, type: text}
        tasks:
          - task: T1
            title: 任务
            points: 10
            requirements:
              - {requirement: T1.1, title: 类, points: 10, provenance: drafted, score: {met: 类别 = "小学"}}
        """
      ])
    ).set
    let school: [UInt8] = [0xD0, 0xA1, 0xD1, 0xA7]
    let choice = try Run(["a.csv": Array("code,S1\n330602,".utf8) + school], set: set)
    #expect(choice.values == ["330602: S1=小学"])
    #expect(choice.found.isEmpty)
    // 农业
    let farming: [UInt8] = [0xC5, 0xA9, 0xD2, 0xB5]
    let text = try Run(["a.csv": Array("code,X1\n330602,".utf8) + farming], set: set)
    #expect(text.values == ["330602: X1='农业'"])
    #expect(text.diagnostics.map(\.code) == ["doubtful-encoding"])
  }

  @Test func `a row of which half does not fit its columns is not used at all`() throws {
    // One field was left out, and the last one is empty.
    let run = try Run([
      "a.csv":
        "code,D1,D8,D2,D3,D4,D7,D6\n330602,1,93%,是,2021-05-06,5,号,\n330603,4,1,93%,是,2021-05-06,5,号\n"
    ])
    #expect(
      run.values == [
        "330602: D1=! D2=! D3=! D4=! D6=! D7=! D8=!",
        "330603: D1=4 D2=93e-2 D3=yes D4=day18753 D6='号' D7=5 D8=1",
      ])
    #expect(run.found == ["2:10 shifted-record"])
    let header = "code,D1,D2,D3,D4,D6\n"
    // Single mistakes are told one by one, and the rest is used.
    let single = try Run([
      "a.csv": header + "330602,4,93,是,五月,\n330603,约4,93%,是,2021-05-06,\n330604,甲,乙,丙,丁,\n"
    ])
    #expect(single.values.first == "330602: D1=4 D2=! D3=yes D4=! D6=-")
    #expect(
      single.diagnostics.map(\.code) == [
        "percent-without-sign", "not-a-date", "bound-not-value", "not-a-number", "not-a-number",
        "not-yes-or-no", "not-a-date",
      ])
  }

  @Test(arguments: [
    "待核实", "（待核实）", "待补报", "核实中", "正在统计", "未统计", "暂缺", "尚未汇总", "不详", "略", "见附件", "同上",
  ])
  func `a word in place of a value loses that value alone`(_ word: String) throws {
    let run = try Run([
      "a.csv": """
      code,D1,D2,D3,D4,D7,D6,备注
      330602,\(word),93%,\(word),2021-05-06,5,号,
      330603,\(word),\(word),\(word),\(word),5,,
      330604,\(word),0.93,否,\(word),\(word),,已核
      """
    ])
    #expect(
      run.values == [
        "330602: D1=! D2=93e-2 D3=! D4=day18753 D6='号' D7=5",
        "330603: D1=! D2=! D3=! D4=! D6=- D7=5", "330604: D1=! D2=! D3=no D4=! D6=- D7=!",
      ], "\(run.found)")
    #expect(run.found.count == 10, "\(run.found)")
  }

  @Test(arguments: [
    // Habits of one column and the next, and two columns exchanged, are no shift.
    ("D1,D3,D7,D3", "3,1,5,0", "D1=3 D3=! D7=5"),
    ("D1,D2,D3,D4", "3,93%,2021-05-06,是", "D1=3 D2=93e-2 D3=! D4=!"),
    ("D1,D3,D5,D7", "3,1,完成,5", "D1=3 D3=! D5=! D7=5"),
    // A field too few or too many, in the middle or at the beginning, by one or two columns.
    ("D1,D2,D3,D4,D7", "93%,是,2021-05-06,5,", "D1=! D2=! D3=! D4=! D7=!"),
    ("D1,D2,D3,D4,D7", ",3,93%,是,2021-05-06", "D1=! D2=! D3=! D4=! D7=!"),
    ("D1,D7,D2,D3,D4,D8", "3,93%,是,2021-05-06,4,", "D1=! D2=! D3=! D4=! D7=! D8=!"),
    ("D1,D2,D3,D4,D7,D8", "是,2021-05-06,5,6,,", "D1=! D2=! D3=! D4=! D7=! D8=!"),
    ("D1,D2,D5,D3,D7", "93%,实施中,是,5,", "D1=! D2=! D3=! D5=! D7=!"),
    // With a word for what is still to come, or a slip, among them.
    ("D1,D2,D3,D4,D7,D8", "93%,待核实,2021-05-06,5,6,", "D1=! D2=! D3=! D4=! D7=! D8=!"),
    ("D1,D2,D3,D4,D5,D7", "93%,是,2021-5-6,实施中,5x,", "D1=! D2=! D3=! D4=! D5=! D7=!"),
  ])
  func `a row is shifted where its values fit the columns beside them`(
    _ columns: String, _ row: String, _ values: String
  ) throws {
    let run = try Run(["a.csv": "code,\(columns)\n330602,\(row)\n"])
    #expect(run.values == ["330602: \(values)"], "\(row) \(run.found)")
    let isShifted = !values.split(separator: " ").contains { !$0.hasSuffix("!") }
    #expect(run.found.contains { $0.hasSuffix("shifted-record") } == isShifted, "\(row)")
  }

  @Test func `without a registry the submission says which units there are, by code`() throws {
    let run = try Run(
      ["b.csv": "code,name,D1\n2,乙,3\n1,甲,4\n", "a.csv": "code,D2\n3,90%\n"], registry: nil)
    #expect(run.submissions.registry.units.map(\.code) == ["1", "2", "3"])
    #expect(run.submissions.registry.units.map(\.name) == ["甲", "乙", ""])
    #expect(!run.submissions.isRegistryGiven)
    #expect(Set(run.values) == ["1: D1=4", "2: D1=3", "3: D2=90e-2"])
  }

  @Test func `the period is the one that the rows state where none is asked for`() throws {
    let run = try Run(
      ["a.csv": "code,D1\n330602,3\n", "b.csv": "code,period,D1\n330603,2021Q1,4\n"], period: nil)
    #expect(run.submissions.period?.label == "2021Q1")
    #expect(run.found.isEmpty)
    #expect(run.values == ["330602: D1=3", "330603: D1=4"])
    // A year says nothing about the quarter; its row waits for one that does.
    let year = try Run(
      ["a.csv": "code,period,D1,D8\n330602,2021,,1\n330602,2021Q2,3,\n"], period: nil)
    #expect(year.submissions.period?.label == "2021Q2")
    #expect(year.found.isEmpty)
    let none = try Run(["a.csv": "code,D1\n330602,3\n"], period: nil)
    #expect(none.diagnostics.map(\.code) == ["no-period"])
  }
}
