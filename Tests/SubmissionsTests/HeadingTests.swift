import SourceText
import Testing

@testable import Definitions
@testable import Submissions

struct HeadingTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var text: String
    var codes: [String]
    var values: [String]
    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(
      name: "years below the item", text: "code,D1,,备注\n,2020年,2021年二季度,\n330602,3,4,\n",
      codes: ["other-period"], values: ["330602: D1=4"]),
    Case(
      name: "the year before below the item",
      text: "code,D1,,D7,,备注\n,上年同期,本期,本期,上年同期,\n330602,3,4,5,6,\n",
      codes: ["other-period", "other-period"], values: ["330602: D1=4 D7=5"]),
    Case(
      name: "one column each", text: "code,D1,D7\n,上年同期,本期\n330602,3,4\n",
      codes: ["other-period"], values: ["330602: D7=4"]),
    Case(
      name: "parts of an item", text: "code,D1,,D7\n,刑事,治安,\n330602,3,4,5\n",
      codes: ["unknown-column", "unknown-column"], values: ["330602: D7=5"]),
    Case(
      name: "the year before above the item",
      text: "code,上年同期,本季度\n,D1,D7\n330602,3,4\n", codes: ["other-period"],
      values: ["330602: D7=4"]),
    Case(
      name: "quarters without their year above the item",
      text: "code,一季度,二季度\n,D1,D1\n330602,3,\n", codes: ["other-period"],
      values: ["330602: D1=-"]),
    Case(
      name: "months above the item", text: "code,1-5月,\n,D1,D7\n330602,3,4\n",
      codes: ["other-period", "other-period"], values: ["330602:"]),
    Case(
      name: "subjects above the item", text: "code,矛盾纠纷,经费\n,D1,D7\n330602,3,4\n", codes: [],
      values: ["330602: D1=3 D7=4"]),
    Case(
      name: "a row without its unit is no row of headings", text: "code,D1,D7\n,5,\n330602,3,4\n",
      codes: ["no-unit"], values: ["330602: D1=3 D7=4"]),
  ])
  func `a heading above or below an item's says of which time its column is`(_ test: Case) throws {
    let run = try Run(["a.csv": test.text])
    #expect(run.diagnostics.map(\.code) == test.codes)
    #expect(run.values.map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 } == test.values)
  }

  @Test(arguments: [
    ("越城区2021年第一季度平安建设报表", "2021Q1"), ("2021年二季度情况表", "2021Q2"), ("2020年度考核表", "2020"),
    ("2021Q3报表", "2021Q3"), ("2021年上半年", "2021H1"), ("2021年6月报表", "2021-06"),
    ("2020年情况表", "2020"), ("2021年1-6月情况", nil), ("2021年6月30日", nil), ("2021年6月", nil),
    ("根据2019年印发的办法", nil), ("按2019年修订的办法", nil), ("2021年一季度、二季度对比2020年第一季度", nil),
    ("填报时间：2021年二季度", nil), ("情况表", nil), ("2021", nil),
  ])
  func `a title names the period of its table, or none`(_ title: String, _ label: String?) {
    #expect(TimeLabel.period(inTitle: title)?.label == label)
  }

  @Test func `a table whose title names another period is not read as this one`() throws {
    func values(_ title: String, period: String? = "2021Q2") throws -> [String] {
      try Run(["a.csv": "\(title),\ncode,D1\n330602,3\n"], period: period).values
    }
    #expect(try values("越城区2021年第一季度报表") == [])
    #expect(try values("2020年度报表") == [])
    #expect(try values("越城区2021年第二季度报表") == ["330602: D1=3"])
    #expect(try values("越城区2021年第二季度报表", period: nil) == ["330602: D1=3"])
    #expect(try values("2021年度报表") == ["330602: D1=3"])
    #expect(try values("2021年6月报表") == ["330602: D1=3"])
  }
}
