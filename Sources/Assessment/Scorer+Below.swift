import Definitions
package import FEEL
import SourceText
package import Submissions

/// What became of an item that comes together from the units below.
package struct RolledUp: Sendable {
  package var item: Int
  package var value: Value
  package var coverage: Coverage
  /// The units directly below, in the order of their codes, each with its value; null where it gave none, and where the
  /// single values were not kept.
  package var below: [(unit: Unit, value: Value)]
  /// The units directly below that gave none.
  package var missing: [Unit]
}

extension Scorer {
  /// What became of an item for the unit at hand; nil where it does not come together from below.
  package func rolledUp(_ item: Int) -> RolledUp? {
    guard let gathering, let index = gathering.plan.columnOfItem[item] else { return nil }
    let column = gathering.plan.columns[index]
    guard column.slot != nil, column.level < level else { return nil }
    return RolledUp(
      item: item, value: slots[item], coverage: gathering.coverage(unit, index),
      below: gathering.expected(unit, index).map {
        (gathering.unit($0), gathering.value($0, index))
      }, missing: gathering.missing(unit, index).map { gathering.unit($0) })
  }

  /// The items that come together from the units below the unit at hand, in the order of the set.
  package var itemsFromBelow: [Int] {
    plan.set.items.indices.filter { rolledUp($0) != nil }
  }

  /// How many of the units below stand behind a rule's value, at the item or pair that the fewest gave, and which did
  /// not; nil where nothing comes from below.
  func coverage(of rule: Rule) -> (coverage: Coverage, missing: [Unit])? {
    guard let gathering else { return nil }
    let columns = rule.columns.filter { gathering.plan.columns[$0].level < level }
    let found = columns.map { ($0, gathering.coverage(unit, $0)) }
    guard let (index, coverage) = found.min(by: { $0.1.known < $1.1.known }) else { return nil }
    return (coverage, gathering.missing(unit, index).map { gathering.unit($0) })
  }

  /// A remark on a reason: of how many units below the numbers come; empty where all are there.
  func coverageNote(of rule: Rule) -> Phrase? {
    guard let (coverage, missing) = coverage(of: rule), coverage.isPartial else { return nil }
    let names = missing.prefix(3).map(\.name)
    let rest = missing.count > 3 ? (zh: "等", en: " and others") : (zh: "", en: "")
    return Phrase(
      zh:
        "（\(coverage.expected)个下级单位报了\(coverage.known)个，缺\(names.joined(separator: "、"))\(rest.zh)）",
      en:
        " (\(coverage.known) of \(coverage.expected) units below, without \(names.joined(separator: ", "))\(rest.en))"
    )
  }
}
