package import Definitions
package import FEEL
package import SourceText
package import Submissions

extension ScoringPlan {
  /// Whether `previous` or `earlier` is called at all.
  package var looksBack: Bool { !times.isEmpty }

  /// Those of some calls that ask an earlier period.
  package func calls(
    _ calls: Set<FactGraph.TimeCall>, asking earlier: Period, from period: Period
  ) -> Set<FactGraph.TimeCall> {
    calls.filter { call in
      times.contains { $0.isCalled(by: call) && $0.looksBack(to: earlier, from: period) }
    }
  }

  /// The names of the reported items that some calls over time read, also through formulas.
  package func items(askedForBy calls: Set<FactGraph.TimeCall>) -> Set<String> {
    var reads: Set<Slot> = []
    for index in times(calls) {
      let form = times[index].form
      reads.formUnion(form.argument.reads)
      if let owner = form.owner { reads.formUnion(rule(of: owner).requirement.valueSlots) }
    }
    let all = set.closureThroughFormulas(of: reads)
    return Set(
      set.items.indices.filter { all.contains(Slot(rawValue: Int32($0))) }.map {
        set.items[$0].name
      })
  }

  /// Some calls as indices into those over time; nil for all.
  fileprivate func times(_ calls: Set<FactGraph.TimeCall>?) -> [Int] {
    guard let calls else { return Array(times.indices) }
    return times.indices.filter { index in calls.contains { times[index].isCalled(by: $0) } }
  }
}

extension TimeForm {
  /// Whether the call asks for a period.
  fileprivate func looksBack(to earlier: Period, from period: Period) -> Bool {
    let back = earlier.distance(to: period, in: length)
    return back >= 1 && back < count
  }

  fileprivate func isCalled(by call: FactGraph.TimeCall) -> Bool {
    form.slot == Int(call.slot.rawValue)
  }
}

extension GivenResults {
  /// What is stated of a unit by ids.
  package struct Stated: Sendable {
    package var total: Number?
    /// The points of requirements, tasks and groups.
    package var points: [String: Number] = [:]
    /// Whether gates were passed.
    package var passed: [String: Bool] = [:]

    /// Nothing.
    package init() {}

    /// The value of something; nil where it is not stated.
    fileprivate subscript(_ result: UnitResult) -> Value? {
      switch result.kind {
      case .total: total.map { .number($0) }
      case .score: points[result.id].map { .number($0) }
      case .passed: passed[result.id].map { .boolean($0) }
      }
    }
  }

  /// What is stated of units, as far as a plan asks for it.
  package init(_ stated: [Index<Unit>: Stated], for plan: ScoringPlan) {
    self.init()
    for (unit, stated) in stated {
      var values: [Int: Value] = [:]
      for result in plan.results { values[result.slot] = stated[result] }
      set(unit, to: values)
    }
  }
}

/// What became of units in a period, as a later one asks for it.
package struct EarlierResults: UnitRenderer {
  private let plan: ScoringPlan
  private let set: IndicatorSet

  /// - Parameters:
  ///   - plan: The plan of the later period, whose calls ask.
  ///   - set: The set of the period itself.
  package init(for plan: ScoringPlan, under set: IndicatorSet) {
    self.plan = plan
    self.set = set
  }

  package func start() -> GivenResults { GivenResults() }

  package func add(_ unit: UnitReport, to output: inout GivenResults) {
    var values: [Int: Value] = [:]
    for result in plan.results { values[result.slot] = value(result, unit.assessment) }
    output.set(unit.index, to: values)
  }

  /// What was printed; nil where the set of the time has nothing of the name, and of a gate that was open.
  private func value(_ result: UnitResult, _ unit: UnitAssessment) -> Value? {
    switch result.kind {
    case .total: return .number(unit.total.number(digits: set.digits))
    case .score:
      return UnitResult.Node(result.id, set).flatMap { unit.points(of: $0) }
        .map { .number($0.number(digits: set.digits)) }
    case .passed:
      guard let gate = set.gates.firstIndex(where: { $0.id == result.id }) else { return nil }
      switch unit.gates[gate].verdict {
      case .passed: return .boolean(true)
      case .failed: return .boolean(false)
      case .open: return nil
      }
    }
  }
}

/// What the rows of an earlier period give to calls of `previous` and `earlier` of a later one.
package struct EarlierAnswers: Sendable {
  /// What a unit gives; of a part of a later unit the values of its items.
  package struct Answer: Sendable {
    fileprivate let unit: Index<Unit>
    fileprivate let values: [Value]
    /// By call, the sums behind it that some of the units below are missing from.
    fileprivate let partial: [[PartialSum]]
  }

  /// What the units are asked.
  package struct Question: Sendable {
    fileprivate let known: FactTable
    /// The calls that ask, as indices into the plan's.
    fileprivate let calls: [Int]
    /// The units whose values are not by themselves those of a later one.
    fileprivate let parts: Set<Index<Unit>>
  }

  /// What each unit is asked.
  package let question: Question
  private let known: FactTable
  /// The unit of the later registry that a unit has become; nil where there is none.
  private let successor: @Sendable (Index<Unit>) -> Index<Unit>?
  private let origins: Origins
  private var found: EarlierValues
  /// The items of the parts of later units.
  private var rows: [Index<Unit>: [Value]] = [:]
  private var answered: Set<Index<Unit>> = []

  /// - Parameters:
  ///   - calls: The calls that ask; nil for all of the plan.
  ///   - known: What is known of the units in the period.
  ///   - successor: The unit of the later registry that a unit has become; nil where there is none.
  package init(
    to calls: Set<FactGraph.TimeCall>?, _ known: FactTable,
    successor: @escaping @Sendable (Index<Unit>) -> Index<Unit>?
  ) {
    self.known = known
    self.successor = successor
    origins = Origins(known.registry, successor)
    question = Question(known: known, calls: known.plan.times(calls), parts: origins.parts)
    found = EarlierValues(period: known.occasion.period, values: [:], partial: [:])
  }

  /// Takes what the units of a block give; the blocks in their order.
  package mutating func take(_ answers: [Answer]) {
    for answer in answers {
      answered.insert(answer.unit)
      if origins.parts.contains(answer.unit) {
        rows[answer.unit] = answer.values
      } else if let later = successor(answer.unit) {
        found.values[later] = answer.values
        if answer.partial.contains(where: { !$0.isEmpty }) {
          found.partial[later] = answer.partial
        }
      }
    }
  }

  /// What the units give to the calls, when all blocks have been taken.
  /// - Parameter told: What could not be read.
  /// - Returns: By unit of the later registry a value for each call of the plan.
  package consuming func values(_ told: [Diagnostic]) -> EarlierValues {
    // Whose items the later set does not know has its points all the same.
    let given = known.around.given.keys
    for block in known.emptyRows(of: given.filter { !answered.contains($0) }.sorted()) {
      take(question.answers(of: block))
    }
    for (later, old) in origins.merged where found.values[later] == nil {
      let all = old.compactMap { rows[$0] }
      guard all.count == old.count else { continue }
      var scorer = known.merged(all, into: old[0], known.around)
      found.values[later] = scorer.timeFacts(question.calls)
    }
    found.told = told
    return found
  }
}

extension EarlierAnswers.Question {
  /// What the units of a block give.
  package func answers(of block: RowBlock) -> [EarlierAnswers.Answer] {
    let (plan, around) = (known.plan, known.around)
    var scorer = Scorer(plan)
    scorer.gathering = around.gathering
    return block.rows.enumerated().map { row, place in
      let hand = UnitAtHand(block, row, known.registry, around)
      if hand.unit.level == known.level {
        _ = scorer.standToBeScored(hand, around)
      } else {
        scorer.stand(hand, around, at: known.level)
      }
      if parts.contains(place.unit) {
        let items = Array(scorer.slots.prefix(plan.set.items.count))
        return EarlierAnswers.Answer(unit: place.unit, values: items, partial: [])
      }
      let sums = plan.times.indices.map {
        scorer.partialSums(ofCall: $0, in: known.occasion.period)
      }
      return EarlierAnswers.Answer(
        unit: place.unit, values: scorer.timeFacts(calls), partial: sums)
    }
  }
}

/// Which units of an earlier period each later unit comes from.
private struct Origins {
  /// The units that together are a later one, where none of them became it within the period; by that one.
  private(set) var merged: [Index<Unit>: [Index<Unit>]] = [:]
  /// All units whose values are not by themselves those of a later one.
  private(set) var parts: Set<Index<Unit>> = []

  init(_ registry: Registry, _ successor: (Index<Unit>) -> Index<Unit>?) {
    let pairs = registry.units.indices.compactMap { unit in successor(unit).map { (unit, $0) } }
    for (later, entries) in Dictionary(grouping: pairs, by: \.1) where entries.count > 1 {
      let former = entries.map(\.0).filter { registry.units[$0].heir != nil }
      let others = entries.map(\.0).filter { registry.units[$0].heir == nil }
      parts.formUnion(former)
      if others.count > 1 {
        merged[later] = others
        parts.formUnion(others)
      } else if let heir = others.first, registry.isMadeOf(former, heir) {
        merged[later] = former
      }
    }
  }
}

extension Scorer {
  /// What a later period wants to know of the unit: the argument of each call, null where it has no value, or is not asked.
  mutating func timeFacts(_ calls: [Int]) -> [Value] {
    var values = [Value](repeating: .null(Null(.missing)), count: plan.times.count)
    for call in calls { values[call] = timeFact(plan.times[call]) }
    return values
  }
}
