/// The rule of a zone for all years to come, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRule: Sendable {
  /// The distance from UTC in seconds without summer time.
  let standard: Int
  private let summer: Summer?

  /// Summer time: its distance, and when it begins and ends on the local clock.
  private struct Summer: Sendable {
    let offset: Int
    let begin: Day
    let end: Day
  }

  /// A day of the year and the second of that day, which may be negative or beyond its end.
  private struct Day: Sendable {
    enum Kind: Sendable {
      /// The day 1 … 365 without 29 February.
      case julian(Int)
      /// The day 0 … 365.
      case ordinal(Int)
      /// The weekday (0 is Sunday) of a week (5 is the last) of a month.
      case weekday(month: Int, week: Int, day: Int)
    }

    let kind: Kind
    let second: Int

    /// The moment in a year in seconds since the epoch, as if the local clock were UTC.
    func moment(in year: Int) -> Int? {
      guard let first = CalendarDate(year: year, month: 1, day: 1) else { return nil }
      let start = first.daysSinceEpoch
      let day: Int
      switch kind {
      case .julian(let number):
        day = start + number - (CalendarDate.isLeap(year) && number > 59 ? 0 : 1)
      case .ordinal(let number):
        day = start + number
      case .weekday(let month, let week, let weekday):
        guard let date = CalendarDate(year: year, month: month, day: 1) else { return nil }
        let ahead = (weekday - date.weekday % 7 + 7) % 7
        var number = ahead + (week - 1) * 7
        if number >= CalendarDate.daysInMonth(year, month) { number -= 7 }
        day = date.daysSinceEpoch + number
      }
      return day * 86_400 + second
    }
  }

  /// The distance at a moment in seconds since the epoch.
  func offset(utc moment: Int) -> Int {
    guard let summer else { return standard }
    let local = moment + standard
    let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    guard let date = CalendarDate(daysSinceEpoch: days),
      let begin = summer.begin.moment(in: Int(date.year)),
      let end = summer.end.moment(in: Int(date.year))
    else { return standard }
    let from = begin - standard
    let to = end - summer.offset
    let isSummer = from < to ? (from..<to).contains(moment) : moment >= from || moment < to
    return isSummer ? summer.offset : standard
  }

  /// Reads a rule; nil when the text is none.
  init?(_ text: String) {
    var reader = Reader(text: Array(text.utf8))
    guard reader.name(), let west = reader.time() else { return nil }
    standard = -west
    guard reader.name() else {
      summer = nil
      return
    }
    let offset = reader.isAtComma ? standard + 3_600 : -(reader.time() ?? 0)
    guard let begin = reader.day(), let end = reader.day() else { return nil }
    summer = Summer(offset: offset, begin: begin, end: end)
  }

  private struct Reader {
    let text: [UInt8]
    var offset = 0

    var next: UInt8 { offset < text.count ? text[offset] : 0 }

    var isAtComma: Bool { next == UInt8(ascii: ",") }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
      guard next == UInt8(ascii: sign) else { return false }
      offset += 1
      return true
    }

    /// An abbreviation, plain or in angle brackets.
    mutating func name() -> Bool {
      let start = offset
      if take("<") {
        while offset < text.count, !take(">") { offset += 1 }
        return true
      }
      while (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(next & 0xDF) { offset += 1 }
      return offset > start
    }

    mutating func number() -> Int? {
      let start = offset
      var value = 0
      while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next), offset < start + 4 {
        value = value * 10 + Int(next & 15)
        offset += 1
      }
      return offset > start ? value : nil
    }

    /// `hh[:mm[:ss]]` with a sign, in seconds.
    mutating func time() -> Int? {
      let isNegative = take("-")
      if !isNegative { _ = take("+") }
      guard var seconds = number().map({ $0 * 3_600 }) else { return nil }
      if take(":") { seconds += (number() ?? 0) * 60 }
      if take(":") { seconds += number() ?? 0 }
      return isNegative ? -seconds : seconds
    }

    mutating func day() -> Day? {
      guard take(",") else { return nil }
      let kind: Day.Kind
      if take("M") {
        guard let month = number(), take("."), let week = number(), take("."),
          let day = number(), (1...12).contains(month), (1...5).contains(week), day < 7
        else { return nil }
        kind = .weekday(month: month, week: week, day: day)
      } else {
        let isJulian = take("J")
        guard let day = number() else { return nil }
        kind = isJulian ? .julian(day) : .ordinal(day)
      }
      return Day(kind: kind, second: take("/") ? time() ?? 7_200 : 7_200)
    }
  }
}
