import Assessment
import Definitions
import Run
import SourceText
import Submissions

/// Makes public values of scored units.
struct ResultRenderer: UnitRenderer {
  let run: OpenedRun

  func needs(of unit: Index<Unit>) -> ReportNeeds { ReportNeeds(facts: .all) }

  func start() -> [(index: Index<Unit>, result: UnitResult)] { [] }

  func add(
    _ unit: UnitReport, to output: inout [(index: Index<Unit>, result: UnitResult)]
  ) {
    let assessment = unit.assessment
    let final = FinalResult(assessment, unit.overrides, run.set.gates)
    let result = UnitResult(
      code: unit.unit.code, name: unit.unit.name, total: score(final.total),
      worst: score(assessment.worstTotal), best: assessment.bestTotal.map(score), place: nil,
      gates: zip(run.set.gates, final.verdicts).map { gate, verdict in
        GateResult(id: gate.id, title: gate.title, verdict: .init(verdict))
      },
      requirements: run.set.requirements.indices.map { index in
        requirement(index, unit)
      })
    output.append((unit.index, result))
  }

  private func requirement(
    _ index: Index<Requirement>, _ unit: UnitReport
  ) -> RequirementResult {
    let requirement = run.set.requirements[index]
    let outcome = unit.assessment.outcomes[index]
    let facts = unit.facts(index)
    return RequirementResult(
      id: requirement.id, title: requirement.title, status: outcome.status.rawValue,
      earned: score(outcome.earned), possible: score(outcome.base), worst: score(outcome.worst),
      best: score(outcome.best), value: facts.value,
      reason: facts.why,
      cells: facts.cells.map { cell in
        RequirementResult.Cell(
          item: run.set.items[cell.item].name, place: cell.verification?.place ?? cell.place)
      })
  }

  private func score(_ points: Points) -> Score {
    let digits = run.set.digits
    return Score(units: points.units, digits: digits, description: points.text(digits: digits))
  }
}

extension GateResult.Verdict {
  init(_ verdict: Verdict) {
    self =
      switch verdict {
      case .passed: .passed
      case .failed: .failed
      case .open: .open
      }
  }
}
