import Definitions

/// What a row of a table of records says, by its words: not every row is a record.
enum RecordWords: Hashable {
  /// Something happened, or stands on the list.
  case record
  /// The same, though it has nothing but one text, or begins as a total does and has a day.
  case thin
  /// Nothing but zeros: beside records it is one, alone it says that there are none.
  case zeros
  /// There are no records.
  case nothing(Sign)
  /// The unit has not reported the table: 未报, 暂无数据.
  case unreported(String)
  /// A sum of other records or a part of one, and whether it comes to nothing; also a heading, a note or a signature.
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
  ///   - cells: What stands in each reported column, and which that is, in the order of the row.
  ///   - columns: How many of the table's columns are there.
  ///   - table: How the table is read.
  init(_ cells: [(column: Int, text: String)], columns: Int, of table: ItemReading) {
    let cells = cells.map { (column: $0.column, text: CellText.normal($0.text)) }
      .filter { !RecordWords.isBlank($0.text) }
    let texts = cells.map(\.text)
    if let total = RecordWords.total(cells, of: table) {
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
        // What was broken is told of already.
        let isWhole = text != "?" && WrittenNumber.read(text) == .notANumber
        let isAlone = isWhole && texts.count == 1 && columns > 1
        guard isAlone else {
          self = .record
          return
        }
        let isSaidBesides = RecordWords.isHeading(key) || OtherRow.kind(of: text) != nil
        // Beside an option, or what is wrong in a column of numbers and told, nothing has to be asked.
        let isText = cells.allSatisfy { table.items[$0.column].type == .text }
        let mayBeNothing = key.contains { "无未没零缺待".contains($0) }
        self = isSaidBesides ? .total(isZero: false) : isText || mayBeNothing ? .thin : .record
        return
      }
    }
    self = unreported.map { .unreported($0) } ?? .nothing(sign)
  }

  /// What a row is that begins with the word for a sum or for a comparison; nil where it is none. 累计, 其中一起 and the like
  /// stand in a record as well, with its day.
  private static func total(
    _ cells: [(column: Int, text: String)], of table: ItemReading
  ) -> RecordWords? {
    guard let first = cells.first.map({ CellText.key($0.text) }),
      TotalWords.isTotal(first, titles: table.titleKeys, numbers: table.numberKeys)
    else { return nil }
    // An option of a column such as 全部 is an answer.
    if let cell = cells.first, table.items[cell.column].type == .choice,
      table.values.read(cell.text, item: cell.column).problem == nil
    {
      return nil
    }
    let hasDay = cells.dropFirst().contains { column, text in
      table.items[column].type == .date && text.contains { $0.isNumber }
    }
    if hasDay, !TotalWords.isSure(first) { return .thin }
    // That there was nothing a year ago, or of a part, does not say that there is nothing.
    let isOfAll = !TotalWords.isPart(first) && !TotalWords.compares(first)
    let digits = cells.map(\.text).joined().filter { $0.isASCII && $0.isNumber }
    return .total(isZero: isOfAll && !digits.isEmpty && digits.allSatisfy { $0 == "0" })
  }

  /// Whether a text that stands alone is the heading of a part of the table: 一、续建项目, (二)新建, 续建项目:.
  private static func isHeading(_ key: String) -> Bool {
    if key.last == ":" { return true }
    let numerals = "一二三四五六七八九十"
    let isInBrackets = key.first == "("
    let number = key.drop { $0 == "(" }.prefix { numerals.contains($0) }
    let behind = key.dropFirst(number.count + (isInBrackets ? 1 : 0)).first
    return !number.isEmpty && (isInBrackets ? behind == ")" : behind == "、")
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
    if missing.contains(key) || isElsewhere(key) { return true }
    return befores.contains { before in
      var verb = key.dropFirst(before.count)
      guard key.hasPrefix(before), !verb.isEmpty else { return false }
      if verb.count > 1, let last = verb.last, "中完好齐全来".contains(last) { verb.removeLast() }
      return verbs.contains(String(verb))
    }
  }

  /// Whether a word says that the table stands somewhere else: 见附件, 详见附表2, 另行上报.
  private static func isElsewhere(_ key: String) -> Bool {
    let name = key.reversed().drop { $0.isNumber }.reversed()
    return elsewhere.contains(String(name))
      || ["", "详", "参", "请", "另", "具体", "请详", "具体详"].contains {
        key.hasPrefix($0 + "见附") || key.hasPrefix($0 + "见另") || key.hasPrefix($0 + "见后附")
      }
  }

  private static let elsewhere: Set<String> = [
    "略", "从略", "省略", "另报", "另行报送", "另行上报", "另行填报", "另行报告", "另附", "另表", "另见", "后附", "附后", "附表", "附件",
    "后补", "后续补报", "随后上报", "随后报送", "已另报", "已另行上报", "已另行报送", "单独上报", "单独报送", "线下报送", "纸质报送",
  ]

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
