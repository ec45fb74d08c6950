import Definitions

/// Finds the times that a text names: 2021年第一季度, 前三季度, 1月1日至3月31日, 2021-Q1, first quarter of 2021.
///
/// A text is read as a key is (``CellText/key(_:)``), but for blanks that part two numbers, as in 2021 1-3月.
struct TimeScanner {
  /// A time in a text.
  struct Mention {
    /// The year; nil where only a part of one is named.
    var year: Int?
    /// The first and the last month, counted from January of the year: a span may begin in the year before.
    var months: ClosedRange<Int>
    /// What is named.
    var kind = Kind.months
    /// Where it stands in the text.
    var range: Range<Int>
  }

  /// What a mention names.
  enum Kind: Hashable {
    /// A year, with the word for it.
    case year
    /// A year in digits alone, which says of which year something else in the text is.
    case bareYear
    /// Months, quarters, halves.
    case months
    /// One month by itself; 6月份 is one of the figures.
    case month
    /// A day, or the end of a month.
    case day
    /// What is no period: days that make up no whole months, months with others between, a part of the year before.
    case broken
  }

  /// The signs of the text.
  let text: [Character]

  /// A scanner of a text.
  init(_ text: String) {
    self.text = TimeScanner.inNumbers(TimeScanner.inDigits(TimeScanner.key(text)))
  }

  /// Whether a text may name a time, or another than now, as far as its bytes tell: each has 年, 季, 月 or 期, a letter, or a
  /// year in digits. Nearly all names, words and numbers have none, and are not looked through sign by sign.
  static func mayFind(in text: String) -> Bool {
    var (digits, number, last) = (0, 0, UInt32(0))
    for byte in CellText.normal(text).utf8 {
      if (0x30...0x39).contains(byte) {
        digits += 1
        number = digits <= 6 ? number * 10 + Int(byte & 15) : 0
        continue
      }
      if isYear(number, digits) { return true }
      (digits, number) = (0, 0)
      last = last << 8 & 0xFF_FFFF | UInt32(byte)
      switch byte {
      case 0x21..<0x41, 0x5B..<0x61, 0x7B..<0x7F, 0xE4..<0xEA: break
      case 0x80..<0xC0 where !isWord(last): break
      // A blank, behind which a number may go on, a letter, a word, and what is not seen to be none of them.
      default: return true
      }
    }
    return isYear(number, digits)
  }

  /// Whether so many digits in a row are a year, or a year and a month.
  private static func isYear(_ number: Int, _ digits: Int) -> Bool {
    digits == 4 && (1990...2099).contains(number)
      || digits == 6 && (1990...2099).contains(number / 100) && (1...12).contains(number % 100)
  }

  /// Whether three bytes are 年, 季, 月 or 期.
  private static func isWord(_ bytes: UInt32) -> Bool {
    bytes == 0xE5_B9B4 || bytes == 0xE5_ADA3 || bytes == 0xE6_9C88 || bytes == 0xE6_9C9F
  }

  /// A text without its blanks; between a year and another number, or a quarter and its year, a stroke stands for them.
  private static func key(_ text: String) -> [Character] {
    var key: [Character] = []
    let words = CellText.normal(text).lowercased().split(separator: " ")
    for word in words {
      let end = key.reversed().prefix(while: isDigit).count
      let isYear = end == 4 || end > 0 && key.count > end && isLetter(key[key.count - end - 1])
      if isYear, word.first.map(isDigit) ?? false { key.append("_") }
      key += word
    }
    return key
  }

  /// All times in the text, in their order.
  func mentions() -> [Mention] {
    var found: [Mention] = []
    var place = 0
    while place < text.count {
      if let end = TimeWords.endOfDocument(text, place) {
        place = end
      } else if let mention = mention(at: place) {
        found.append(mention)
        place = mention.range.upperBound
      } else {
        place += 1
      }
    }
    return found
  }

  // MARK: Points and spans

  /// One end of a span, or the whole of it.
  struct Point {
    enum Part: Hashable {
      case year
      /// A number whose unit stands further on: the 1 of 1-3月.
      case number(Int)
      case quarters(ClosedRange<Int>)
      case months(ClosedRange<Int>)
      /// A day of a month; nil where it is the month's last.
      case day(Int, Int?)
    }

    var year: Int?
    var part: Part
    /// Whether the year has no word behind it.
    var isBare = false
    /// Whether it is written with points or strokes: 2021.01.
    var isDotted = false
    /// Whether one month is named as 6月份.
    var isOfFigures = false
    var isInNumerals = false

    /// The months, where they are known.
    var months: ClosedRange<Int>? {
      switch part {
      case .year: 1...12
      case .number: nil
      case .quarters(let quarters): (quarters.lowerBound * 3 - 2)...(quarters.upperBound * 3)
      case .months(let months): months
      case .day(let month, _): month...month
      }
    }
  }

  private func mention(at start: Int) -> Mention? {
    let before = start > 0 ? text[start - 1] : " "
    if TimeScanner.isDigit(before) { return nil }
    if let year = schoolYear(at: start) { return year }
    var end = start
    let isOfThisYear = ["今年", "本年", "当年"].contains { next($0, &end) }
    let isOfOtherYear = !isOfThisYear && TimeScanner.otherYears.contains { next($0, &end) }
    guard let first = point(&end),
      first.year != nil || isOfThisYear || isOfOtherYear || before != "年" && before != "."
    else { return nil }
    var points = [first]
    var ends = [end]
    var isBroken = false
    while points.count < 12 {
      var place = end
      let isSpan = span(&place)
      let last = points[points.count - 1]
      let isList = !isSpan && (list(&place) || last.isInNumerals && last.months == nil)
      let day = isSpan && last.isDotted ? self.day(&place) : nil
      guard isSpan || isList, let next = day ?? point(&place, isLater: true),
        fits(next, behind: last, isSpan: isSpan)
      else { break }
      if isList, let a = number(last), let b = number(next), b != a + 1 { isBroken = true }
      points.append(next)
      end = place
      ends.append(end)
    }
    // Of numbers behind the unit only those belong to it that are written alike: 2021.1-3.
    while let last = points.last, case .number = last.part,
      points[0].months == nil || !first.isDotted
    {
      points.removeLast()
      ends.removeLast()
    }
    if let end = ends.last, var found = mention(points, isBroken: isBroken, range: start..<end) {
      if isOfOtherYear { found.kind = .broken }
      return found
    }
    // What stands behind the year is no part of one.
    end = start
    guard let (year, isWord) = year(&end) else { return nil }
    return Mention(
      year: year, months: 1...12, kind: isWord ? .year : .bareYear, range: start..<end)
  }

  /// A school year, which is no year of the calendar: 2020-2021学年.
  private func schoolYear(at start: Int) -> Mention? {
    var end = start
    guard var (year, _) = year(&end) else { return nil }
    var next = end
    if span(&next), let (last, _) = self.year(&next) {
      year = last
      end = next
    }
    guard self.next("学年度", &end) || self.next("学年", &end) else { return nil }
    return Mention(year: year, months: 1...12, kind: .broken, range: start..<end)
  }

  /// A day without its year at the end of a span: the 6.30 of 2021.4.1-6.30.
  private func day(_ place: inout Int) -> Point? {
    for mark in [".", "/"] as [Character] {
      var end = place
      guard case .day(let month, let day)? = dotted(&end, mark, isLater: true) else { continue }
      place = end
      return Point(part: .day(month, day))
    }
    return nil
  }

  private static let otherYears = ["上年度", "上一年", "上年", "去年", "前年"]

  private func number(_ point: Point) -> Int? {
    switch point.part {
    case .number(let number): number
    case .months(let months): months.lowerBound
    case .quarters(let quarters): quarters.lowerBound
    case .year, .day: nil
    }
  }

  /// Whether a point may be the next of a span or of a list.
  private func fits(_ next: Point, behind last: Point, isSpan: Bool) -> Bool {
    switch (last.part, next.part) {
    case (.year, .year): return (last.year ?? 0) < (next.year ?? 0) && !next.isBare
    case (.year, _), (_, .year): return false
    case (.quarters, .quarters), (.months, .months), (.day, .day), (.day, .months),
      (.months, .day):
      guard isSpan || next.year == nil else { return false }
    case (.number, _), (_, .number):
      guard next.year == nil else { return false }
    case (.quarters, _), (_, .quarters): return false
    }
    guard next.year == nil || last.year == next.year, let a = number(last), let b = number(next)
    else { return true }
    return a < b
  }

  private func mention(_ points: [Point], isBroken: Bool, range: Range<Int>) -> Mention? {
    guard var first = points.first, var last = points.last else { return nil }
    guard points.count > 1 else { return mention(first, range) }
    // The unit stands behind the last number, or before it.
    switch (first.part, last.part) {
    case (.number(let number), .quarters): first.part = .quarters(number...number)
    case (.number(let number), .months), (.number(let number), .day):
      first.part = .months(number...number)
    case (.months, .number(let number)): last.part = .months(number...number)
    case (.quarters, .number(let number)): last.part = .quarters(number...number)
    default: break
    }
    guard let a = first.months, let b = last.months else { return nil }
    let year = last.year ?? first.year
    let shift = (year ?? 0) - (first.year ?? year ?? 0)
    let lower = a.lowerBound - 12 * shift
    guard (0...20).contains(shift), lower <= b.upperBound else { return nil }
    var isBroken = isBroken
    if case .day(_, let day?) = first.part, day != 1 { isBroken = true }
    if case .day(let month, let day?) = last.part,
      day < TimeScanner.lastDay(of: month, in: year)
    {
      isBroken = true
    }
    return Mention(
      year: year, months: lower...b.upperBound, kind: isBroken ? .broken : .months, range: range)
  }

  private func mention(_ point: Point, _ range: Range<Int>) -> Mention? {
    guard let months = point.months else { return nil }
    var kind = Kind.months
    switch point.part {
    case .year: kind = point.isBare ? .bareYear : .year
    case .number: return nil
    case .quarters: break
    case .months:
      if months == 1...12 { kind = .year }
      if months.count == 1, !point.isOfFigures { kind = .month }
      // 三月 without its year may be anything.
      if kind == .month, point.year == nil, point.isInNumerals { return nil }
    case .day: kind = .day
    }
    return Mention(year: point.year, months: months, kind: kind, range: range)
  }

  private static func lastDay(of month: Int, in year: Int?) -> Int {
    month == 2 ? 28 : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// A time, or one end of a span, at a place, which moves behind it.
  private func point(_ place: inout Int, isLater: Bool = false) -> Point? {
    var end = place
    var point = Point(part: .year)
    var hasWord = false
    if let (year, isWord) = year(&end) {
      point.year = year
      hasWord = isWord
    }
    let yearEnd = end
    if point.year != nil, !hasWord, let mark = optional(end), "-./_".contains(mark) {
      end += 1
      if let part = named(&end, hasYear: true) ?? counted(&end, mark) {
        point.part = part
      } else if let part = dotted(&end, mark, isLater: isLater) {
        point.part = part
        point.isDotted = true
      } else {
        end = yearEnd
      }
    } else if let part = named(&end, hasYear: point.year != nil) {
      point.part = part
    } else {
      numbered(&end, &point)
    }
    if point.year == nil, point.part == .year,
      let (year, month) = yearAndMonth(&end, isLater: isLater)
    {
      point.year = year
      point.part = .months(month...month)
    }
    guard point.year != nil || point.part != .year else { return nil }
    if point.year == nil, point.part != .year { point.year = yearBehind(&end) }
    point.isBare = point.part == .year && !hasWord
    place = end
    return point
  }

  /// A year and a month in six digits, before a word or as an end of a span: 202103平安建设统计表, 202104-202106.
  private func yearAndMonth(
    _ place: inout Int, isLater: Bool
  ) -> (year: Int, month: Int)? {
    var end = place
    guard place == 0 || !TimeScanner.isLetter(text[place - 1]),
      let number = digits(&end, most: 6), end - place == 6, (1990...2099).contains(number / 100),
      (1...12).contains(number % 100)
    else { return nil }
    var last = end
    let isSpan = span(&last) && digits(&last, most: 6).map { $0 > number && $0 < 210_000 } ?? false
    guard isLater || isSpan || optional(end).map(isWord) ?? false else { return nil }
    place = end
    return (number / 100, number % 100)
  }

  /// Whether a sign begins a word that does not count what stands before it.
  private func isWord(_ sign: Character) -> Bool {
    !sign.isASCII && sign.isLetter && !"号万亿千百十元件个人户次起宗名项家条批期版年月日".contains(sign)
  }

  /// What stands behind 2021. or 2021-: 06, 06.30; one digit only where more follows or came before, as in 2021.1-3.
  private func dotted(_ place: inout Int, _ mark: Character, isLater: Bool) -> Point.Part? {
    var end = place
    guard mark != "_", let month = digits(&end, most: 2), (1...12).contains(month) else {
      return nil
    }
    var day = end
    if sign(day) == mark {
      day += 1
      if let number = digits(&day, most: 2), (1...31).contains(number) {
        _ = next("日", &day)
        place = day
        return .day(month, number)
      }
    }
    var rest = end
    let isSpan =
      mark != "-" && span(&rest) && (digits(&rest, most: 2) != nil || year(&rest) != nil)
    // 2021.3报表, and 2021.3 at the end of a text or of brackets.
    let isBeforeWord = optional(end).map { isWord($0) || ")]】〕".contains($0) } ?? (mark == ".")
    guard end - place == 2 || isSpan || isLater || isBeforeWord, sign(end) != "号" else {
      return nil
    }
    place = end
    return .months(month...month)
  }

  /// A part of a year with its unit, behind a stroke: 2021-第一季度.
  private func counted(_ place: inout Int, _ mark: Character) -> Point.Part? {
    var end = place
    var point = Point(year: 0, part: .year)
    numbered(&end, &point)
    switch point.part {
    case .number where mark != "_": return nil
    case .year: return nil
    case .number, .quarters, .months, .day:
      place = end
      return point.part
    }
  }

  /// Takes what is counted: 第一季度, 3月, 3月31日, 六月底, or a number whose unit stands further on.
  private func numbered(_ place: inout Int, _ point: inout Point) {
    var end = place
    let isOrdinal = next("第", &end)
    point.isInNumerals = !TimeScanner.isDigit(sign(end))
    guard let number = ordinal(&end), number > 0 else { return }
    if next("季度", &end) || (point.year != nil || isOrdinal) && next("季", &end) {
      guard number <= 4 else { return }
      // 一季度一通报 is what is done every quarter.
      let behind = end + 1 < text.count ? text[end + 1] : " "
      if number == 1, point.year == nil, !isOrdinal, sign(end) == "一", !"至到、季月-—二".contains(behind)
      {
        return
      }
      point.part = .quarters(number...number)
    } else if number <= 4, sign(end) == "季", end + 1 < text.count, text[end + 1] == "报" {
      end += 1
      point.part = .quarters(number...number)
    } else if number <= 4, next("q", &end), !TimeScanner.isLetter(sign(end)) {
      point.part = .quarters(number...number)
    } else if next("月份", &end) || next("月度", &end) {
      guard number <= 12 else { return }
      point.part = .months(number...number)
      point.isOfFigures = true
    } else if !isOrdinal, next("月", &end) {
      guard number <= 12 else { return }
      point.part = .months(number...number)
      var day = end
      if let number = ordinal(&day), next("日", &day) || next("号", &day) {
        point.part = .day(point.months?.lowerBound ?? 1, min(number, 31))
        end = day
        clock(&end)
      } else if next("底", &end) || next("末", &end) || next("下旬", &end) {
        point.part = .day(number, nil)
      } else if next("上旬", &end) || next("中旬", &end) || next("初", &end) {
        point.part = .day(number, 10)
      }
    } else {
      point.part = .number(number)
    }
    place = end
  }

  /// Takes the hour behind a day: 0时, 24点, 零时, 24:00.
  private func clock(_ place: inout Int) {
    var end = place
    guard digits(&end, most: 2) != nil || next("零", &end) else { return }
    if next("时", &end) || next("点", &end) {
      var minute = end
      if next("整", &minute) || digits(&minute, most: 2) != nil && next("分", &minute) {
        end = minute
      }
      place = end
    } else if next(":", &end), digits(&end, most: 2) != nil {
      place = end
    }
  }

  /// What has a name of its own: 上半年, 前三季度, q1, first quarter.
  private func named(_ place: inout Int, hasYear: Bool) -> Point.Part? {
    for (word, months) in TimeScanner.names where next(word, &place) { return .months(months) }
    if hasYear, next("半年", &place) { return .months(1...6) }
    var end = place
    let isEvery = place > 0 && "每近满个一两半".contains(text[place - 1])
    if !isEvery, next("半年度", &end) || next("半年报", &end), sign(end) != "送" {
      place = end
      return .months(1...6)
    }
    end = place
    if next("季度:", &end) || next("季别:", &end), let number = ordinal(&end), (1...4).contains(number),
      optional(end).map({ !$0.isLetter || $0 == "季" }) ?? true
    {
      _ = next("季度", &end)
      place = end
      return .quarters(number...number)
    }
    end = place
    if hasYear, next("底", &end) || next("末", &end) {
      place = end
      return .day(12, nil)
    }
    if next("前", &end) || next("头", &end),
      let number = ordinal(&end) ?? (next("两", &end) ? 2 : nil)
    {
      _ = next("个", &end)
      if next("季度", &end) || next("季", &end), (1...4).contains(number) {
        place = end
        return .months(1...(number * 3))
      }
      if next("月", &end), (1...12).contains(number) {
        place = end
        return .months(1...number)
      }
      return nil
    }
    return latin(&place, hasYear: hasYear)
  }

  private static let names: [(String, ClosedRange<Int>)] = [
    ("上半年", 1...6), ("下半年", 7...12), ("全年", 1...12), ("首季", 1...3), ("末季", 10...12),
  ]
}
