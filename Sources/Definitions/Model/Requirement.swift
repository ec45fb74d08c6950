package import FEEL
package import SourceText

/// What weight a guideline gives to a requirement.
package enum RequirementKind: String, Sendable, CaseIterable {
  case basic, regional, optional
}

/// Where a requirement comes from: printed wherever it is printed.
package enum Provenance: String, Sendable, CaseIterable {
  case seed, programme, comparable, drafted
}

/// Something that is scored: a requirement, or an adjustment of the total.
package struct Requirement: Sendable {
  package var id: String
  @ForeignText package var title: String
  /// The index of the task; nil for an adjustment.
  package var task: Index<KeyTask>?
  /// The id of the subtask, where the scheme has one.
  package var subtask: String?
  /// The index of the group, where it stands in one.
  package var group: Int?
  /// What it can earn; zero for an adjustment.
  package var points: Points
  package var kind: RequirementKind
  @ForeignText package var marks: [String]
  /// What is measured; nil where the score asks about items itself.
  package var value: Expression?
  package var scoring: any Way
  /// Whether it concerns the unit; nil: always.
  package var applies: Expression?
  package var notApplicable: NotApplicablePolicy
  /// Conditions below which there is too little to judge; then it is not applicable.
  package var guards: [Guard]
  /// The set's policy, or its own.
  package var missing: MissingPolicy
  /// The share of its points from which it counts as met; 1 unless stated.
  package var metFrom: Number
  /// The target as the author states it; nil where it follows from the score.
  @ForeignText package var statedTarget: String?
  @ForeignText package var lead: String?
  @ForeignText package var with: [String]
  @ForeignText package var scorer: String?
  /// The date by which it is due, as written.
  @ForeignText package var due: String?
  @ForeignText package var evidence: [String]
  @ForeignText package var remedy: String?
  /// 1 little … 5 much.
  package var effort: Int?
  package var provenance: Provenance
  @ForeignText package var source: String?
  /// Why a rule that may reward hiding something stays.
  @ForeignText package var perverse: String?
  /// Its shares in the parts of views.
  package var views: [ViewShare]
  /// The slots of the items that it reads, directly or through computed items, ascending.
  package var reads: [Slot]
  /// Where it is defined.
  package var place: Place
  /// Where its score is defined: the rule line that results cite.
  package var rule: Place
}

/// How much of a requirement counts in a part of a view.
package struct ViewShare: Sendable {
  package var view: Int
  package var part: Int
  /// 0 … 1.
  package var share: Number
}

/// A condition below which a ratio is too small to judge.
package struct Guard: Sendable {
  /// True when there is enough to judge.
  package var condition: Expression
  /// What has to be how much: 受理数, at least, 20.
  @ForeignText package var subject: String
  package var comparison: Comparison
  @ForeignText package var bound: String
}

/// Which end of a ranking or of a scale is the better one.
package enum Better: String, Sendable, CaseIterable {
  case higher, lower

  /// The other end.
  package var turned: Better {
    switch self {
    case .higher: .lower
    case .lower: .higher
    }
  }

  /// Whether a value is as good as another, or better.
  package func reaches<T: Comparable>(_ value: T, _ goal: T) -> Bool {
    switch self {
    case .higher: value >= goal
    case .lower: value <= goal
    }
  }
}

/// How points move.
package struct Line: Sendable {
  package var direction: Direction
  package var amount: Amount
  /// A test of the requirement's value.
  package var test: ValueTest?
  /// Any other condition.
  package var condition: Expression?
  package var quantity: Quantity
  package var part: PartRule
  /// A multiplier.
  package var times: Expression?
  /// The most that this line moves.
  package var atMost: Amount?
  package var place: Place
}

/// 得 or 扣.
package enum Direction: String, Sendable {
  case earn, lose
}

/// How many points: 2, 30% of the node's points, all, or a formula.
package enum Amount: Sendable {
  case points(Expression)
  case share(Number)
  case all
}

/// A test of the value against a number, a date or an expression.
package struct ValueTest: Sendable {
  package var comparison: Comparison
  package var bound: Expression
}

/// The words that compare a value: is, at least, above, below, up to, after.
package enum Comparison: String, Sendable, CaseIterable {
  case `is`, atLeast = "at least", above, below, upTo = "up to", after
}

/// How often a line counts.
package enum Quantity: Sendable {
  case once
  /// Once per piece.
  case each(Expression)
  /// Once per record of a list for which the line's condition holds; `name` stands for the record.
  case records(name: String, of: Expression)
  /// Once per step by which the value lies past the test's bound, counted no further than `to`.
  case per(StepSize, to: Expression?)
}

/// The size of a step.
package enum StepSize: Sendable {
  /// A step in the value's own unit; of a percentage `1%` is one point.
  case absolute(Expression)
  /// A share of a number: `5% of X`.
  case relative(Number, of: Expression)
  case days(Number)
}

/// What a part of a step counts (S6).
package enum PartRule: String, Sendable, CaseIterable {
  /// In proportion (按比例).
  case share
  /// Nothing (不足不计).
  case drop
  /// As a whole step (不足按一计).
  case whole
}
