package import Definitions
package import FEEL
package import SourceText
package import Submissions

/// What a report wants to know of a unit besides what it comes to: found out while the unit's values are at hand.
package struct ReportNeeds: Sendable {
  /// Of which rules the value, target, reason and cells are told.
  package enum Facts: Int, Sendable {
    case none
    /// Of those that lose points.
    case ofGaps
    case all
  }

  package var facts = Facts.none
  /// Whether the points that can still be won are wanted.
  package var gaps = false
  /// Whether what came together from the units below is wanted, item by item.
  package var below = false
  /// Of what every step of the arithmetic is wanted.
  package var working: Set<RuleSubject> = []

  /// Nothing but what a unit comes to.
  package static let nothing = ReportNeeds()

  package init(
    facts: Facts = .none, gaps: Bool = false, below: Bool = false,
    working: Set<RuleSubject> = []
  ) {
    self.facts = facts
    self.gaps = gaps
    self.below = below
    self.working = working
  }

  /// What both want.
  package func union(_ other: ReportNeeds) -> ReportNeeds {
    ReportNeeds(
      facts: facts.rawValue > other.facts.rawValue ? facts : other.facts,
      gaps: gaps || other.gaps, below: below || other.below,
      working: working.union(other.working))
  }
}

/// What somebody may ask an explanation of, by its index in the set.
package enum RuleSubject: Hashable, Sendable {
  case requirement(Index<Requirement>)
  case adjustment(Int)
  case gate(Index<Gate>)
  case veto(Int)
}

/// A unit with its scores, and what reports need of it: values only.
package struct UnitReport: Sendable {
  /// The index of the unit in the registry.
  package let index: Index<Unit>
  package let unit: Unit
  package let assessment: UnitAssessment
  /// The findings and waivers about it that are in force.
  package let findings: [Finding]
  /// What was verified about it.
  package let verifications: [Verification]
  /// What persons decided about it.
  package let overrides: [Override]
  /// Where it stands with the values that it plans to reach; nil where nobody plans.
  package let projection: Projection?
  /// What it reported itself of the items that were verified.
  package let reported: [Int: ReportedCell]
  /// The points that can still be won, most first; empty unless asked for.
  package let gaps: [Gap]
  /// What came together from the units below, in the order of the items; empty unless asked for.
  package let below: [RolledUp]
  /// Every step of the arithmetic, of what was asked for.
  package let working: [RuleSubject: Working]
  fileprivate let known: [RuleSubject: RuleFacts]

  /// Value, target, reason and cells of a requirement.
  /// - Precondition: The report said that it needs them.
  package func facts(_ requirement: Index<Requirement>) -> RuleFacts {
    facts(.requirement(requirement))
  }

  /// Value, reason and cells of an adjustment.
  /// - Precondition: The report said that it needs them.
  package func facts(adjustment: Int) -> RuleFacts { facts(.adjustment(adjustment)) }

  /// Value, target, reason and cells of a requirement or adjustment.
  /// - Precondition: The report said that it needs them.
  package func facts(_ subject: RuleSubject) -> RuleFacts {
    guard let facts = known[subject] else {
      preconditionFailure("a report that tells of rules says so in its needs")
    }
    return facts
  }
}

/// What is told of a requirement or adjustment beside its points.
package struct RuleFacts: Sendable {
  /// The value that was judged, as it is printed; empty where there is none.
  package let value: String
  /// The value itself.
  package let judged: Value
  /// What the requirement asks for; nil where nothing can be named.
  package let goal: Target?
  /// How far the value is from it; empty where there is no number to reach.
  package let distance: String
  /// Why it has its points, in one sentence.
  package let why: Phrase
  /// Why it has the status that it has.
  package let cause: Cause
  /// The cells that it was judged by, in the order of the items.
  package let cells: [CellFacts]
}

/// A cell that was read: which item, where it stands, what was found there.
package struct CellFacts: Sendable {
  package let item: Int
  /// Nil where no column or element names the item.
  package let place: Place?
  /// What the unit itself reported.
  package let reported: ReportedCell
  /// What an inspection established; it replaces what was reported.
  package let verification: Verification?
  /// What came together from the units below, where the item is not the unit's own.
  package let rolledUp: RolledUp?
  /// What the units below gave, where the item is only looked at there.
  package let below: [CalledBelow]
  /// What another assessment gave.
  package let taken: Value?
  /// The records of a table as they were counted, with their computed columns; empty where there are none to be used.
  package let records: [Value]
}

/// What a unit reported of an item.
package struct ReportedCell: Sendable {
  package let kind: CellKind
  /// The value; null where there is none.
  package let value: Value
  /// The records, for a table.
  package let records: RecordList?
}

/// How something was worked out.
package struct Working: Sendable {
  /// Every step; for a gate those of its checks, one after the other.
  package let steps: [TraceStep]
  /// The cells that it was judged by.
  package let cells: [CellFacts]
  /// For each check of a gate whether it holds, nil where that is not known, whether the least and the greatest total would
  /// decide otherwise, and its steps.
  package let checks: [CheckWorking]
  /// The way to a gate; nil for everything else.
  package let way: WayToGate?
}

/// How a check of a gate was judged.
package struct CheckWorking: Sendable {
  /// Nil where it is not known.
  package let holds: Bool?
  /// Whether the least and the greatest total decide differently.
  package let isOpen: Bool
  package let steps: [TraceStep]
}

extension Scorer {
  /// Tells of the unit at hand what is needed of it.
  mutating func report(_ unit: ScoredUnit, _ needs: ReportNeeds) -> UnitReport {
    let gaps = needs.gaps || needs.facts == .ofGaps ? self.gaps(of: unit) : []
    var facts: [RuleSubject: RuleFacts] = [:]
    func tell(_ subject: RuleSubject) {
      switch subject {
      case .requirement(let index): facts[subject] = self.facts(index, unit)
      case .adjustment(let index): facts[subject] = self.facts(adjustment: index, unit)
      case .gate, .veto: preconditionFailure("gates and vetoes have no points of their own")
      }
    }
    switch needs.facts {
    case .none: break
    case .ofGaps: for gap in gaps { tell(gap.source.subject) }
    case .all:
      for index in plan.set.requirements.indices { tell(.requirement(index)) }
      for index in plan.set.adjustments.indices { tell(.adjustment(index)) }
    }
    var reported: [Int: ReportedCell] = [:]
    for verification in record.verifications {
      if case .value(let item, _) = verification.target {
        reported[item] = self.reported(item, unit)
      }
    }
    let below = needs.below ? itemsFromBelow.compactMap { rolledUp($0) } : []
    var working: [RuleSubject: Working] = [:]
    // Gates last: their checks are judged by the printed points, which the slots then hold.
    for subject in needs.working where !subject.isGate {
      working[subject] = self.working(subject, unit)
    }
    for subject in needs.working where subject.isGate {
      working[subject] = self.working(subject, unit)
    }
    return UnitReport(
      index: unit.hand.index, unit: unit.hand.unit, assessment: unit.assessment,
      findings: record.findings, verifications: record.verifications,
      overrides: record.decisions, projection: unit.projection,
      reported: reported, gaps: needs.gaps ? gaps : [], below: below, working: working,
      known: facts)
  }

  private mutating func facts(_ index: Index<Requirement>, _ unit: ScoredUnit) -> RuleFacts {
    let outcome = unit.assessment.outcomes[index]
    return RuleFacts(
      value: valueText(outcome, of: index), judged: outcome.value, goal: target(of: index),
      distance: distance(outcome, of: index) ?? "", why: why(outcome, of: index),
      cause: outcome.cause, cells: cells(plan.rules[index].reads(at: level), unit))
  }

  private mutating func facts(adjustment index: Int, _ unit: ScoredUnit) -> RuleFacts {
    let result = unit.assessment.adjustments[index]
    return RuleFacts(
      value: valueText(result, ofAdjustment: index), judged: result.value, goal: nil, distance: "",
      why: why(result, ofAdjustment: index), cause: result.cause,
      cells: cells(plan.adjustments[index].reads(at: level), unit))
  }

  private mutating func working(_ subject: RuleSubject, _ unit: ScoredUnit) -> Working {
    switch subject {
    case .requirement(let index):
      return Working(
        steps: trace(of: index), cells: cells(plan.rules[index].reads(at: level), unit), checks: [],
        way: nil)
    case .adjustment(let index):
      return Working(
        steps: trace(ofAdjustment: index),
        cells: cells(plan.adjustments[index].reads(at: level), unit),
        checks: [], way: nil)
    case .gate(let index):
      let way = way(to: index, of: unit, gaps(of: unit))
      return Working(
        steps: [], cells: [], checks: trace(ofGate: index, unit.assessment), way: way)
    case .veto(let index):
      return Working(
        steps: trace(ofVeto: index), cells: cells(itemsOfSign(ofVeto: index), unit), checks: [],
        way: nil)
    }
  }

  private func cells(_ items: [Int], _ unit: ScoredUnit) -> [CellFacts] {
    let places = unit.hand.block.places(unit.hand.row)
    return items.map { item in
      CellFacts(
        item: item, place: places[item], reported: reported(item, unit),
        verification: record.verifications.last { verification in
          if case .value(item, _) = verification.target { true } else { false }
        },
        rolledUp: rolledUp(item), below: calledBelow(item), taken: taken(item),
        records: records(ofTable: item))
    }
  }

  private func reported(_ item: Int, _ unit: ScoredUnit) -> ReportedCell {
    let kind = unit.hand.block.cell(unit.hand.row, item).kind
    return ReportedCell(
      kind: kind,
      value: kind == .table
        ? .null : unit.hand.block.value(unit.hand.row, item, of: plan.set.items[item]),
      records: unit.hand.block.records(unit.hand.row, item))
  }
}

extension RuleSubject {
  fileprivate var isGate: Bool {
    switch self {
    case .gate: true
    case .requirement, .adjustment, .veto: false
    }
  }
}

extension Gap.Source {
  /// The same as something that can be explained.
  package var subject: RuleSubject {
    switch self {
    case .requirement(let index): .requirement(index)
    case .adjustment(let index): .adjustment(index)
    }
  }
}
