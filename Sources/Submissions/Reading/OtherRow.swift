import Definitions

/// What a row of a submission is that is about no unit.
enum OtherRow: Hashable, Sendable, CaseIterable {
  /// A sum or a mean of other rows.
  case total
  /// The header once more, as at the top of a printed page.
  case heading
  /// A note, a source, a signature, a date, a title.
  case remark

  /// What a row is in which a text stands where the unit is named; nil where it may name one.
  static func kind(of text: String) -> OtherRow? {
    let key = CellText.key(text)
    // Most codes are digits, which say nothing of the kind.
    guard !key.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    if TotalWords.isTotal(key) { return .total }
    switch ColumnRole.named(key) {
    case .code, .name: return .heading
    case .period, .year, .part, .item, .value, .measure, .evidence, .note, .number, nil: break
    }
    return isRemark(key) ? .remark : nil
  }

  /// What a row is, given its code and its name.
  ///
  /// What names a unit is none of these: a remark beside a unit's code does not make its row one. A total does.
  /// - Parameters:
  ///   - code: The code.
  ///   - isCode: Whether it is a unit's.
  ///   - name: The name.
  ///   - isName: Whether it is a unit's.
  /// - Returns: What the row is; nil where it may be about a unit.
  static func kind(code: String, isCode: Bool, name: String, isName: Bool) -> OtherRow? {
    if !isCode, let kind = kind(of: code), kind != .remark || !isName { return kind }
    if !isName, let kind = kind(of: name), kind != .remark || !isCode { return kind }
    return nil
  }

  /// Whether a text is a sentence, which no code or name is.
  static func isSentence(_ text: String) -> Bool {
    text.unicodeScalars.contains { ",;:!?。、…".unicodeScalars.contains($0) }
      && text.unicodeScalars.contains { $0.value > 0x7F && $0.properties.isAlphabetic }
  }

  /// Whether a text may be a title: it is no total, no heading and no note, or a name of a table.
  static func mayBeTitle(_ text: String) -> Bool {
    let (text, isAnnounced) = TimeLabel.unnumbered(text)
    let key = CellText.key(text)
    if isAnnounced { return true }
    if notes.begin(key) { return false }
    return kind(of: text) == nil && !isSentence(text) && !isFootnote(text) || key.hasSuffix("表")
  }

  /// Whether a text begins with the mark of a footnote: *, ①, ※.
  static func isFootnote(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return "*※★☆#†".unicodeScalars.contains(first) || (0x2460...0x24FF).contains(first.value)
      || (0x2776...0x2793).contains(first.value)
  }

  /// Whether a text alone in its row is no name: a footnote, a note about another time, a signature with its day.
  static func isNote(_ text: String) -> Bool {
    isFootnote(text) || TimeLabel(text) == .other || TimeLabel.isOtherTime(text)
      || TitleTime(title: text)?.isDate == true
  }

  // MARK: Words

  private static let marks = Set("()[]【】:.。-—*、".unicodeScalars)

  private static func isRemark(_ key: String) -> Bool {
    if beginnings.begin(key) { return true }
    if key.hasSuffix("表") || key.hasSuffix("表(续)") { return true }
    if isPage(key) { return true }
    // 注1 and 注: are notes, 注溪镇 is a town; 单位: is a heading, 单位1 a name.
    return notes.begin(key) { !$0.properties.isAlphabetic }
      || words.begin(key) { !$0.properties.isAlphabetic && $0.properties.numericType == nil }
  }

  /// Whether a text speaks of the page: 续, (续上页), 第2页, 共3页, 以下空白.
  private static func isPage(_ key: String) -> Bool {
    var scalars = key.unicodeScalars[...]
    while let first = scalars.first, marks.contains(first) { scalars.removeFirst() }
    while let last = scalars.last, marks.contains(last) { scalars.removeLast() }
    let word = String(scalars)
    if pageWords.contains(word) { return true }
    return word.hasSuffix("页") && (word.hasPrefix("第") || word.hasPrefix("共"))
  }

  private static let pageWords: Set<String> = [
    "续", "续前", "续上", "续上页", "接上页", "承上页", "转下页", "接下页", "续前页", "接前页", "以下空白", "此页空白", "本页空白",
    "以下无正文",
    "此页无正文", "本页无正文", "continued", "cont'd",
  ]

  /// What notes begin with, where no letter follows.
  private static let notes = Beginnings(["注", "说明", "备注", "附注"])

  /// What remarks begin with, where neither a letter nor a number follows.
  private static let words = Beginnings([
    "来源", "单位", "审核", "复核", "校对", "制表", "填表", "填报", "上报", "报送", "签字", "签名",
    "签章",
    "盖章", "公章", "(盖章", "(公章", "(签字", "(签章", "日期", "时间", "电话", "手机", "note", "notes", "remark",
    "remarks", "source", "sources", "signed", "signature", "date",
  ])

  /// What remarks begin with, whatever follows.
  private static let beginnings = Beginnings([
    "填报人", "填表人", "制表人", "审核人", "复核人", "审批人", "批准人", "审定人", "经办人", "联系人", "联系电话", "联系方式", "负责人",
    "单位负责人", "部门负责人", "统计负责人", "分管领导", "分管负责人", "主要领导", "主要负责人", "主管领导", "领导签字", "填报日期", "填表日期",
    "报送日期", "报出日期", "制表日期", "上报日期", "审核日期", "填报时间", "填表时间", "报送时间", "上报时间", "填报单位", "报送单位", "制表单位",
    "编制单位", "统计单位", "计量单位", "单位盖章", "单位(盖章", "单位(公章", "单位(签章", "数据来源", "资料来源", "数据提供", "填报说明",
    "填表说明", "编制说明", "指标解释", "指标说明", "补充说明", "附件", "附表", "以上", "上述", "上表",
    "preparedby", "reviewedby",
    "approvedby", "checkedby", "datasource",
  ])
}
