package import Definitions
package import FEEL
package import SourceText

/// A unit of administration: who reports, who is assessed, who the peers are.
package struct Unit: Sendable {
  /// The code of administrative division, such as 330602.
  @ForeignText package var code: String
  @ForeignText package var name: String
  package var level: Level
  /// The index of the unit above it, to which its values roll up; nil for the highest.
  package var parent: Index<Unit>?
  /// The indices of further units above it, such as the one that its code belongs to: they show it, nothing rolls up.
  package var otherParents: [Index<Unit>] = []
  /// The code of the unit that it became when it was renamed, re-coded or merged.
  @ForeignText package var successor: String?
  /// Whether the registry names units above it, be they there or not.
  package var hasStatedParent = false
  /// In the registry of a period: the index of the unit that it became part of within the period. Only that one is expected.
  package var heir: Index<Unit>?
  /// The group of peers that it is compared with; empty for the only one.
  @ForeignText package var group: String
  /// Other names and codes by which submissions may call it.
  @ForeignText package var aliases: [String]
  /// The first day on which it exists; nil: always.
  package var from: CalendarDate?
  /// The last day on which it exists, included; nil: without end.
  package var until: CalendarDate?
  /// Where it is registered; nil when it is known from a submission only.
  package var place: Place?

  /// What it is called in a list: its name, or its code where no name is known.
  package var title: String { name.isEmpty ? code : name }

  package init(
    code: String, name: String, level: Level, parent: Index<Unit>? = nil, group: String = "",
    aliases: [String] = [], from: CalendarDate? = nil, until: CalendarDate? = nil,
    place: Place? = nil
  ) {
    self.code = code
    self.name = name
    self.level = level
    self.parent = parent
    self.group = group
    self.aliases = aliases
    self.from = from
    self.until = until
    self.place = place
  }
}

/// The units that the run knows, in the order of their codes.
package struct Registry: Sendable {
  package let units: Indexed<Unit>
  /// Whether nobody registered the units: they are those that a submission names, each by its code.
  package let isStated: Bool
  private let byCode: [String: Index<Unit>]

  /// Makes a registry of units whose codes differ and whose parents are indices into the same array, which is
  /// sorted by code.
  package init(_ units: [Unit], isStated: Bool = false) {
    self.units = Indexed(units)
    self.isStated = isStated
    byCode = Dictionary(
      zip(self.units.indices, units).map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The index of the unit with a code.
  package func index(of code: String) -> Index<Unit>? { byCode[code] }

  /// The registry of a period: without the units that exist on none of its days.
  ///
  /// Of units that became another within the period only that one is expected. Where it is one and the same under a new
  /// code or name, it goes by both; where several became one, or one became part of another, these have it as their `heir`.
  /// What lies below a unit lies below what it became, and before a new unit existed below what it came from.
  package func existing(in period: Period) -> Registry {
    func exists(_ unit: Unit) -> Bool {
      unit.from.map { $0 <= period.lastDay } ?? true
        && unit.until.map { $0 >= period.firstDay } ?? true
    }
    let following = By<Unit, Index<Unit>?>(units.map { $0.successor.flatMap(index) })
    func later(_ unit: Index<Unit>) -> Index<Unit>? {
      units[unit].until.map { $0 < period.lastDay } ?? false ? following[unit] : nil
    }
    /// What a unit has become by the end of the period; nil where it stays as it is, or nobody knows.
    func heir(_ unit: Index<Unit>) -> Index<Unit>? {
      var last = unit
      for _ in units.indices {
        guard let next = later(last) else { break }
        last = next
      }
      return last != unit && later(last) == nil && exists(units[last]) ? last : nil
    }
    let heirs = By<Unit, Index<Unit>?>(units.indices.map(heir))
    let existing = units.indices.filter { exists(units[$0]) }
    let replaced = existing.filter { heirs[$0] != nil }
    guard existing.count < units.count || !replaced.isEmpty else { return self }
    let former = Dictionary(grouping: replaced, by: { following[$0] })
    var aliases = By<Unit, [String]>(units.map(\.aliases))
    var renamed: Set<Index<Unit>> = []
    let ends = By<Unit, Int>(units.map { $0.until?.daysSinceEpoch ?? .max })
    for unit in replaced.sorted(by: { (ends[$0], $0) < (ends[$1], $1) }) {
      guard let next = following[unit], former[next] == [unit], follows(next, unit) else {
        continue
      }
      renamed.insert(unit)
      aliases[next] += [units[unit].code, units[unit].name] + aliases[unit]
    }
    let kept = existing.filter { !renamed.contains($0) }
    let places = Dictionary(
      zip(kept, kept.indices.map { Index<Unit>($0) }), uniquingKeysWith: { first, _ in first })
    let preceding = Dictionary(grouping: units.indices.filter { following[$0] != nil }) {
      following[$0]
    }
    func above(_ unit: Index<Unit>) -> Index<Unit>? {
      var unit = unit
      for _ in units.indices {
        if let heir = heirs[unit] { return places[heir] }
        if let place = places[unit] { return place }
        // What is to come stands where it comes from, if that is one unit.
        guard units[unit].from.map({ $0 > period.lastDay }) ?? false,
          let before = preceding[unit], before.count == 1
        else { return nil }
        unit = before[0]
      }
      return nil
    }
    return Registry(
      kept.map { index in
        var unit = units[index]
        unit.aliases = aliases[index]
        unit.heir = heirs[index].flatMap { places[$0] }
        unit.parent = unit.heir == nil ? unit.parent.flatMap(above) : nil
        unit.otherParents = unit.otherParents.compactMap(above)
        return unit
      })
  }

  /// In the registry of a period: what has become part of a unit within it, by that unit.
  package var formerUnits: [Index<Unit>: [Index<Unit>]] {
    Dictionary(
      grouping: units.indices.filter { units[$0].heir != nil }, by: { units[$0].heir ?? $0 })
  }

  /// The units of some levels that lie below none, though nothing is wrong with what the registry says of that; ascending.
  package func withoutParent(at levels: Set<Level>, in all: Registry) -> [Index<Unit>] {
    units.indices.filter { index in
      let unit = units[index]
      guard levels.contains(unit.level), unit.parent == nil, unit.heir == nil else { return false }
      // What names a unit that is not there is told when the registry is read.
      let registered = all.index(of: unit.code).map { all.units[$0] }
      return !unit.hasStatedParent || registered?.parent != nil
    }
  }

  /// Whether the values of all its former units together are those of a unit: it did not exist beside them.
  package func isMadeOf(_ former: [Index<Unit>], _ unit: Index<Unit>) -> Bool {
    former.count > 1 && former.allSatisfy { follows(unit, $0) }
  }

  /// The unit of this registry that an earlier unit has become: the one with its code, else at the end of its
  /// successors, else the only one that has its code as an alias.
  /// - Parameters:
  ///   - unit: A unit of the registry of an earlier period.
  ///   - all: The registry of all times, which knows the steps in between.
  /// - Returns: Its index here; nil where nothing has become of it.
  package func successor(of unit: Unit, in all: Registry) -> Index<Unit>? {
    var code = unit.code
    for _ in 0..<100 {
      // What became another in the period at hand goes on as that one.
      if let index = index(of: code) { return units[index].heir ?? index }
      guard let next = all.index(of: code).flatMap({ all.units[$0].successor }) else { break }
      code = next
    }
    let named = units.indices.filter { units[$0].aliases.contains(unit.code) }
    return named.count == 1 ? named[0] : nil
  }

  /// Whether a unit came into being when another had ended.
  package func follows(_ unit: Index<Unit>, _ other: Index<Unit>) -> Bool {
    guard let from = units[unit].from, let until = units[other].until else { return false }
    return until < from
  }

  /// For each unit those directly below it, ascending.
  package var children: By<Unit, [Index<Unit>]> {
    var children = By<Unit, [Index<Unit>]>(repeating: [], count: units.count)
    for index in units.indices {
      if let parent = units[index].parent { children[parent].append(index) }
    }
    return children
  }

  /// The units of a level that are expected, ascending.
  package func units(at level: Level) -> [Index<Unit>] {
    units.indices.filter { units[$0].level == level && units[$0].heir == nil }
  }
}

/// Something that an authority has found about a unit: what triggers a veto or an exemption.
package struct Finding: Sendable {
  /// The index of the unit in the registry.
  package var unit: Index<Unit>
  /// The id of the veto or exemption.
  @ForeignText package var target: String
  @ForeignText package var authority: String
  /// The number of the document.
  @ForeignText package var document: String
  package var date: CalendarDate
  /// The last day on which it counts; nil: without end.
  package var until: CalendarDate?
  @ForeignText package var reason: String
  package var place: Place

  package init(
    unit: Index<Unit>, target: String, authority: String, document: String, date: CalendarDate,
    until: CalendarDate? = nil, reason: String = "", place: Place
  ) {
    self.unit = unit
    self.target = target
    self.authority = authority
    self.document = document
    self.date = date
    self.until = until
    self.reason = reason
    self.place = place
  }

  /// Whether it counts in a period: a waiver must be in force on the last day, a finding has to meet the period (S2l, S5.2c).
  package func counts(_ kind: RecordKind, in period: Period) -> Bool {
    switch kind {
    case .findings: isInForce(in: period)
    case .waivers:
      date <= period.lastDay && (until.map { $0 >= period.lastDay } ?? true)
    }
  }

  /// Whether it counts in a period: from its date until its `until`, both inclusive, if that meets the period (S5.2).
  package func isInForce(in period: Period) -> Bool {
    date <= period.lastDay && (until.map { $0 >= period.firstDay } ?? true)
  }
}
