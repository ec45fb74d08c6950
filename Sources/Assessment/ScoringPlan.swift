package import Definitions
import FEEL

/// A set made ready for scoring: everything that is the same for all units is worked out once.
///
/// An object, because all that scores holds it: a copy would cost more than what it scores.
package final class ScoringPlan: Sendable {
  package let set: IndicatorSet
  /// Whether the closing date has passed: what is still open at a gate then counts as failed (S5.3).
  package let isClosed: Bool
  /// The requirements, ready for scoring.
  let rules: By<Requirement, Rule>
  /// The adjustments, ready for scoring.
  let adjustments: [Rule]
  /// The items that are reported, not computed.
  let reported: [Int]
  /// Computed items, each after those that it reads.
  let computed: [Int]
  /// For each gate, the gates that come before it, itself included.
  let chain: By<Gate, Set<Index<Gate>>>
  /// For each veto, the gates that it bars.
  let barred: [Set<Index<Gate>>]
  /// For each veto the items that its sign reads at each level, by rank, none where it has no sign, and the highest level
  /// whose units report them.
  let signs: [(items: [[Int]], level: Level?)]
  /// The requirements that stand in no group, per task; and the groups, per task.
  let ungrouped: By<KeyTask, [Index<Requirement>]>
  let groups: By<KeyTask, [Int]>
  /// What must be known before units of the assessed level can be scored, in strata.
  private let facts: FactGraph
  /// What must be known of all peers before a unit can be scored.
  let peers: PeerNeeds
  /// What comes together from the units below; nil where nothing does.
  let rollUp: RollUpPlan?
  /// What must be known of earlier periods.
  let times: [TimeForm]
  /// In which order calls are filled.
  let fillings: Fillings
  /// For each item, the level whose units report it; nil for a formula that is worked out at any level.
  let levels: [Level?]
  /// Whether some item is of another level than the assessed one.
  let isLevelled: Bool
  /// For each item, how many requirements and adjustments read it.
  let readers: [Int]
  /// For each item, whether a check reads it.
  let isChecked: [Bool]
  /// For each data check, what comes together from the units below and it reads.
  let sumsOfChecks: [SumsRead]
  /// For each call of `times`, what comes together from the units below and its argument reads.
  let sumsOfTimes: [SumsRead]
  /// For each data check, what it reads and makes contradictory.
  let checkReads: [CheckReads]
  /// Whether a data check compares a unit with its peers.
  let comparesPeers: Bool
  /// What has become of a unit, as checks of gates ask for it.
  let results: [UnitResult]
  /// The items and calls that are made by asking whether something is there.
  private let asking: Set<Slot>
  /// The checks of each gate, ready for scoring.
  let gateChecks: By<Gate, [GateCheck]>
  /// For each data check, the calls of `peers` and `place` behind it, as indices into the needs.
  let peerFormsOfChecks: [[Int]]
  /// For each data check, whether it may say something else once more is there, although it has a value now.
  let asksAbsenceOfChecks: [Bool]
  /// What moves with scores that are taken from other assessments; nil where none are.
  let movements: Movements?
  /// The views, ready for reports.
  package let views: [ViewPlan]

  package init(_ set: IndicatorSet, isClosed: Bool = false) {
    self.set = set
    self.isClosed = isClosed
    let forms = LiftedForm.all(in: set)
    let results = UnitResult.all(in: set)
    self.results = results
    facts = FactGraph(set, at: set.assesses)
    let needs = PeerNeeds(set, forms, results)
    peers = needs
    rollUp = RollUpPlan(set, forms)
    let times = TimeForm.all(in: set, forms)
    self.times = times
    let fillings = Fillings(set, needs, times, results)
    self.fillings = fillings
    let levels = set.levelOfItem
    self.levels = levels
    isLevelled = set.items.contains { $0.level != nil && $0.level != set.assesses }
    let columns = rollUp?.columns ?? []
    let asking = set.slotsAskingAbsence
    self.asking = asking
    let checkReads = CheckReads.all(in: set)
    self.checkReads = checkReads
    let beyond = BeyondRow(
      peers: needs, times: times, fillings: fillings, columns: columns, checks: checkReads,
      asking: asking)
    func rule(_ owner: RuleOwner) -> Rule { Rule(owner, in: set, beyond) }
    let rules = By<Requirement, Rule>(
      set.requirements.indices.map { rule(.requirement($0)) })
    let adjustments = set.adjustments.indices.map { rule(.adjustment($0)) }
    self.rules = rules
    self.adjustments = adjustments
    reported = set.items.indices.filter { set.items[$0].isReported }
    computed = set.computedOrder
    var chain: By<Gate, Set<Index<Gate>>> = []
    for (index, gate) in set.gates.indexed {
      chain.append((gate.after.map { chain[$0] } ?? []).union([index]))
    }
    self.chain = chain
    barred = set.vetoes.map { veto in
      var gates: Set<Index<Gate>> = []
      for effect in veto.effects {
        switch effect {
        case .bar(let some): gates.formUnion(some)
        case .gradeAtMost(let gate):
          let kept = gate.map { chain[$0] } ?? []
          gates.formUnion(set.gates.indices.filter { !kept.contains($0) })
        case .lose, .totalAtMost: break
        }
      }
      return gates
    }
    signs = set.vetoes.map { veto in
      let reads = veto.askWhen?.program.reads ?? []
      return (set.itemsByLevel(behind: reads, levels), set.level(behind: reads, levels))
    }
    ungrouped = By(
      set.tasks.map { task in
        task.requirements.filter { set.requirements[$0].group == nil }
      })
    groups = By(
      set.tasks.indices.map { task in
        set.groups.indices.filter { set.groups[$0].task == task }
      })
    gateChecks = By(GateCheck.all(in: set, needs, asking))
    movements = Movements(set)
    views = set.views.indices.map { ViewPlan($0, in: set) }
    comparesPeers = checkReads.contains { check in
      Level.allCases.contains { check.isComparing(at: $0) }
    }
    peerFormsOfChecks = checkReads.map { needs.forms(behind: Set($0.reads), in: set) }
    asksAbsenceOfChecks = set.checks.map { check in
      check.condition.program.asksAbsence
        || check.condition.program.reads.contains(where: asking.contains)
    }
    var readers = [Int](repeating: 0, count: set.items.count)
    for item in (rules + adjustments).flatMap(\.reads) { readers[item] += 1 }
    self.readers = readers
    isChecked = set.items.indices.map { item in checkReads.contains { $0.items.contains(item) } }
    sumsOfChecks = set.checks.map { check in
      SumsRead(set.slotsOfThisPeriod(behind: Set(check.condition.program.reads)), columns, times)
    }
    sumsOfTimes = times.map { SumsRead($0.reads, columns, times) }
  }

  /// What must be known before units of a level can be scored, in strata.
  package func facts(at level: Level) -> FactGraph {
    level == set.assesses ? facts : FactGraph(set, at: level)
  }

  /// The rule of an owner.
  func rule(of owner: RuleOwner) -> Rule {
    switch owner {
    case .requirement(let index): rules[index]
    case .adjustment(let index): adjustments[index]
    }
  }

  /// The items that rules read of units of a level, and that have no way up to it: those of lower levels that do not
  /// come together there, or at one of the levels between that have units, ascending, each with the level where its way
  /// ends and the requirements and adjustments that read it.
  package func itemsWithoutWayUp(
    to level: Level, through between: Set<Level>
  ) -> [(item: Int, end: Level, rules: [String])] {
    var found: [Int: (end: Level, rules: [String])] = [:]
    for rule in rules + adjustments {
      for item in set.items(readAboveBy: Array(rule.requirement.slots), levels) {
        guard let own = levels[item], own < level,
          let end = Level.allCases.first(where: { next in
            next > own && (next == level || next < level && between.contains(next))
              && set.items[item].rollUp(at: next) == nil
          })
        else { continue }
        found[item, default: (end, [])].rules.append(rule.requirement.id)
      }
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value.end, $0.value.rules) }
  }

  /// The levels below one at which units are expected, so that what they or others below them report comes together.
  package func levelsBelow(_ level: Level) -> Set<Level> {
    guard rollUp != nil, let lowest = levels.compactMap(\.self).min() else { return [] }
    return Set(Level.allCases.filter { $0 >= lowest && $0 < level })
  }

  /// Whether other points may move with the items that a rule reads: another reads them, or a check that may fail.
  func sharesItems(_ rule: Rule) -> Bool {
    rule.reads.contains { readers[$0] > 1 || isChecked[$0] }
  }

  /// Whether a slot is that of a reported item.
  func isReported(_ slot: Slot) -> Bool {
    set.items.indices.contains(Int(slot.rawValue)) && set.items[Int(slot.rawValue)].isReported
  }

  /// Whether what a program comes to may be otherwise once more is there, although it has a value now.
  func asksAbsence(_ program: Program) -> Bool {
    program.asksAbsence || program.reads.contains(where: asking.contains)
  }

  /// The full score as an exact number.
  var fullScore: Number { self.set.points.number(digits: set.digits) }
}

/// A check of a gate made ready for scoring.
struct GateCheck: Sendable {
  /// Whether it may say something else once more is there, although it has a value now.
  let asksAbsence: Bool
  /// The calls of `peers` and `place` behind it, as indices into the needs.
  let peerForms: [Int]

  /// The checks of each gate of a set.
  fileprivate static func all(
    in set: IndicatorSet, _ peers: PeerNeeds, _ asking: Set<Slot>
  ) -> [[GateCheck]] {
    set.gates.map { gate in
      gate.checks.map { check in
        let reads = Set(check.condition.program.reads)
        return GateCheck(
          asksAbsence: check.condition.program.asksAbsence || !reads.isDisjoint(with: asking),
          peerForms: peers.forms(behind: reads, in: set))
      }
    }
  }
}

/// What the rules of a set may read from beyond a row, and the checks that may take it from them.
struct BeyondRow {
  let peers: PeerNeeds
  let times: [TimeForm]
  let fillings: Fillings
  /// What comes together from the units below.
  let columns: [RollUpPlan.Column]
  let checks: [CheckReads]
  /// The items and calls that are made by asking whether something is there.
  let asking: Set<Slot>
}

/// A requirement or adjustment made ready for scoring.
///
/// An object, because a requirement has many parts and is looked at for every unit: a copy would cost more than the score.
final class Rule: Sendable {
  let owner: RuleOwner
  let requirement: Requirement
  /// The highest level whose units report something that it reads; nil where it reads nothing.
  let level: Level?
  /// What it is judged out of, as an exact number: what it can earn; one point where it earns none, so that what it asks
  /// is judged all the same.
  let points: Number
  /// The points from which it counts as met, before rounding.
  let enough: Number
  /// The items that are reported for it (not computed), ascending.
  let reads: [Int]
  /// For each level, by rank, the items that are read there: what comes together from the units below stands for all that
  /// it is made of.
  private let readsByLevel: [[Int]]
  /// Whether a gate asks that it be met.
  let isCore: Bool
  /// Whether its value is shown as a percentage.
  let isPercent: Bool
  /// The calls that read its value, to be filled when that is known.
  let fillings: [Filling]
  /// The slots of those over peers.
  let ownForms: [Int]
  /// The calls of `peers` and `place` behind it, as indices into the needs.
  let peerForms: [Int]
  /// The slots that its expressions read themselves; those among them that say what its value is and whether it applies.
  let slots: [Slot]
  let valueSlots: [Slot]
  /// Whether an expression of it asks whether something is there.
  let asksAbsence: Bool
  /// Its index among the requirements that are scored by place; nil for another one.
  let placeColumn: Int?
  /// What comes together from the units below and it reads.
  let sums: SumsRead
  /// What this floor asks of its way of scoring.
  let way: any WayAtWork
  /// The lines of its score, of lines or of bands, and what they move.
  let lines: [RuleLine]
  let base: Base
  /// Whether it may turn out not to apply: by a condition, a guard, or because there is nothing to judge.
  let mayNotApply: Bool
  /// Whether its value, or something that it reads, may come to nothing: nothing by nothing does not apply.
  let mayJudgeNothing: Bool
  /// What its value is divided by, where nothing else may come to nothing; nil where something else may.
  let divisors: [Outline]?

  init(_ owner: RuleOwner, in set: IndicatorSet, _ beyond: BeyondRow) {
    let (peers, fillings) = (beyond.peers, beyond.fillings)
    let levels = set.levelOfItem
    let requirement = set.requirement(of: owner)
    self.owner = owner
    self.requirement = requirement
    level = set.level(behind: Array(requirement.slots), levels)
    let isJudged = if case .requirement = owner { requirement.points == .zero } else { false }
    points = isJudged ? .one : requirement.points.number(digits: set.digits)
    enough = requirement.metFrom * points
    let reads = set.reportedItems(behind: requirement.reads)
    self.reads = reads
    readsByLevel = set.itemsByLevel(behind: Array(requirement.slots), levels)
    isCore = set.gates.contains { gate in requirement.marks.contains(where: gate.met.contains) }
    isPercent = requirement.isPercent
    way = requirement.scoring.atWork
    lines = way.lines.map { RuleLine($0) }
    base = way.lines.base
    let slots = set.closure(of: Array(requirement.slots))
    let all = slots.isEmpty ? [] : set.closureThroughFormulas(of: slots)
    let isByItems = all.contains { slot in
      set.items.indices.contains(Int(slot.rawValue))
        && set.items[Int(slot.rawValue)].mayComeToNothing
    }
    mayJudgeNothing = requirement.mayJudgeNothing || isByItems
    divisors = isByItems ? nil : requirement.divisors
    mayNotApply = requirement.applies != nil || !requirement.guards.isEmpty || mayJudgeNothing
    sums = SumsRead(
      set.slotsOfThisPeriod(behind: requirement.slots), beyond.columns, beyond.times)
    self.slots = requirement.slots.sorted()
    valueSlots = requirement.valueSlots.sorted()
    asksAbsence = requirement.asksAbsence(through: beyond.asking)
    // What a check against peers makes contradictory hangs on them as well.
    let checked = beyond.checks.filter { !$0.marks.isDisjoint(with: reads) }.flatMap(\.reads)
    peerForms = peers.forms(behind: requirement.slots.union(checked), in: set)
    placeColumn =
      if case .requirement(let index) = owner { peers.places.firstIndex(of: index) } else { nil }
    self.fillings = fillings.calls(of: owner)
    ownForms = peers.forms.filter { $0.owner == owner }.map(\.slot)
  }
}

/// What some expressions read of what comes together from the units below.
struct SumsRead: Sendable {
  /// The columns of this period, ascending.
  let columns: [Int]
  /// The calls of `previous` and `earlier`, which may read such columns of other periods, as indices into the plan's.
  let times: [Int]

  init(_ slots: Set<Slot>, _ columns: [RollUpPlan.Column], _ times: [TimeForm]) {
    self.columns = columns.indices.filter { index in
      columns[index].slot.map { slots.contains(Slot(rawValue: Int32($0))) } ?? false
    }
    self.times = times.indices.filter {
      slots.contains(Slot(rawValue: Int32(times[$0].form.slot)))
    }
  }
}

extension Rule {
  /// The items that are read for a unit of a level, ascending.
  func reads(at level: Level) -> [Int] { readsByLevel[level.rank] }

  /// The points that its lines move.
  var start: Number {
    switch base {
    case .full: points
    case .nothing: .zero
    }
  }

  /// Whether it acts on the total.
  var isAdjustment: Bool { if case .adjustment = owner { true } else { false } }
}

/// A line made ready for scoring; an object for the same reason.
final class RuleLine: Sendable {
  let line: Line
  /// Whether it counts once per record.
  let isPerRecord: Bool

  init(_ line: Line) {
    self.line = line
    isPerRecord = line.isPerRecord
  }
}

extension IndicatorSet {
  /// The items with a level that some slots come from where they are read: through formulas that are worked out at any
  /// level, and not through `children`, which asks the units below.
  fileprivate func items(readAboveBy slots: [Slot], _ levels: [Level?]) -> Set<Int> {
    var seen: Set<Slot> = []
    var found: Set<Int> = []
    var open = slots
    while let slot = open.popLast() {
      guard seen.insert(slot).inserted else { continue }
      if let form = self.slots.form(of: slot) {
        if form.form != "children" { open += form.argument.reads }
      } else if Int(slot.rawValue) < items.count {
        let item = Int(slot.rawValue)
        if levels[item] != nil { found.insert(item) } else { open += items[item].sources }
      }
    }
    return found
  }
}

extension Requirement {
  /// Whether an expression of it, or of what it reads, asks whether something is there.
  fileprivate func asksAbsence(through asking: Set<Slot>) -> Bool {
    expressions.contains { $0.program.asksAbsence } || !slots.isDisjoint(with: asking)
  }

  /// Whether its value is a percentage, by its own type or by what it is compared with.
  var isPercent: Bool {
    value?.program.type == .percent || scoring.bounds.contains { $0.program.type == .percent }
  }
}
