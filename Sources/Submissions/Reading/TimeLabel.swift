import Definitions

/// What a heading says of the time its columns are about, where it names no item: 2020年, 二季度, 本期, 上年同期.
enum TimeLabel: Hashable {
  /// A period, whole or within the run's year.
  case period(String)
  /// The run's period, or the one of a length around it.
  case current(PeriodLength?)
  /// Another time or no time at all, such as the year before, or what is planned.
  case other

  /// Reads a heading; nil where it says nothing of a time.
  init?(_ heading: String) {
    let key = CellText.key(heading)
    if key.isEmpty { return nil }
    if let current = TimeLabel.currents[key] {
      self = .current(current)
    } else if Period(key) != nil || Period("2000年" + key) != nil {
      self = .period(key)
    } else if TimeLabel.others.contains(key)
      || TimeLabel.beginnings.contains(where: { key.hasPrefix($0) })
      || TitleTime(whole: key) != nil
    {
      self = .other
    } else {
      return nil
    }
  }

  /// The label of the period that is meant in a run about `run`; a text that is none where it is another time.
  func label(_ text: String, in run: Period?) -> String {
    switch self {
    case .period(let key):
      guard let run, Period(key) == nil else { return key }
      return "\(run.year)年\(key)"
    case .current(let length):
      guard let run else { return text }
      guard let length, length != run.length else { return run.label }
      return (1...length.perYear).lazy
        .compactMap { Period(year: run.year, length: length, number: $0) }
        .first { $0.contains(run) }?.label ?? text
    case .other: return text
    }
  }

  /// Whether a text is another time, perhaps with what it has of it, and no sentence about one: 上年同期, 上年同期情况表.
  static func isOtherTime(_ text: String) -> Bool {
    let key = CellText.key(text)
    if others.contains(key) { return true }
    guard let beginning = beginnings.first(where: { key.hasPrefix($0) }) else { return false }
    let rest = key.dropFirst(beginning.count)
    return rest.allSatisfy { "同期数值年季度月份末底情况报表据()".contains($0) }
      || rest.hasPrefix("同期") && ["表", "情况", "数据"].contains { rest.hasSuffix($0) }
  }

  private static let currents: [String: PeriodLength?] = [
    "本期": nil, "当期": nil, "报告期": nil, "本期数": nil, "本期值": nil, "当期数": nil,
    "本月": .month, "当月": .month, "本季": .quarter, "本季度": .quarter, "当季": .quarter,
    "本年": .year, "本年度": .year, "今年": .year, "当年": .year,
  ]

  private static let others: Set<String> = [
    "同期", "同期数", "同期值", "累计", "累计数", "累计值", "本年累计", "计划", "计划数", "计划值", "目标", "目标数", "目标值", "预计",
    "预计数", "预算", "预算数", "任务数", "目标任务", "年度目标", "年度计划", "全年目标", "全年计划", "考核目标", "基数", "基期", "基期数",
    "历年",
    "占比", "比重", "增减", "增减数", "增减%", "增幅", "同比", "环比", "同比增减", "环比增减", "同比增长", "环比增长",
  ]

  private static let beginnings = [
    "上年", "去年", "前年", "上期", "上季", "上月", "上一年", "上一季", "上一期", "较上年", "较去年", "比上年", "比去年",
  ]
}
