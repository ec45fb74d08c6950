import FEEL
import Formats
import SourceText

extension SetBuilder {
  /// Builds every requirement that can be built.
  mutating func buildRequirements(_ placements: By<Requirement, Placement>) {
    for placement in placements {
      if let requirement = requirement(placement) { requirements.append(requirement) }
    }
  }

  private mutating func requirement(_ placement: Placement) -> Requirement? {
    let entry = placement.entry
    let views = viewShares(entry)
    guard
      var requirement = scored(
        entry, points: placement.points ?? .zero, earnsNothing: placement.points == .zero)
    else { return nil }
    requirement.task = placement.task
    requirement.subtask = placement.subtask
    requirement.group = placement.group
    requirement.kind = entry.word(.kind) ?? .basic
    requirement.marks = entry.texts(.mark)
    requirement.views = views
    return requirement
  }

  /// Builds the adjustments of the total.
  mutating func buildAdjustments() {
    for entry in draft.entries(.adjustment) {
      guard let adjustment = scored(entry, points: nil) else { continue }
      adjustments.append(adjustment)
      if totalAtMost == nil { checkCap(of: adjustment, entry) }
    }
  }

  /// What is added to the total has a bound, of its own or of the total.
  private mutating func checkCap(of adjustment: Requirement, _ entry: Entry) {
    let way = adjustment.scoring.authored
    for line in way.lines
    where !way.countsFirstLine && line.direction == .earn && line.atMost == nil {
      if case .once = line.quantity { continue }
      diagnostics.append(.uncappedBonus(entry, at: line.place))
    }
  }

  /// What requirements and adjustments have in common; `points` is nil for an adjustment, and zero also where they are
  /// not known.
  private mutating func scored(
    _ entry: Entry, points: Points?, earnsNothing: Bool = false
  ) -> Requirement? {
    let formsBefore = slots.forms.lifted.count
    standpoint = .value
    let value = expression(entry[.value], in: scope)
    let applies = expression(entry[.applies], in: scope, expecting: .boolean)
    let guards = guards(entry)
    let context = scoringContext(
      entry, value: value, points: points, earnsNothing: earnsNothing)
    standpoint = .score
    let scoring = scoring(entry.entry(.score), context)
    releaseForms(since: formsBefore)
    let metFrom = entry.share(.metFrom)
    if let metFrom, metFrom.isZero, let node = entry[.metFrom] {
      diagnostics.append(.metFromNothing(node))
    }
    guard let scoring else { return nil }
    let programs =
      [value, applies].compactMap { $0?.program } + guards.map(\.condition.program)
      + scoring.expressions.map(\.program)
    let reads = itemsRead(by: programs)
    if reads.isEmpty, scoring.givenBy == nil, !diagnostics.hasErrors {
      diagnostics.append(.readsNothing(entry))
    }
    return Requirement(
      id: entry.id ?? "", title: entry.title ?? "", points: points ?? .zero, kind: .basic,
      marks: [], value: value, scoring: scoring, applies: applies,
      notApplicable: entry.word(.notApplicable) ?? .leaveOut, guards: guards,
      missing: entry.word(.missing) ?? missing, metFrom: metFrom ?? .one,
      statedTarget: entry.text(.target), lead: entry.text(.lead), with: entry.texts(.with),
      scorer: entry.text(.scorer), due: entry.text(.due), evidence: entry.texts(.evidence),
      remedy: entry.text(.remedy), effort: entry.whole(.effort),
      provenance: entry.word(.provenance) ?? .drafted, source: entry.text(.source),
      perverse: entry.text(.perverse), views: [], reads: reads.sorted(), place: entry.headPlace,
      rule: entry.place(of: .score))
  }

  /// The conditions `{受理数: at least 20}`, each as one comparison.
  private mutating func guards(_ entry: Entry) -> [Guard] {
    guard let node = entry[.guard], case .mapping(let pairs) = node.content else { return [] }
    return pairs.compactMap { key, value in
      guard let text = value.text.map(Literal.trim), let test = Literal.test(text) else {
        diagnostics.append(.expectedTest(value))
        return nil
      }
      guard expression(key, in: scope) != nil else { return nil }
      let bound = Literal.date(test.bound) == nil ? test.bound : "@\"\(test.bound)\""
      let condition = "(\(key.text ?? "")) \(test.comparison.sign) (\(bound))"
      guard
        let expression = expression(
          standingFor: value, condition, in: scope, expecting: .boolean)
      else { return nil }
      let words = "\(Literal.trim(key.text ?? "")): \(text)"
      return Guard(
        condition: Expression(
          text: words, place: expression.place, program: expression.program),
        subject: Literal.trim(key.text ?? ""), comparison: test.comparison, bound: test.bound)
    }
  }

  /// What the lines and bounds of a score are read with.
  private mutating func scoringContext(
    _ entry: Entry, value: Expression?, points: Points?, earnsNothing: Bool
  ) -> ScoringContext {
    let type = entry.has(.value) ? value?.program.type ?? .any : nil
    var item: Item?
    if let name = entry.text(.value), let index = itemIndex[name] { item = items[index] }
    return ScoringContext(
      entry: entry, scope: scope(forValueOf: type), valueType: type, item: item, points: points,
      earnsNothing: earnsNothing)
  }

  /// The scope with `value` of a type; without it where there is no value.
  private mutating func scope(forValueOf type: FEELType?) -> Scope {
    guard let type else { return scope }
    if let known = valueScopes[type] { return known }
    var scope = scope
    scope.declare("value", type, slot: slots.value)
    valueScopes[type] = scope
    return scope
  }
}

extension Comparison {
  /// The comparison as FEEL writes it.
  fileprivate var sign: String {
    switch self {
    case .is: "="
    case .atLeast: ">="
    case .above, .after: ">"
    case .below: "<"
    case .upTo: "<="
    }
  }
}
