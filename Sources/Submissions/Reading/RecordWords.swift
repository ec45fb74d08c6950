import Definitions

/// What a row of a table of records says, by its words: not every row is a record.
enum RecordWords: Hashable {
  /// Something happened, or stands on the list.
  case record
  /// The same, though it has nothing but one text that may say that there is nothing.
  case thin
  /// Nothing but zeros: beside records it is one, alone it says that there are none.
  case zeros
  /// There are no records.
  case nothing(Sign)
  /// The unit has not reported the table: 未报, 暂无数据.
  case unreported(String)
  /// A sum of other records, or a part of one, and whether it comes to nothing.
  case total(isZero: Bool)
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
    if let total = RecordWords.total(texts) {
      self = total
      return
    }
    var unreported: String?
    var sign = texts.isEmpty ? Sign.blank : .word
    if !texts.isEmpty, texts.allSatisfy(RecordWords.isZero) {
      self = .zeros
      return
    }
    for text in texts {
      let key = RecordWords.simplified(CellText.key(text))
      if RecordWords.granted.contains(key) { continue }
      let word = key.filter { !"。.!()".contains($0) }
      if RecordWords.isUnreported(word) {
        unreported = unreported ?? text
      } else if RecordWords.isZero(text) || NoneWords.isNone(key, table.titles) {
        sign = .taken
      } else {
        let mayBeNothing = key.contains { "无未没零缺待".contains($0) }
        self = texts.count == 1 && table.reported > 1 && mayBeNothing ? .thin : .record
        return
      }
    }
    self = unreported.map { .unreported($0) } ?? .nothing(sign)
  }

  /// What a row is that begins with the word for a sum; nil where it is none. 累计, 其中一起 and the like stand in a record
  /// as well, with its day or with other words.
  private static func total(_ texts: [String]) -> RecordWords? {
    guard let first = texts.first.map({ CellText.key($0) }), TotalWords.isTotal(first) else {
      return nil
    }
    let isRecord = texts.dropFirst().contains { text in
      let isSaid = WrittenNumber.read(RecordWords.counted(text)) != .notANumber
      return !isSaid && !granted.contains(text.lowercased()) && !isUnreported(CellText.key(text))
    }
    if isRecord, !TotalWords.isSure(first) { return nil }
    let digits = texts.joined().filter { $0.isASCII && $0.isNumber }
    return .total(isZero: !digits.isEmpty && digits.allSatisfy { $0 == "0" })
  }

  /// What a row comes to beside something that is not read: blanks do not say that there is nothing.
  var besidesUnread: RecordWords { self == .nothing(.blank) ? .unclear : self }

  /// Whether nothing stands there, or a stroke.
  private static func isBlank(_ text: String) -> Bool {
    text.allSatisfy { "-—–/\\".contains($0) }
  }

  /// The words that say that there are no records.
  private static let granted: Set<String> = ["无", "没有", "none"]

  /// A text in the simplified characters that words are written in here: 無, 沒有.
  private static func simplified(_ key: String) -> String {
    String(key.map { characters[$0] ?? $0 })
  }

  private static let characters: [Character: Character] = [
    "無": "无", "沒": "没", "發": "发", "報": "报", "區": "区", "縣": "县", "現": "现", "記": "记", "錄": "录",
    "項": "项",
    "問": "问", "題": "题", "尚": "尚", "暫": "暂", "數": "数", "據": "据", "類": "类", "該": "该", "關": "关",
    "內": "内",
  ]

  private static func isZero(_ text: String) -> Bool {
    guard case .number(let value) = WrittenNumber.read(counted(text)) else { return false }
    return value.mantissa == 0
  }

  /// A number without what is counted: 0人.
  private static func counted(_ text: String) -> Substring {
    text.last.map { "%‰人起件个条次宗例".contains($0) } ?? false ? text.dropLast() : text[...]
  }

  // MARK: Not reported

  /// Whether a word says that something is missing, or is still to come.
  private static func isUnreported(_ key: String) -> Bool {
    if missing.contains(key) { return true }
    return befores.contains { before in
      var verb = key.dropFirst(before.count)
      guard key.hasPrefix(before), !verb.isEmpty else { return false }
      if verb.count > 1, let last = verb.last, "中完好齐全来".contains(last) { verb.removeLast() }
      return verbs.contains(String(verb))
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
    "报", "填", "上报", "报送", "填报", "填写", "提供", "提交", "统计", "反馈", "收到", "核实", "核定", "核对", "核查", "汇总",
    "补", "补报",
    "补充", "补填", "定", "确认", "收集", "采集", "报告", "报数", "报表", "上传", "录入", "交", "查", "查实", "查明", "调查",
    "认定", "审核", "审定",
  ]
}
