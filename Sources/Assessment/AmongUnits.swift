import Definitions
package import SourceText
package import Submissions

/// What is found when all units of a run are looked at together, each taken in the order of the run.
package struct AmongUnits {
  private let known: FactTable
  private var identical = IdenticalValues()
  private var told: Set<ItemAtLevel> = []

  /// None is taken yet.
  package init(_ known: FactTable) { self.known = known }

  /// Takes the units of a block; what one of them is the first to give rise to is said with it.
  package mutating func add<Output>(_ result: inout BlockResult<Output>) {
    identical.add(result.marks.fingerprints, known.registry)
    for (found, place) in result.marks.ofOtherLevels where told.insert(found).inserted {
      result.diagnostics.append(
        .itemOfOtherLevel(
          known.plan.set.items[found.item], found.level, assessed: known.plan.set.assesses,
          at: place))
    }
  }

  /// What is said when the last has been taken.
  package var diagnostics: [Diagnostic] { identical.diagnostics }
}

/// What tells of the units of a block beside those of other blocks.
package struct BlockMarks: Sendable {
  /// The marks of what the units handed in.
  fileprivate var fingerprints: [Fingerprint] = []
  /// Items that units of another level state, each with the first place.
  fileprivate var ofOtherLevels: [ItemAtLevel: Place?] = [:]

  /// Nothing.
  package init() {}

  /// Looks through the rows of a block.
  package init(_ block: RowBlock, _ known: FactTable) {
    guard block.isScored else { return }
    for (row, place) in block.rows.enumerated() {
      let unit = known.registry.units[place.unit]
      if unit.heir != nil, unit.level == known.level { continue }
      if let fingerprint = Fingerprint(block, row) { fingerprints.append(fingerprint) }
      noteItemsOfOtherLevels(unit, block, row, known)
    }
  }

  /// Looks for values that nobody uses, because units of another level are to report them.
  private mutating func noteItemsOfOtherLevels(
    _ unit: Unit, _ block: RowBlock, _ row: Int, _ known: FactTable
  ) {
    let plan = known.plan
    guard plan.isLevelled else { return }
    for item in plan.reported where plan.levels[item] != unit.level {
      guard block.cell(row, item).hasValue,
        let asked = plan.levels[item], known.registeredLevels.contains(asked)
      else { continue }
      let here = ItemAtLevel(item: item, level: unit.level)
      if ofOtherLevels[here] == nil { ofOtherLevels[here] = block.place(row, item) }
    }
  }
}

/// An item that units of a level state which is not the item's.
private struct ItemAtLevel: Hashable, Sendable {
  let item: Int
  let level: Level
}

/// Finds units of a run that handed in exactly the same numbers.
struct IdenticalValues {
  private var first: [Fingerprint.Mark: Fingerprint] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  /// Takes the units of a block, in the order of the run.
  mutating func add(_ fingerprints: [Fingerprint], _ registry: Registry) {
    for print in fingerprints {
      guard let other = first[print.mark] else {
        first[print.mark] = print
        continue
      }
      guard other.unit != print.unit else { continue }
      diagnostics.append(
        .identicalValues(print, other, registry))
    }
  }
}

extension Diagnostic {
  /// Two units handed in the same numbers throughout.
  static func identicalValues(
    _ print: Fingerprint, _ other: Fingerprint, _ registry: Registry
  ) -> Diagnostic {
    let count = print.telling
    let name = registry.units[print.unit].title
    let otherName = registry.units[other.unit].title
    return Diagnostic(
      Code.identicalValues, .warning,
      Phrase(
        zh: "\(name)报送的全部数据与\(otherName)相同（零和一之外有 \(count) 个数）",
        en: "all numbers of \(name) are those of \(otherName) (\(count) besides zeros and ones)"),
      at: print.place,
      related: other.place.map {
        [Label($0, Phrase(zh: "\(otherName)的在这里", en: "those of \(otherName)"))]
      } ?? [],
      help: Phrase(
        zh: "核对两个单位的原始台账，看是否误抄或误传", en: "compare both with their records: one may be a copy"),
      unit: registry.units[print.unit].code)
  }
}
