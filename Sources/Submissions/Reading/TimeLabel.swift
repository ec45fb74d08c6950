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
    let key = CellText.key(unnumbered(text).text)
    if others.contains(key) { return true }
    guard let beginning = beginnings.first(where: { key.hasPrefix($0) }) else { return false }
    let rest = key.dropFirst(beginning.count)
    return rest.allSatisfy { "同期数值年季度月份末底情况报表据()".contains($0) }
      || rest.hasPrefix("同期") && ["表", "情况", "数据"].contains { rest.hasSuffix($0) }
  }

  /// A title without its number and the words that announce it, as in 二、上年同期, 附表2 上年同期, 以下为上年同期数.
  /// - Returns: The rest, and whether a word announces it, so that it is no note, whatever its signs.
  static func unnumbered(_ text: String) -> (text: String, isAnnounced: Bool) {
    var rest = CellText.normal(text)[...]
    var isAnnounced = false
    while true {
      rest = rest.drop { " :、-—".contains($0) }
      if let word = announcements.first(where: { rest.hasPrefix($0) }) {
        rest = rest.dropFirst(word.count)
        isAnnounced = true
        let verb = rest.prefix(8).firstIndex { "为是系".contains($0) }
        if word == "以下" || word.hasPrefix("下"), let verb { rest = rest[rest.index(after: verb)...] }
        rest = withoutNumber(rest.drop { $0 == " " }, isAlone: false) ?? rest
      } else if let behind = withoutNumber(rest, isAlone: true) {
        rest = behind
      } else {
        return (String(rest), isAnnounced)
      }
    }
  }

  /// What stands behind the number of a title; nil where it has none. By itself a number needs its sign: 二、, (二), 2.
  private static func withoutNumber(_ text: Substring, isAlone: Bool) -> Substring? {
    guard let first = text.unicodeScalars.first else { return nil }
    if (0x2460...0x24FF).contains(first.value) || (0x2776...0x2793).contains(first.value) {
      return text.dropFirst()
    }
    var rest = text
    let isOpen = rest.first == "("
    if isOpen || rest.first == "第" { rest = rest.dropFirst() }
    let digits = rest.prefix { ("0"..."9").contains($0) || $0 == "-" || $0 == "." }
    let numerals = rest.prefix { "一二三四五六七八九十".contains($0) }
    let number = digits.isEmpty ? numerals : digits.prefix { $0 != "." && $0 != "-" }
    guard (1...2).contains(number.count) else { return nil }
    rest = rest.dropFirst(number.count)
    if isOpen { return rest.first == ")" ? rest.dropFirst() : nil }
    for word in ["部分", "节", "张表"] where rest.hasPrefix(word) { return rest.dropFirst(word.count) }
    guard text.first != "第", let sign = rest.first else { return nil }
    if isAlone {
      guard "、.:)".contains(sign) else { return nil }
      rest = rest.dropFirst()
      // 3.31 is a number, 2.2020年 is none.
      let behind = rest.prefix { ("0"..."9").contains($0) }.count
      return sign != "." || behind == 0 || behind == 4 ? rest : nil
    }
    while let mark = rest.first, "-.".contains(mark) {
      let behind = rest.dropFirst().prefix { ("0"..."9").contains($0) }.count
      guard (1...2).contains(behind) else { break }
      rest = rest.dropFirst(1 + behind)
    }
    return "季月年号".contains(rest.first ?? " ") ? nil : rest
  }

  private static let announcements = [
    "以下", "下列", "下面", "下表", "续表", "附表", "附件", "附", "表",
  ]

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
