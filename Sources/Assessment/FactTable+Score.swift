import Definitions
import FEEL
import SourceText
package import Submissions

extension FactTable {
  /// Scores the rows of a block.
  package func score<Renderer: UnitRenderer>(
    _ block: RowBlock, _ renderer: Renderer
  ) -> BlockResult<Renderer.Output> {
    var scorer = Scorer(plan)
    var projector = planned.map { _ in Scorer(plan) }
    var result = BlockResult(output: renderer.start(), diagnostics: [])
    guard block.isScored else { return result }
    scorer.gathering = around.gathering
    projector?.gathering = (around.planned.first ?? around).gathering
    result.standings.reserveCapacity(block.rows.count)
    for (row, place) in block.rows.enumerated() {
      let unit = registry.units[place.unit]
      if let heir = unit.heir, unit.level == level {
        let items = Array(plan.set.items.indices)
        result.diagnostics.append(
          .formerUnit(unit, by: registry.units[heir], at: firstPlace(of: items, block, row)))
        continue
      }
      let record = around.records[place.unit] ?? UnitRecord()
      if !around.ends.isEmpty, unit.level == level {
        scorer.loadEnds(block, row, record, unit, around)
      }
      let failed = scorer.load(block, row, record, unit, around)
      for index in failed {
        result.diagnostics.append(contradiction(index, unit, block, row, around))
      }
      for index in scorer.unsettledChecks.sorted() {
        let items = plan.checkReads[index].items
        let missing = scorer.missing(fromCheck: index)
        if missing.isEmpty {
          result.diagnostics.append(
            .checkOverUnknownPeers(
              plan.set.checks[index], values: values(of: items, block, row, around),
              unknown: scorer.unsettledPeers(
                plan.peerFormsOfChecks[index]),
              at: firstPlace(of: items, block, row),
              unit: unit.code, item: items.first.map { plan.set.items[$0].name }))
          continue
        }
        result.diagnostics.append(
          .checkOverPartialSum(
            plan.set.checks[index], values: values(of: items, block, row, around),
            missing: missing, at: firstPlace(of: items, block, row),
            unit: unit.code, item: items.first.map { plan.set.items[$0].name }))
      }
      if let fingerprint = Fingerprint(block, row) { result.fingerprints.append(fingerprint) }
      noteItemsOfOtherLevels(unit, block, row, &result.ofOtherLevels)
      guard unit.level == level else {
        if let planned = planned?.values[place.unit] {
          result.diagnostics +=
            projector?.contradictionsOfPlan(planned, block, row, scorer, failed, unit, around) ?? []
        }
        continue
      }
      scorer.fillCalls(sharesAt: level)
      let assessment = scorer.assessUnit()
      result.diagnostics += scorer.notes(assessment, code: unit.code) { block.place(row, $0) }
      for override in scorer.overridesWithoutEffect(assessment) {
        guard case .points(let requirement, _) = override.target else { continue }
        result.diagnostics.append(
          .overrideWithoutEffect(
            plan.set.requirements[requirement].id, assessment.outcomes[requirement].status,
            unit: unit.code, at: override.place))
      }
      let projection = planned.flatMap { planned in
        projector?.project(
          planned.values[place.unit] ?? [], assessment, block, row, scorer, failed, unit, around,
          &result.diagnostics)
      }
      for items in scorer.dividedByZero(assessment) {
        result.diagnostics.append(
          .dividedByZero(
            values: values(of: items, block, row, around), at: firstPlace(of: items, block, row),
            unit: unit.code, item: items.first.map { plan.set.items[$0].name }))
      }
      for (rule, line, size) in scorer.emptySteps(assessment) {
        let items = scorer.items(ofStep: line, rule)
        result.diagnostics.append(
          .stepNotAboveZero(
            rule.requirement, rule.lines[line].line, line, size,
            values: values(of: items, block, row, around), at: firstPlace(of: items, block, row),
            unit: unit.code, item: items.first.map { plan.set.items[$0].name }))
      }
      result.standings.append(
        UnitStanding(
          unit: place.unit, total: assessment.total, isRanked: assessment.isRanked,
          verdicts: FinalResult(assessment, scorer.record.decisions, plan.set.gates).verdicts))
      let scored = ScoredUnit(
        index: place.unit, unit: unit, assessment: assessment, findings: scorer.record.findings,
        verifications: scorer.record.verifications, overrides: scorer.record.decisions,
        projection: projection, block: block, row: row, around: around)
      renderer.add(
        scorer.report(scored, renderer.needs(of: place.unit)), to: &result.output)
    }
    return result
  }

  /// Looks for values that nobody uses, because units of another level are to report them.
  private func noteItemsOfOtherLevels(
    _ unit: Unit, _ block: RowBlock, _ row: Int, _ found: inout [ItemAtLevel: Place?]
  ) {
    guard plan.isLevelled else { return }
    for item in plan.reported where plan.levels[item] != unit.level {
      guard block.cell(row, item).hasValue,
        let asked = plan.levels[item], registeredLevels.contains(asked)
      else { continue }
      let here = ItemAtLevel(item: item, level: unit.level)
      if found[here] == nil { found[here] = block.place(row, item) }
    }
  }

  private func contradiction(
    _ index: Int, _ unit: Unit, _ block: RowBlock, _ row: Int, _ around: Surroundings
  ) -> Diagnostic {
    let check = plan.set.checks[index]
    let items = plan.checkReads[index].items
    return .contradictoryValues(
      check, values: values(of: items, block, row, around), at: firstPlace(of: items, block, row),
      unit: unit.code, item: items.first.map { plan.set.items[$0].name })
  }

  private func values(
    of items: [Int], _ block: RowBlock, _ row: Int, _ around: Surroundings
  ) -> Phrase {
    let unit = block.rows[row].unit
    let values = items.map { item in
      let value =
        around.gathering?.gathered(unit, item: item)
        ?? block.value(row, item, of: plan.set.items[item])
      return Phrase("\(plan.set.items[item].name) = ") + plan.set.items[item].phrase(value)
    }
    return values.joined()
  }

  private func firstPlace(of items: [Int], _ block: RowBlock, _ row: Int) -> Place? {
    items.lazy.compactMap { block.place(row, $0) }.first
  }
}
