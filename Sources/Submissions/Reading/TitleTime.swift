import Definitions
import SourceText

/// The time that a title, or the name of a file or folder, says its values are about: 2021年上半年, 一季度, 2021-Q1.
struct TitleTime: Hashable, Sendable {
  /// The text that says it, as it was written.
  var text: String
  /// The year; nil where only a part of one is named.
  var year: Int?
  /// The first and the last month, counted from January of the year.
  var months: ClosedRange<Int>
  /// What it is the time of.
  private(set) var role = TimeWords.Role.figures
  /// How certain it is among the times that are named.
  private(set) var certainty = Certainty.sure
  /// What is named.
  private var kind = TimeScanner.Kind.months
  /// Whether nothing else stands there.
  private var isAlone = false
  /// Whether the text is that of what holds figures.
  private var isOfFigures = false

  /// Whether it may as well be the day of writing: a month by itself, a day, or 截至 a day.
  var isDate: Bool { role == .end || role == .writing || role == .making || role == .either }

  /// Whether it is the day up to which figures count.
  var isEnd: Bool { role == .end }

  /// Whether it is the day of writing, or may be.
  var isWriting: Bool { role == .writing || role == .making || role == .either }

  /// Whether it is a part of a year, or of several, that the figures are of.
  var isPart: Bool { role == .figures && kind != .year && !isYears && months.count > 1 }

  /// How certain a time is among those that are named.
  enum Certainty: Hashable, Sendable {
    case sure
    /// It lies within another one that is named, or a year that is named is another.
    case doubtful
    /// Several are named, none of which lies within the others.
    case several
  }

  /// Where the text came from.
  enum Source: Hashable, Sendable {
    case title, note, name

    /// What it is called.
    fileprivate var title: (zh: String, en: String) {
      switch self {
      case .title: ("标题", "title")
      case .note: ("说明", "note")
      case .name: ("文件名或文件夹名", "name of the file or folder")
      }
    }
  }

  /// What a time means for a table that says nothing else of its period.
  enum Meaning: Hashable {
    /// It says nothing of the period.
    case none
    /// Its rows are about the period of this label, or about what is no period.
    case label(String)
    /// It is not just the run's, and may be said of the run's all the same.
    case unsure
    /// That depends on the period of the run, which is not known yet.
    case asksForPeriod
  }

  /// Reads the title of a table; nil where it names no time of what stands in it.
  init?(title: String) {
    guard TimeScanner.mayFind(in: title) else { return nil }
    let title = String(title.prefix(TitleTime.longest))
    guard let time = TitleTime.time(of: title, written: title) else { return nil }
    self = time
  }

  /// How many signs of a text are looked at: what is longer is no title, and each time asks for all around it.
  private static let longest = 400

  /// Reads a text that is another time by its relation to the period, or none, such as 上年同期, and nothing else.
  init?(other text: String) {
    guard TimeLabel.isOtherTime(text), !TimeWords.namesThisTime(text) else { return nil }
    self.init(text: CellText.written(text), year: nil, months: 1...12)
    kind = .broken
  }

  /// Reads a text that is a month, a quarter or a longer time, and nothing else.
  init?(whole text: String) {
    guard text.utf8.count <= TitleTime.longest, TimeScanner.mayFind(in: text) else { return nil }
    let key = CellText.key(text)
    guard !key.utf8.allSatisfy({ !($0 >= 0x80 || (0x61...0x7A).contains($0)) }) else { return nil }
    let scanner = TimeScanner(text)
    let found = scanner.mentions()
    guard let mention = found.first, found.count == 1,
      mention.range.upperBound == scanner.text.count,
      mention.range.lowerBound == scanner.text.count
        - TimeWords.behindEnd(String(scanner.text)).count
    else { return nil }
    self.init(mention, scanner.text, written: text)
    switch mention.kind {
    case .bareYear: return nil
    case .day where role != .end: return nil
    case .year, .months, .month, .broken, .day: break
    }
  }

  /// Whether a text is times and at most a word for what holds their figures, and names no two years: 二季度（4-6月）, 2021Q2季报.
  static func isTime(_ text: String) -> Bool {
    guard text.utf8.count <= longest else { return false }
    let scanner = TimeScanner(text)
    let mentions = scanner.mentions()
    let rest = scanner.text.indices.filter { index in
      !mentions.contains { $0.range.contains(index) }
    }
    return Set(mentions.compactMap(\.year)).count <= 1
      && rest.allSatisfy { index in
        let sign = scanner.text[index]
        return !sign.isLetter && !sign.isNumber || "季年月半度报快表数据值期份末底".contains(sign)
      }
  }

  /// Reads the part of a path that names a time: the file's own name first, then its folders from within.
  init?(path: String) {
    let parts = path.split(separator: "/").map(String.init)
    var inner: TitleTime?
    var date: TitleTime?
    for (index, part) in parts.enumerated().reversed() {
      var stem = part[...]
      if index == parts.count - 1, let point = part.lastIndex(of: ".") { stem = part[..<point] }
      guard
        let time = TitleTime(stem: String(stem), written: part) ?? TitleTime(other: String(stem))
      else { continue }
      // What was written on a day may be of any time before.
      if time.isDate, time.kind == .day || time.role == .writing || time.role == .making {
        date = date ?? time
      } else if var named = inner {
        // 2020/一季度.csv is about the year of its folder.
        guard let year = time.year else { continue }
        named.year = year
        self = named
        return
      } else if time.year != nil {
        self = time
        return
      } else {
        inner = time
      }
    }
    guard let time = inner ?? date else { return nil }
    self = time
  }

  /// Reads a name without its ending: 2021 is a year there, 202103 a month.
  private init?(stem: String, written: String) {
    let key = CellText.key(stem)
    if let time = TitleTime.time(of: stem, written: written) {
      self = time
      // A file may be named for the month in which it was handed in.
      if months.count == 1, role == .figures { role = .either }
      return
    }
    let text = CellText.written(written)
    if let period = Period(key), period.length == .year {
      self.init(text: text, year: period.year, months: 1...12)
      return
    }
    let numbers: [Substring] = key.split { !($0.isASCII && $0.isNumber) }.filter { $0.count == 6 }
    let named = numbers.compactMap { Period("\($0.prefix(4))-\($0.suffix(2))") }
      .filter { (1990...2099).contains($0.year) }
    guard let month = named.first, named.count == 1 else { return nil }
    self.init(text: text, year: month.year, months: month.number...month.number)
    role = .either
  }

  private init(text: String, year: Int?, months: ClosedRange<Int>) {
    self.text = text
    self.year = year
    self.months = months
  }

  private init(_ mention: TimeScanner.Mention, _ text: [Character], written: String) {
    self.init(text: CellText.written(written), year: mention.year, months: mention.months)
    kind = mention.kind
    role = TimeWords.role(of: mention, in: text)
    isAlone = TimeWords.isAlone(mention, in: text)
    isOfFigures = TimeWords.isOfFigures(text)
  }

  /// The time that a text comes to: the one it names, or another than now.
  private static func time(of text: String, written: String) -> TitleTime? {
    let time = one(of: times(text, written: written))
    let signs = TimeScanner(text).text
    guard time.map({ $0.isDate || $0.isYears }) ?? true, TimeWords.isOfOtherTime(signs) else {
      return time
    }
    var other = TitleTime(text: CellText.written(written), year: nil, months: 1...12)
    other.kind = .broken
    return other
  }

  /// All times that a text names.
  private static func times(_ text: String, written: String) -> [TitleTime] {
    let scanner = TimeScanner(text)
    return scanner.mentions().compactMap { mention in
      // 2021 is a year where the text begins or ends with it, and says of which one the rest is.
      let isAtEnd = scanner.text[mention.range.upperBound...].allSatisfy { ")]】〕 ".contains($0) }
      if mention.kind == .bareYear, mention.range.lowerBound > 0, !isAtEnd { return nil }
      var time = TitleTime(mention, scanner.text, written: written)
      // 平安建设（2020）.
      let before = scanner.text[..<mention.range.lowerBound].last
      if mention.kind == .bareYear, isAtEnd, before.map({ "([【〔".contains($0) }) ?? false {
        time.kind = .year
      }
      return time.role == .other ? nil : time
    }
  }

  // MARK: One of several

  /// The time that the titles of one table come to; nil where they name none.
  static func narrowest(_ times: [TitleTime]) -> TitleTime? { one(of: times) }

  /// The time that several come to: a part of a year is of the year that is named before it, or else behind it; a longer time
  /// around a shorter one says no more; what may be the time of writing counts only where there is nothing else.
  private static func one(of found: [TitleTime]) -> TitleTime? {
    var times = found
    for (index, time) in times.enumerated() where time.year == nil {
      let years = (found[..<index].reversed() + found[index...]).filter { $0.year != nil }
      times[index].year = (years.first { !$0.isDate } ?? years.first)?.year
    }
    // 2020平安建设报表 is of the year; 2020 alone, or beside a part of one, says of which it is.
    let isOfYear = times.allSatisfy { $0.kind == .bareYear && !$0.isAlone && $0.isOfFigures }
    if !isOfYear { times.removeAll { $0.kind == .bareYear } }
    let named = times.filter { $0.role == .figures }
    let told = named.isEmpty ? times.filter { $0.role == .aside } : named
    let parts = told.filter { !$0.isYears }
    let years = told.filter(\.isYears)
    let ends = times.filter { $0.role == .end }
    let either = times.filter { $0.role == .either }
    guard var time = parts.min(by: { $0.months.count < $1.months.count }) else {
      guard var year = years.first else {
        return latest(ends) ?? latest(either)
          ?? latest(times.filter { $0.role == .writing || $0.role == .making })
      }
      // 截至 a day says more of the figures than their year; so may a month of it.
      let closer = latest(ends) ?? either.first { $0.kind == .month && year.contains($0) }
      if let closer { return closer }
      if years.contains(where: { !$0.isSame(as: year) }) { year.certainty = .several }
      return year
    }
    let others = parts.filter { !$0.isSame(as: time) }
    if others.contains(where: { !$0.contains(time) })
      || told.contains(where: { $0.certainty == .several })
    {
      time.certainty = .several
    } else if !others.isEmpty || years.contains(where: { !$0.contains(time) })
      || ends.contains(where: { $0.last < time.first })
    {
      time.certainty = .doubtful
    }
    return time
  }

  private static func latest(_ times: [TitleTime]) -> TitleTime? { times.max { $0.last < $1.last } }

  /// Its first and last month, counted through the years.
  private var first: Int { (year ?? 0) * 12 + months.lowerBound }
  private var last: Int { (year ?? 0) * 12 + months.upperBound }

  private var isYears: Bool {
    kind != .broken && months.upperBound == 12 && months.count % 12 == 0
  }

  private func contains(_ other: TitleTime) -> Bool { first <= other.first && other.last <= last }

  private func isSame(as other: TitleTime) -> Bool {
    first == other.first && last == other.last && (kind == .broken) == (other.kind == .broken)
  }

  // MARK: Meaning

  /// The period, in a year where it names none itself; nil where it is no period.
  func period(in year: Int?) -> Period? {
    guard let year = self.year ?? year, kind != .broken, certainty != .several else { return nil }
    let length: PeriodLength? =
      switch months.count {
      case 1: .month
      case 3: .quarter
      case 6: .half
      case 12: .year
      default: nil
      }
    guard let length, months.lowerBound > 0, (months.lowerBound - 1) % months.count == 0 else {
      return nil
    }
    return Period(
      year: year, length: length, number: (months.lowerBound - 1) / months.count + 1)
  }

  /// What it means for values of periods of a length, in a run about a period.
  func meaning(_ length: PeriodLength, run: Period?) -> Meaning {
    guard let year = year ?? run?.year else { return .asksForPeriod }
    let period = period(in: year)
    let isOfMonth = role == .end || role == .either && kind != .day
    if let period, period.length == length, !isDate || length == .month && isOfMonth {
      guard certainty == .doubtful, period.label == run?.label ?? period.label else {
        return .label(period.label)
      }
      return run == nil ? .asksForPeriod : .unsure
    }
    guard let run else {
      return isDate || certainty != .sure || isYears
        ? .asksForPeriod : .label(label(in: year))
    }
    if isDate { return meaning(ofDateIn: year, run) }
    // A year or several around it.
    if isYears, (year - months.count / 12 + 1...year).contains(run.year) { return .unsure }
    return .label(label(in: year))
  }

  /// What the time of writing means, or the day up to which figures count.
  private func meaning(ofDateIn year: Int, _ run: Period) -> Meaning {
    guard let month = Period(year: year, length: .month, number: months.upperBound) else {
      return .none
    }
    // What was written before the period began is not about it; 1月8日 may be a day of the next year.
    if month.lastDay < run.firstDay {
      // A sheet may have been drawn up long before it was filled in.
      if role == .making { return .unsure }
      let end = run.number * 12 / run.length.perYear
      return self.year == nil && months.upperBound + 12 - end <= 3
        ? .unsure : .label(label(in: year))
    }
    let isAtEnd = run.contains(month) && month.lastDay == run.lastDay
    switch role {
    case .end:
      if isAtEnd { return .none }
      return run.contains(month) ? .label(text.count > 40 ? label(in: year) : text) : .unsure
    case .writing: return run.contains(month) && !isAtEnd ? .unsure : .none
    case .making: return .none
    case .either: return run.contains(month) || !isAlone ? .unsure : .none
    case .figures, .aside, .other: return .none
    }
  }

  /// The label of the period; of what is none, a text that names it.
  private func label(in year: Int) -> String {
    if let period = period(in: year) { return period.label }
    guard kind != .broken, certainty != .several, months.lowerBound > 0 else { return shown }
    return "\(year)年\(months.lowerBound)-\(months.upperBound)月"
  }

  private var shown: String { (text.count > 40 ? String(text.prefix(40)) + "…" : text).shown }
}

// MARK: Messages

extension TitleTime {
  /// What is said of it where rows are read by it, or in spite of it; nil where that goes without saying.
  func diagnostic(
    _ meaning: Meaning, _ source: Source, run: Period?, at place: Place
  ) -> Diagnostic? {
    guard let run else { return nil }
    let (zh, en) = source.title
    switch meaning {
    case .none, .asksForPeriod: return nil
    case .label(let label):
      guard label != run.label else { return nil }
      return Diagnostic(
        Code.periodOfTitle, .error,
        certainty == .several
          ? Phrase(
            zh: "\(zh)“\(shown)”写了不止一个期，没有另写填报期的都没有读取",
            en: "the \(en), '\(shown)', names several periods: what states none was not read")
          : label == self.label(in: year ?? run.year) && Period(label) == nil
            ? Phrase(
              zh: "\(zh)“\(shown)”写的不是 \(run.label) 的数，没有另写填报期的都没有读取",
              en:
                "the \(en), '\(shown)', is not of \(run.label): what states no period was not read")
            : Phrase(
              zh: "\(zh)“\(shown)”写的期是 \(label)，本次评价的是 \(run.label)，没有另写填报期的都没有读取",
              en:
                "the \(en), '\(shown)', is of \(label), this run about \(run.label): what states no period was not read"
            ),
        at: place,
        help: Phrase(
          zh: "是 \(run.label) 的，改正\(zh)，或加一列填报期",
          en: "if they are about \(run.label), correct the \(en) or add a column with the period"))
    case .unsure:
      return Diagnostic(
        Code.periodOfTitle, .note,
        source == .note
          ? Phrase(
            zh: "说明“\(shown)”提到别的期，仍按 \(run.label) 读取",
            en: "the note '\(shown)' speaks of another period; read as \(run.label)")
          : unsurePhrase(zh, en, run), at: place,
        help: Phrase(zh: "核对是不是本期的数", en: "check that the values are of the period"))
    }
  }

  private func unsurePhrase(_ zh: String, _ en: String, _ run: Period) -> Phrase {
    if isDate {
      return Phrase(
        zh: "\(zh)“\(shown)”写的可能是填报时间，按 \(run.label) 读取",
        en: "the \(en), '\(shown)', may name the day of writing; read as \(run.label)")
    }
    return certainty == .sure
      ? Phrase(
        zh: "\(zh)“\(shown)”写的期与 \(run.label) 长短不同，按 \(run.label) 读取",
        en: "the \(en), '\(shown)', is of another length than \(run.label); read as \(run.label)")
      : Phrase(
        zh: "\(zh)“\(shown)”写了不止一个期，按 \(run.label) 读取",
        en: "the \(en), '\(shown)', names several periods; read as \(run.label)")
  }

  /// What is asked of a title, or of the name of a file, that is of what is planned; nil for any other, and where a set asks for
  /// what is planned.
  static func planned(
    _ title: String, _ source: Source, _ reading: ItemReading, at place: Place
  ) -> Diagnostic? {
    guard title.utf8.count <= longest, TimeWords.isOfPlan(title),
      !reading.headings.names.contains(where: TimeWords.isOfPlan)
    else { return nil }
    let (zh, en) = source.title
    let shown = CellText.written(title).shown
    return Diagnostic(
      Code.periodOfTitle, .note,
      Phrase(
        zh: "\(zh)“\(shown)”写的像是目标、计划，仍按本期完成数读取",
        en: "the \(en), '\(shown)', may be of what is planned; the values are read as what was done"
      ),
      at: place,
      help: Phrase(
        zh: "核对填的是不是本期完成数", en: "check that the values are what was done in the period"))
  }

  /// What is said of a title of another time above records that have days of their own.
  func besidesDays(_ run: Period, at place: Place?) -> Diagnostic {
    Diagnostic(
      Code.periodOfTitle, .note,
      Phrase(
        zh: "标题或说明“\(shown)”写的是别的期，仍按每行的日期计入 \(run.label)",
        en: "the title or note '\(shown)' is of another period; the records count by their own days"
      ),
      at: place, help: Phrase(zh: "核对是不是本期的记录", en: "check that they are the records of the period")
    )
  }

  /// What is said of a note about another time than the one that the table, or its rows, state.
  func contradiction(at place: Place) -> Diagnostic {
    Diagnostic(
      Code.periodOfTitle, .warning,
      Phrase(
        zh: "说明“\(shown)”写的是别的期，与表里写的填报期不一致，按填报期读取",
        en:
          "the note '\(shown)' is of another period than the one stated in the table, which was taken"
      ),
      at: place, help: Phrase(zh: "核对是不是本期的数", en: "check that the values are of the period"))
  }

  /// What is said where rows state the run's period and the name of their file another one.
  func contradiction(_ run: Period, _ count: Int, at place: Place) -> Diagnostic {
    let shown = text.shown
    return Diagnostic(
      Code.periodOfTitle, .warning,
      Phrase(
        zh: "文件名或文件夹名“\(shown)”是别的期，文件里写的是 \(run.label)，按文件里写的读取（\(count) 个文件）",
        en:
          "the name '\(shown)' is of another period than the \(run.label) stated within, by which it was read (\(count) files)"
      ),
      at: place, help: Phrase(zh: "核对是不是本期的文件", en: "check that it is the file of the period"))
  }
}
