package import Formats
package import SourceText

/// A case of a set as its file says it: what is reported and what must come out; nothing is looked up in the set yet.
package struct TestCase: Sendable {
  /// What it shows, in a sentence.
  @ForeignText package var sentence: String
  /// Where it stands.
  package var place: Place
  /// The label of the period; nil where it does not matter.
  package var period: YAMLNode?
  /// The level of the units; nil for the one that the set assesses.
  package var level: Level?
  /// The units, in the order of the file.
  package var units: [Unit]
  /// The codes of all diagnostics that must be reported, sorted; nil where they do not matter.
  @ForeignText package var problems: [String]?

  /// What is reported: items by key, code or title, and their values.
  package typealias Values = [(item: YAMLNode, value: YAMLNode)]

  /// What a case says of one unit.
  package struct Unit: Sendable {
    /// The name, which is also its code.
    @ForeignText package var name: String
    /// The group of its peers; empty for the only one.
    @ForeignText package var group: String
    package var place: Place
    /// The sentence of an earlier case whose data are taken over.
    package var like: YAMLNode?
    package var values: Values
    /// What assessments under other sets give.
    package var taken: Values
    /// The units below by name, in the order of the file; empty where one stands for all.
    package var below: [Unit]
    package var earlier: [Earlier]
    /// What the unit plans to reach.
    package var planned: Values
    /// What is on record: lists of records.
    package var records: [RecordRole: YAMLNode] = [:]
    /// What must come out: results by name, the parts of a result below it.
    package var expected: YAMLNode?
  }

  /// What a case says of an earlier period of a unit.
  package struct Earlier: Sendable {
    /// The label of the period.
    package var period: YAMLNode
    package var place: Place
    package var values: Values
    /// What assessments under other sets gave.
    package var taken: Values
    package var total: YAMLNode?
    /// The points of requirements, tasks and groups by their ids.
    package var earned: Values
  }
}

extension TestCase {
  /// The name of a unit that the case does not name.
  package static let onlyUnit = "单位"

  /// The codes that a text stands for: `not-a-number × 3` is a code three times.
  package static func repeated(_ text: String) -> [String] {
    let parts = text.split(separator: " × ")
    guard parts.count == 2, let count = Int(parts[1]), (1...10_000).contains(count) else {
      return [text]
    }
    return Array(repeating: String(parts[0]), count: count)
  }

  /// Reads the cases of a file; mistakes are collected.
  package static func read(_ file: SourceFile) -> (cases: [TestCase], diagnostics: [Diagnostic]) {
    let (node, found) = YAMLNode.parse(file)
    var reader = EntryReader()
    reader.diagnostics = found
    guard let node, let entry = reader.entry(node, as: .cases) else {
      return ([], reader.diagnostics)
    }
    let period = entry[.period]
    var cases: [TestCase] = []
    for entry in entry.entries(.cases) {
      var test = TestCase(
        sentence: entry.text(.case)?.visible ?? "", place: entry.headPlace,
        period: entry[.period] ?? period, level: entry.word(.level), units: [])
      if entry.has(.problems) {
        test.problems = entry.texts(.problems).flatMap(TestCase.repeated).sorted()
      }
      let own =
        [Key.like, .values, .fromAssessment, .unitsBelow, .earlier, .planned, .expect]
        + RecordRole.allCases.map(\.field.key)
      let isUnit = entry.entries(.units).isEmpty || own.contains(where: entry.has)
      for unit in (isUnit ? [entry] : []) + entry.entries(.units) {
        let new = Unit(unit, name: unit.kind == .case ? TestCase.onlyUnit : unit.id ?? "")
        test.units.append(new)
      }
      cases.append(test)
    }
    return (cases, reader.diagnostics)
  }
}

extension TestCase.Unit {
  fileprivate init(_ entry: Entry, name: String) {
    self.name = name
    group = entry.text(.group) ?? ""
    place = entry.headPlace
    values = entry.pairs(.values)
    taken = entry.pairs(.fromAssessment)
    below = entry.entries(.unitsBelow).map { Self($0, name: $0.id ?? "") }
    earlier = entry.entries(.earlier).map(TestCase.Earlier.init)
    planned = entry.pairs(.planned)
    for role in RecordRole.allCases { records[role] = entry[role.field.key] }
    expected = entry[.expect]
    like = entry[.like]
  }

  /// Takes over what another unit reports and what is on record about it, where this one says nothing else.
  package mutating func takeOver(_ other: Self) {
    values.takeOver(other.values)
    taken.takeOver(other.taken)
    planned.takeOver(other.planned)
    let own = below
    below = other.below.map { theirs in
      var unit = own.first { $0.name == theirs.name } ?? theirs
      unit.takeOver(theirs)
      return unit
    }
    below += own.filter { unit in !other.below.contains { $0.name == unit.name } }
    for theirs in other.earlier {
      if let index = earlier.firstIndex(where: { $0.period.text == theirs.period.text }) {
        earlier[index].takeOver(theirs)
      } else {
        earlier.append(theirs)
      }
    }
    records.merge(other.records) { own, _ in own }
  }
}

extension TestCase.Earlier {
  fileprivate init(_ entry: Entry) {
    period = entry.headNode
    place = entry.headPlace
    values = entry.pairs(.values)
    taken = entry.pairs(.fromAssessment)
    total = entry[.total]
    earned = entry.pairs(.earned)
  }

  fileprivate mutating func takeOver(_ other: Self) {
    values.takeOver(other.values)
    taken.takeOver(other.taken)
    earned.takeOver(other.earned)
    total = total ?? other.total
  }
}

extension TestCase.Values {
  /// Puts the values that only another has before these.
  fileprivate mutating func takeOver(_ other: Self) {
    let own = Set(compactMap(\.item.text))
    self = other.filter { !own.contains($0.item.text ?? "") } + self
  }
}

extension Entry {
  /// The names and values of a mapping.
  fileprivate func pairs(_ key: Key) -> TestCase.Values {
    guard let node = self[key], case .mapping(let pairs) = node.content else { return [] }
    return pairs.map { ($0.key, $0.value) }
  }
}
