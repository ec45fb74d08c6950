import Assessment
import Definitions
import FEEL
import SourceText
import Submissions

/// What came out for a unit: a text for each path that a case may speak of.
typealias Observation = [String: String]

/// Writes down what became of every unit.
struct Observer: UnitRenderer {
  let set: IndicatorSet
  let plan: ScoringPlan

  func start() -> [String: Observation] { [:] }

  func add(
    _ unit: ScoredUnit, _ scorer: inout Scorer, to output: inout [String: Observation]
  ) {
    var seen = Observation()
    overview(unit.assessment, &seen)
    gates(unit.assessment, &seen)
    requirements(unit.assessment, &scorer, &seen)
    adjustments(unit.assessment, &seen)
    gaps(unit.assessment, &seen)
    column(unit.assessment, &seen)
    views(unit.assessment, &seen)
    overrides(unit, &seen)
    projection(unit, &seen)
    output[unit.unit.code] = seen
  }

  private func text(_ points: Points) -> String { points.text(digits: set.digits) }
  private func text(_ number: Number) -> String {
    (number.roundedHalfUp(digits: set.digits).map { Points(units: $0) }).map(text) ?? "too large"
  }

  private func overview(_ unit: UnitAssessment, _ seen: inout Observation) {
    seen["total"] = text(unit.total)
    seen["range"] = "\(text(unit.worstTotal)), \(text(unit.bestTotal))"
    seen["earned"] = text(unit.earned)
    seen["base"] = text(unit.base)
    seen["score"] = text(unit.score)
    seen["judged"] = unit.isJudged ? "yes" : "no"
    seen["reported"] = "\(unit.reported) of \(unit.required)"
    seen["missing"] = "\(unit.missing)"
    for (task, result) in zip(set.tasks, unit.tasks) {
      seen["tasks \(task.id)"] = "\(text(result.earned)) of \(text(result.base))"
    }
    for result in unit.groups {
      let path = "groups \(set.groups[result.group].id)"
      seen["\(path) rows"] = text(result.rows)
      seen["\(path) returned"] = text(result.returned)
      seen["\(path) earned"] = text(result.earned)
      seen["\(path) base"] = text(result.base)
    }
    for (veto, state) in zip(set.vetoes, unit.vetoes) {
      seen["vetoes \(veto.id)"] = state.rawValue
    }
  }

  private func gates(_ unit: UnitAssessment, _ seen: inout Observation) {
    for (gate, result) in zip(set.gates, unit.gates) {
      seen["gates \(gate.id)"] = result.verdict.rawValue
      seen["obstacles \(gate.id)"] = result.obstacles.map(words).joined(separator: ", ")
    }
  }

  private func words(_ obstacle: Obstacle) -> String {
    switch obstacle {
    case .total(_, let short): "total \(text(short)) short"
    case .reported(_, let items, let all): "reported \(items) of \(all)"
    case .task(let index, _, let short): "task \(set.tasks[index].id) \(text(short)) short"
    case .notMet(let index): "not met \(set.requirements[index].id)"
    case .check(let index): "check \(index + 1)"
    case .veto(let index, _): "veto \(set.vetoes[index].id)"
    case .after(let index): "after \(set.gates[index].id)"
    case .notJudged: "not judged"
    case .blocked(let index): "blocked \(set.requirements[index].id)"
    }
  }

  private func requirements(
    _ unit: UnitAssessment, _ scorer: inout Scorer, _ seen: inout Observation
  ) {
    for (index, outcome) in unit.outcomes.enumerated() {
      let path = "requirements \(set.requirements[index].id)"
      seen["\(path) status"] = outcome.status.rawValue
      seen["\(path) earned"] = text(outcome.earned)
      seen["\(path) base"] = text(outcome.base)
      seen["\(path) worst"] = text(outcome.worst)
      seen["\(path) best"] = text(outcome.best)
      seen["\(path) value"] = scorer.valueText(outcome, of: index)
      seen["\(path) why"] = scorer.why(outcome, of: index).text(.en)
      seen["\(path) missing"] = "none"
      seen["\(path) contradictory"] = "none"
      seen["\(path) place"] = "none"
      seen["\(path) by rule"] = outcome.replaced.map { text($0.earned) } ?? "none"
      switch outcome.cause {
      case .missing(let items): seen["\(path) missing"] = names(items)
      case .contradiction(let items): seen["\(path) contradictory"] = names(items)
      case .place(let place, let all, _): seen["\(path) place"] = "\(place) of \(all)"
      default: break
      }
    }
  }

  private func names(_ items: [Int]) -> String {
    items.map { set.items[$0].name }.joined(separator: ", ")
  }

  private func adjustments(_ unit: UnitAssessment, _ seen: inout Observation) {
    for (adjustment, result) in zip(set.adjustments, unit.adjustments) {
      let path = "adjustments \(adjustment.id)"
      seen[path] = text(result.moved)
      seen["\(path) moved"] = text(result.moved)
      seen["\(path) worst"] = result.worst.map(text) ?? "none"
      seen["\(path) best"] = result.best.map(text) ?? "none"
      seen["\(path) status"] = result.outcome.rawValue
    }
  }

  private func gaps(_ unit: UnitAssessment, _ seen: inout Observation) {
    for node in set.requirements + set.adjustments { seen["wins \(node.id)"] = "none" }
    let gaps = plan.gaps(of: unit)
    let ids = gaps.map { gap in
      switch gap.source {
      case .requirement(let index): set.requirements[index].id
      case .adjustment(let index): set.adjustments[index].id
      }
    }
    for (id, gap) in zip(ids, gaps) { seen["wins \(id)"] = text(gap.win) }
    seen["gaps"] = ids.joined(separator: ", ")
  }

  /// The rows of the column that stand for no requirement, and whether all rows add up to the total.
  private func column(_ unit: UnitAssessment, _ seen: inout Observation) {
    for group in set.groups { seen["column cap \(group.id)"] = "none" }
    for adjustment in set.adjustments { seen["column \(adjustment.id)"] = "none" }
    for veto in set.vetoes { seen["column veto \(veto.id)"] = "none" }
    seen["column conversion"] = "none"
    seen["column limit"] = "none"
    var sum = Points.zero
    var limit = Points.zero
    for row in plan.column(of: unit) {
      sum += row.points
      switch row.kind {
      case .requirement: continue
      case .cap(let index): seen["column cap \(set.groups[index].id)"] = text(row.points)
      case .conversion: seen["column conversion"] = text(row.points)
      case .adjustment(let index):
        seen["column \(set.adjustments[index].id)"] = text(row.points)
      case .veto(let index): seen["column veto \(set.vetoes[index].id)"] = text(row.points)
      case .limit:
        seen["column limit"] = text(row.points)
        limit = row.points
      }
    }
    // The limit takes up what is left, so it may stand only where the total is at one of its bounds.
    let bounds = [Points.zero, set.totalAtMost] + vetoCaps(unit)
    let isSound = sum == unit.total && (limit == .zero || bounds.contains(unit.total))
    seen["column adds up"] = isSound ? "yes" : "no"
  }

  private func vetoCaps(_ unit: UnitAssessment) -> [Points?] {
    zip(set.vetoes, unit.vetoes).flatMap { veto, state -> [Points?] in
      guard state == .found else { return [] }
      return veto.effects.map { effect in
        if case .totalAtMost(let points) = effect { points } else { nil }
      }
    }
  }
}
