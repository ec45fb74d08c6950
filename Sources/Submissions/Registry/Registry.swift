package import Definitions
package import FEEL
package import SourceText

/// A unit that is assessed or reports.
package struct Unit: Sendable {
  /// The code, as text; unique in the registry.
  package var code: String
  package var name: String
  package var level: Level
  /// The index of the unit above it; always a higher level.
  package var parent: Int?
  /// The group within which units of one level are peers; nil: all of the level together.
  package var group: String?
  /// The first day on which the unit exists; nil: always.
  package var from: CalendarDate?
  /// The last day on which the unit exists, included; nil: without end.
  package var until: CalendarDate?
  /// Former names and codes under which it is found as well.
  package var aliases: [String]
  /// Figures of the registry itself (columns after the known ones), such as the number of villages, as written.
  package var members: [String: String]
  /// Where the unit is registered.
  package var place: Place

  package init(
    code: String, name: String, level: Level, parent: Int? = nil, group: String? = nil,
    from: CalendarDate? = nil, until: CalendarDate? = nil, aliases: [String] = [],
    members: [String: String] = [:], place: Place = Place(path: "")
  ) {
    self.code = code
    self.name = name
    self.level = level
    self.parent = parent
    self.group = group
    self.from = from
    self.until = until
    self.aliases = aliases
    self.members = members
    self.place = place
  }
}

/// The units that there are, by index, and how to find them.
package struct Registry: Sendable {
  /// The units in the order of the file; a unit's index never changes within a run.
  package let units: [Unit]
  private let byCode: [String: Int]
  /// Names and aliases; a name that several units share lists them all.
  private let byName: [String: [Int]]
  /// The units of equal level and group, and the number of each unit's own list.
  private let peerLists: [[Int]]
  private let peerList: [Int]

  /// Makes a registry of units whose codes are unique; of equal codes the first one counts.
  package init(_ units: [Unit]) {
    self.units = units
    byCode = Dictionary(
      zip(units.map(\.code), units.indices), uniquingKeysWith: { first, _ in first })
    var names: [String: [Int]] = [:]
    for (index, unit) in units.enumerated() {
      for name in Set([unit.name] + unit.aliases) where !name.isEmpty {
        names[name, default: []].append(index)
      }
    }
    byName = names
    var lists: [[Int]] = []
    var numbers: [PeerKey: Int] = [:]
    peerList = units.indices.map { index in
      let key = PeerKey(level: units[index].level, group: units[index].group)
      let number = numbers[key] ?? lists.count
      if number == lists.count {
        numbers[key] = number
        lists.append([])
      }
      lists[number].append(index)
      return number
    }
    peerLists = lists
  }

  private struct PeerKey: Hashable {
    var level: Level
    var group: String?
  }

  /// The index of the unit with a code.
  package func index(code: String) -> Int? { byCode[code] }

  /// The indices of the units with a name or alias (which may be a former code), ascending.
  package func indices(name: String) -> [Int] { byName[name] ?? [] }

  /// The indices of the units of a level, ascending.
  package func indices(level: Level) -> [Int] {
    units.indices.filter { units[$0].level == level }
  }

  /// The units of the same level and group, the unit itself among them, ascending.
  package func peers(of index: Int) -> [Int] { peerLists[peerList[index]] }
}

extension Unit {
  /// Whether the unit exists on any day from `first` to `last`, both included.
  package func exists(from first: CalendarDate, to last: CalendarDate) -> Bool {
    from.map { $0 <= last } ?? true && until.map { $0 >= first } ?? true
  }
}
