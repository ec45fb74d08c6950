import Definitions

/// What a row of a table of records says, by its words: not every row is a record.
enum RecordWords: Hashable {
  /// Something happened, or stands on the list.
  case record
  /// The same, though it has nothing but zeros, or one text that may say that there is nothing.
  case thin
  /// There are no records.
  case nothing(Sign)
  /// The unit has not reported the table: 未报, 暂无数据.
  case unreported(String)
  /// A sum of other records.
  case total
  /// Nothing that is read, but something that is not.
  case unclear

  /// What says that there are no records.
  enum Sign: Hashable {
    /// Nothing but blanks and strokes.
    case blank
    /// 无 or 没有.
    case word
    /// Zeros, or words such as 未发生.
    case taken
  }

  /// Reads a row.
  /// - Parameters:
  ///   - texts: What stands in each reported column, in the order of the row.
  ///   - table: How the table is read.
  init(_ texts: [String], of table: ItemReading) {
    let texts = texts.map { CellText.normal($0) }.filter { !RecordWords.isBlank($0) }
    if let first = texts.first, RecordWords.isTotal(CellText.key(first)) {
      self = .total
      return
    }
    var unreported: String?
    var sign = texts.isEmpty ? Sign.blank : .word
    var zeros = 0
    for text in texts where !RecordWords.granted.contains(text.lowercased()) {
      let key = CellText.key(text).filter { !"。.!()".contains($0) }
      if RecordWords.isUnreported(key) {
        unreported = unreported ?? text
      } else if RecordWords.isNone(key, table.titles) {
        sign = .taken
      } else if RecordWords.isZero(text) {
        zeros += 1
      } else {
        let mayBeNothing = text.contains { "无未没零缺待".contains($0) }
        self = texts.count == 1 && table.reported > 1 && mayBeNothing ? .thin : .record
        return
      }
    }
    if zeros > 0, zeros == texts.count {
      self = zeros < table.reported ? .thin : .record
      return
    }
    if zeros > 0 { sign = .taken }
    self = unreported.map { .unreported($0) } ?? .nothing(sign)
  }

  /// What a row comes to beside something that is not read: blanks do not say that there is nothing.
  var besidesUnread: RecordWords { self == .nothing(.blank) ? .unclear : self }

  /// Whether nothing stands there, or a stroke.
  private static func isBlank(_ text: String) -> Bool {
    text.allSatisfy { "-—–/\\".contains($0) }
  }

  /// The words that say that there are no records.
  private static let granted: Set<String> = ["无", "没有", "none"]

  private static func isZero(_ text: String) -> Bool {
    let number = text.last.map { "%‰人起件个条次".contains($0) } ?? false ? text.dropLast() : text[...]
    guard case .number(let value) = WrittenNumber.read(String(number)) else { return false }
    return value.mantissa == 0
  }

  // MARK: Not reported

  /// Whether a word says that something is missing, or is still to come.
  private static func isUnreported(_ key: String) -> Bool {
    if missing.contains(key) { return true }
    return befores.contains { before in
      key.hasPrefix(before) && verbs.contains(String(key.dropFirst(before.count)))
    }
  }

  private static let missing: Set<String> = [
    "暂无", "暂无数据", "无数据", "没有数据", "暂缺", "暂缺数据", "缺", "缺报", "缺失", "缺数据", "数据缺失", "漏报", "迟报", "不详",
    "不明", "不清楚",
    "未知", "空", "空白", "空缺", "n/a", "na", "#n/a", "null", "nil", "tbd", "unknown", "missing",
    "notreported", "nodata",
  ]
  private static let befores = [
    "未", "尚未", "还未", "没有", "没", "待", "暂未", "未能", "无法", "正在", "未按时", "未及时",
  ]
  private static let verbs: Set<String> = [
    "报", "填", "上报", "报送", "填报", "填写", "提供", "提交", "统计", "反馈", "收到", "核实", "核定", "核对", "汇总", "补",
    "补报", "补充", "补填", "定", "确认",
    "统计中", "汇总中", "核实中", "填报中", "收集", "采集", "报告", "报数", "报表", "上传", "录入", "报来", "交",
  ]

  // MARK: None

  /// Whether a word says that nothing happened: 无事故, 本季度未发生, 零报告.
  private static func isNone(_ key: String, _ table: [String]) -> Bool {
    var rest = key[...]
    for word in times where rest.hasPrefix(word) { rest = rest.dropFirst(word.count) }
    guard let none = nones.first(where: { rest.hasPrefix($0) }) else { return false }
    rest = rest.dropFirst(none.count)
    for word in these where rest.hasPrefix(word) { rest = rest.dropFirst(word.count) }
    let word = String(rest)
    return rest.isEmpty || subjects.contains(word)
      || word.count > 1 && table.contains { CellText.key($0).contains(word) }
  }

  private static let times = [
    "本报告期", "本季度", "本季", "本月", "本期", "本年度", "本年", "当期", "当季", "当月", "一季度", "二季度", "三季度", "四季度",
    "第一季度", "第二季度", "第三季度",
    "第四季度", "上半年", "下半年", "全年", "今年", "期内", "辖区", "全区", "全县", "全市", "内", "均", "暂时",
  ]
  private static let nones = [
    "没有发生", "未有发生", "无发生", "未发生", "未发现", "未出现", "没有", "零", "无", "nil", "none", "no",
  ]
  private static let these = ["任何", "此类", "该类", "此项", "该项", "上述", "相关", "有关", "新增", "过"]
  private static let subjects: Set<String> = [
    "记录", "情况", "事项", "事故", "事件", "案件", "问题", "项目", "发生", "报告", "明细", "内容", "起", "件", "例",
    "records", "record", "events", "accidents",
  ]

  // MARK: Totals

  /// Whether a text sums up other records: 合计, 小计(2起), 其中:较大. A name that merely has such a word in it does not.
  private static func isTotal(_ key: String) -> Bool {
    if key.hasPrefix("其中") { return true }
    let word = key.filter { !"()[]【】:,.。、-—*".contains($0) && !$0.isNumber }
    if sums.contains(word) { return true }
    if ["合计", "总计", "小计"].contains(where: { word.hasSuffix($0) }) { return true }
    return ["合计", "总计", "小计", "共计"].contains { sum in
      word.hasPrefix(sum)
        && word.dropFirst(sum.count).allSatisfy { "共起件条人项个次家处宗例名户万亿元".contains($0) }
    }
  }

  private static let sums: Set<String> = [
    "合计", "总计", "小计", "共计", "累计", "汇总", "总数", "合计数", "总和", "平均", "平均值", "均值", "total", "subtotal",
    "sum", "average",
  ]
}
