import Definitions
import FEEL
import SourceText

/// Where a unit stands in one completion.
struct Standing {
  var total: Points
  /// Whether nothing bounds what may still be added: the total stands for more than any set can state.
  var isUnbounded: Bool
  var isJudged: Bool
  /// What stands in the way of each gate.
  var obstacles: [[Obstacle]]
  /// The first gate of which a check could not be judged.
  var firstUnknown: Int?
}

extension Scorer {
  /// Total and gates in one completion (S3.11 to S3.15).
  /// - Parameters:
  ///   - completion: Which of them.
  ///   - sums: The sums of the column in it.
  ///   - states: What is the same in all of them.
  ///   - unsettled: The total, points and gates that are not the same at both ends.
  /// - Returns: Where the unit stands.
  mutating func standing(
    _ completion: Completion, _ sums: Sums, _ states: UnitStates, unsettled: Set<Slot> = []
  ) -> Standing {
    let set = plan.set
    let isJudged = sums.judgedBase.units * 2 >= set.points.units
    let (total, isUnbounded) = total(completion, sums, states)
    for result in plan.results {
      let points: Points? =
        switch result.kind {
        case .total: total
        case .score(.requirement(let index)): plan.points(of: index, completion, states.outcomes)
        case .score(.task(let index)): sums.taskPoints[index]
        case .score(.group(let index)):
          sums.groups.first { $0.group == index }?.earned ?? .zero
        case .passed: nil
        }
      if let points { slots[result.slot] = .number(points.number(digits: set.digits)) }
    }
    let notCounted = Set(sums.notCounted)
    var result = Standing(
      total: total, isUnbounded: isUnbounded, isJudged: isJudged, obstacles: [])
    for (index, gate) in set.gates.enumerated() {
      var obstacles: [Obstacle] = []
      if let before = gate.after, !result.obstacles[before].isEmpty {
        obstacles.append(.after(before))
      }
      if !isJudged { obstacles.append(.notJudged) }
      if completion == .printed, let blocked = states.blocked {
        obstacles.append(.blocked(blocked))
      }
      needs(of: gate, completion, sums, total, states, notCounted, &obstacles)
      for filling in plan.fillings.ofGates[index] { fill(filling) }
      if check(index, completion, unsettled, &obstacles), result.firstUnknown == nil {
        result.firstUnknown = index
      }
      for (veto, state) in states.vetoes.enumerated() where plan.barred[veto].contains(index) {
        let bars =
          switch state {
          case .none: false
          case .found: true
          case .asked, .unknown: completion != .best
          }
        if bars { obstacles.append(.veto(veto, state)) }
      }
      for passed in plan.results {
        if case .passed(index) = passed.kind { slots[passed.slot] = .boolean(obstacles.isEmpty) }
      }
      result.obstacles.append(obstacles)
    }
    return result
  }

  /// Score + adjustments + a veto's deductions, clamped once; then a veto's cap (S3.11 to S3.13).
  private func total(
    _ completion: Completion, _ sums: Sums, _ states: UnitStates
  ) -> (total: Points, isUnbounded: Bool) {
    // Without a bound an unknown adjustment can take or give everything.
    let everything = Points(units: Points.largestUnits)
    var total = sums.score
    for adjustment in states.adjustments {
      switch completion {
      case .printed: total += adjustment.moved
      case .worst: total += adjustment.worst ?? -everything
      case .best: total += adjustment.best ?? everything
      }
    }
    var cap: Points?
    for (index, state) in states.vetoes.enumerated() {
      let counts =
        state == .found || (completion == .worst && (state == .asked || state == .unknown))
      guard counts else { continue }
      for effect in plan.set.vetoes[index].effects {
        switch effect {
        case .lose(let points): total += -points
        case .totalAtMost(let points): cap = min(cap ?? points, points)
        case .bar, .gradeAtMost: break
        }
      }
    }
    total = max(total, .zero)
    if let most = plan.set.totalAtMost { total = min(total, most) }
    if let cap { total = min(total, cap) }
    let isUnbounded =
      completion == .best && cap == nil && plan.set.totalAtMost == nil
      && states.adjustments.contains { $0.best == nil }
    return (total, isUnbounded)
  }

  private mutating func needs(
    of gate: Gate, _ completion: Completion, _ sums: Sums, _ total: Points, _ states: UnitStates,
    _ notCounted: Set<Int>, _ obstacles: inout [Obstacle]
  ) {
    let set = plan.set
    if let threshold = gate.total {
      let needed = threshold.points(of: plan.fullScore)
      let short = needed - total.number(digits: set.digits)
      if short > .zero { obstacles.append(.total(needed: needed, short: short)) }
    }
    if let share = gate.reported, completion != .best {
      let needed = share * Number(states.required)
      if Number(states.reported) < needed {
        obstacles.append(
          .reported(needed: share, items: states.reported, of: states.required))
      }
    }
    if let threshold = gate.eachTask {
      for (index, task) in sums.tasks.enumerated() where task.base > .zero {
        let needed = threshold.points(of: task.base.number(digits: set.digits))
        let earned =
          switch threshold {
          case .share: task.earned
          case .points: sums.taskPoints[index]
          }
        let short = needed - earned.number(digits: set.digits)
        if short > .zero {
          obstacles.append(.task(index, needed: needed, short: short))
        }
      }
    }
    if !gate.met.isEmpty {
      for (index, outcome) in states.outcomes.enumerated() where plan.rules[index].isCore {
        let rule = plan.rules[index]
        guard rule.requirement.marks.contains(where: gate.met.contains),
          !notCounted.contains(index), outcome.isUnmet(completion)
        else { continue }
        obstacles.append(.notMet(requirement: index, Lack(outcome)))
      }
    }
  }

  /// Looks at the checks of a gate; gives whether one of them could not be judged.
  private mutating func check(
    _ gate: Int, _ completion: Completion, _ unsettled: Set<Slot>, _ obstacles: inout [Obstacle]
  ) -> Bool {
    var hasUnknown = false
    for (index, check) in plan.set.gates[gate].checks.enumerated() {
      var truth = evaluate(check.condition)
      // What rises and falls with the points is not known between the ends.
      let isBetween =
        completion != .printed && plan.checksOfPoints[gate][index] == .unknown
        && !unsettled.isDisjoint(with: plan.set.closure(of: check.condition.program.reads))
      if isBetween || isOpen(check.condition.program.reads) || !isSettled(index, of: gate, truth) {
        hasUnknown = true
        if completion != .printed { truth = .null(Null(.missing)) }
      }
      switch truth {
      case .boolean(true): continue
      // Of nothing there is nothing to ask, as of a requirement that does not apply.
      case let nothing where nothing.isNothingToJudge: continue
      case .null:
        hasUnknown = true
        // What is not known may still turn out well.
        if completion != .best { obstacles.append(.check(index)) }
      default: obstacles.append(.check(index))
      }
    }
    return hasUnknown
  }

  /// Both completions pass: passed; both fail for the same reason: failed; else open (S5.3). What is missing and blocks, or may
  /// leave too little to judge, leaves every gate open, but for those that a found veto bars, and those after them: nothing that is still to come
  /// opens these. After the closing date open is failed, unless there is too little to judge at all.
  func verdicts(
    now: Standing, worst: Standing, best: Standing, isBlocked: Bool, _ vetoes: [VetoState]
  ) -> [GateResult] {
    let shut = vetoes.indices.reduce(into: Set<Int>()) { gates, veto in
      if vetoes[veto] == .found { gates.formUnion(plan.barred[veto]) }
    }
    var verdicts: [Verdict] = []
    var results: [GateResult] = []
    for (index, gate) in plan.set.gates.enumerated() {
      let verdict: Verdict =
        if !plan.chain[index].isDisjoint(with: shut) {
          .failed
        } else if isBlocked || ![now, worst, best].allSatisfy(\.isJudged) {
          .open
        } else {
          // More points may also break a check, so one completion alone proves nothing; and where they fail for different
          // reasons, something between them may pass.
          switch (worst.obstacles[index], best.obstacles[index]) {
          case (let worst, let best) where worst.isEmpty && best.isEmpty: .passed
          case (let worst, let best)
          where !worst.needs.isDisjoint(with: best.needs)
            || gate.after.map { verdicts[$0] == .failed } ?? false:
            .failed
          default: .open
          }
        }
      verdicts.append(verdict)
      var obstacles = now.obstacles[index]
      if verdict == .open, gate.checks.contains(where: { isOpen($0.condition.program.reads) }) {
        obstacles.append(.peers(unsettledPeers(plan.peerForms(ofGate: index))))
      }
      let isClosed = plan.isClosed && verdict == .open && now.isJudged
      if isClosed { obstacles.append(.closed) }
      results.append(GateResult(verdict: isClosed ? .failed : verdict, obstacles: obstacles))
    }
    return results
  }
}

/// What a gate asks, as far as a completion may fail it.
private enum GateNeed: Hashable {
  case total
  case reported
  case task(Int)
  case met(Int)
  case check(Int)
  case veto(Int)
}

extension [Obstacle] {
  /// What is failed for itself: not because of a gate before, or because too little is there.
  fileprivate var needs: Set<GateNeed> {
    Set(
      compactMap { obstacle in
        switch obstacle {
        case .total: .total
        case .reported: .reported
        case .task(let task, _, _): .task(task)
        case .notMet(let requirement, _): .met(requirement)
        case .check(let check): .check(check)
        case .veto(let veto, _): .veto(veto)
        case .after, .notJudged, .blocked, .peers, .closed: nil
        }
      })
  }
}

extension Outcome {
  /// Whether a core requirement is not met in a completion; exempt, waived, not applicable and not counted ones
  /// are skipped (S2).
  fileprivate func isUnmet(_ completion: Completion) -> Bool {
    switch completion {
    case .printed: status.isUnmet
    case .worst: !isMetAtWorst
    case .best: !isMetAtBest
    }
  }
}

extension Threshold {
  /// The threshold as a number of points of a maximum.
  func points(of maximum: Number) -> Number {
    switch self {
    case .share(let share): share * maximum
    case .points(let number): number
    }
  }
}
