import Definitions
import FEEL
import SourceText
import Submissions

extension Scorer {
  /// The checks of its level that the unit's values fail: sums of what different units below reported need not agree.
  ///
  /// The items of a failed check of the severity `error` are contradictory: what reads them is missing, since one of the
  /// numbers must be wrong and nobody can say which. Where some of the units below are missing from a number, nothing
  /// fails: such checks are noted in `unsettledChecks`. A check of the severity `error` that hangs on what is not known yet, of
  /// other units or of the unit itself, may still fail, whatever it says now: what it would make contradictory is open.
  ///
  /// - Parameters:
  ///   - around: What is known from beyond the row.
  ///   - comparing: Whether those that compare the unit with its peers are made, or the others.
  /// - Returns: The checks that fail, ascending.
  mutating func failedChecks(_ around: Surroundings, comparing: Bool) -> [Int] {
    var failed: [Int] = []
    var mayFail: [Int] = []
    var mayFailByItself: [Int] = []
    for (index, check) in plan.set.checks.enumerated() {
      if plan.isLevelled, let asked = plan.checkReads[index].level, asked != level { continue }
      if plan.comparesPeers, plan.checkReads[index].isComparing(at: level) != comparing { continue }
      let holds = evaluator.evaluate(check.condition.program, slots).boolean
      let isOpen =
        isOpen(check.condition.program.reads)
        && certain(check.condition, isReported: true)?.boolean == nil
        || hangsOnTaken(check.condition)
      if check.severity == .error, holds != false, mayComeToFail(index) {
        mayFailByItself.append(index)
      }
      guard holds == false || isOpen else { continue }
      let isPartial = isPartial(index, around.gathering, around.times)
      if isOpen, !isPartial, check.severity == .error { mayFail.append(index) }
      guard holds == false else { continue }
      if isOpen || isPartial {
        unsettledChecks.append(index)
        continue
      }
      failed.append(index)
      guard check.severity == .error else { continue }
      hasContradiction = true
      for slot in plan.checkReads[index].items { contradicted[slot] = true }
    }
    if hasContradiction {
      awaited = nil
      for (slot, isBad) in contradicted.enumerated() where isBad {
        set(slot, to: .null(Null(.contradiction, slot: Slot(rawValue: Int32(slot)))))
      }
    }
    leaveOpen(mayFail.flatMap { plan.checkReads[$0].items })
    if !mayFailByItself.isEmpty {
      let before = openSlots
      leaveOpen(mayFailByItself.flatMap { plan.checkReads[$0].items })
      doubtedByItself.formUnion(openSlots.subtracting(before))
    }
    return failed
  }
}

extension Scorer {
  /// Takes back what contradicted itself in the unit before.
  mutating func forgetContradictions() {
    if !unsettledChecks.isEmpty { unsettledChecks = [] }
    guard hasContradiction else { return }
    for index in contradicted.indices { contradicted[index] = false }
    hasContradiction = false
  }

  /// Whether a check that does not fail now may fail once something comes that the unit itself, or one below it, has not
  /// reported.
  private mutating func mayComeToFail(_ check: Int) -> Bool {
    let condition = plan.set.checks[check].condition
    let program = condition.program
    guard !plan.isClosed,
      plan.asksAbsenceOfChecks[check]
        || program.reads.contains(where: { slots[Int($0.rawValue)].lacksSomething })
    else { return false }
    let awaited = awaitedSlots()
    guard program.reads.contains(where: { awaited.contains(Int($0.rawValue)) }) else {
      return false
    }
    return with(Unsure(slots: awaited.union(openSlots))) { $0.possible(condition).truths.isFalse }
      .result
  }

  /// Whether a condition may come out otherwise with what is taken from other assessments and still open.
  mutating func hangsOnTaken(_ condition: Expression) -> Bool {
    guard let openTaken, openTaken.unit == unit, !openTaken.slots.isEmpty else { return false }
    let open = openTaken.slots
    guard condition.program.reads.contains(where: { open.contains(Int($0.rawValue)) }) else {
      return false
    }
    return with(Unsure(slots: open.union(openSlots))) { $0.possible(condition).certain }.result?
      .boolean == nil
  }

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
    var found: [[Int]] = []
    for (_, cause) in missing(unit) {
      guard case .contradiction(let items) = cause else { continue }
      if items.contains(where: { contradicted[$0] }) || found.contains(items) { continue }
      found.append(items)
    }
    return found
  }

  /// The rules that came to nothing for a unit, and why, also where a person decided points in their place.
  private func missing(_ unit: UnitAssessment) -> [(rule: Rule, cause: Cause)] {
    let outcomes = unit.outcomes
    let requirements = outcomes.indices.filter {
      outcomes.tallies[$0].status == .missing || record.overrides[$0] != nil
    }
    let adjustments = unit.adjustments.indices.filter { unit.adjustments[$0].outcome == .missing }
    return requirements.map { (plan.rules[$0], outcomes[$0].cause.byRule) }
      + adjustments.map { (plan.adjustments[$0], unit.adjustments[$0].cause) }
  }
}

extension Scorer {
  /// The steps of lines that came out as nothing or less for a unit.
  func emptySteps(_ unit: UnitAssessment) -> [EmptyStep] {
    missing(unit).compactMap { rule, cause in
      guard case .noStep(let line, let size) = cause else { return nil }
      return EmptyStep(rule: rule, line: line, size: size)
    }
  }

  /// The reported items that the steps of a line are computed from.
  func items(ofStep line: Int, _ rule: Rule) -> [Int] {
    guard case .per(let step, _) = rule.lines[line].line.quantity,
      let expression = step.expression
    else { return [] }
    return plan.set.items(behind: expression.program.reads, at: level, plan.levels)
  }
}

/// A step by which nothing can be counted.
struct EmptyStep {
  let rule: Rule
  /// The index of the line.
  let line: Int
  /// What was computed.
  let size: Number
}

extension StepSize {
  /// The formula of its size; nil where it is a number of days.
  fileprivate var expression: Expression? {
    switch self {
    case .absolute(let size), .relative(_, of: let size): size
    case .days: nil
    }
  }

  /// The step as its author wrote it.
  var text: String {
    switch self {
    case .absolute(let size): size.text
    case .relative(let share, of: let size):
      "\(share.printed(asPercent: true, against: nil)) of \(size.text)"
    case .days(let days): "\(days.exactText) days"
    }
  }
}

extension Diagnostic {
  /// The steps in which a line counts are computed, and came out as nothing or less.
  static func stepNotAboveZero(_ step: EmptyStep, _ values: ValuesAtIssue) -> Diagnostic {
    let (id, title) = (step.rule.requirement.id, step.rule.requirement.title)
    let shown = step.size.exactText
    let number = step.line + 1
    return Diagnostic(
      Code.stepNotAboveZero, .error,
      Phrase(
        zh: "\(id) \(title)第\(number)条的一步算得\(shown)，数不出步数：",
        en:
          "\(id) \(title): a step of line \(number) comes to \(shown), which nothing can be counted by: "
      ) + values.values, at: values.place,
      related: [
        Label(
          step.rule.lines[step.line].line.place, Phrase(zh: "规则在这里", en: "the rule stands here"))
      ],
      help: Phrase(
        zh: "核对算出它的数据项；改正之前，这一条按缺数据处理。数据无误的，请体系编制人员改规则",
        en:
          "check the items that it is computed from; until then the requirement is missing. Where they are right, the set's author may want another rule"
      ), unit: values.unit, item: values.item)
  }

  /// What a unit reports contradicts itself, in the words of the set's author.
  static func contradictoryValues(
    _ check: DataCheck, _ values: ValuesAtIssue
  ) -> Diagnostic {
    let message = check.message
    let condition = check.condition.text
    return Diagnostic(
      Code.contradictoryValues, check.severity,
      Phrase(zh: "\(message)：", en: "\(message): ") + values.values, at: values.place,
      related: [
        Label(
          check.place,
          Phrase(zh: "应满足 \(condition)", en: "what must hold: \(condition)"))
      ],
      help: check.severity == .error ? .compareWithRecords : .lookAgain, unit: values.unit,
      item: values.item)
  }

  /// A check does not hold, and some of the units below are missing from its numbers.
  static func checkOverPartialSum(
    _ check: DataCheck, _ found: ValuesAtIssue, missing: [String]
  ) -> Diagnostic {
    let values = found.values
    let message = check.message
    let condition = check.condition.text
    let names = missing.prefix(3)
    let zh = names.joined(separator: "、") + (missing.count > 3 ? "等" : "")
    let en = names.joined(separator: ", ") + (missing.count > 3 ? " and others" : "")
    let count = missing.count
    return Diagnostic(
      Code.checkOverPartialSum, .note,
      Phrase(
        zh: "还缺 \(count) 个下级单位（\(zh)）的数，不判断“\(message)”：\(values)",
        en:
          "'\(message)' is not judged without the numbers of \(count) units below (\(en)): \(values)"
      ),
      at: found.place,
      related: [
        Label(check.place, Phrase(zh: "应满足 \(condition)", en: "what must hold: \(condition)"))
      ],
      help: Phrase(
        zh: "催报所缺的下级单位；报齐以后再判断", en: "ask for what is missing below; it is judged once all is there"
      ),
      unit: found.unit, item: found.item)
  }

  /// A check does not hold, and what the unit is compared with may still change.
  static func checkOverUnknownPeers(
    _ check: DataCheck, _ found: ValuesAtIssue, unknown: Int
  ) -> Diagnostic {
    let values = found.values
    let message = check.message
    let condition = check.condition.text
    let count = unknown > 0 ? "\(unknown)" : ""
    return Diagnostic(
      Code.checkOverUnknownPeers, .note,
      Phrase(
        zh: "还有\(count.isEmpty ? "" : " \(count) 个")同类单位的数没有定，不判断“\(message)”：\(values.text(.zh))",
        en:
          "'\(message)' is not judged while the numbers of \(count.isEmpty ? "" : "\(count) ")peers are open: \(values.text(.en))"
      ),
      at: found.place,
      related: [
        Label(check.place, Phrase(zh: "应满足 \(condition)", en: "what must hold: \(condition)"))
      ],
      help: Phrase(
        zh: "催报所缺的同类单位；报齐以后再判断",
        en: "ask for what is missing; it is judged once all peers are there"),
      unit: found.unit, item: found.item)
  }

  /// A check does not hold, and a score that it reads of another assessment is still open.
  static func checkOverOpenScore(
    _ check: DataCheck, _ found: ValuesAtIssue
  ) -> Diagnostic {
    let message = check.message
    let condition = check.condition.text
    return Diagnostic(
      Code.checkOverOpenScore, .note,
      Phrase(
        zh: "取自其他评价的得分还没有定，不判断“\(message)”：\(found.values.text(.zh))",
        en:
          "'\(message)' is not judged while a score of another assessment is open: \(found.values.text(.en))"
      ),
      at: found.place,
      related: [
        Label(check.place, Phrase(zh: "应满足 \(condition)", en: "what must hold: \(condition)"))
      ],
      help: Phrase(
        zh: "那套评价的数据报齐以后再判断", en: "it is judged once the other assessment has its data"),
      unit: found.unit, item: found.item)
  }

  /// Something above zero was reported out of a reported zero.
  static func dividedByZero(_ found: ValuesAtIssue) -> Diagnostic {
    Diagnostic(
      Code.contradictoryValues, .error,
      Phrase(zh: "分母为零而分子不为零：", en: "something divided by zero: ") + found.values,
      at: found.place, help: .compareWithRecords, unit: found.unit, item: found.item)
  }
}

extension Phrase {
  fileprivate static let lookAgain = Phrase(
    zh: "核对这几项的原始台账，有误的改正后重新报送；这条校验只提醒，仍按报送的数计分",
    en: "compare these items with the records; this check only warns: they are scored as reported")
  fileprivate static let compareWithRecords = Phrase(
    zh: "核对这几项的原始台账，改正后重新报送；改正之前，用到它们的要求按缺数据处理",
    en:
      "compare these items with the records and hand them in again; until then whatever reads them is missing"
  )
}
