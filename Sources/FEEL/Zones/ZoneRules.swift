/// A zone of the IANA database: its name and its distance from UTC over time.
public final class ZoneRules: Sendable {
  /// The name, such as `Asia/Shanghai`.
  public let name: String
  /// The moments at which the distance changes, in seconds since the epoch, ascending.
  private let transitions: [Int]
  /// The distances in seconds: before the first transition, then from each one on.
  private let offsets: [Int]
  /// The rule for what comes after the last transition.
  private let rule: ZoneRule?

  /// Reads the rules of a zone from the system's database; nil when there is no such zone.
  public init?(_ name: String) {
    guard let file = zoneFile(named: name), let parsed = ZoneReader(file).read() else { return nil }
    self.name = name
    transitions = parsed.transitions
    offsets = parsed.offsets
    rule = parsed.rule
  }

  /// The seconds east of UTC at a moment given in seconds since the epoch.
  func offset(utc moment: Int) -> Int {
    if let last = transitions.last, moment < last || rule == nil {
      return offsets[index(of: moment)]
    }
    return rule?.offset(utc: moment) ?? offsets[offsets.count - 1]
  }

  /// The seconds east of UTC at a moment given by the local clock, in seconds since the epoch as if that were UTC.
  ///
  /// Of a time that the clock shows twice the first is meant; one that it skips is read with the distance before.
  func offset(local moment: Int) -> Int {
    let before = offset(utc: moment - 86_400)
    let after = offset(utc: moment + 86_400)
    if before == after || offset(utc: moment - before) == before { return before }
    return offset(utc: moment - after) == after ? after : before
  }

  /// The distance without summer time today: what a time without a date is read with.
  var standardOffset: Int { rule?.standard ?? offsets[offsets.count - 1] }

  /// The place of the offset that holds at a moment.
  private func index(of moment: Int) -> Int {
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension ZoneRules: Hashable {
  public static func == (a: ZoneRules, b: ZoneRules) -> Bool { a.name == b.name }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
