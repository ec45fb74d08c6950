import Definitions
import FEEL
import SourceText
import Submissions

extension ScoringPlan {
  /// Scores the units of a block, each for itself.
  /// - Parameters:
  ///   - block: At most 256 rows.
  ///   - facts: What is known from beyond the rows.
  ///   - scenario: How things are taken to stand.
  /// - Returns: What the units come to; with plans only those that these change.
  package func score(
    _ block: BlockAtHand, _ facts: FactTable, _ scenario: Scenario
  ) -> BlockScores {
    var scores = BlockScores(scenario, most: block.rows.count, self)
    guard block.block.isScored else { return scores }
    let around = facts[scenario]
    var scorer = Scorer(self)
    scorer.gathering = around.gathering
    for row in block.rows {
      let present = UnitAtHand(block.block, row, facts.registry, facts[.now])
      let isScored = present.unit.level == facts.level
      if isScored, let heir = present.unit.heir {
        if case .now = scenario {
          scores.diagnostics.append(
            .formerUnit(
              present.unit, by: facts.registry.units[heir],
              at: present.firstPlace(of: Array(set.items.indices))))
        }
        continue
      }
      var unit = present
      var planned = PlannedChange()
      if case .planned = scenario {
        guard let found = facts.plan(of: present, isScored: isScored) else { continue }
        planned = found
        unit.record = found.record(present.record, rules)
        scorer.movedPeers = nil
        if isScored, peers.count > 0 { _ = scorer.standAmongPeers(unit, around) }
      }
      let failed =
        isScored ? scorer.standToBeScored(unit, around) : scorer.load(unit, around)
      switch scenario {
      case .now: scores.tell(of: failed, unit, &scorer, around)
      case .planned: scores.tell(ofPlanned: failed, unit, planned, around)
      case .takenAtWorst, .takenAtBest: break
      }
      guard isScored else { continue }
      let assessment = scorer.assessUnit()
      if case .now = scenario {
        scores.diagnostics += scorer.diagnostics(assessment, unit, around)
        scores.keep(scorer.judged)
      }
      scores.append(assessment, of: unit, changed: planned.items)
    }
    return scores
  }
}

/// What a unit plans, and which of its items that changes: also those that units below it, or other assessments of it, plan to
/// change.
struct PlannedChange {
  var values: [PlannedValues.Planned] = []
  var items: Set<Int> = []
  private var isScored = false

  fileprivate init() {}

  fileprivate init(_ values: [PlannedValues.Planned], items: Set<Int>, isScored: Bool) {
    self.values = values
    self.items = items
    self.isScored = isScored
  }

  /// What is on record about the unit once it has reached them.
  fileprivate func record(_ now: UnitRecord, _ rules: By<Requirement, Rule>) -> UnitRecord {
    let then = now.planning(values)
    return isScored ? then.changing(items, rules) : then
  }
}

extension FactTable {
  /// What a unit plans; nil where that changes nothing.
  fileprivate func plan(of unit: UnitAtHand, isScored: Bool) -> PlannedChange? {
    let values = planned?.values[unit.index]
    guard isScored else { return values.map { PlannedChange($0, items: [], isScored: false) } }
    let items = Set((values ?? []).map(\.item)).union(itemsChangedBelow(unit.index))
    return items.isEmpty ? nil : PlannedChange(values ?? [], items: items, isScored: true)
  }

  /// The items whose values in a unit change because units below it, or assessments of it under other sets, plan to.
  private func itemsChangedBelow(_ unit: Index<Unit>) -> Set<Int> {
    guard let ahead = around.planned.first else { return [] }
    var items: Set<Int> = []
    for (item, scores) in ahead.taken where plan.levels[item] == level {
      if scores[unit]?.number != around.taken[item]?[unit]?.number { items.insert(item) }
    }
    guard let now = around.gathering, let then = ahead.gathering else { return items }
    for (index, column) in now.plan.columns.enumerated() where column.level < level {
      if now.value(unit, index).number != then.value(unit, index).number {
        items.insert(column.item)
      }
    }
    for (index, call) in now.plan.children.enumerated()
    where now.list(unit, index).literal != then.list(unit, index).literal {
      items.formUnion(plan.set.reportedItems(behind: call.argument.reads))
    }
    return items
  }
}

extension BlockScores {
  /// Tells of the checks that the values of a unit fail, and of those of which that is not known yet.
  fileprivate mutating func tell(
    of failed: [Int], _ unit: UnitAtHand, _ scorer: inout Scorer, _ around: Surroundings
  ) {
    for index in failed {
      failedChecks.insert(FailedCheck(row: unit.row, check: index))
      diagnostics.append(
        .contradictoryValues(
          plan.set.checks[index],
          unit.values(of: plan.checkReads[index].items, plan.set, around)))
    }
    for index in scorer.unsettledChecks.sorted() {
      let values = unit.values(of: plan.checkReads[index].items, plan.set, around)
      let check = plan.set.checks[index]
      let missing = scorer.missing(fromCheck: index)
      if missing.isEmpty, scorer.hangsOnTaken(check.condition) {
        diagnostics.append(.checkOverOpenScore(check, values))
        continue
      }
      diagnostics.append(
        missing.isEmpty
          ? .checkOverUnknownPeers(
            check, values, unknown: scorer.unsettledPeers(plan.peerFormsOfChecks[index]))
          : .checkOverPartialSum(check, values, missing: missing))
    }
  }

  /// Tells of the checks that values fail which are planned.
  fileprivate mutating func tell(
    ofPlanned failed: [Int], _ unit: UnitAtHand, _ planned: PlannedChange, _ around: Surroundings
  ) {
    for index in failed {
      let values = unit.values(
        of: plan.checkReads[index].items, planned: planned.values, plan.set, around)
      contradictionsOfPlans.append(
        (
          FailedCheck(row: unit.row, check: index),
          .contradictoryValues(plan.set.checks[index], values)
        ))
    }
  }
}

extension Scorer {
  /// What is said of the values of the unit at hand besides what its checks say.
  fileprivate func diagnostics(
    _ assessment: UnitAssessment, _ unit: UnitAtHand, _ around: Surroundings
  ) -> [Diagnostic] {
    let code = unit.unit.code
    var found = notes(assessment, code: code) { unit.place($0) }
    for override in overridesWithoutEffect(assessment) {
      guard case .points(let requirement, _) = override.target else { continue }
      found.append(
        .overrideWithoutEffect(
          plan.set.requirements[requirement].id, assessment.outcomes[requirement].status,
          unit: code, at: override.place))
    }
    for items in dividedByZero(assessment) {
      found.append(.dividedByZero(unit.values(of: items, plan.set, around)))
    }
    for step in emptySteps(assessment) {
      found.append(
        .stepNotAboveZero(
          step, unit.values(of: items(ofStep: step.line, step.rule), plan.set, around)))
    }
    return found
  }
}
