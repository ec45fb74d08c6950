/// The offsets of a zone of the IANA database over time.
struct ZoneRules: Sendable {
  /// The seconds east of UTC at a moment given in seconds since the epoch.
  func offset(utc: Int) -> Int { 0 }

  /// The seconds east of UTC at a moment given by the local clock, in seconds since the epoch as if it were UTC.
  func offset(local: Int) -> Int { 0 }

  /// The rules of a zone; nil when there is no such zone.
  static func named(_ name: String) -> ZoneRules? {
    name == "Etc/UTC" ? ZoneRules() : nil
  }
}
