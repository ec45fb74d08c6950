import Definitions
import FEEL
import SourceText

/// Where a unit stands in one completion.
struct Standing {
  let completion: Completion
  /// The sums of the column in it.
  let sums: Sums
  let total: Points
  /// Whether nothing bounds what may still be added: the total stands for more than any set can state.
  let isUnbounded: Bool
  let isJudged: Bool
  /// The requirements that do not count, being beyond the best of their group.
  let notCounted: Set<Index<Requirement>>
  /// What has become of the unit, in the order of the plan; the gates as far as they are judged.
  var results: [Value]
  /// What stands in the way of each gate that is judged.
  var obstacles: By<Gate, [Obstacle]> = []
  /// Whether each check of each such gate holds; nil where that is not known.
  var checks: By<Gate, [Bool?]> = []
}

/// Where a unit stands in all three completions.
private struct Completed {
  let now: Standing
  let worst: Standing
  let best: Standing
}

extension Scorer {
  /// Total and points in one completion (S3.11 to S3.13); the gates are still to be judged.
  /// - Parameters:
  ///   - completion: Which of them.
  ///   - sums: The sums of the column in it.
  ///   - states: What is the same in all of them.
  /// - Returns: Where the unit stands.
  func standing(_ completion: Completion, _ sums: Sums, _ states: UnitStates) -> Standing {
    let (total, isUnbounded) = total(completion, sums, states)
    let results = plan.results.map { result -> Value in
      let points: Points
      switch result.kind {
      case .total: points = total
      case .score(.requirement(let index)):
        points = plan.points(of: index, completion, states.outcomes.tallies)
      case .score(.task(let index)): points = sums.taskPoints[index]
      case .score(.group(let index)):
        points = sums.groups.first { $0.group == index }?.earned ?? .zero
      case .passed: return .null(Null(.missing))
      }
      return .number(points.number(digits: digits))
    }
    return Standing(
      completion: completion, sums: sums, total: total, isUnbounded: isUnbounded,
      isJudged: sums.judgedBase.units * 2 >= plan.set.points.units,
      notCounted: Set(sums.notCounted), results: results)
  }

  /// Judges the gates by what is printed, one after the other (S3.15).
  mutating func judgeGates(_ now: inout Standing, _ states: UnitStates) {
    for gate in plan.set.gates.indices {
      judge(gate, &now, states, certain: truths(ofGate: gate, now, [:]))
    }
  }

  /// Judges the gates at both ends, one after the other. A check is decided where it comes out the same whatever becomes of
  /// what is not known: of totals and points anything between the ends, of an open gate before it either verdict.
  /// - Parameters:
  ///   - now: What is printed, with its gates.
  ///   - worst: The one end; the same as `now` where nothing is open.
  ///   - best: The other end.
  ///   - states: What is the same in all of them.
  /// - Returns: The verdicts, before the closing date.
  mutating func judgeGates(
    _ now: Standing, _ worst: inout Standing, _ best: inout Standing, _ states: UnitStates
  ) -> By<Gate, Verdict> {
    var between: [Int: Possible] = [:]
    for (index, result) in plan.results.enumerated() {
      guard let a = worst.results[index].number, let b = best.results[index].number, a != b else {
        continue
      }
      let high = if case .total = result.kind, best.isUnbounded { Number?.none } else { max(a, b) }
      between[result.slot] = .between(min(a, b), high)
    }
    var verdicts: By<Gate, Verdict> = []
    for gate in plan.set.gates.indices {
      let truths = truths(ofGate: gate, worst, between)
      judge(gate, &worst, states, certain: truths)
      judge(gate, &best, states, certain: truths)
      let all = Completed(now: now, worst: worst, best: best)
      let verdict = verdict(gate, all, states, verdicts)
      verdicts.append(verdict)
      for result in plan.results(ofGate: gate) where verdict == .open {
        between[result.slot] = .truth(nil, mayBeMissing: false)
      }
    }
    return verdicts
  }

  /// Judges a gate in one completion.
  private mutating func judge(
    _ index: Index<Gate>, _ standing: inout Standing, _ states: UnitStates, certain: [Bool?]
  ) {
    let gate = plan.set.gates[index]
    let completion = standing.completion
    var obstacles: [Obstacle] = []
    if let before = gate.after, !standing.obstacles[before].isEmpty {
      obstacles.append(.after(before))
    }
    if !standing.isJudged { obstacles.append(.notJudged) }
    if completion == .printed, let blocked = states.blocked {
      obstacles.append(blocked)
    }
    needs(of: gate, standing, states, &obstacles)
    if completion == .printed { fillResults(of: index, standing) }
    for (check, certain) in certain.enumerated() {
      let holds =
        completion == .printed
        ? evaluate(gate.checks[check].condition).holdsAsCheck : certain
      // What is not known may still turn out well.
      if holds == false || holds == nil && completion != .best { obstacles.append(.check(check)) }
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
    for (place, passed) in plan.results.enumerated() {
      if case .passed(index) = passed.kind {
        standing.results[place] = .boolean(obstacles.isEmpty)
      }
    }
    standing.obstacles.append(obstacles)
    standing.checks.append(certain)
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

  private func needs(
    of gate: Gate, _ standing: Standing, _ states: UnitStates, _ obstacles: inout [Obstacle]
  ) {
    let set = plan.set
    let completion = standing.completion
    if let threshold = gate.total {
      let needed = threshold.points(of: plan.fullScore)
      let short = needed - standing.total.number(digits: set.digits)
      if short > .zero { obstacles.append(.total(needed: needed, short: short)) }
    }
    if let share = gate.reported, completion != .best {
      let items = completion == .worst ? states.leastReported : states.reported
      let needed = share * Number(items.required)
      if Number(items.reported) < needed {
        obstacles.append(
          .reported(needed: share, items: items.reported, of: items.required))
      }
    }
    if let threshold = gate.eachTask {
      for (index, task) in standing.sums.tasks.indexed where task.base > .zero {
        let needed = threshold.points(of: task.base.number(digits: set.digits))
        let earned =
          switch threshold {
          case .share: task.earned
          case .points: standing.sums.taskPoints[index]
          }
        let short = needed - earned.number(digits: set.digits)
        if short > .zero {
          obstacles.append(.task(index, needed: needed, short: short))
        }
      }
    }
    if !gate.met.isEmpty {
      for (index, tally) in states.outcomes.tallies.indexed where plan.rules[index].isCore {
        let rule = plan.rules[index]
        guard rule.requirement.marks.contains(where: gate.met.contains),
          !standing.notCounted.contains(index), tally.isUnmet(completion)
        else { continue }
        obstacles.append(.notMet(requirement: index, Lack(states.outcomes[index])))
      }
    }
  }

  /// Puts what has become of the unit in a completion into the slots, with the calls that are made of it.
  private mutating func fillResults(of gate: Index<Gate>, _ standing: Standing) {
    if plan.set.gates[gate].checks.isEmpty { return }
    for (result, value) in zip(plan.results, standing.results) { slots[result.slot] = value }
    for filling in plan.fillings.ofGates[gate] { fill(filling) }
  }

  /// Whether each check of a gate holds, whatever becomes of what is not known; nil where that is not decided.
  private mutating func truths(
    ofGate gate: Index<Gate>, _ standing: Standing, _ between: [Int: Possible]
  ) -> [Bool?] {
    let checks = plan.set.gates[gate].checks
    if checks.isEmpty { return [] }
    fillResults(of: gate, standing)
    return checks.indices.map { index in
      let check = plan.gateChecks[gate][index]
      let condition = checks[index].condition
      var open = openSlots.union(between.keys)
      if check.asksAbsence { open.formUnion(awaitedSlots()) }
      func certain(_ scorer: inout Scorer, _ open: Set<Int>) -> Bool? {
        let unsure = Unsure(slots: open, possible: between)
        return scorer.truth(of: condition, ofGate: gate, unsure, splits: Self.mostSplits)
      }
      let moved = movedSlots
      if moved.isEmpty { return certain(&self, open) }
      if let truth = certain(&self, open.union(moved)) { return truth }
      let now = evaluate(condition)
      return isSettled(index, of: gate, now) ? certain(&self, open) : nil
    }
  }

  /// How many open gates a check is looked at with each way.
  private static let mostSplits = 6

  /// Whether a check holds whatever becomes of what is open; where that is not found at once, with an open gate that it reads
  /// each way.
  private mutating func truth(
    of condition: Expression, ofGate gate: Index<Gate>, _ open: Unsure, splits: Int
  ) -> Bool? {
    let between = open.possible
    let unsure = Unsure(slots: plan.made(of: open.slots, at: level), possible: between)
    let found = with(unsure) { $0.possible(condition).certain }.result?.holdsAsCheck
    let either = condition.program.reads.map { Int($0.rawValue) }.first { slot in
      if case .truth(nil, mayBeMissing: false)? = between[slot] { true } else { false }
    }
    guard found == nil, splits > 0, let either else { return found }
    let kept = slots
    defer { slots = kept }
    var truth: Bool?
    for way in [true, false] {
      slots[either] = .boolean(way)
      for filling in plan.fillings.ofGates[gate] { fill(filling) }
      var rest = open
      rest.slots.remove(either)
      rest.possible[either] = nil
      let holds = self.truth(of: condition, ofGate: gate, rest, splits: splits - 1)
      guard let holds, truth == nil || truth == holds else { return nil }
      truth = holds
    }
    return truth
  }

  /// Both completions pass: passed; both fail for the same reason: failed; else open (S5.3). What is missing, or may be, and blocks, or may
  /// leave too little to judge, leaves every gate open, but for those that a found veto bars, and those after them: nothing that is still to come
  /// opens these.
  private func verdict(
    _ gate: Index<Gate>, _ all: Completed, _ states: UnitStates, _ before: By<Gate, Verdict>
  ) -> Verdict {
    let isShut = states.vetoes.indices.contains { veto in
      states.vetoes[veto] == .found && !plan.barred[veto].isDisjoint(with: plan.chain[gate])
    }
    if isShut { return .failed }
    if states.blocked != nil || ![all.now, all.worst, all.best].allSatisfy(\.isJudged) {
      return .open
    }
    let (least, most) = (all.worst.obstacles[gate], all.best.obstacles[gate])
    if least.isEmpty && most.isEmpty { return .passed }
    // More points may also break a check, so one completion alone proves nothing; and where they fail for different
    // reasons, something between them may pass.
    let isAfterFailed = plan.set.gates[gate].after.map { before[$0] == .failed } ?? false
    return isAfterFailed || !least.needs.isDisjoint(with: most.needs) ? .failed : .open
  }

  /// The verdicts where all is known.
  func verdicts(_ now: Standing, _ states: UnitStates) -> By<Gate, Verdict> {
    let all = Completed(now: now, worst: now, best: now)
    return plan.set.gates.indices.reduce(into: []) { verdicts, gate in
      verdicts.append(verdict(gate, all, states, verdicts))
    }
  }

  /// The gates with what stands in their way now. After the closing date open is failed, unless there is too little to judge
  /// at all.
  func results(
    _ verdicts: By<Gate, Verdict>, _ now: Standing, _ worst: Standing, _ best: Standing
  ) -> By<Gate, GateResult> {
    By(
      plan.set.gates.indices.map { index in
        let (gate, verdict) = (plan.set.gates[index], verdicts[index])
        var obstacles = now.obstacles[index]
        let open = gate.checks.indices.filter { check in
          let least = worst.checks[index][check]
          return least == nil || least != best.checks[index][check]
        }
        let ofPeers = open.filter { isOpen(gate.checks[$0].condition.program.reads) }
        if verdict == .open, !ofPeers.isEmpty {
          let forms = ofPeers.flatMap { plan.gateChecks[index][$0].peerForms }
          obstacles.append(.peers(unsettledPeers(forms)))
        }
        let isClosed = plan.isClosed && verdict == .open && now.isJudged
        if isClosed { obstacles.append(.closed) }
        return GateResult(
          verdict: isClosed ? .failed : verdict, obstacles: obstacles, openChecks: open)
      })
  }
}

extension Value {
  /// Whether it lets a gate pass that checks it: of nothing there is nothing to ask, as of a requirement that does not apply; nil
  /// where that is not known.
  fileprivate var holdsAsCheck: Bool? { isNothingToJudge ? true : boolean }
}

extension ScoringPlan {
  /// What is asked for of whether a gate is passed.
  fileprivate func results(ofGate gate: Index<Gate>) -> [UnitResult] {
    results.filter { if case .passed(gate) = $0.kind { true } else { false } }
  }
}

/// What a gate asks, as far as a completion may fail it.
private enum GateNeed: Hashable {
  case total
  case reported
  case task(Index<KeyTask>)
  case met(Index<Requirement>)
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

extension Tally {
  /// Whether a core requirement is not met in a completion; exempt, waived, not applicable and not counted ones
  /// are skipped (S2).
  fileprivate func isUnmet(_ completion: Completion) -> Bool {
    switch completion {
    case .printed: status.isUnmet
    case .worst: !marks[.isMetAtWorst]
    case .best: !marks[.isMetAtBest]
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
