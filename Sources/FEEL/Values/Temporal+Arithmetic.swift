extension CalendarDate {
  /// The moment at which the day begins in UTC: what a date is next to a date and time (10.3.2.3.4).
  var midnight: DateTime {
    DateTime(
      date: self, time: TimeOfDay(nanoseconds: 0, zone: .offset(seconds: 0)))
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

  /// The seconds since midnight in UTC; local times are taken as they are, named zones as they were at the epoch of
  /// the zone's data that matters for a time without a date: its standard offset today is not asked for.
  func seconds(atOffset offset: Int) -> Number { seconds - Number(offset) }

  /// The distance between two times; nil when only one of them has a zone.
  func difference(from other: TimeOfDay) -> Number? {
    switch (offset, other.offset) {
    case (nil, nil) where zone == nil && other.zone == nil: seconds - other.seconds
    case (let a?, let b?): seconds(atOffset: a) - other.seconds(atOffset: b)
    default: nil
    }
  }

  /// The distance from UTC in seconds; nil for a local time and for a zone that is not known.
  var offset: Int? {
    switch zone {
    case nil: nil
    case .offset(let seconds): Int(seconds)
    case .named(let name): ZoneRules.named(name)?.offset(utc: 0)
    }
  }

  /// -1, 0 or 1; nil when only one of the times has a zone.
  func compare(_ other: TimeOfDay) -> Int? {
    difference(from: other).map { $0.isZero ? 0 : $0.isNegative ? -1 : 1 }
  }

  /// Whether two times are equal; nil when only one of them has a zone.
  func equals(_ other: TimeOfDay) -> Bool? { compare(other).map { $0 == 0 } }
}

extension DateTime {
  /// The seconds since 1970-01-01T00:00:00 UTC; a local moment is counted as if it were UTC. Nil for an unknown zone.
  var instant: Number? {
    let local = date.daysSinceEpoch * 86_400
    let offset: Int
    switch time.zone {
    case nil: offset = 0
    case .offset(let seconds): offset = Int(seconds)
    case .named(let name):
      guard let rules = ZoneRules.named(name) else { return nil }
      offset = rules.offset(local: local + Int(time.nanoseconds / 1_000_000_000))
    }
    return Number(local - offset) + time.seconds
  }

  /// -1, 0 or 1; nil when only one of the moments has a zone.
  func compare(_ other: DateTime) -> Int? {
    guard (time.zone == nil) == (other.time.zone == nil) else { return nil }
    guard let a = instant, let b = other.instant else { return nil }
    return a == b ? 0 : a < b ? -1 : 1
  }

  /// The moment so much later on the same clock.
  func adding(_ duration: DaysDuration) -> DateTime? {
    let total = time.seconds + duration.seconds
    guard let days = total.divided(by: 86_400)?.floor(), let count = days.int,
      let newDate = date.adding(days: count)
    else { return nil }
    let rest = (total - days * 86_400) * 1_000_000_000
    guard let nanoseconds = rest.floor().int else { return nil }
    return DateTime(
      date: newDate, time: TimeOfDay(nanoseconds: Int64(nanoseconds), zone: time.zone))
  }
}
