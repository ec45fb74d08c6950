/// Which clock a time is read from.
public enum Zone: Hashable, Sendable {
  /// A fixed distance from UTC, in seconds, positive east of Greenwich.
  case offset(seconds: Int32)
  /// A zone of the IANA database, such as `Asia/Shanghai`.
  case named(ZoneRules)
}

/// A time of the day, local or in a zone.
public struct TimeOfDay: Hashable, Sendable {
  /// Nanoseconds since midnight, below 86,400 × 10^9.
  public let nanoseconds: Int64
  /// The zone; nil for a local time.
  public let zone: Zone?

  public init(nanoseconds: Int64, zone: Zone?) {
    self.nanoseconds = min(max(0, nanoseconds), TimeOfDay.day - 1)
    self.zone = zone
  }

  /// The hour, 0 … 23.
  public var hour: Int { Int(nanoseconds / 3_600_000_000_000) }
  /// The minute, 0 … 59.
  public var minute: Int { Int(nanoseconds / 60_000_000_000 % 60) }
  /// The second, 0 … 59, without its fraction.
  public var second: Int { Int(nanoseconds / 1_000_000_000 % 60) }

  /// The nanoseconds of a day.
  static let day: Int64 = 86_400_000_000_000
}

/// A date and a time of the day.
public struct DateTime: Hashable, Sendable {
  public let date: CalendarDate
  public let time: TimeOfDay

  public init(date: CalendarDate, time: TimeOfDay) {
    self.date = date
    self.time = time
  }
}

/// A duration of days and time, as an exact number of seconds.
public struct DaysDuration: Hashable, Comparable, Sendable {
  public let seconds: Number

  public init(seconds: Number) { self.seconds = seconds }

  public static func < (a: DaysDuration, b: DaysDuration) -> Bool { a.seconds < b.seconds }
}

/// A duration of years and months, as a number of months.
public struct YearsDuration: Hashable, Comparable, Sendable {
  public let months: Int

  public init(months: Int) { self.months = months }

  public static func < (a: YearsDuration, b: YearsDuration) -> Bool { a.months < b.months }
}
