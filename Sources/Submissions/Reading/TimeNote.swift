import Definitions
import SourceText

/// What a note below or beside values says of the time they are of: 以上为2020年数, 数据截至3月31日, 上年同期数.
struct TimeNote: Hashable, Sendable {
  /// What the values are that it speaks of.
  enum Subject: Hashable {
    /// All beside or above which it stands.
    case all
    /// What stands before the time and is the name of something, or of several: 受理数、化解数.
    case named(String)
  }

  /// The note as it was written.
  let text: String
  /// The time that it names, and how it is written.
  let time: TitleTime
  let label: String
  /// Of what it says that.
  private(set) var subject: Subject
  /// Whether it says that the values are of the time, and nothing else; otherwise it may.
  private(set) var isSure: Bool
  /// The items of which it does not speak are named here: 除受理数外.
  private(set) var except = ""
  /// What the clause before it is about, where it does not say that itself: 满意率为年度指标，暂按上年度数.
  private(set) var topic = ""

  /// The notes about times in a text, which may be of several sentences.
  /// - Parameters:
  ///   - text: The text.
  ///   - isBelow: Whether it stands below a table, where the day of writing is one of all figures.
  /// - Returns: What it says of times.
  static func all(in text: String, isBelow: Bool = false) -> [TimeNote] {
    guard mayName(text) else { return [] }
    let (rest, except) = Exception.split(CellText.normal(String(text.prefix(longest))))
    return rest.split { ";。!".contains($0) }
      .flatMap { sentence in
        var before = ""
        return sentence.split(separator: ",").compactMap { clause in
          var note = TimeNote(clause: String(clause), written: text, isBelow: isBelow)
          if case .named(let name)? = note?.subject { note?.subject = .named(before + name) }
          note?.except = except
          if note?.subject == .all, !isGeneral(String(clause)) { note?.topic = topic(of: before) }
          before = note == nil ? before + clause + "," : ""
          return note
        }
      }
  }

  /// What the last of some clauses is about.
  private static func topic(of clauses: String) -> String {
    let last = clauses.split(separator: ",").last ?? ""
    let clause = String(last.drop { "注:备附说明:.、1234567890".contains($0) })
    return CellText.key(String(clause.prefix { !"为是系属按因由未均尚暂无缺没只仅".contains($0) }))
  }

  /// Whether a clause speaks of all values; 以上年数代替 does not.
  private static func isGeneral(_ clause: String) -> Bool {
    let rest = ["年", "季", "月", "期"].reduce(clause) { $0.replacing("以上" + $1, with: "") }
    return general.contains(where: rest.contains)
  }

  /// Words for all values.
  private static let general = [
    "以上", "上述", "上表", "本表", "表中", "表内", "各项", "全部", "所有", "其余", "其他", "其它", "均", "都",
  ]

  private init?(clause: String, written: String, isBelow: Bool) {
    let scanner = TimeScanner(clause)
    let mentions = scanner.mentions().map(\.range)
    let key = String(scanner.text)
    if TimeNote.changes.contains(where: key.contains) { return nil }
    // 与一季度口径一致 says how it was counted.
    if key.contains("口径"), ["一致", "相同", "不变", "一样", "统一"].contains(where: key.contains) {
      return nil
    }
    let relative = mentions.isEmpty ? TimeNote.relatives.first { key.contains($0) } : nil
    guard
      var title = relative.map({ TitleTime(other: $0) ?? TitleTime(other: "同期") })
        ?? TitleTime(title: clause),
      isBelow || !title.isWriting
    else { return nil }
    title.text = CellText.written(written)
    label = relative ?? mentions.first.map { String(scanner.text[$0]) } ?? ""
    var pieces: [String] = []
    if let relative {
      pieces = key.components(around: relative)
    } else {
      var start = 0
      for range in mentions {
        pieces.append(String(scanner.text[start..<range.lowerBound]))
        start = range.upperBound
      }
      pieces.append(String(scanner.text[start...]))
    }
    let left = pieces.map(TimeNote.withoutFrame)
    let isFramed = pieces.contains { piece in TimeNote.subjects.contains { piece.contains($0) } }
    // What was asked in a month may count for a longer time.
    let isOfSurvey =
      title.months.count == 1
      && pieces.contains { piece in TimeNote.surveys.contains { piece.contains($0) } }
    text = CellText.written(written)
    time = title
    switch left.filter({ !$0.isEmpty }) {
    case []:
      subject = .all
      // That it is a sum up to now says nothing of when it began.
      isSure = isFramed && !title.isWriting && relative != "累计" && !isOfSurvey
    case let rest where rest.count == 1 && rest[0] == left[0] && !title.isWriting:
      subject = .named(TimeNote.withoutVerb(pieces[0]))
      // The state at the end of a year is that of many a later period.
      isSure = isFramed && !title.isEnd && relative != "累计" && !isOfSurvey
    default:
      guard isFramed, !title.isDate || title.isEnd, relative != "累计" else { return nil }
      subject = .all
      isSure = false
    }
  }

  /// Whether a text above a table calls itself a note, and is no title.
  static func isNote(_ text: String) -> Bool {
    let key = CellText.key(text)
    return ["注", "备注", "附注", "说明", "填报说明", "填表说明", "编制说明", "数据来源", "资料来源"].contains { word in
      key.hasPrefix(word)
        && key.dropFirst(word.count).first.map { ":.、1234567890".contains($0) } ?? false
    }
  }

  /// The same where it is not known what it is about.
  var doubtful: TimeNote {
    var note = self
    note.subject = .all
    note.isSure = false
    return note
  }

  /// How much of a text is looked at.
  private static let longest = 400
  /// One of these stands in every text that names a time in words.
  private static let signs = Set("年月季期度底止累qQhH".unicodeScalars)

  /// Whether a text may name a time: by a word, or as 2021.1.1-2021.3.31.
  private static func mayName(_ text: String) -> Bool {
    text.unicodeScalars.contains(where: signs.contains)
      || ["19", "20"].contains(where: text.contains)
  }

  /// What is left of a text without the words that only say that values are of a time.
  private static func withoutFrame(_ text: String) -> String {
    var rest = text[...]
    func eat(_ word: (String, Substring) -> Bool, _ drop: (inout Substring, Int) -> Void) {
      while let first = rest.first, let last = rest.last {
        if let found = frame.filter({ word($0, rest) }).max(by: { $0.count < $1.count }) {
          drop(&rest, found.count)
        } else if !(first.isLetter || first.isNumber), word(String(first), rest) {
          drop(&rest, 1)
        } else if !(last.isLetter || last.isNumber), word(String(last), rest) {
          drop(&rest, 1)
        } else {
          return
        }
      }
    }
    eat({ $1.hasPrefix($0) }, { $0.removeFirst($1) })
    eat({ $1.hasSuffix($0) }, { $0.removeLast($1) })
    // 1.以上: the number of a note.
    return rest.allSatisfy { $0.isNumber } && rest.count < 3 ? "" : String(rest)
  }

  /// What stands before the verb of a clause: 受理数为.
  private static func withoutVerb(_ text: String) -> String {
    String(text.reversed().drop { "为是系属均都皆按用取填采使沿暂报:以的".contains($0) }.reversed())
  }

  /// Times by their relation to the period.
  private static let relatives = [
    "上年同期", "去年同期", "上年度", "上一年", "上年", "去年", "前年", "上季度", "上一季度", "上个季度", "上季", "上月", "上个月", "上期",
    "上一期", "同期", "累计",
  ]

  /// Words that compare with a time, or say what became of what was there then.
  private static let changes = [
    "较", "同比", "环比", "相比", "对比", "比上", "比去", "比前", "增长", "下降", "上升", "增加", "减少", "持平", "结转", "遗留",
    "新增", "增幅", "降幅", "不含", "不包括", "未计入", "已剔除", "剔除",
  ]

  /// Words for the values of which something is said.
  private static let subjects = [
    "以上", "上述", "上表", "本表", "表中", "表内", "本行", "此行", "该行", "各项", "数", "值", "口径", "统计", "填", "报",
    "累计", "民调", "民意", "调查", "测评", "评议", "评分", "得分", "分数", "成绩", "结果", "沿用", "暂用", "引用", "采用", "取自",
    "来自", "代替", "替代",
  ]

  /// Words for what is asked or judged once.
  private static let surveys = ["民调", "民意", "调查", "测评", "评议", "评分", "得分", "成绩", "结果"]

  /// Words between a time and the values that are of it.
  private static let frame = [
    "其余", "其他", "其它", "附注", "备注", "说明", "注释", "注", "以上", "上述", "上表", "本表", "此表", "该表", "表中", "表内",
    "所列", "所填", "所报",
    "本行",
    "此行", "该行", "本单位", "我县", "我区", "我市", "各项", "各", "均", "都", "皆", "全部", "指标", "数据", "数字", "数值",
    "数额",
    "数", "值", "情况", "报表", "年报", "季报", "月报", "快报", "为", "是", "系", "属于", "属", "采用", "使用", "沿用", "暂用",
    "引用",
    "取自", "取", "用", "按照", "按", "以", "的", "之", "统计", "口径", "填报", "填写", "填列", "填", "上报", "报送", "报",
    "时间", "时点", "日期", "期间", "代替", "替代", "代填", "为准", "实际", "完成", "实绩", "累计", "全年", "同期", "末", "底",
    "止",
    "截至", "截止", "到", "至", "期", "度", "份", "与", "一致", "相同", "仅", "只", "一律", "暂", "即", "范围", "所属",
    "来源于",
    "来自", "核定", "核实", "核查", "认定", "审核", "考核", "民调", "民意调查", "民意测验", "调查", "测评", "评议", "评分", "得分",
    "分数", "成绩",
    "结果", "第三方",
  ]
}

extension RowFinder {
  /// What a note about a time means for a value.
  enum Verdict { case counts, doubtful, other }

  /// What a note means for values of periods of a length; nil stands for that of the set.
  func verdict(_ note: TimeNote, for length: PeriodLength?) -> Verdict {
    guard let period else { return .counts }
    switch note.time.meaning(length ?? self.length, run: period) {
    case .none, .asksForPeriod: return .counts
    case .unsure: return note.isSure ? .doubtful : .counts
    case .label(let label):
      guard fault(of: label, for: length) != nil else { return .counts }
      return note.isSure ? .other : .doubtful
    }
  }

  /// What notes in remarks mean for the values of items, and what is said of it, once for all of them.
  /// - Parameters:
  ///   - notes: The notes.
  ///   - items: The items whose values they may be about.
  ///   - reading: How these are read.
  ///   - place: Where the remark stands.
  /// - Returns: The items whose values do not count, and what is said.
  func read(
    _ notes: [TimeNote], of items: Set<Int>, _ reading: ItemReading, at place: Place
  ) -> (others: Set<Int>, told: Diagnostic?) {
    var others: Set<Int> = []
    var told: Diagnostic?
    for note in notes {
      var about = items.subtracting(reading.excepted(by: note.except))
      let named = reading.items(of: note)
      var isNamed = !named.isEmpty
      switch note.subject {
      case .named: break
      case .all: isNamed = true
      }
      if !named.isEmpty { about = items.intersection(named) }
      var verdict = Verdict.counts
      for item in about {
        switch self.verdict(note, for: reading.table == nil ? reading.items[item].period : nil) {
        case .counts: break
        case .other where isNamed:
          others.insert(item)
          verdict = .other
        case .doubtful, .other: if verdict == .counts { verdict = .doubtful }
        }
      }
      guard let period, verdict != .counts else { continue }
      if verdict == .other || told == nil {
        told = .note(note.text.shown, isOther: verdict == .other, run: period, at: place)
      }
    }
    return (others, told)
  }
}

extension Diagnostic {
  /// A remark says that the values beside it are of another time than the run's, or may say so.
  static func note(
    _ text: String, isOther: Bool, run: Period, at place: Place
  ) -> Diagnostic {
    isOther
      ? Diagnostic(
        Code.otherPeriod, .error,
        Phrase(
          zh: "备注“\(text)”写明不是 \(run.label) 的数，所说的值没有采用",
          en:
            "the remark '\(text)' says that the values are not of \(run.label); they were not used"),
        at: place,
        help: Phrase(
          zh: "填本期的数；确是本期的，改正备注", en: "write the values of the period, or correct the remark"))
      : Diagnostic(
        Code.periodOfTitle, .note,
        Phrase(
          zh: "备注“\(text)”提到别的期，仍按 \(run.label) 读取",
          en: "the remark '\(text)' speaks of another period; read as \(run.label)"),
        at: place, help: Phrase(zh: "核对是不是本期的数", en: "check that the values are of the period"))
  }
}

extension String {
  /// The parts before and behind the first time that a text stands in this one.
  fileprivate func components(around text: String) -> [String] {
    guard let found = firstRange(of: text) else { return [self] }
    return [String(self[..<found.lowerBound]), String(self[found.upperBound...])]
  }
}
