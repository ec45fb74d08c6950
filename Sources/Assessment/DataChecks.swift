import Definitions
import FEEL
import SourceText
import Submissions

extension Scorer {
  /// The checks of its level that the unit's values fail: sums of what different units below reported need not agree.
  ///
  /// The items of a failed check of the severity `error` are contradictory: what reads them is missing, since one of the
  /// numbers must be wrong and nobody can say which. Where some of the units below are missing from a number, nothing
  /// fails: such checks are noted in `unsettledChecks`.
  mutating func failedChecks(_ around: Surroundings) -> [Int] {
    if !unsettledChecks.isEmpty { unsettledChecks = [] }
    if hasContradiction {
      for index in contradicted.indices { contradicted[index] = false }
      hasContradiction = false
    }
    var failed: [Int] = []
    for (index, check) in plan.set.checks.enumerated() {
      if plan.isLevelled, let asked = plan.checkLevels[index], asked != level { continue }
      guard case .boolean(false) = evaluator.evaluate(check.condition.program, slots) else {
        continue
      }
      if isPartial(index, around.gathering, around.times) {
        unsettledChecks.append(index)
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
        for pair in plan.rollUp?.pairs[slot] ?? [] { slots[pair] = slots[slot] }
      }
    }
    return failed
  }
}

extension Scorer {
  /// Whether a check reads a number that some of the units below are missing from.
  private func isPartial(_ check: Int, _ gathering: Gathering?, _ times: TimeTable?) -> Bool {
    guard let gathering else { return false }
    let sums = plan.sumsOfChecks[check]
    return times?.partialSums(unit, sums.times).isEmpty == false
      || sums.columns.contains { column in
        gathering.plan.columns[column].level < level
          && gathering.coverage(unit, column).isPartial
      }
  }

  /// The names of the units below that are missing from the numbers of a check, in the order of their codes; then those
  /// of earlier periods, each with its period.
  func missing(fromCheck check: Int) -> [String] {
    guard let gathering else { return [] }
    let sums = plan.sumsOfChecks[check]
    let columns = sums.columns.filter { gathering.plan.columns[$0].level < level }
    let now = Set(columns.flatMap { gathering.missing(unit, $0) }).sorted()
    let before = (times?.partialSums(unit, sums.times) ?? []).flatMap { sum in
      sum.missing.map { "\(sum.period.label) \($0)" }
    }
    return now.map { gathering.unit($0).name } + before
  }

  /// The items behind what came to something above zero out of a reported zero (S1.4), each list once; what a failed
  /// check has reported is not among them.
  func dividedByZero(_ unit: UnitAssessment) -> [[Int]] {
    guard
      unit.missing > 0 || !record.overrides.isEmpty
        || unit.adjustments.contains(where: { $0.outcome == .missing })
    else {
      return []
    }
    var found: [[Int]] = []
    func add(_ cause: Cause) {
      guard case .contradiction(let items) = cause else { return }
      if items.contains(where: { contradicted[$0] }) || found.contains(items) { return }
      found.append(items)
    }
    for outcome in unit.outcomes { add(outcome.cause.byRule) }
    for adjustment in unit.adjustments { add(adjustment.cause) }
    return found
  }
}

extension Diagnostic {
  /// What a unit reports contradicts itself, in the words of the set's author.
  static func contradictoryValues(
    _ check: DataCheck, values: Phrase, at place: Place?, unit: String, item: String?
  ) -> Diagnostic {
    let message = check.message
    let condition = check.condition.text
    return Diagnostic(
      "contradictory-values", check.severity,
      Phrase(zh: "\(message):", en: "\(message): ") + values, at: place,
      related: [
        Label(
          check.place,
          Phrase(zh: "应满足 \(condition)", en: "what must hold: \(condition)"))
      ],
      help: check.severity == .error ? .compareWithRecords : .lookAgain, unit: unit, item: item)
  }

  /// A check does not hold, and some of the units below are missing from its numbers.
  static func checkOverPartialSum(
    _ check: DataCheck, values: Phrase, missing: [String], at place: Place?, unit: String,
    item: String?
  ) -> Diagnostic {
    let message = check.message
    let condition = check.condition.text
    let names = missing.prefix(3)
    let zh = names.joined(separator: "、") + (missing.count > 3 ? "等" : "")
    let en = names.joined(separator: ", ") + (missing.count > 3 ? " and others" : "")
    let count = missing.count
    return Diagnostic(
      "check-over-partial-sum", .note,
      Phrase(
        zh: "还缺 \(count) 个下级单位(\(zh))的数,不判断“\(message)”:\(values)",
        en:
          "'\(message)' is not judged without the numbers of \(count) units below (\(en)): \(values)"
      ),
      at: place,
      related: [
        Label(check.place, Phrase(zh: "应满足 \(condition)", en: "what must hold: \(condition)"))
      ],
      help: Phrase(
        zh: "催报所缺的下级单位;报齐以后再判断", en: "ask for what is missing below; it is judged once all is there"
      ),
      unit: unit, item: item)
  }

  /// Something above zero was reported out of a reported zero.
  static func dividedByZero(
    values: Phrase, at place: Place?, unit: String, item: String?
  ) -> Diagnostic {
    Diagnostic(
      "contradictory-values", .error,
      Phrase(zh: "总数为零而分子大于零:", en: "more than zero out of a total of zero: ") + values,
      at: place, help: .compareWithRecords, unit: unit, item: item)
  }
}

extension Phrase {
  fileprivate static let lookAgain = Phrase(
    zh: "核对这几项的原始台账,有误的改正后重新报送;这条校验只提醒,仍按报送的数计分",
    en: "compare these items with the records; this check only warns: they are scored as reported")
  fileprivate static let compareWithRecords = Phrase(
    zh: "核对这几项的原始台账,改正后重新报送;改正之前,用到它们的要求按缺数据处理",
    en:
      "compare these items with the records and hand them in again; until then whatever reads them is missing"
  )
}
