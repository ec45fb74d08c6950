import Assessment
import Definitions
import FEEL

extension Observed {
  var set: IndicatorSet { plan.set }

  func text(_ points: Points) -> String { points.text(digits: set.digits) }

  private func text(_ number: Number) -> String {
    number.roundedHalfUp(digits: set.digits).map { text(Points(units: $0)) } ?? "too large"
  }

  func names(_ items: [Int]) -> String {
    items.map { set.items[$0].name }.joined(separator: ", ")
  }

  /// What stands in the way of a gate, in a few words.
  func words(_ obstacle: Obstacle) -> String {
    switch obstacle {
    case .total(_, let short): "total \(text(short)) short"
    case .reported(_, let items, let all): "reported \(items) of \(all)"
    case .task(let index, _, let short): "task \(set.tasks[index].id) \(text(short)) short"
    case .notMet(let index, _): "not met \(set.requirements[index].id)"
    case .check(let index): "check \(index + 1)"
    case .veto(let index, _): "veto \(set.vetoes[index].id)"
    case .after(let index): "after \(set.gates[index].id)"
    case .notJudged: "not judged"
    case .blocked(let source, _): "blocked \(set.node(of: source).id)"
    case .peers(let count): count > 0 ? "peers \(count)" : "peers"
    case .closed: "closed"
    }
  }

  /// What a gate skipped, in a few words.
  func words(_ skipped: Skipped) -> String {
    func named(_ word: String, _ ids: [String]) -> [String] { ids.map { "\(word) \($0)" } }
    let words =
      named("waived", skipped.waived.map { set.requirements[$0].id })
      + named("not applicable", skipped.notApplicable.map { set.requirements[$0].id })
      + named("no base", skipped.tasks.map { set.tasks[$0].id })
    return words.joined(separator: ", ")
  }

  /// Whether the rows of the column add up to the total; the limit takes up what is left, so it may stand only where the
  /// total is at one of its bounds.
  var columnIsSound: Bool {
    var sum = Points.zero
    var limit = Points.zero
    for row in plan.column(of: unit) {
      sum += row.points
      if case .limit = row.kind { limit = row.points }
    }
    var bounds: [Points?] = [.zero, set.totalAtMost]
    for (veto, state) in zip(set.vetoes, unit.vetoes) where state == .found {
      for case .totalAtMost(let points) in veto.effects { bounds.append(points) }
    }
    return sum == unit.total && (limit == .zero || bounds.contains(unit.total))
  }
}
