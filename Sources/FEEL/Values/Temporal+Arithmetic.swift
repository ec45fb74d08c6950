extension CalendarDate {
  /// The moment at which the day begins in UTC: what a date is next to a date and time (10.3.2.3.4).
  var midnight: DateTime {
    DateTime(
      date: self, time: TimeOfDay(nanoseconds: 0, zone: .offset(seconds: 0)))
  }

  /// The same next to another moment: on the local clock, where the other one is local.
  func midnight(beside other: DateTime) -> DateTime {
    other.time.zone == nil ? startOfDay : midnight
  }

  /// The date so much later; the part of a day is dropped at the end.
  func adding(_ duration: DaysDuration) -> CalendarDate? {
    let seconds = Number(daysSinceEpoch) * 86_400 + duration.seconds
    guard let days = seconds.divided(by: 86_400)?.floor().int else { return nil }
    return CalendarDate(daysSinceEpoch: days)
  }
}

extension TimeOfDay {
  /// The seconds since midnight, with their fraction.
  var seconds: Number { Number(mantissa: nanoseconds, scale: 9) }

  /// The time so much later, around the clock.
  func adding(_ duration: DaysDuration) -> TimeOfDay? {
    let total = seconds + duration.seconds
    guard let days = total.divided(by: 86_400)?.floor() else { return nil }
    let rest = (total - days * 86_400) * 1_000_000_000
    guard let nanoseconds = rest.floor().int else { return nil }
    return TimeOfDay(nanoseconds: Int64(nanoseconds), zone: zone)
  }

  /// The distance between two times; nil when only one of them has a zone.
  func difference(from other: TimeOfDay) -> Number? {
    switch (offset, other.offset) {
    case (nil, nil) where zone == nil && other.zone == nil: seconds - other.seconds
    case (let a?, let b?): seconds - Number(a) - (other.seconds - Number(b))
    default: nil
    }
  }

  /// The distance from UTC in seconds; nil for a local time. A zone without a date is taken without its summer time.
  var offset: Int? {
    switch zone {
    case nil: nil
    case .offset(let seconds): Int(seconds)
    case .named(let rules): rules.standardOffset
    }
  }

  /// -1, 0 or 1; nil when only one of the times has a zone.
  ///
  /// Times are compared by whole seconds, as the standard's value functions count them (10.3.2.3.5); `is` looks at the fraction too.
  func compare(_ other: TimeOfDay) -> Int? {
    guard (zone == nil) == (other.zone == nil) else { return nil }
    let own = Int(nanoseconds / 1_000_000_000) - (offset ?? 0)
    let theirs = Int(other.nanoseconds / 1_000_000_000) - (other.offset ?? 0)
    return (own - theirs).signum()
  }

  /// Whether two times are equal; nil when only one of them has a zone.
  func equals(_ other: TimeOfDay) -> Bool? { compare(other).map { $0 == 0 } }
}

extension DateTime {
  /// The seconds since 1970-01-01T00:00:00 UTC; a local moment is counted as if it were UTC.
  var instant: Number { Number(date.daysSinceEpoch * 86_400 - offset) + time.seconds }

  /// The distance from UTC in seconds; 0 for a local moment.
  var offset: Int {
    switch time.zone {
    case nil: 0
    case .offset(let seconds): Int(seconds)
    case .named(let rules):
      rules.offset(
        local: date.daysSinceEpoch * 86_400 + Int(time.nanoseconds / 1_000_000_000))
    }
  }

  /// -1, 0 or 1, by whole seconds; nil when only one of the moments has a zone.
  func compare(_ other: DateTime) -> Int? {
    guard (time.zone == nil) == (other.time.zone == nil) else { return nil }
    return (wholeSeconds - other.wholeSeconds).signum()
  }

  /// The whole seconds since the epoch.
  private var wholeSeconds: Int {
    date.daysSinceEpoch * 86_400 - offset + Int(time.nanoseconds / 1_000_000_000)
  }

  /// The moment so much later, in the same zone.
  func adding(_ duration: DaysDuration) -> DateTime? {
    let moment = instant + duration.seconds
    guard let whole = moment.floor().int else { return nil }
    let offset =
      switch time.zone {
      case nil: 0
      case .offset(let seconds): Int(seconds)
      case .named(let rules): rules.offset(utc: whole)
      }
    let local = whole + offset
    let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    guard let date = CalendarDate(daysSinceEpoch: days),
      let fraction = ((moment - Number(whole)) * 1_000_000_000).floor().int
    else { return nil }
    let nanoseconds = Int64(local - days * 86_400) * 1_000_000_000 + Int64(fraction)
    return DateTime(date: date, time: TimeOfDay(nanoseconds: nanoseconds, zone: time.zone))
  }
}
