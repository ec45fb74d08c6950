import Definitions

/// What a column of a submission holds besides values of items.
enum ColumnRole: Hashable, Sendable, CaseIterable {
  case code, name, period, item, value, evidence, note, number

  /// The headings of the role, as keys (``CellText/key(_:)``).
  var headings: [String] {
    switch self {
    case .code:
      ["code", "unit", "unitcode", "代码", "编码", "行政区划代码", "区划代码", "单位代码", "单位编码", "地区代码"]
    case .name:
      ["name", "unitname", "名称", "单位", "单位名称", "地区", "区县", "县区", "县(区)", "县(市、区)", "镇街", "填报单位"]
    case .period: ["period", "期次", "报告期", "报送期", "填报期", "期间", "时期", "所属期", "季度", "月份"]
    case .item:
      ["item", "指标", "数据项", "指标代码", "指标名称", "数据项代码", "数据项名称", "项目", "指标编码"]
    case .value: ["value", "数值", "值", "指标值", "完成值", "填报值", "考核实绩", "实绩", "上报值", "数据"]
    case .evidence: ["evidence", "佐证", "佐证材料", "证明材料", "依据", "文号"]
    case .note: ["note", "remark", "备注", "说明"]
    case .number: ["no", "no.", "序号", "编号"]
    }
  }

  /// The role that a heading names.
  static func named(_ key: String) -> ColumnRole? { byHeading[key] }

  private static let byHeading: [String: ColumnRole] = Dictionary(
    allCases.flatMap { role in role.headings.map { ($0, role) } },
    uniquingKeysWith: { first, _ in first })

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
  private var byKey: [String: Int] = [:]
  private var byTitle: [String: [Int]] = [:]
  /// All names, for suggestions.
  let names: [String]
  /// The keys of the names of other sets' items.
  private let others: Set<String>

  init(_ items: [Item], others: [Item] = []) {
    self.others = Set(
      others.flatMap { [$0.name, $0.code, $0.title].compactMap(\.self) + $0.synonyms }
        .map { CellText.key($0) })
    for (index, item) in items.enumerated() {
      for name in [item.name, item.code].compactMap(\.self) {
        exact[name] = exact[name] ?? index
        let key = CellText.key(name)
        byKey[key] = byKey[key] ?? index
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
    names = items.flatMap { [$0.name, $0.code, $0.title].compactMap(\.self) + $0.synonyms }
  }

  /// The item that a heading names: by key or code first, then by title or synonym.
  func match(_ heading: String) -> Match {
    if let index = exact[heading] { return .item(index) }
    let key = CellText.key(heading)
    if let index = byKey[key] { return .item(index) }
    guard let found = byTitle[key] else { return others.contains(key) ? .ofOther : .none }
    return found.count == 1 ? .item(found[0]) : .several(found)
  }
}
