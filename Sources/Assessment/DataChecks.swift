import Definitions
import FEEL
import SourceText

extension Scorer {
  /// The checks that the unit's values fail. The items of a failed check of the severity `error` are contradictory:
  /// what reads them is missing, since one of the numbers must be wrong and nobody can say which.
  mutating func failedChecks() -> [Int] {
    if hasContradiction {
      for index in contradicted.indices { contradicted[index] = false }
      hasContradiction = false
    }
    var failed: [Int] = []
    for (index, check) in plan.set.checks.enumerated() {
      guard case .boolean(false) = evaluator.evaluate(check.condition.program, slots) else {
        continue
      }
      failed.append(index)
      guard check.severity == .error else { continue }
      hasContradiction = true
      for slot in plan.checkedItems[index] { contradicted[slot] = true }
    }
    if hasContradiction {
      for (slot, isBad) in contradicted.enumerated() where isBad {
        slots[slot] = .null(Null(.contradiction, slot: Slot(rawValue: Int32(slot))))
      }
    }
    return failed
  }
}

extension Diagnostic {
  /// What a unit reports contradicts itself, in the words of the set's author.
  static func contradictoryValues(
    _ check: DataCheck, values: String, at place: Place?, unit: String, item: String?
  ) -> Diagnostic {
    let message = check.message
    let condition = check.condition.text
    return Diagnostic(
      "contradictory-values", check.severity,
      Phrase(zh: "\(message):\(values)", en: "\(message): \(values)"), at: place,
      related: [
        Label(
          check.place,
          Phrase(zh: "应满足 \(condition)", en: "what must hold: \(condition)"))
      ],
      help: Phrase(
        zh: "核对这几项的原始台账,改正后重新报送;改正之前,用到它们的要求按缺数据处理",
        en:
          "compare these items with the records and hand them in again; until then whatever reads them is missing"
      ),
      unit: unit, item: item)
  }
}
