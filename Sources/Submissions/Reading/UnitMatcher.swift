import Definitions
import SourceText

/// Decides who a row belongs to: by its code, its exact name or a declared alias, never by a guess.
///
/// Every pass over every kind of file asks here: what is said of a row is what becomes of it.
struct UnitMatcher: Sendable {
  /// What a row's code and name say.
  enum Match: Hashable {
    case unit(Index<Unit>)
    /// The code is known, under a name that nobody has.
    case otherName(Index<Unit>)
    /// The code is known, and the name says that the row is about another time or a part of the unit.
    case otherTime(Index<Unit>)
    /// The code is unknown, and the name or an alias is that of one unit.
    case byName(Index<Unit>)
    /// The unit is of a level that reports nothing.
    case notAssessed(Index<Unit>)
    /// Several units have the name.
    case several([Index<Unit>])
    /// Code and name are those of different units.
    case contradiction([Index<Unit>])
    /// Code or name has the number of a person in it; the units that they name.
    case personal(PersonalNumber, [Index<Unit>])
    /// Code or name is longer than any; the units that the other one names.
    case tooLong([Index<Unit>])
    /// The row is about no unit at all.
    case other(OtherRow)
    /// Code or name, and nobody has them.
    case unknown
    /// Neither code nor name.
    case nothing

    /// The unit to which the row belongs.
    var unit: Index<Unit>? {
      switch self {
      case .unit(let unit), .otherName(let unit), .byName(let unit): unit
      case .otherTime, .notAssessed, .several, .contradiction, .personal, .tooLong, .other,
        .unknown, .nothing:
        nil
      }
    }
  }

  /// The most characters of a code.
  static let longestCode = 64
  /// The most characters of a name.
  static let longestName = 200

  let registry: Registry
  private let levels: Set<Level>
  private let byName: [String: [Index<Unit>]]
  private let about: About

  /// What the rows are to be about.
  struct About {
    /// The length of the set's periods; nil where rows are about no period.
    var length: PeriodLength?
    /// The run's period, where it is given.
    var period: Period?

    /// Whether a name says of which time its row is, and that is another, or of which part: 甲县（上年同期）, 甲县:其中.
    func isOther(_ name: String, of units: [String] = []) -> Bool {
      let key = CellText.key(name)
      let own = units.map { CellText.key($0) }.first { !$0.isEmpty && key.contains($0) }
      let besides = own.map { key.replacing($0, with: " ", maxReplacements: 1) } ?? key
      let rest = String(
        besides.drop { About.marks.contains($0) }.reversed().drop { About.marks.contains($0) }
          .reversed())
      if rest.isEmpty { return false }
      if rest.hasPrefix("其中") || rest.hasSuffix("其中") { return true }
      if let length, let time = TitleTime(title: rest) {
        switch time.meaning(length, run: period) {
        case .none: return false
        case .label(let label): return label != period?.label
        case .unsure: return time.isDate && length != .month
        case .asksForPeriod: return period == nil
        }
      }
      // Without the unit's own name what stands in brackets behind one.
      let end = own == nil ? besides.split { "([【〔".contains($0) }.dropFirst().last : rest[...]
      if let end, TimeLabel(String(end.prefix { !")]】〕".contains($0) })) == .other { return true }
      return TimeLabel.isOtherTime(rest) || About.times.contains { CellText.has(key, $0) }
    }

    private static let marks: Set<Character> = Set(" ()[]【】〔〕:、,.。;-—_/·")
    private static let times = ["上年同期", "去年同期", "上年数", "去年数"]
  }

  /// A matcher.
  /// - Parameters:
  ///   - registry: The units.
  ///   - levels: The levels whose units report.
  ///   - about: What the rows are to be about.
  init(_ registry: Registry, levels: Set<Level>, about: About = About()) {
    self.registry = registry
    self.about = about
    self.levels = levels
    var names: [String: [Index<Unit>]] = [:]
    for (index, unit) in zip(registry.units.indices, registry.units) {
      for name in Set(([unit.name] + unit.aliases).map { CellText.key($0) }) where !name.isEmpty {
        names[name, default: []].append(index)
      }
    }
    byName = names
  }

  /// Who a row belongs to, given its code and its name, either of which may be empty.
  func match(code: String, name: String) -> Match {
    // The usual case: a code, and its name as it is registered or none.
    if let unit = registry.index(of: code), !code.isEmpty,
      name.isEmpty || registry.units[unit].name == name
    {
      return assessed(.unit(unit), unit)
    }
    let code = UnitMatcher.stated(code)
    let name = UnitMatcher.stated(name)
    let coded = units(coded: code)
    let named = units(called: name)
    if let other = OtherRow.kind(
      code: code, isCode: !coded.isEmpty, name: name, isName: !named.isEmpty)
    {
      return .other(other)
    }
    if let number = UnitMatcher.person(code, name) {
      return .personal(number, coded.isEmpty ? named : coded)
    }
    if UnitMatcher.isTooLong(code, name) { return .tooLong(coded.isEmpty ? named : coded) }
    if coded.isEmpty, !code.isEmpty, registry.isStated { return .unknown }
    if coded.isEmpty, named.isEmpty { return code.isEmpty && name.isEmpty ? .nothing : .unknown }
    let both = coded.isEmpty ? named : named.isEmpty ? coded : coded.filter(named.contains)
    guard let unit = both.first else { return .contradiction((coded + named).sorted()) }
    guard both.count == 1 else { return .several(both) }
    if coded.isEmpty, !code.isEmpty { return assessed(.byName(unit), unit) }
    let own = registry.units[unit]
    let isOther = named.isEmpty && !name.isEmpty && !own.name.isEmpty
    if named.isEmpty, !name.isEmpty, about.isOther(name, of: [own.name] + own.aliases) {
      return assessed(.otherTime(unit), unit)
    }
    return assessed(isOther ? .otherName(unit) : .unit(unit), unit)
  }

  /// What a row says, whatever units there are, where the submission itself names them: nil where it names one.
  static func match(whereUnitsAreStated code: String, _ name: String) -> Match? {
    let isOther = OtherRow.kind(of: code) != nil
    if let other = OtherRow.kind(
      code: code, isCode: !code.isEmpty && !isOther, name: name, isName: false)
    {
      return .other(other)
    }
    if let number = person(code, name) { return .personal(number, []) }
    if isTooLong(code, name) { return .tooLong([]) }
    if OtherRow.isSentence(code.isEmpty ? name : code) { return .unknown }
    if name.isEmpty, !code.utf8.allSatisfy({ $0 < 0x80 }),
      TitleTime(title: code) != nil || TimeLabel(code) != nil || TimeLabel.isOtherTime(code)
    {
      return .unknown
    }
    return code.isEmpty && name.isEmpty ? .nothing : nil
  }

  /// What a row is that is about no unit, by all that it says; nil for any other.
  /// - Parameters:
  ///   - match: What its code and name say; nil where they name a unit that no registry has.
  ///   - code: The code.
  ///   - name: The name.
  ///   - label: What it says of the period.
  ///   - rest: What it says besides, asked for where the others leave it open.
  /// - Returns: What the row is.
  static func other(
    _ match: Match?, _ code: String, _ name: String, period label: String, rest: () -> RestOfRow
  ) -> OtherRow? {
    switch match {
    case .other(let kind): return kind
    case .nothing: return rest().kind ?? OtherRow.kind(of: label)
    case .unknown:
      let text = CellText.normal(code + name)
      if OtherRow.isSentence(text) || OtherRow.isNote(text), rest().isEmpty { return .remark }
      return rest().isLikeHeader ? .heading : nil
    case .unit, .otherName, .otherTime, .byName, .notAssessed, .several, .contradiction,
      .personal, .tooLong, nil:
      return nil
    }
  }

  /// The units of a name or an alias.
  func units(called name: String) -> [Index<Unit>] { byName[CellText.key(name)] ?? [] }

  /// Whether what stands beside a code may be the name of its unit.
  static func mayBeName(_ text: String) -> Bool {
    OtherRow.kind(of: text) == nil && !OtherRow.isSentence(text)
  }

  /// A code or a name as it counts: without blanks around it, and empty where there is a dash.
  static func stated(_ text: String) -> String {
    let text = CellText.normal(text)
    return CellText.isNothing(text) ? "" : text.visible
  }

  /// Whether a code or a name is too long to be one.
  static func isTooLong(_ code: String, _ name: String) -> Bool {
    code.unicodeScalars.count > longestCode || name.unicodeScalars.count > longestName
  }

  /// The number of a person that stands in a code or a name.
  static func person(_ code: String, _ name: String) -> PersonalNumber? {
    PersonalNumber.first(in: code) ?? PersonalNumber.first(in: name)
  }

  private func assessed(_ match: Match, _ unit: Index<Unit>) -> Match {
    levels.contains(registry.units[unit].level) ? match : .notAssessed(unit)
  }

  /// The unit of a code, or of a former code or a name in the column of codes.
  private func units(coded code: String) -> [Index<Unit>] {
    guard !code.isEmpty else { return [] }
    if let unit = registry.index(of: code) { return [unit] }
    return registry.isStated ? [] : byName[CellText.key(code)] ?? []
  }
}
