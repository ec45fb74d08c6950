import Definitions
import SourceText

/// The time that a title, or the name of a file or folder, says its values are about: 2021年上半年, 一季度, 2021-Q1.
struct TitleTime: Hashable, Sendable {
  /// The text that says it, as it was written.
  var text: String
  /// The year; nil where only a part of one is named.
  var year: Int?
  /// The first and the last month.
  var months: ClosedRange<Int>
  /// Whether it may as well be the day of writing: a month by itself, or 截至 a day.
  var isDate = false

  /// Where the text came from.
  enum Source: Hashable, Sendable { case title, name }

  /// What a time means for a table that says nothing else of its period.
  enum Meaning: Hashable {
    /// It says nothing of the period.
    case none
    /// Its rows are about the period of this label, or about what is no period.
    case label(String)
    /// It is longer or shorter than the set's periods, and may be said of the run's all the same.
    case unsure
    /// That depends on the period of the run, which is not known yet.
    case asksForPeriod
  }

  /// Reads the title of a table; nil where it names no time, or several.
  ///
  /// A year counts at the front, in brackets or as 年度: elsewhere it may be that of a regulation.
  init?(title: String) {
    let key = CellText.key(title)
    if TitleTime.datings.contains(where: key.contains) { return nil }
    self.init(key, written: title)
    let isAsOf = key.contains("截至") || key.contains("截止")
    isDate = isAsOf || isDate && !TitleTime.countings.contains(where: key.contains)
  }

  /// Reads the part of a path that names a time: the file's own name first, then its folders from within.
  init?(path: String) {
    let parts = path.split(separator: "/").map(String.init)
    var inner: TitleTime?
    for (index, part) in parts.enumerated().reversed() {
      var stem = part[...]
      if index == parts.count - 1, let point = part.lastIndex(of: ".") { stem = part[..<point] }
      let key = CellText.key(stem)
      var time = TitleTime(key, written: part)
      if time == nil, let period = Period(key), period.length == .year {
        time = TitleTime(text: part, year: period.year, months: 1...12)
      }
      guard var time else { continue }
      // A file may be named for the month in which it was handed in.
      time.isDate = time.months.count == 1
      if var named = inner {
        // 2020/一季度.csv is about the year of its folder.
        guard let year = time.year else { continue }
        named.year = year
        self = named
        return
      }
      guard time.year == nil else {
        self = time
        return
      }
      inner = time
    }
    guard let inner else { return nil }
    self = inner
  }

  private init(text: String, year: Int?, months: ClosedRange<Int>, isDate: Bool = false) {
    self.text = text
    self.year = year
    self.months = months
    self.isDate = isDate
  }

  private init?(_ key: String, written: String) {
    let text = TitleTime.inDigits(Array(key))
    var found: [TitleTime] = []
    var start = 0
    while start < text.count {
      guard let (time, end) = TitleTime.time(text, start) else {
        start += 1
        continue
      }
      if let time, !found.contains(where: { $0.year == time.year && $0.months == time.months }) {
        found.append(time)
      }
      start = end
    }
    guard found.count == 1 else { return nil }
    self = found[0]
    self.text = CellText.written(written)
  }

  /// The time that several texts about one thing come to: the one of the least length, in the year that another names where
  /// it names none; what may be the time of writing only where there is nothing else.
  static func narrowest(_ times: [TitleTime]) -> TitleTime? {
    let told = times.filter { !$0.isDate }
    guard var time = (told.isEmpty ? times : told).min(by: { $0.months.count < $1.months.count })
    else { return nil }
    if time.year == nil { time.year = told.lazy.compactMap(\.year).first }
    return time
  }

  /// The period, in a year where it names none itself; nil where it is no period.
  func period(in year: Int?) -> Period? {
    guard let year = self.year ?? year else { return nil }
    let length: PeriodLength? =
      switch months.count {
      case 1: .month
      case 3: .quarter
      case 6: .half
      case 12: .year
      default: nil
      }
    guard let length, (months.lowerBound - 1) % months.count == 0 else { return nil }
    return Period(
      year: year, length: length, number: (months.lowerBound - 1) / months.count + 1)
  }

  /// What it means for values of periods of a length, in a run about a period.
  func meaning(_ length: PeriodLength, run: Period?) -> Meaning {
    guard let year = year ?? run?.year else { return .asksForPeriod }
    let period = period(in: year)
    if let period, period.length == length, !isDate || length == .month {
      return .label(period.label)
    }
    let label = period?.label ?? "\(year)年\(months.lowerBound)-\(months.upperBound)月"
    guard let run else {
      return isDate || period?.length == .year ? .asksForPeriod : .label(label)
    }
    if isDate {
      guard let month = Period(year: year, length: .month, number: months.upperBound) else {
        return .none
      }
      // What was written before the period began is not about it.
      if month.lastDay < run.firstDay { return .label(label) }
      return run.contains(month) && !text.contains("截") ? .unsure : .none
    }
    if let period, period.length == .year, period.contains(run) { return .unsure }
    return .label(label)
  }

  /// What is said of it where rows are read by it, or in spite of it; nil where that goes without saying.
  func diagnostic(
    _ meaning: Meaning, _ source: Source, run: Period?, at place: Place
  ) -> Diagnostic? {
    guard let run else { return nil }
    let (zh, en) = source == .title ? ("标题", "title") : ("文件名或文件夹名", "name of the file or folder")
    let shown = (text.count > 40 ? String(text.prefix(40)) + "…" : text).shown
    switch meaning {
    case .none, .asksForPeriod: return nil
    case .label(let label):
      guard label != run.label else { return nil }
      return Diagnostic(
        "period-of-title", .warning,
        Phrase(
          zh: "\(zh)“\(shown)”写的期是 \(label),没有另写填报期的行按它读取",
          en: "the \(en), '\(shown)', is of \(label): rows that state no period are read by it"),
        at: place,
        help: Phrase(
          zh: "是 \(run.label) 的,改正\(zh),或加一列填报期",
          en: "if they are about \(run.label), correct the \(en) or add a column with the period"))
    case .unsure:
      return Diagnostic(
        "period-of-title", .note,
        Phrase(
          zh: "\(zh)“\(shown)”写的期与 \(run.label) 长短不同,按 \(run.label) 读取",
          en: "the \(en), '\(shown)', is of another length than \(run.label); read as \(run.label)"),
        at: place,
        help: Phrase(zh: "核对是不是本期的数", en: "check that the values are of the period"))
    }
  }

  /// What is said where rows state the run's period and the name of their file another one.
  func contradiction(_ run: Period, _ count: Int, at place: Place) -> Diagnostic {
    let shown = text.shown
    return Diagnostic(
      "period-of-title", .warning,
      Phrase(
        zh: "文件名或文件夹名“\(shown)”是别的期,文件里写的是 \(run.label),按文件里写的读取（\(count) 个文件）",
        en:
          "the name '\(shown)' is of another period than the \(run.label) stated within, by which it was read (\(count) files)"
      ),
      at: place, help: Phrase(zh: "核对是不是本期的文件", en: "check that it is the file of the period"))
  }

  // MARK: Reading

  /// Words of titles that tell when something was written or issued.
  private static let datings = [
    "日期", "印发", "填报时间", "填表时间", "报送时间", "上报时间", "编制时间", "制表", "打印",
  ]
  /// Words of titles that tell of which time the values are.
  private static let countings = ["统计时间", "数据时间", "统计期", "所属", "考核", "报告期"]

  /// A text with its years in digits: 二〇二一年, 21年.
  private static func inDigits(_ text: [Character]) -> [Character] {
    var text = text
    for index in text.indices where text[index] == "年" {
      let run = text[..<index].reversed().prefix {
        numerals[$0] != nil || $0.isASCII && $0.isNumber
      }
      let start = index - run.count
      if run.count == 4, run.allSatisfy({ numerals[$0] != nil }) {
        for place in start..<index { text[place] = numerals[text[place]] ?? text[place] }
      }
    }
    guard let year = text.firstIndex(of: "年"), year >= 2,
      text[(year - 2)..<year].allSatisfy({ $0.isASCII && $0.isNumber }),
      year == 2 || !(text[year - 3].isNumber || text[year - 3].isASCII && text[year - 3].isLetter)
    else { return text }
    return Array(text[..<(year - 2)]) + ["2", "0"] + text[(year - 2)...]
  }

  private static let numerals: [Character: Character] = [
    "〇": "0", "○": "0", "零": "0", "一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6",
    "七": "7", "八": "8", "九": "9",
  ]

  /// What is named at a place of a text, and where it ends; nothing is named by a day, or by a year within a text.
  private static func time(_ text: [Character], _ start: Int) -> (TitleTime?, Int)? {
    let before = start > 0 ? text[start - 1] : " "
    var end = start
    var year: Int?
    if let number = number(text, &end, digits: 4), end - start == 4, (1990...2099).contains(number),
      !before.isNumber
    {
      year = number
    } else {
      end = start
    }
    let yearEnd = end
    if year != nil {
      if end < text.count, text[end] == "年" {
        end += 1
        if end < text.count, text[end] == "度" { end += 1 }
      } else if end < text.count, "-./_".contains(text[end]) {
        end += 1
      }
    } else if before.isNumber || before == "年" || before == "." {
      return nil
    }
    let partStart = end
    if let months = part(text, &end, hasYear: year != nil) {
      let next = end < text.count ? text[end] : " "
      // 2021年6月30日, 2021-06-30, 2021-12号 are days and numbers.
      let isDay =
        next.isNumber || "日号~至—".contains(next) || months.count == 1 && "-/.".contains(next)
      if isDay {
        var day = end
        _ = number(text, &day, digits: 2)
        let isAsOf = text[..<start].suffix(3).contains("截")
        return (
          isAsOf ? TitleTime(text: "", year: year, months: months, isDate: true) : nil,
          max(day + 1, end)
        )
      }
      let isWhole = (text[..<start] + text[end...]).allSatisfy { "()[]【】〔〕:、,.-— ".contains($0) }
      return (
        TitleTime(text: "", year: year, months: months, isDate: months.count == 1 && isWhole), end
      )
    }
    guard let year else { return nil }
    // A year alone.
    end = partStart
    guard end > yearEnd, text[yearEnd] == "年" else { return (nil, yearEnd) }
    let next = end < text.count ? text[end] : " "
    let isInBrackets = "([【〔".contains(before) && ")]】〕".contains(next)
    let isTold = start == 0 || text[end - 1] == "度" || isInBrackets
    return (isTold ? TitleTime(text: "", year: year, months: 1...12) : nil, end)
  }

  /// The months of a part of a year at a place of a text, which moves to their end.
  private static func part(
    _ text: [Character], _ end: inout Int, hasYear: Bool
  ) -> ClosedRange<Int>? {
    var place = end
    func next(_ word: String) -> Bool {
      let word = Array(word)
      guard place + word.count <= text.count, Array(text[place..<(place + word.count)]) == word
      else {
        return false
      }
      place += word.count
      return true
    }
    defer { if place > end { end = place } }
    func give(_ months: ClosedRange<Int>?) -> ClosedRange<Int>? {
      if months == nil { place = end }
      return months
    }
    if next("上半年") || hasYear && next("h1") { return 1...6 }
    if next("下半年") || hasYear && next("h2") { return 7...12 }
    if next("q") {
      guard let quarter = number(text, &place, digits: 1), (1...4).contains(quarter),
        hasYear || place == text.count
      else { return give(nil) }
      return (quarter * 3 - 2)...(quarter * 3)
    }
    func nextUnit() -> Unit? {
      if next("季度") || hasYear && next("季") { return .quarter }
      return next("月份") ? .monthly : next("月") ? .month : nil
    }
    // 2021-06 is a month, 2021-06-30 a day.
    let isDashed = hasYear && text[end - 1] == "-"
    _ = next("第")
    guard let first = ordinal(text, &place) else { return give(nil) }
    var unit = nextUnit()
    var last = first
    let mark = place
    while !isDashed || unit != nil, place < text.count, "-~—–至到、".contains(text[place]) {
      place += 1
    }
    _ = place > mark && next("第")
    if place > mark, let other = ordinal(text, &place), other > first {
      last = other
      unit = nextUnit() ?? unit
    } else {
      place = mark
    }
    let most = unit == .quarter ? 4 : 12
    guard first >= 1, last <= most else { return give(nil) }
    switch unit {
    case .quarter: return (first * 3 - 2)...(last * 3)
    // 6月 without its year may be anything.
    case .month: return hasYear || last > first ? first...last : give(nil)
    case .monthly: return first...last
    case nil:
      let isSpan = hasYear && text[end - 1] == "." && last > first
      return isSpan || isDashed && mark - end == 2 ? first...last : give(nil)
    }
  }

  /// What the numbers of a part of a year count; 6月份 is a month also where no year is named.
  private enum Unit { case quarter, month, monthly }

  /// A small number in digits or numerals, up to 12.
  private static func ordinal(_ text: [Character], _ place: inout Int) -> Int? {
    if let number = number(text, &place, digits: 2) { return number }
    let word = String(text[place...].prefix { "一二三四五六七八九十".contains($0) })
    guard !word.isEmpty, word.count <= 2, let number = WrittenNumber.small(word) else { return nil }
    place += word.count
    return number
  }

  private static func number(_ text: [Character], _ place: inout Int, digits: Int) -> Int? {
    let found = text[min(place, text.count)...].prefix(digits).prefix { $0.isASCII && $0.isNumber }
    guard !found.isEmpty else { return nil }
    place += found.count
    return Int(String(found))
  }
}
