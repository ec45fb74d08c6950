/// Reads dates, times and durations in the forms of the standard (ISO 8601 with the zone extension of DMN 1.5, 10.3.2.3).
struct TemporalReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// A date such as `2021-12-31`; nil when the text is anything else.
  static func date(_ text: String) -> CalendarDate? {
    var reader = TemporalReader(text)
    guard let date = reader.date(), reader.isAtEnd else { return nil }
    return date
  }

  /// A time such as `08:30:00`, `08:30:00.5+08:00`, `08:30:00@Asia/Shanghai`.
  static func time(_ text: String) -> TimeOfDay? {
    var reader = TemporalReader(text)
    guard let (time, isNextDay) = reader.time(), reader.isAtEnd else { return nil }
    return isNextDay ? TimeOfDay(nanoseconds: 0, zone: time.zone) : time
  }

  /// A date and time such as `2021-12-31T08:30:00Z`.
  static func dateTime(_ text: String) -> DateTime? {
    var reader = TemporalReader(text)
    guard let date = reader.date(), reader.take("T"), let (time, isNextDay) = reader.time(),
      reader.isAtEnd
    else { return nil }
    guard isNextDay else { return DateTime(date: date, time: time) }
    return date.adding(days: 1).map { DateTime(date: $0, time: time) }
  }

  /// A duration such as `P1DT12H` or `-P1Y6M`.
  static func duration(_ text: String) -> Value? {
    var reader = TemporalReader(text)
    return reader.duration()
  }

  private var isAtEnd: Bool { offset == bytes.count }

  private func peek() -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: sign) else { return false }
    offset += 1
    return true
  }

  /// Digits, as many as there are.
  private mutating func digits() -> ArraySlice<UInt8> {
    let start = offset
    while offset < bytes.count, (0x30...0x39).contains(bytes[offset]) { offset += 1 }
    return bytes[start..<offset]
  }

  private mutating func twoDigits() -> Int? {
    let start = offset
    guard offset + 2 <= bytes.count, (0x30...0x39).contains(bytes[start]),
      (0x30...0x39).contains(bytes[start + 1])
    else { return nil }
    offset += 2
    return Int(bytes[start] & 15) * 10 + Int(bytes[start + 1] & 15)
  }

  private mutating func date() -> CalendarDate? {
    let isNegative = take("-")
    let year = digits()
    guard (4...9).contains(year.count), year.count == 4 || year.first != 0x30 else { return nil }
    guard take("-"), let month = twoDigits(), take("-"), let day = twoDigits() else { return nil }
    let value = year.reduce(0) { $0 * 10 + Int($1 & 15) }
    return CalendarDate(year: isNegative ? -value : value, month: month, day: day)
  }

  /// The time, and whether it is 24:00:00, which is midnight of the next day.
  private mutating func time() -> (TimeOfDay, isNextDay: Bool)? {
    guard let hour = twoDigits(), take(":"), let minute = twoDigits(), take(":"),
      let second = twoDigits()
    else { return nil }
    var nanoseconds: Int64 = 0
    if take(".") {
      let fraction = digits()
      if fraction.isEmpty { return nil }
      var scale: Int64 = 100_000_000
      for digit in fraction.prefix(9) {
        nanoseconds += Int64(digit & 15) * scale
        scale /= 10
      }
    }
    let isNextDay = hour == 24 && minute == 0 && second == 0 && nanoseconds == 0
    guard hour < 24 || isNextDay, minute < 60, second < 60 else { return nil }
    guard let zone = zone() else { return nil }
    let seconds = Int64((isNextDay ? 0 : hour) * 3_600 + minute * 60 + second)
    return (TimeOfDay(nanoseconds: seconds * 1_000_000_000 + nanoseconds, zone: zone), isNextDay)
  }

  /// The zone, which may be absent; nil when what stands here is none.
  private mutating func zone() -> Zone?? {
    if isAtEnd { return .some(nil) }
    if take("Z") || take("z") { return .offset(seconds: 0) }
    if take("@") {
      let name = String(decoding: bytes[offset...], as: UTF8.self)
      offset = bytes.count
      return ZoneRules(name).map { .named($0) }
    }
    let isNegative = peek() == UInt8(ascii: "-")
    guard take("+") || take("-"), let hour = twoDigits(), take(":"), let minute = twoDigits()
    else { return nil }
    var second = 0
    if take(":") {
      guard let value = twoDigits() else { return nil }
      second = value
    }
    let seconds = hour * 3_600 + minute * 60 + second
    guard minute < 60, second < 60, seconds <= 18 * 3_600 else { return nil }
    return .offset(seconds: Int32(isNegative ? -seconds : seconds))
  }

  /// Designators in order, each at most once: Y M | D T H M S.
  private mutating func duration() -> Value? {
    let isNegative = take("-")
    guard take("P"), !isAtEnd else { return nil }
    var months: Int?
    var seconds: Number?
    var order = 0
    var isTime = false
    while !isAtEnd {
      if !isTime, take("T") {
        isTime = true
        if isAtEnd { return nil }
      }
      let start = offset
      let whole = digits()
      guard !whole.isEmpty else { return nil }
      var hasFraction = false
      if take(".") {
        hasFraction = true
        if digits().isEmpty { return nil }
      }
      let text = String(decoding: bytes[start..<offset], as: UTF8.self)
      guard let amount = Number(decimal: text), !isAtEnd else { return nil }
      let unit = bytes[offset]
      offset += 1
      guard let place = Self.units.firstIndex(where: { $0.sign == unit && $0.isTime == isTime }),
        place >= order, !hasFraction || unit == UInt8(ascii: "S")
      else { return nil }
      order = place + 1
      if place < 2 {
        guard let count = (amount * Number(Self.units[place].size)).int else { return nil }
        let (sum, overflow) = (months ?? 0).addingReportingOverflow(count)
        if overflow { return nil }
        months = sum
      } else {
        seconds = (seconds ?? 0) + amount * Number(Self.units[place].size)
      }
    }
    switch (months, seconds) {
    case (let months?, nil): return .yearsDuration(.init(months: isNegative ? -months : months))
    case (nil, let seconds?): return .daysDuration(.init(seconds: isNegative ? -seconds : seconds))
    default: return nil
    }
  }

  /// The designators of durations in order; a size is months for the first two, seconds for the others.
  private static let units: [(sign: UInt8, isTime: Bool, size: Int)] = [
    (UInt8(ascii: "Y"), false, 12), (UInt8(ascii: "M"), false, 1),
    (UInt8(ascii: "D"), false, 86_400), (UInt8(ascii: "H"), true, 3_600),
    (UInt8(ascii: "M"), true, 60), (UInt8(ascii: "S"), true, 1),
  ]
}

extension Value {
  /// The value of `@"…"`: a date, a time, a date and time or a duration; nil for any other text.
  init?(temporal text: String) {
    if let date = TemporalReader.date(text) {
      self = .date(date)
    } else if let moment = TemporalReader.dateTime(text) {
      self = .dateTime(moment)
    } else if let time = TemporalReader.time(text) {
      self = .time(time)
    } else if let duration = TemporalReader.duration(text) {
      self = duration
    } else {
      return nil
    }
  }
}
