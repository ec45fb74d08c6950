import FEEL
import SourceText
import TestSupport
import Testing

@testable import Definitions
@testable import Submissions

struct ValueTests {
  private func item(_ type: ItemType) -> Item {
    Item(
      name: "项", code: nil, title: "项", type: type, measure: type == .number ? "万元" : "件",
      from: nil, level: nil, period: nil, plausible: nil, choices: ["已建成", "实施中", "A类"],
      blankIsZero: false, isConfidential: false, synonyms: [], value: nil, place: Place(path: ""))
  }

  /// The value in a notation of its own: `93e-2`, `yes`, a date, `"text"`, `blank`, `!problem`.
  private func read(_ text: String, _ item: Item) -> String {
    let value = ValueReader([item]).read(text, item: 0)
    let problem = value.problem.map { " !\($0)" } ?? ""
    switch value.cell.kind {
    case .number:
      return "\(value.cell.bits)" + (value.cell.scale > 0 ? "e-\(value.cell.scale)" : "") + problem
    case .yesNo: return (value.cell.bits == 1 ? "yes" : "no") + problem
    case .date:
      let date = CalendarDate(daysSinceEpoch: Int(value.cell.bits))
      return date.map { "\($0.year)-\($0.month)-\($0.day)" + problem } ?? "no date"
    case .choice: return item.choices[Int(value.cell.bits)] + problem
    case .text: return "\"\(value.text ?? "nil")\"" + problem
    case .blank: return "blank" + problem
    case .absent, .unreadable, .conflicting, .refused, .table: return "\(value.cell.kind)" + problem
    }
  }

  struct Case: CustomTestStringConvertible {
    var text: String
    var expected: String
    var testDescription: String { "'\(text)' is \(expected)" }

    init(_ text: String, _ expected: String) {
      self.text = text
      self.expected = expected
    }
  }

  @Test(arguments: [
    (ItemType.number, "310万（含上级）", "这一格只填“310万”，“（含上级）”写到备注里"),
    (.count, "30件，含上级3件", "这一格只填“30件”，“，含上级3件”写到备注里"),
    (.percent, "93%(初步)", "这一格只填“93%”，“(初步)”写到备注里"),
    (.yesNo, "是（已印发）", "这一格只填“是”，“（已印发）”写到备注里"),
    (.date, "2021-06-30（初稿）", "这一格只填“2021-06-30”，“（初稿）”写到备注里"),
    (.number, "（含上级）", "只填数字；没有数据就留空"), (.number, "三五（含上级）", "只填数字；没有数据就留空"),
    (.number, "待核实", "定下来以后补填；没有数据就留空"), (.yesNo, "核实中", "定下来以后补填；没有数据就留空"),
    (.yesNo, "大概", "填“是”或“否”（√ 或 × 也可以）"),
    (.count, "930%", "这里填数量，不填比率；确是 930 件的，写 930"),
    (.percent, "930%", "核对小数点，是 93% 或 9.3% 的照此改写；属实的可以保留"),
    (.percent, "1200%", "核对小数点，是 12% 的照此改写；属实的可以保留"),
    (.percent, "-2%", "核对小数点和单位；属实的可以保留"),
    (.percent, "1.05", "是不是 105%？是就写成 105%；若确是百分之1.05，写成 1.05%"),
    (.count, "30户", "改填以件计的数字"),
  ])
  func `the advice says what to write instead`(
    _ type: ItemType, _ text: String, _ advice: String
  ) throws {
    let item = item(type)
    let problem = try #require(ValueReader([item]).read(text, item: 0).problem)
    let told = Diagnostic.value(problem, text, of: item, at: nil, unit: nil)
    #expect(told.help?.text(.zh) == advice)
  }

  @Test func `the advice knows bounds, and what an empty cell counts as`() throws {
    var share = item(.percent)
    share.plausible = Number(mantissa: 5, scale: 1)...Number.one
    for (text, advice) in [
      ("930%", "核对小数点，是 93% 的照此改写；确属实的，请体系编制人放宽该项的合理范围"),
      ("0.936%", "核对小数点，是 93.6% 的照此改写；确属实的，请体系编制人放宽该项的合理范围"),
    ] {
      let problem = try #require(ValueReader([share]).read(text, item: 0).problem)
      let told = Diagnostic.value(problem, text, of: share, at: nil, unit: nil)
      #expect(told.help?.text(.zh) == advice)
    }
    var count = item(.count)
    count.blankIsZero = true
    let told = Diagnostic.value(.notANumber, "甲", of: count, at: nil, unit: nil)
    #expect(told.help?.text(.zh) == "只填数字；还没有数据的写“暂无”，空格会当作 0")
    #expect(ValueReader([count]).read("暂无", item: 0) == ReadValue(Cell(.blank)))
  }

  @Test(arguments: [
    Case("12", "12"), Case(" 12 ", "12"), Case("007", "7"), Case("１２３", "123"),
    Case("12.0", "120e-1"),
    Case("1,234", "1234"), Case("1，234，567", "1234567"), Case("12件", "12"), Case("12 件", "12"),
    Case("44亿1630万", "4416300000 !scaled(Submissions.Decimal(mantissa: 4416300000, scale: 0))"),
    Case("3.5万", "35000 !scaled(Submissions.Decimal(mantissa: 35000, scale: 0))"),
    Case("1.2亿", "120000000 !scaled(Submissions.Decimal(mantissa: 120000000, scale: 0))"),
    Case("十三", "13"), Case("三百零五", "305"), Case("三千零五十件", "3050"), Case("两万", "20000"),
    Case("一百一十", "110"), Case("5千", "5000 !scaled(Submissions.Decimal(mantissa: 5000, scale: 0))"),
    Case("十万零三百", "100300"), Case("+5", "5"), Case("一百〇五", "105"),
    Case("一〇", "unreadable !notANumber"), Case("五〇〇", "unreadable !notANumber"),
    Case("0,936", "unreadable !badGrouping"), Case("-1万5000", "unreadable !negativeCount"),
    Case("0", "0"), Case("", "blank"), Case("　", "blank"), Case("—", "blank"), Case("暂无", "blank"),
    Case("/", "blank"), Case("－", "blank"), Case("无", "blank !noneForZero"),
    Case("400余", "unreadable !approximate"), Case("约60", "unreadable !approximate"),
    Case("400余件", "unreadable !approximate"), Case("10多万", "unreadable !approximate"),
    Case("50以上", "unreadable !approximate"), Case(">50", "unreadable !approximate"),
    Case("10-12", "unreadable !approximate"), Case("10～12", "unreadable !approximate"),
    Case("三万五", "unreadable !notANumber"), Case("3万5", "unreadable !notANumber"),
    Case("三百五", "unreadable !notANumber"), Case("二〇二一", "unreadable !notANumber"),
    Case("二十五团", "unreadable !notANumber"), Case("三村居委会", "unreadable !notANumber"),
    Case("东九街", "unreadable !notANumber"), Case("44亿-5", "unreadable !notANumber"),
    Case("1,23", "unreadable !badGrouping"), Case("1,2345", "unreadable !badGrouping"),
    Case("3.3E+11", "unreadable !scientific"), Case("12%", "unreadable !unexpectedPercent"),
    Case("-3", "unreadable !negativeCount"), Case("−3", "unreadable !negativeCount"),
    Case("2.5", "unreadable !fractionalCount"), Case("1234567890123456789", "unreadable !tooLong"),
    Case("99999999999亿", "unreadable !tooLong"), Case("#DIV/0!", "unreadable !formulaError"),
    Case("####", "unreadable !formulaError"), Case("12人", "unreadable !otherMeasure"),
    Case("3.5万件", "35000"),
    Case("12万人", "unreadable !otherMeasure"), Case("12百件", "1200"),
    Case("三万件", "30000"), Case("12件次", "unreadable !otherMeasure"),
    Case("3 万件", "30000"),
    Case("三 万 件", "30000 !scaled(Submissions.Decimal(mantissa: 30000, scale: 0))"),
    Case("1 2万", "unreadable !notANumber"),
    Case("3万 5", "unreadable !notANumber"), Case("3 4", "unreadable !notANumber"),
    Case("12甲", "unreadable !notANumber"), Case("0.00003万件", "unreadable !fractionalCount"),
    Case("1.", "unreadable !notANumber"), Case("1.2.3", "unreadable !notANumber"),
    Case("13812345678", "13812345678"), Case("8613812345678", "8613812345678"),
    Case(
      "110105491231002",
      "refused !personal(Submissions.PersonalData.Kind.number(SourceText.PersonalNumber.formerIdentity))"
    ),
    Case("110105194902310026", "110105194902310026"),
    Case(
      "110105194912310038",
      "refused !personal(Submissions.PersonalData.Kind.number(SourceText.PersonalNumber.identity))"),
    Case(
      "11010519491231002X",
      "refused !personal(Submissions.PersonalData.Kind.number(SourceText.PersonalNumber.identity))"),
    Case(
      "110105194912310021",
      "refused !personal(Submissions.PersonalData.Kind.number(SourceText.PersonalNumber.identity))"),
    Case(
      "110105 19491231 002X",
      "refused !personal(Submissions.PersonalData.Kind.number(SourceText.PersonalNumber.identity))"),
    Case("330602001001001", "330602001001001"), Case("23812345678", "23812345678"),
  ])
  func `a count is read`(_ example: Case) {
    #expect(read(example.text, item(.count)) == example.expected)
  }

  @Test(arguments: [
    Case("-1亿2000万", "-12000 !scaled(Submissions.Decimal(mantissa: -12000, scale: 0))"),
    Case("-十二", "-12"), Case("--12", "unreadable !notANumber"),
    Case("0,936.5", "unreadable !badGrouping"),
    Case("12.50", "1250e-2"), Case("-3.5", "-35e-1"), Case(".5", "5e-1"), Case("300万元", "300"),
    Case("1,234.5", "12345e-1"),
    Case("三百万元", "300 !scaled(Submissions.Decimal(mantissa: 300, scale: 0))"),
    Case("1.50万元", "15e-1"),
    Case("300万", "300 !scaled(Submissions.Decimal(mantissa: 300, scale: 0))"),
    Case("108.5万", "1085e-1 !scaled(Submissions.Decimal(mantissa: 1085, scale: 1))"),
    Case("1.2亿", "12000 !scaled(Submissions.Decimal(mantissa: 12000, scale: 0))"),
    Case("1.2亿元", "12000 !scaled(Submissions.Decimal(mantissa: 12000, scale: 0))"),
    Case("1亿2000万元", "12000 !scaled(Submissions.Decimal(mantissa: 12000, scale: 0))"),
    Case("44亿1630万", "441630 !scaled(Submissions.Decimal(mantissa: 441630, scale: 0))"),
    Case("300元", "3e-2 !scaled(Submissions.Decimal(mantissa: 3, scale: 2))"),
    Case("5百万元", "500 !scaled(Submissions.Decimal(mantissa: 500, scale: 0))"),
    Case("3千", "unreadable !doubleScale"), Case("三百", "unreadable !doubleScale"),
    Case("3 万元", "3"), Case("300 万元", "300"),
    Case("3 元", "3e-4 !scaled(Submissions.Decimal(mantissa: 3, scale: 4))"),
    Case("44亿 1630 万", "441630 !scaled(Submissions.Decimal(mantissa: 441630, scale: 0))"),
    Case("300人", "unreadable !otherMeasure"), Case("300万美元", "unreadable !otherMeasure"),
    Case("300%", "unreadable !unexpectedPercent"), Case("约300万元", "unreadable !approximate"),
  ])
  func `a number is read, its measure of 万元 taken at its word`(_ example: Case) {
    #expect(read(example.text, item(.number)) == example.expected)
  }

  @Test(arguments: [
    Case("93%", "93e-2"), Case("９３．５％", "935e-3"), Case("93.5 %", "935e-3"), Case("3‰", "3e-3"),
    Case("万分之十三", "13e-4"), Case("百分之九十三", "93e-2"), Case("千分之3.5", "35e-4"),
    Case("百分之百", "1"), Case("九成", "9e-1"), Case("九成五", "95e-2"), Case("9成", "9e-1"),
    Case("十成", "10e-1"),
    Case("-2%", "-2e-2 !implausible"), Case("1,234%", "1234e-2 !implausible"), Case("0", "0"),
    Case("0.00", "0e-2"),
    Case("93", "unreadable !percentWithoutSign"), Case("0.93", "unreadable !percentWithoutSign"),
    Case("100", "unreadable !percentWithoutSign"), Case("%", "unreadable !lostNumber"),
    Case("达标率%", "unreadable !lostNumber"), Case("约60%", "unreadable !approximate"),
    Case("90%以上", "unreadable !approximate"), Case("九成多", "unreadable !approximate"),
    Case("率", "unreadable !notANumber"), Case("", "blank"), Case("3个百分点", "unreadable !notANumber"),
  ])
  func `a percentage is read with its sign only`(_ example: Case) {
    #expect(read(example.text, item(.percent)) == example.expected)
  }

  @Test(arguments: [
    Case("是", "yes"), Case("否", "no"), Case("√", "yes"), Case("×", "no"), Case("YES", "yes"),
    Case("No", "no"), Case("true", "yes"), Case("False", "no"), Case("ｙ", "yes"),
    Case("无", "blank !noneForNo"), Case("1", "unreadable !notYesNo"),
    Case("已完成", "unreadable !notYesNo"),
    Case("x", "unreadable !notYesNo"), Case("", "blank"),
  ])
  func `yes and no are read`(_ example: Case) {
    #expect(read(example.text, item(.yesNo)) == example.expected)
  }

  @Test(arguments: [
    Case("2021-06-30", "2021-6-30"), Case("2021年6月30日", "2021-6-30"),
    Case("2021.6.30", "2021-6-30"),
    Case("2021/6/30", "2021-6-30"), Case("2021/6/30 0:00", "2021-6-30"),
    Case("20210630", "2021-6-30"),
    Case("２０２１年６月３０日", "2021-6-30"), Case("二〇二一年六月三十日", "2021-6-30"),
    Case("二〇二一年十二月二十一号", "2021-12-21"), Case("44377", "2021-6-30 !serialDate"),
    Case("2021年6月", "unreadable !noDay"), Case("2021-06", "unreadable !noDay"),
    Case("2021", "unreadable !noDay"), Case("2021-02-30", "unreadable !noSuchDay"),
    Case("2021年13月1日", "unreadable !noSuchDay"), Case("30/6/2021", "unreadable !notADate"),
    Case("6月30日", "unreadable !notADate"), Case("2024-02-29", "2024-2-29"), Case("—", "blank"),
  ])
  func `a date is read`(_ example: Case) {
    #expect(read(example.text, item(.date)) == example.expected)
  }

  @Test(arguments: [
    Case("已建成", "已建成"), Case(" 实施中 ", "实施中"), Case("ａ类", "A类"),
    Case("建成", "unreadable !unknownChoice"),
    Case("", "blank"), Case("无", "blank"), Case("=A1", "unreadable !formula"),
  ])
  func `a choice is read`(_ example: Case) {
    #expect(read(example.text, item(.choice)) == example.expected)
  }

  @Test(arguments: ["无", "没有", "暂无", "none", "/", "#N/A", "=无"])
  func `what an item declares as an option is an answer`(_ text: String) {
    var item = item(.choice)
    item.choices.append(text)
    #expect(read(" \(text.uppercased())", item) == text)
  }

  @Test(arguments: [
    "=DISPIMG(\"ID_1A2B\",1)", "=_xlfn.DISPIMG(\"ID_1A2B\",1)", "DISPIMG(\"ID_1A2B\",1)", "=A1+B1",
    "＝A1", "=SUM(B2:B9)", "=1+1", "+A1", "+SUM(A1:A3)", "-B2", "@ABS(C3)", "{=A1:A3}",
    "=[1]Sheet1!A1",
    "+$A$1+B2",
  ])
  func `the formula of a spreadsheet is no value of any item`(_ text: String) {
    for type in ItemType.allCases {
      #expect(read(text, item(type)) == "unreadable !formula", "\(type)")
    }
  }

  @Test(arguments: ["+5", "A1", "@各单位", "-", "—A1", "A=B", "+", "印发〔2021〕3号"])
  func `a text that only begins like a formula is none`(_ text: String) {
    #expect(!CellText.isFormula(CellText.normal(text)))
  }

  @Test(arguments: [
    Case(" 浙政法办〔2021〕16号 ", "\"浙政法办〔2021〕16号\""), Case("暂无", "blank"),
    Case(
      "联系人13812345678",
      "refused !personal(Submissions.PersonalData.Kind.number(SourceText.PersonalNumber.mobile))"),
    Case(
      "+8613812345678",
      "refused !personal(Submissions.PersonalData.Kind.number(SourceText.PersonalNumber.mobile))"),
    Case("王小明、李四、张三", "refused !personal(Submissions.PersonalData.Kind.names)"),
    Case("镇街、村社、单位", "\"镇街、村社、单位\""),
    Case("王家村、李家村、张家村", "\"王家村、李家村、张家村\""),
  ])
  func `a text is kept unless it holds personal data`(_ example: Case) {
    #expect(read(example.text, item(.text)) == example.expected)
  }

  @Test func `a blank is zero only where the item says so, and a dash never is`() {
    var item = item(.count)
    item.blankIsZero = true
    #expect(read("", item) == "0")
    #expect(read("—", item) == "blank")
  }

  @Test func `a value outside the believable range stays and is reported`() {
    var item = item(.number)
    item.plausible = Number(80)...Number(100)
    #expect(read("79.99", item) == "7999e-2 !implausible")
    #expect(read("80", item) == "80")
    #expect(read("100", item) == "100")
    #expect(read("100.1", item) == "1001e-1 !implausible")
  }

  @Test
  func `a percentage outside its bounds is none, without bounds questioned`() {
    var item = item(.percent)
    item.plausible = Number(mantissa: 80, scale: 2)...Number(1)
    #expect(read("79.99%", item) == "unreadable !outOfBounds")
    #expect(read("80%", item) == "80e-2")
    #expect(read("100%", item) == "100e-2")
    #expect(read("100.1%", item) == "unreadable !outOfBounds")
    #expect(read("0", item) == "unreadable !outOfBounds")
    // A growth may be more than all, or negative.
    item.plausible = Number(-1)...Number(3)
    #expect(read("-20%", item) == "-20e-2")
    #expect(read("986%", item) == "unreadable !outOfBounds")
    item.plausible = nil
    #expect(read("986%", item) == "986e-2 !implausible")
    #expect(read("100.01%", item) == "10001e-4 !implausible")
    #expect(read("-0.1%", item) == "-1e-3 !implausible")
    #expect(read("100%", item) == "100e-2")
    #expect(read("100.00%", item) == "10000e-4")
  }

  @Test(arguments: [
    ("0.936", "93.6%？"), ("1", "100%？"), ("-0.05", "-5%？"), ("0.5", "50%？"),
    ("93.6", "如果是百分之93.6，写成 93.6%"),
  ])
  func `a share without its sign is asked about`(_ text: String, _ asked: String) {
    let diagnostic = Diagnostic.value(
      .percentWithoutSign, text, of: item(.percent), at: nil, unit: nil)
    #expect(diagnostic.help?.text(.zh).contains(asked) == true)
  }

  @Test func `personal numbers are masked, scalar for scalar`() {
    let text = "甲,13812345678,11010519491231002X,2021,110105194912310021"
    #expect(text.shown == "甲,***********,******************,2021,******************")
  }

  @Test func `no bytes crash the reader, and what is read as a number is its text`() {
    var generator = SeededGenerator(seed: 5)
    let pieces = [
      "1", "2", "0", "9", ".", ",", "%", "‰", "-", "亿", "万", "千", "百", "十", "三", "两", "零", "成", "约",
      "余",
      "年", "月", "日", "/", "—", "件", "E", "+", " ", "　", "５", "％", "，", "是", "\u{0}", "\u{FF}",
    ]
    let reader = ValueReader(ItemType.allCases.map { item($0) })
    for round in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<9, using: &generator) {
        if round.isMultiple(of: 10) {
          bytes.append(UInt8.random(in: 0...255, using: &generator))
        } else {
          bytes += Array((pieces.randomElement(using: &generator) ?? "").utf8)
        }
      }
      for index in ItemType.allCases.indices {
        let value = reader.read(bytes, bytes.indices, item: index)
        #expect(value.cell.kind != .absent && value.cell.kind != .conflicting, "seed 5: \(bytes)")
        if value.cell.kind == .unreadable || value.cell.kind == .refused {
          #expect(value.problem != nil, "seed 5: \(bytes)")
        }
      }
    }
  }

  @Test func `plain decimals keep their exact value`() {
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<5_000 {
      let digits = Int.random(in: 1...17, using: &generator)
      var text = (0..<digits).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
      if Bool.random(using: &generator) {
        text.insert(
          ".",
          at: text.index(text.startIndex, offsetBy: Int.random(in: 1...digits, using: &generator)))
      }
      if text.hasSuffix(".") { text += "0" }
      let value = ValueReader([item(.number)]).read(text, item: 0)
      guard value.cell.kind == .number else {
        #expect(PersonalNumber.first(in: text) != nil, "seed 6: \(text)")
        continue
      }
      #expect(
        Number(mantissa: value.cell.bits, scale: Int(value.cell.scale)) == Number(decimal: text))
    }
  }
}
