import Definitions

/// The words around a time in a title that say what it is the time of.
enum TimeWords {
  /// What a time in a title is the time of.
  enum Role: Hashable {
    /// Of the figures.
    case figures
    /// The day up to which the figures count: 截至6月30日.
    case end
    /// The day of writing, by its own words: 填报日期, 制表, 盖章.
    case writing
    /// The day on which the sheet was drawn up: 制表日期.
    case making
    /// The figures or the day of writing: a month, or a day, at the end of a title or alone in its cell.
    case either
    /// Of what is planned or compared, unless nothing else is named.
    case aside
    /// Of something else: a regulation, a comparison, a beginning.
    case other
  }

  /// Whether a title names its time by its relation to now alone, as in 上季度报表 and 截至上年末, and compares nothing with it.
  static func isOfOtherTime(_ text: [Character]) -> Bool {
    text.indices.contains { start in
      guard let words = relatives[text[start]] else { return false }
      let before = start > 0 ? text[start - 1] : " "
      return words.contains { word in
        guard text[start...].starts(with: word.text) else { return false }
        if word.isOfQuarter, before == "年" { return true }
        var rest = text[(start + word.text.count)...]
        if let next = rest.first, "度末底份".contains(next) { rest = rest.dropFirst() }
        return !"较比与同和及跟按以对含、年历".contains(before)
          && (!unrelated.contains { rest.starts(with: $0) } || isOfSameTime(rest))
      }
    }
  }

  /// Whether 同期 begins a text that says whose figures they are, and compares nothing: 同期平安建设统计表, 同期）.
  private static func isOfSameTime(_ rest: ArraySlice<Character>) -> Bool {
    guard rest.starts(with: "同期") else { return false }
    let clause = String(rest.prefix { !",;。".contains($0) })
    return clause.count > 2 && !namesThisTime(clause)
      && !["比", "较", "增", "降", "减", "变", "差"].contains(where: clause.contains)
  }

  /// Whether a text names this period, by its relation to now: beside another time it compares.
  static func namesThisTime(_ text: String) -> Bool {
    ["本期", "本季", "本月", "本年", "今年", "当期"].contains(where: text.contains)
  }

  private static let relatives = Dictionary(
    grouping: [
      "上季度", "上一季度", "上个季度", "下季度", "下一季度", "下个季度", "上年", "上一年", "去年", "前年", "下年度", "下一年", "明年",
      "上月",
      "上个月", "下月", "下个月", "上期", "上一期",
    ].map { (text: Array($0), isOfQuarter: $0.hasSuffix("季度")) }, by: { $0.text[0] })
  private static let unrelated = [
    "同期", "问题", "反馈", "遗留", "整改", "结转", "结余", "度问题", "考核", "考评", "通报", "督查", "巡", "基数", "末", "村",
    "镇", "街",
    "社", "乡",
  ]

  /// Whether a title is of what is planned, and not of what was done: 二季度目标表; 目标完成情况, 目标责任书 and 计划生育 are not.
  static func isOfPlan(_ title: String) -> Bool {
    let key = CellText.key(title)
    return plans.contains { key.contains($0) } && !deeds.contains { key.contains($0) }
  }

  private static let plans = ["目标", "计划数", "计划表", "计划值", "预计", "预算", "预测", "任务分解", "指标分解"]
  private static let deeds = [
    "完成", "实际", "实绩", "执行", "落实", "进展", "进度", "推进", "考核", "考评", "责任", "管理", "达标", "达成", "实现", "督查",
    "通报",
    "情况", "决算", "一览",
  ]

  /// What holds figures, by a word in its title.
  static func isOfFigures(_ text: [Character]) -> Bool {
    let key = String(text)
    return ["表", "统计", "数据", "情况", "台账", "报告"].contains { key.contains($0) }
  }

  /// The end of the name of a document that begins at a place: 《2020年度考核办法》. What is itself called a table or a report
  /// is none, unless the title goes by it.
  static func endOfDocument(_ text: [Character], _ place: Int) -> Int? {
    guard text[place] == "《", let end = text[place...].firstIndex(of: "》") else { return nil }
    let name = String(text[place..<end])
    let isOfFigures = forms.contains { name.hasSuffix($0) }
    return isOfFigures && !isGrounds(text[..<place]) ? nil : end + 1
  }

  /// The role of a time.
  static func role(of mention: TimeScanner.Mention, in text: [Character]) -> Role {
    let before = text[..<mention.range.lowerBound]
    let after = text[mention.range.upperBound...]
    let label = String(before.reversed().drop { ":()[]于为".contains($0) }.reversed())
    if isOfRules(label, before, after) || isOther(mention, before, after) { return .other }
    if isAside(after) { return .aside }
    if ends.contains(where: label.hasSuffix) || isEndOfMonth(mention, in: text) { return .end }
    switch mention.kind {
    case .year, .bareYear, .months, .broken: return .figures
    case .month, .day: break
    }
    if countings.contains(where: label.hasSuffix) { return mention.kind == .day ? .end : .figures }
    if makings.contains(where: label.hasSuffix) { return .making }
    if isWriting(label, before, after) { return .writing }
    let isLast = after.allSatisfy { marks.contains($0) }
    if mention.kind == .day || isLast { return .either }
    // 3月数, 3月的数据.
    let rest = String(after.first == "的" ? after.dropFirst() : after)
    if mention.year != nil || ["数", "累计", "实绩"].contains(where: rest.hasPrefix) { return .figures }
    // 3月报表; 5月花社区 is a name.
    return forms.contains { String(after).hasPrefix($0) } ? .either : .other
  }

  /// Whether a time is the end of a month or of a year: 6月底, 2020年末.
  private static func isEndOfMonth(
    _ mention: TimeScanner.Mention, in text: [Character]
  ) -> Bool {
    mention.kind == .day && "底末".contains(text[mention.range.upperBound - 1])
  }

  /// The part of a text in front of which it says that figures count up to a day, and from which they do.
  static func behindEnd(_ key: String) -> String {
    ends.filter { key.hasPrefix($0) }.max { $0.count < $1.count }
      .map { String(key.dropFirst($0.count).drop { ":到至".contains($0) }) } ?? key
  }

  /// Whether nothing but signs stands beside a time.
  static func isAlone(_ mention: TimeScanner.Mention, in text: [Character]) -> Bool {
    (text[..<mention.range.lowerBound] + text[mention.range.upperBound...])
      .allSatisfy { marks.contains($0) }
  }

  private static let marks: Set<Character> = Set("()[]【】〔〕<>《》:、,.。;-—_ ")

  /// Names of what holds figures.
  private static let forms = ["表", "统计", "数据", "情况", "台账", "清单", "明细", "报告", "报", "平安", "工作"]

  /// Words before the day up to which figures count.
  private static let ends = [
    "截至", "截止", "截止到", "截至到", "截止至", "截止时间", "截止日期", "截至日期", "截至时间", "asof", "until",
  ]
  /// Words before the time of the figures.
  private static let countings = [
    "统计时间", "统计日期", "统计时点", "数据时间", "数据日期", "统计期", "统计期间", "所属时间", "所属期", "所属月份", "考核", "考核时间",
    "考核期",
    "报告期", "填报期", "报送期", "period",
  ]

  // MARK: Writing

  private static func isWriting(
    _ label: String, _ before: ArraySlice<Character>, _ after: ArraySlice<Character>
  ) -> Bool {
    if writingTimes.contains(where: label.hasSuffix) { return true }
    // 单位（盖章）2021年7月; 关于报送2021年6月数据 is about June.
    let isParted = before.last.map { ":)于]".contains($0) } ?? false
    if isParted, writings.contains(where: label.hasSuffix) { return true }
    let rest = String(after)
    return writings.contains { word in
      rest.hasPrefix(word)
        && rest.dropFirst(word.count).first.map { marks.contains($0) } ?? true
    }
  }

  private static let makings = [
    "制表日期", "制表时间", "编制日期", "编制时间", "制作日期", "制作时间", "打印日期", "打印时间", "更新日期", "更新时间", "导出日期", "导出时间",
    "下载日期", "下载时间", "制表", "编制",
  ]
  private static let writingTimes = [
    "日期", "填报时间", "填表时间", "填写时间", "报送时间", "上报时间", "报出时间", "提交时间", "编制时间", "制表时间", "打印时间", "制作时间",
    "date",
  ]
  private static let writings = [
    "填报", "填表", "填写", "填制", "填", "上报", "报送", "报出", "呈报", "提交", "制表", "编制", "编报", "制作", "制", "编",
    "打印", "印制",
    "盖章", "公章", "签章", "签字", "签名", "signed", "prepared",
  ]

  // MARK: Others

  private static func isOther(
    _ mention: TimeScanner.Mention, _ before: ArraySlice<Character>,
    _ after: ArraySlice<Character>
  ) -> Bool {
    let text = String(before)
    let rest = String(after)
    // 与2020年同期比, 较2020年; 合同 and 占比 are other words.
    let clause = String(after.prefix { !",;。:)]】〕》".contains($0) })
    if comparisons.contains(where: text.hasSuffix) { return true }
    // 2021-2023年三年行动计划 says nothing of the year.
    if mention.months.count > 12, mention.kind == .months,
      ["规划", "行动", "计划", "专项斗争"].contains(where: clause.contains)
    {
      return true
    }
    if ["与", "同", "和"].contains(where: text.hasSuffix), !text.hasSuffix("合同"),
      ["同期", "比", "相比", "对比", "比较"].contains(where: clause.hasPrefix)
    {
      return true
    }
    switch mention.kind {
    case .months, .broken: return false
    case .year, .bareYear, .month, .day: break
    }
    if sinces.contains(where: rest.hasPrefix) { return true }
    let behind = String(after.drop { ")]】〕》".contains($0) })
    if isIssued(rest) || isNumbered(behind) { return true }
    if isGrounds(before) || groundWords.contains(where: lastClause(before).contains),
      grounds.contains(where: clause.contains)
    {
      return true
    }
    return mention.kind == .year && rules.contains(where: clause.hasSuffix)
  }

  /// Whether something else than the figures of a time follows it, such as what is planned, or the same time of a year before.
  private static func isAside(_ after: ArraySlice<Character>) -> Bool {
    let rest = String(after)
    return asides.contains(where: rest.hasPrefix)
  }

  /// Whether a text ends with a word for what a title goes by: 根据, 按.
  private static func isGrounds(_ before: ArraySlice<Character>) -> Bool {
    let text = String(before)
    return (groundWords + ["按", "据", "执行", "见"]).contains(where: text.hasSuffix)
  }

  /// The words for what a title goes by that stand for nothing else.
  private static let groundWords = ["根据", "依据", "依照", "按照", "参照", "对照", "贯彻", "落实"]

  /// What stands before a time since the last stop.
  private static func lastClause(_ before: ArraySlice<Character>) -> String {
    String(before.reversed().prefix { !",;。:".contains($0) }.reversed())
  }

  /// Whether a time is that of a rule, of a form, or of what recurs: 印发日期：2021年3月, 版本：2020年, 报表制度（2020年）, 每年1月,
  /// 3月31日前报送.
  private static func isOfRules(
    _ label: String, _ before: ArraySlice<Character>, _ after: ArraySlice<Character>
  ) -> Bool {
    if editions.contains(where: label.hasSuffix) { return true }
    if before.last == "(", after.first == ")", systems.contains(where: label.hasSuffix) {
      return true
    }
    let clause = lastClause(before)
    if recurrences.contains(where: clause.contains) { return true }
    return after.first == "前" && !ends.contains(where: label.hasSuffix)
      && deadlines.contains { String(after.dropFirst()).hasPrefix($0) }
  }

  /// What stands before the day of a rule or of a form.
  private static let editions = [
    "印发日期", "印发时间", "发文日期", "发文时间", "发布日期", "发布时间", "公布日期", "颁布日期", "成文日期", "修订日期", "修订时间", "修订",
    "制定日期", "制定时间", "批准日期", "批准时间", "启用日期", "启用时间", "实施日期", "施行日期", "执行日期", "生效日期", "版本", "版本号",
    "版次",
    "有效期至", "有效期", "有效期限", "有效期限至", "批准文号", "文号",
  ]
  /// What the names of rules end with before their year in brackets.
  private static let systems = [
    "体系", "标准", "规程", "手册", "目录", "规划", "要点", "制度", "办法", "细则", "方案", "规定", "条例", "意见", "通知",
  ]
  private static let recurrences = ["每年", "每季", "每月", "每半年", "次年", "次月", "次季", "季后", "月后", "年后"]
  /// What is done before a day.
  private static let deadlines = ["报", "上报", "填报", "报送", "提交", "反馈", "完成", "将", "汇总", "交"]

  /// What a title goes by.
  private static let grounds = [
    "办法", "细则", "方案", "意见", "通知", "规定", "条例", "标准", "口径", "文件", "体系", "规划", "要点", "会议", "精神", "讲话",
    "通报",
    "批复", "价",
  ]
  /// What the names of rules end with.
  private static let rules = ["办法", "细则", "方案", "规定", "条例", "指导意见", "实施意见"]

  /// Whether a text begins with what is done to rules: 印发的, 修订版, 版; 实施情况 is a word of figures.
  private static func isIssued(_ rest: String) -> Bool {
    if rest.hasPrefix("版") { return true }
    return issues.contains { word in
      rest.hasPrefix(word)
        && rest.dropFirst(word.count).first.map { marks.contains($0) || "的之后版稿".contains($0) }
          ?? true
    }
  }

  private static let issues = [
    "印发", "修订", "修正", "修改", "制定", "制订", "下发", "发布", "公布", "颁布", "施行", "实施", "试行", "出台", "通过", "批准",
    "启用",
  ]
  /// What stands behind the time from which, or up to which, something holds, or with which prices are compared.
  private static let sinces = [
    "以来", "起施行", "起实施", "起执行", "起试行", "以前", "之前", "前完成", "不变价", "可比价", "基数", "基期", "为基期",
  ]
  private static let comparisons = ["较", "对比", "相比", "比较", "同比", "环比"]
  private static let asides = [
    "同期", "的同期", "计划", "工作计划", "目标", "打算", "工作打算", "安排", "工作安排", "预计", "预算",
  ]

  /// Whether the number of a document follows: 第3号, 12号.
  private static func isNumbered(_ rest: String) -> Bool {
    let number = rest.drop { $0 == "第" }
    let digits = number.prefix { $0.isNumber }
    return !digits.isEmpty && number.dropFirst(digits.count).first == "号"
  }
}
