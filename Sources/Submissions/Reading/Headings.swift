import Definitions
import SourceText

/// What a column of a submission holds besides values of items.
enum ColumnRole: Hashable, Sendable, CaseIterable {
  case code, name, period, year, part, item, value, measure, evidence, note, number

  /// The headings of the role, as keys (``CellText/key(_:)``).
  var headings: [String] {
    switch self {
    case .code:
      ["code", "unit", "unitcode", "代码", "编码", "行政区划代码", "区划代码", "单位代码", "单位编码", "地区代码"]
    case .name:
      [
        "name", "unitname", "名称", "单位", "单位名称", "地区", "区县", "县区", "县(区)", "县(市、区)", "镇街", "填报单位",
        "报送单位", "上报单位",
      ]
    case .period:
      [
        "period", "reportingperiod", "期次", "期别", "期", "报告期", "报送期", "填报期", "报告期别", "期间", "时期",
        "所属期",
        "所属期间", "所属时期", "统计期", "统计期间", "统计时期", "考核期", "考核周期", "考评周期", "考评期", "评价期", "数据期", "年月",
        "年季", "报表期", "数据所属期", "数据所属时间", "所属时间", "时间段", "起止时间",
      ]
    case .year:
      [
        "year", "fiscalyear", "年份", "年度", "年", "所属年份", "所属年度", "统计年份", "统计年度", "考核年度", "考评年度",
        "评价年度",
        "报告年度", "填报年度", "数据年份", "数据年度",
      ]
    case .part:
      ["quarter", "month", "halfyear", "季度", "季", "季别", "月份", "月", "月度", "半年", "所属季度", "所属月份"]
    case .item:
      [
        "item", "itemname", "itemcode", "itemtitle", "title", "indicator", "indicatorname",
        "indicatorcode", "指标", "数据项", "指标代码", "指标名称", "数据项代码", "数据项名称", "项目", "指标编码", "项目名称",
        "指标全称", "指标标题",
      ]
    case .value: ["value", "数值", "值", "指标值", "完成值", "填报值", "考核实绩", "实绩", "上报值", "数据"]
    case .measure:
      [
        "measure", "unitofmeasure", "measureunit", "uom", "计量单位", "度量单位", "数据单位", "指标单位", "数值单位",
        "数量单位",
        "金额单位", "单位(计量)", "计量",
      ]
    case .evidence: ["evidence", "佐证", "佐证材料", "证明材料", "依据", "文号"]
    case .note:
      ["note", "remark", "备注", "说明", "备注说明", "数据说明", "情况说明", "填报说明", "其他说明", "补充说明"]
    case .number: ["no", "no.", "序号", "编号"]
    }
  }

  /// The role that a heading names.
  static func named(_ key: String) -> ColumnRole? { byHeading[key] }

  private static let byHeading: [String: ColumnRole] = Dictionary(
    allCases.flatMap { role in role.headings.map { ($0, role) } },
    uniquingKeysWith: { first, _ in first })

  /// Whether it says which period a row is about.
  var isOfPeriod: Bool { self == .period || self == .year || self == .part }

  /// Headings that name a unit, or beside another column that does, the unit of measure.
  static let ambiguous: Set<String> = ["单位", "unit"]

  /// Headings that say which period a row is about, or on which day something was done.
  static let times: Set<String> = [
    "时间", "统计时间", "数据时间", "时点", "统计时点", "数据时点", "考核时间", "报告时间", "截止时间", "截至时间", "统计日期", "数据日期",
  ]

  /// Whether a heading leaves open what its column holds.
  static func isOpen(_ key: String) -> Bool { ambiguous.contains(key) || times.contains(key) }

  /// Whether a heading may be above words for what the values of a row are, such as of which period: 统计口径, 报表期别, 类别,
  /// 项目. What says when something was done is none; in a table of records, which have kinds of their own, those are that
  /// only speak of a time.
  static func mayTellPeriod(_ key: String, inTable isTable: Bool) -> Bool {
    !isOfEvent(key)
      && (timeWords.contains(where: key.contains)
        || !isTable && kindEnds.contains(where: key.hasSuffix))
  }

  /// Whether a heading is that of a time at which something was done or will be.
  static func isOfEvent(_ key: String) -> Bool { events.contains(where: key.contains) }

  private static let timeWords = [
    "口径", "期别", "期次", "期数", "时期", "期间", "时段", "所属期", "报告期", "统计期", "报表期", "数据期", "报期", "来源期",
  ]
  private static let kindEnds = [
    "年份", "年度", "年别", "季度", "季别", "月份", "月度", "类别", "类型", "种类", "分类", "性质", "属性", "项目", "指标", "数据项",
    "指标名称", "项目名称", "版本", "范围", "item", "kind", "type", "category",
  ]

  /// Words for what was done or will be at a time that a column holds.
  private static let events = [
    "填报", "填表", "上报", "报送", "报出", "提交", "录入", "制表", "编制", "审核", "审批", "印发", "签", "成立", "建成", "建设",
    "建立",
    "创建", "启用", "投用", "上线", "开工", "竣工", "完工", "完成", "立项", "出生", "任职", "任期", "换届", "整改", "截止", "到期",
    "有效", "命名", "评定", "授牌", "获", "发生", "起始", "开始", "结束", "工期", "时限", "期限", "下次", "计划", "目标", "更新",
    "挂牌", "注册", "入职", "培训", "检查", "验收",
  ]

  /// Words in a heading that announce data about persons.
  static func announcesPersonalData(_ key: String) -> Bool {
    ["身份证", "身份号码", "手机", "电话", "联系方式", "姓名", "住址", "银行卡"].contains { key.contains($0) }
  }
}

/// The names under which the items of a set are found: key, code, title, declared synonyms.
struct ItemHeadings: Sendable {
  /// What a heading names.
  enum Match: Hashable {
    case item(Int)
    /// Several items have this title or synonym.
    case several([Int])
    case none
    /// An item of another set that stands in the same files.
    case ofOther
  }

  /// Keys and codes as they are defined.
  private var exact: [String: Int] = [:]
  private var byKey: [String: [Int]] = [:]
  private var byTitle: [String: [Int]] = [:]
  /// The keys of more than one character, which may stand within a longer heading.
  private let searched: [String]
  /// All names, for suggestions.
  let names: [String]
  /// The keys of the names of other sets' items.
  private let others: Set<String>
  /// The declared measure of each item.
  private let measures: [String?]
  /// What the items count and measure.
  let bases: Set<String>

  init(_ items: [Item], others: [Item] = []) {
    self.others = Set(
      others.flatMap { [$0.name, $0.code, $0.title].compactMap(\.self) + $0.synonyms }
        .map { CellText.key($0) })
    measures = items.map(\.measure)
    bases = Set(items.compactMap { $0.scale?.base })
    for (index, item) in items.enumerated() {
      for name in [item.name, item.code].compactMap(\.self) {
        exact[name] = exact[name] ?? index
        let key = CellText.key(name)
        if byKey[key]?.contains(index) != true { byKey[key, default: []].append(index) }
      }
      for title in [item.title] + item.synonyms {
        var keys = [CellText.key(title)]
        if let measure = item.measure { keys.append(CellText.key("\(title)(\(measure))")) }
        for key in keys where byTitle[key]?.contains(index) != true {
          byTitle[key, default: []].append(index)
        }
      }
      if let measure = item.measure {
        let key = CellText.key("\(item.name)(\(measure))")
        if byTitle[key]?.contains(index) != true { byTitle[key, default: []].append(index) }
      }
    }
    searched = (Array(byKey.keys) + byTitle.keys).filter { $0.count > 1 }
    names = items.flatMap { [$0.name, $0.code, $0.title].compactMap(\.self) + $0.synonyms }
  }

  /// The names that may be meant by a heading that is none. What stands before a name makes it something else: 应受理数 is not
  /// 受理数.
  func suggestions(for heading: String) -> [String] {
    let key = CellText.key(heading)
    let near = SourceText.suggestions(for: heading, among: names)
    return near.filter { !key.hasSuffix(CellText.key($0)) }
  }

  /// The item that a heading names: by key or code first, then by title or synonym.
  func match(_ heading: String) -> Match {
    if let index = exact[heading] { return .item(index) }
    let key = CellText.key(heading)
    guard let found = byKey[key] ?? byTitle[key] else {
      return others.contains(key) ? .ofOther : .none
    }
    return found.count == 1 ? .item(found[0]) : .several(found)
  }

  /// The item that a heading names with or without a measure, as in `案件数（万件）`, and the measure that it states.
  func find(_ heading: String) -> (match: Match, measure: String?) {
    find(heading, nested: 1)
  }

  private func find(_ heading: String, nested: Int) -> (match: Match, measure: String?) {
    let whole = match(heading)
    for (name, measure) in parts(heading) {
      // 投入(人民币) and 投入(万元)(人民币).
      if whole == .none, Measure.isOurMoney(measure) {
        let found = find(name, nested: nested)
        if found.match != .none { return found }
      }
      let known = Measure(stated: measure).flatMap { $0.isKnown(bases) ? $0 : nil }
      guard known != nil || Measure.resembles(measure, bases) else { continue }
      switch whole {
      case .item(let item): return (whole, measures[item])
      case .several, .ofOther: return (whole, nil)
      case .none: break
      }
      let (match, inner) = nested > 0 ? find(name, nested: nested - 1) : (match(name), nil)
      switch match {
      case .item(let item):
        // 投入（万元）（元） says two things.
        let both = inner.map { Measure($0) == known ? measure : "\($0)、\(measure)" }
        return (.item(item), both ?? measure)
      case .several(let items):
        let fitting = items.filter { measures[$0].flatMap { Measure($0) }?.base == known?.base }
        return (fitting.count == 1 ? .item(fitting[0]) : .several(items), measure)
      case .ofOther: return (.ofOther, nil)
      case .none: continue
      }
    }
    return (whole, nil)
  }

  /// Whether a measure is the one that an item declares.
  func isDeclared(_ measure: Measure, _ item: Int) -> Bool {
    measures[item].flatMap { Measure($0) } == measure
  }

  /// Whether a short text has the name of an item in it, as 上年受理数 has.
  func isNamed(in key: String) -> Bool {
    key.count <= ItemHeadings.longestHeading
      && searched.contains { key.has($0) }
  }

  /// The most characters of a text that is taken for a heading on account of a name in it.
  private static let longestHeading = 30

  /// The item that a heading names with a time, the time, and the heading without it: `案件数（2021年）`, `本季度案件数`,
  /// `案件数（万件，上年同期）`, `案件数·本期`.
  func dated(_ heading: String) -> (item: Int, period: String, rest: String)? {
    let text = CellText.normal(heading)
    guard text.count <= ItemHeadings.longestHeading else { return nil }
    for (rest, period) in timed(text) {
      if case .item(let item) = find(rest).match, TimeLabel(period) != nil {
        return (item, period, rest)
      }
    }
    return nil
  }

  /// The parts of a heading that may be a time, each with what is left without it.
  private func timed(_ text: String) -> [(rest: String, period: String)] {
    var found: [(rest: String, period: String)] = []
    if let (name, inside) = brackets(text) {
      found.append((name, inside))
      let parts = inside.split { ",、;/ ".contains($0) }.map(String.init)
      for index in parts.indices where parts.count > 1 {
        var others = parts
        let part = others.remove(at: index)
        found.append(("\(name)(\(others.joined(separator: ",")))", part))
      }
    }
    if let stroke = text.lastIndex(where: { "·-—_/: ".contains($0) }), stroke > text.startIndex {
      found.append((String(text[..<stroke]), String(text[text.index(after: stroke)...])))
    }
    let characters = Array(text)
    for cut in characters.indices.dropFirst() {
      let (front, back) = (String(characters[..<cut]), String(characters[cut...]))
      let name = back.drop { "的·-—_: ".contains($0) }
      if match(brackets(String(name))?.name ?? String(name)) != .none {
        found.append((String(name), front))
      }
      if match(front) != .none { found.append((front, back)) }
    }
    return found
  }

  /// The names that a heading may have before its measure, which stands in brackets, behind a stroke, behind 单位： or a colon,
  /// or as in `投入（以元计）`.
  private func parts(_ heading: String) -> [(name: String, measure: String)] {
    let text = CellText.normal(heading)
    if let (name, inside) = brackets(text) {
      let stated = MeasureNote.parts(CellText.key(inside)).first {
        MeasureNote.isOfWholeTable($0.subject)
      }
      return [(name, stated?.measure ?? inside)]
    }
    var found: [(name: String, measure: String)] = []
    for sign in ["%", "‰"] where text.hasSuffix(sign) && text.count > 1 {
      found.append((String(text.dropLast()), sign))
    }
    if let stroke = text.firstIndex(of: "/"), stroke > text.startIndex {
      found.append((String(text[..<stroke]), String(text[text.index(after: stroke)...])))
    }
    for (subject, measure) in MeasureNote.parts(CellText.key(text)) where !subject.isEmpty {
      found.append((subject, measure))
      let label = ["计量", "金额", "货币", "数量"].first { subject.hasSuffix($0) }
      if let label { found.append((String(subject.dropLast(label.count)), measure)) }
    }
    return found.map { ($0.name.hasSuffix(":") ? String($0.name.dropLast()) : $0.name, $0.measure) }
  }

  /// The name of a heading and what stands in brackets at its end.
  private func brackets(_ text: String) -> (name: String, inside: String)? {
    guard let last = text.last, ")]】〕".contains(last),
      let open = text.lastIndex(where: { "([【〔".contains($0) }), open > text.startIndex
    else { return nil }
    return (String(text[..<open]), String(text[text.index(after: open)...].dropLast()))
  }
}
