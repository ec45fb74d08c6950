package import Definitions
package import FEEL
import SourceText

/// The state of a requirement for a unit (semantics S2). The raw value is what the files print.
package enum Status: String, Sendable, CaseIterable {
  case met
  case partly
  case notMet = "not met"
  case missing
  case notApplicable = "not applicable"
  case exempt
  case waived
  case notCounted = "not counted"

  /// Whether a gate that asks for the requirement is failed by it, or may be.
  package var isUnmet: Bool {
    switch self {
    case .partly, .notMet, .missing: true
    case .met, .notApplicable, .exempt, .waived, .notCounted: false
    }
  }
}

/// The points and the state of a requirement: what planes hold, and all that sums are made of.
package struct Tally: Sendable {
  package var status: Status
  /// e: the printed points; zero where nothing is earned or the requirement left the base.
  package var earned: Points
  /// b: what it could have earned here; zero where it left the base.
  package var base: Points
  /// What it earns when whatever is unknown turns out worst; equal to `earned` where nothing is unknown.
  package var worst: Points
  /// What it earns when whatever is unknown turns out best.
  package var best: Points
  /// The base when whatever is unknown is known: an unknown requirement is back in the base (S5.3).
  package var knownBase: Points
  /// What else is true of it.
  var marks: Marks

  /// What is true of it or not, as one byte.
  struct Marks: OptionSet, Sendable {
    let rawValue: UInt8

    /// It earns all before rounding: 9.996 of 10 prints 10.00 and is not all.
    static let isFull = Marks(rawValue: 1)
    /// No gate that asks for it is failed by it when whatever is unknown turns out worst, or best: it is met, by the points
    /// before rounding, or does not ask to be met.
    static let isMetAtWorst = Marks(rawValue: 2)
    static let isMetAtBest = Marks(rawValue: 4)
    /// It may still turn out not to apply.
    static let mayNotApply = Marks(rawValue: 8)
    /// It may leave the base: because it does not apply, or because it is missing and the set leaves that out.
    static let mayLeave = Marks(rawValue: 16)
    /// It may still turn out to be missing: a check may contradict what it reads.
    static let mayBeMissing = Marks(rawValue: 32)

    /// Whether one of them is there.
    subscript(mark: Marks) -> Bool {
      get { contains(mark) }
      set { if newValue { insert(mark) } else { remove(mark) } }
    }
  }

  /// A result that leaves nothing open.
  init(_ status: Status, _ sum: NodeSum) {
    self.status = status
    (earned, worst, best) = (sum.earned, sum.earned, sum.earned)
    (base, knownBase) = (sum.base, sum.base)
    marks = status.isUnmet ? [] : [.isMetAtWorst, .isMetAtBest]
    if earned == base { marks.insert(.isFull) }
  }

  /// What it earned, and could have earned.
  package var sum: NodeSum { NodeSum(earned: earned, base: base) }

  /// Whether something that is still unknown can change the points, or whether it is met.
  package var isOpen: Bool {
    worst != best || knownBase != base || marks[.isMetAtWorst] != marks[.isMetAtBest]
      || marks[.mayLeave]
  }

  /// Whatever turns out, it is back in the base and earns from nothing to all of its points (S5.3).
  mutating func leaveOpen(within points: Points) {
    worst = .zero
    best = points
    knownBase = points
    marks[.isMetAtWorst] = false
    marks[.isMetAtBest] = true
  }
}

/// What the points of a requirement stand on.
package struct Grounds: Sendable {
  /// The value that was judged; null where there is none.
  package var value: Value
  /// Why it is so: what the sentence in the reports is made of.
  package var cause: Cause
  /// What is said beside the reason.
  package var remarks: [Remark] = []
}

/// What became of one requirement for one unit.
package struct Outcome: Sendable {
  /// Its points and its state.
  package var tally: Tally
  /// What these stand on.
  package var grounds: Grounds

  init(_ tally: Tally, _ grounds: Grounds) {
    self.tally = tally
    self.grounds = grounds
  }

  /// A result that leaves nothing open.
  init(_ status: Status, _ sum: NodeSum, value: Value, cause: Cause) {
    self.init(Tally(status, sum), Grounds(value: value, cause: cause))
  }

  /// The value that was judged; null where there is none.
  package var value: Value { grounds.value }
  /// Why it is so.
  package var cause: Cause { grounds.cause }
  /// What is said beside the reason.
  package var remarks: [Remark] { grounds.remarks }

  /// Its state.
  package var status: Status { tally.status }
  /// The printed points.
  package var earned: Points { tally.earned }
  /// What it could have earned here.
  package var base: Points { tally.base }
  /// What it earns when whatever is unknown turns out worst.
  package var worst: Points { tally.worst }
  /// The same when it turns out best.
  package var best: Points { tally.best }
  /// Whether something that is still unknown can change the points, or whether it is met.
  package var isOpen: Bool { tally.isOpen }

  /// Whether it earns all before rounding: 9.996 of 10 prints 10.00 and is not all.
  package var isFull: Bool { tally.marks[.isFull] }

  /// Whether it prints all points and is not met: only a hair is missing.
  package var isShortByAHair: Bool {
    status.isUnmet && !isFull && base > .zero && earned == base
  }

  /// What was lost of the base.
  package var lost: Points { base - earned }
}

/// Why a requirement has the points that it has.
package enum Cause: Sendable {
  /// The lines that counted, with what each moved, as indices into the score's lines.
  case lines([LineEffect])
  /// The band that fitted; nil: none did.
  case band(Int?)
  /// The row of the table that fitted; nil: none did.
  case row(Int?)
  /// The share of the points, 0 … 1.
  case share(Number)
  case condition(Bool)
  /// The place among so many peers of whom so many are not known yet.
  case place(Int, of: Int, unknown: Int)
  /// The indices of the items that are missing, ascending.
  case missing([Int])
  /// Numbers that cannot both be right.
  case contradiction([Int])
  /// An expression gave no result although everything it reads is there.
  case noResult(Reason)
  /// The steps in which a line counts are computed, and came out as nothing or less.
  case noStep(line: Int, Number)
  /// An earlier value that it is compared with is not there.
  case noEarlierValue
  /// No scorer has given the points yet.
  case notGiven(by: String)
  case notApplicable(NotApplicableCause)
  /// The index of the exemption.
  case exempt(Int)
  /// Let off by a recorded decision: the index into the unit's findings in force.
  case waived(Int)
  /// The points that a named scorer gave: the index into the unit's verifications.
  case given(Int)
  /// Beyond the best of its group.
  case notCounted(status: Status, earned: Points)
  /// Points that a person decided: the index into the unit's overrides, and what the rule gave.
  indirect case overridden(Int, Outcome)
}

/// Why a requirement does not concern a unit.
package enum NotApplicableCause: Sendable {
  /// Its `applies` is false.
  case applies
  /// A guard says that there is too little to judge; the index of the guard.
  case tooFew(Int)
  /// Zero out of zero.
  case nothingToJudge
  /// What it reads is reported by a level above the unit.
  case level(Level)
}

/// What one line moved, before the requirement's points are kept within bounds.
package struct LineEffect: Sendable {
  package var line: Int
  /// How often it counted, in steps or pieces.
  package var quantity: Number
  /// The points moved, its own cap applied; negative for a loss.
  package var moved: Number
}

/// What became of a group beyond the sum of its rows.
package struct GroupResult: Sendable {
  package var group = 0
  /// The sum of the rows.
  package var rows = Points.zero
  /// The group's points after its caps and scaling.
  package var earned = Points.zero
  package var base = Points.zero
  /// What the caps gave back (封顶返还, above zero) or cut (below zero), before scaling.
  package var returned = Points.zero
}

/// What a node has earned and could have earned here: a task, a subtask, a part of a view.
package struct NodeSum: Sendable {
  package var earned: Points
  package var base: Points

  package init(earned: Points = .zero, base: Points = .zero) {
    self.earned = earned
    self.base = base
  }

  /// What was lost of the base.
  package var lost: Points { base - earned }

  package static func += (a: inout NodeSum, b: NodeSum) {
    a.earned += b.earned
    a.base += b.base
  }

  /// The node's share, 0 … 1; nil where nothing of it is in the base.
  package var share: Number? {
    Number(mantissa: earned.units, scale: 0).divided(by: Number(mantissa: base.units, scale: 0))
  }
}

/// What became of an adjustment.
package struct AdjustmentResult: Sendable {
  package var outcome = Status.missing
  /// What it moves the total by: below zero for a deduction.
  package var moved = Points.zero
  /// The least and most it can move the total by, when something is unknown; nil without bound.
  package var worst: Points?
  package var best: Points?
  package var value = Value.null(Null(.missing))
  package var cause = Cause.missing([])
  /// What is said beside the reason.
  package var remarks: [Remark] = []
  /// Whether it may still turn out to be missing: a check may contradict what it reads.
  var mayBeMissing = false
}

/// What became of a veto.
package enum VetoState: String, Sendable {
  case none
  /// A finding is in force.
  case found
  /// A reported sign asks for a finding.
  case asked
  /// The sign's items are missing, or what it is taken from is still open.
  case unknown
}

/// The verdict at a gate (semantics S5.3).
package enum Verdict: String, Sendable {
  case passed
  case failed
  /// Can still pass.
  case open
}

/// A gate and what stands in the way.
package struct GateResult: Sendable {
  package var verdict: Verdict
  /// What is not fulfilled now, in the order of the gate's needs.
  package var obstacles: [Obstacle]
  /// Its checks of which it is not known yet whether they will hold, by their index.
  package var openChecks: [Int] = []
}

/// What a requirement that a gate wants met lacks.
package enum Lack: Sendable {
  /// It was judged, and is not met.
  case points
  /// What it reads is missing.
  case data
  /// What it reads contradicts itself.
  case agreement
  /// Its expressions have no result.
  case result
  /// Nobody has scored it yet.
  case score

  /// What an outcome that is not met lacks.
  init(_ outcome: Outcome) {
    guard outcome.status == .missing else {
      self = .points
      return
    }
    switch outcome.cause {
    case .notGiven: self = .score
    case .contradiction: self = .agreement
    case .noResult, .noStep: self = .result
    default: self = .data
    }
  }
}

/// Something that a gate needs and a unit does not have.
package enum Obstacle: Sendable {
  case total(needed: Number, short: Number)
  case reported(needed: Number, items: Int, of: Int)
  case task(Index<KeyTask>, needed: Number, short: Number)
  case notMet(requirement: Index<Requirement>, Lack)
  case check(Int)
  case veto(Int, VetoState)
  case after(Index<Gate>)
  case notJudged
  /// What it reads is missing, or a check may still contradict it, and the set says that nothing is decided before it is
  /// there.
  case blocked(Gap.Source, isMissing: Bool)
  /// A check asks for what so many peers have not reported, or may still change; none where it hangs on units below.
  case peers(Int)
  /// The closing date has passed and something is still open.
  case closed
}

/// Everything about one unit.
package struct UnitAssessment: Sendable {
  /// By requirement.
  package var outcomes: Outcomes
  package var groups: [GroupResult]
  package var tasks: By<KeyTask, NodeSum>
  /// The column's sum and base: E and B.
  package var earned: Points
  package var base: Points
  /// E, or E × P ÷ B rounded where the base is not the full points (折算).
  package var score: Points
  /// The score when whatever is unknown turns out worst and best.
  package var worstScore: Points
  package var bestScore: Points
  /// Whether at least half of the points are in the base.
  package var isJudged: Bool
  package var adjustments: [AdjustmentResult]
  package var vetoes: [VetoState]
  package var total: Points
  /// The total when whatever is unknown turns out worst and best; nil where nothing bounds what may still be added.
  package var worstTotal: Points
  package var bestTotal: Points?
  package var gates: By<Gate, GateResult>
  /// Required items that were reported, and how many are required.
  package var reported: Int
  package var required: Int
  /// What is missing: requirements, adjustments, and signs of vetoes.
  package var missing: Int
  /// Whether it takes part in the ranking.
  package var isRanked: Bool
}
