package import Formats
package import SourceText

/// A case of a set as its file says it: what is reported and what must come out; nothing is looked up in the set yet.
package struct TestCase: Sendable {
  /// What it shows, in a sentence.
  package var sentence: String
  /// Where it stands.
  package var place: Place
  /// The label of the period; nil where it does not matter.
  package var period: YAMLNode?
  /// The units, in the order of the file.
  package var units: [Unit]
  /// The codes of all diagnostics that must be reported, sorted; nil where they do not matter.
  package var problems: [String]?

  /// What a case says of one unit.
  package struct Unit: Sendable {
    /// The name, which is also its code.
    package var name: String
    /// The group of its peers; empty for the only one.
    package var group: String
    package var place: Place
    /// The sentence of an earlier case whose data are taken over.
    package var like: YAMLNode?
    /// What is reported: items by key, code or title, and their values.
    package var values: [(item: YAMLNode, value: YAMLNode)]
    /// The recorded findings, waivers and verified values: lists of records.
    package var findings: YAMLNode?
    package var waivers: YAMLNode?
    package var verified: YAMLNode?
    /// What must come out: results by name, the parts of a result below it.
    package var expected: YAMLNode?
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
        sentence: entry.text(.case) ?? "", place: entry.headPlace,
        period: entry[.period] ?? period, units: [])
      if entry.has(.problems) {
        test.problems = entry.texts(.problems).flatMap(TestCase.repeated).sorted()
      }
      let own = [Key.like, .values, .findings, .waivers, .verified, .expect].filter(entry.has)
      let isUnit = entry.entries(.units).isEmpty || !own.isEmpty
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
    if let node = entry[.values], case .mapping(let pairs) = node.content {
      values = pairs.map { ($0.key, $0.value) }
    } else {
      values = []
    }
    findings = entry[.findings]
    waivers = entry[.waivers]
    verified = entry[.verified]
    expected = entry[.expect]
    like = entry[.like]
  }

  /// Takes over what another unit reports and what is on record about it, where this one says nothing else.
  package mutating func takeOver(_ other: Self) {
    let own = Set(values.compactMap(\.item.text))
    values = other.values.filter { !own.contains($0.item.text ?? "") } + values
    findings = findings ?? other.findings
    waivers = waivers ?? other.waivers
    verified = verified ?? other.verified
  }
}
