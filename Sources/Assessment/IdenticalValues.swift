import Definitions
package import SourceText
import Submissions

/// What is found when all units of a run are looked at together, each taken in the order of the run.
package struct AmongUnits {
  private let known: FactTable
  private var identical = IdenticalValues()
  private var told: Set<ItemAtLevel> = []

  /// None is taken yet.
  package init(_ known: FactTable) { self.known = known }

  /// Takes the units of a block; what one of them is the first to give rise to is said with it.
  package mutating func add<Output>(_ result: inout BlockResult<Output>) {
    identical.add(result.fingerprints, known.registry)
    for (found, place) in result.ofOtherLevels where told.insert(found).inserted {
      result.diagnostics.append(
        .itemOfOtherLevel(
          known.plan.set.items[found.item], found.level, assessed: known.plan.set.assesses,
          at: place))
    }
  }

  /// What is said when the last has been taken.
  package var diagnostics: [Diagnostic] { identical.diagnostics }
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
        .identicalValues(
          print.telling, registry.units[print.unit], registry.units[other.unit], at: print.place,
          other: other.place))
    }
  }
}

extension Diagnostic {
  /// Two units handed in the same numbers throughout.
  static func identicalValues(
    _ count: Int, _ unit: Unit, _ other: Unit, at place: Place?, other otherPlace: Place?
  ) -> Diagnostic {
    let name = unit.title
    let otherName = other.title
    return Diagnostic(
      Code.identicalValues, .warning,
      Phrase(
        zh: "\(name)报送的全部数据与\(otherName)相同（零和一之外有 \(count) 个数）",
        en: "all numbers of \(name) are those of \(otherName) (\(count) besides zeros and ones)"),
      at: place,
      related: otherPlace.map {
        [Label($0, Phrase(zh: "\(otherName)的在这里", en: "those of \(otherName)"))]
      } ?? [],
      help: Phrase(
        zh: "核对两个单位的原始台账，看是否误抄或误传", en: "compare both with their records: one may be a copy"),
      unit: unit.code)
  }
}
