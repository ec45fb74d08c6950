package import Definitions
import FEEL
import SourceText

/// What this floor asks of a way of scoring: what it gives a unit, and what is said of it.
protocol WayAtWork: Way {
  /// The points of the unit at hand, before they are kept within bounds and rounded.
  func points(_ rule: Rule, by scorer: inout Scorer) -> WayResult
  /// What a requirement asks for; nil where that is nothing to say in a word.
  func target(of index: Index<Requirement>, by scorer: inout Scorer) -> Target?
  /// Whether an outcome came about by reaching the target; nil where there is no number to reach.
  func isReached(_ target: Target, by outcome: Outcome, of requirement: Requirement) -> Bool?
  /// The branches, by their ids in `branches`, that a unit takes which has its points for a cause.
  func taken(by cause: Cause) -> [String]
  /// Why the unit has its points.
  func reason(_ cause: Cause, _ judged: Judged, by scorer: inout Scorer) -> Phrase
  /// Whether no value earns all points for this unit, as ends that are computed may have it.
  func isOutOfReach(_ outcome: Outcome, of index: Index<Requirement>, by scorer: inout Scorer)
    -> Bool
  /// Where the points go when values that are taken from other assessments rise; `value` is where the requirement's goes.
  func trend(of requirement: Requirement, _ value: Trend, in trends: Trends) -> Trend
  /// The change of reported items by which all is earned, or nothing taken away; nil where the way does not say one.
  func repair(_ rule: Rule, _ wish: inout Wish, by scorer: inout Scorer) -> [Int: Value]?
  /// Whether a value as it is printed passes and fails the same tests as the value itself.
  func isJudgedAlike(_ shown: Number, _ value: Number, by scorer: inout Scorer) -> Bool
  /// Whether it looks at the value itself, beside what its expressions say of it.
  var looksAtValue: Bool { get }
  /// What it may move the total by as an adjustment; nil where nothing bounds that.
  var reach: Reach? { get }
  /// What the places among the peers earn, and which end comes first; nil where points do not go by place.
  var ranking: (points: [Number], better: Better)? { get }
  /// The values from which worked examples are chosen, the best one first; `unit` is the least step worth telling.
  func exampleValues(of index: Index<Requirement>, unit: Number, by scorer: inout Scorer)
    -> [Number]?
  /// Worked examples of what is no number along a scale.
  func examples(of index: Index<Requirement>, by scorer: inout Scorer) -> [WorkedExample]
}

/// What a way of scoring may move.
struct Reach {
  /// What moves, each with the most that it does; nil where nothing bounds it.
  let moves: [(direction: Direction, most: Amount?)]
  /// Whether all of it may come together, or one of it at a time.
  let isSum: Bool
}

/// What a reason is given for.
struct Judged {
  let rule: Rule
  /// The value as it is printed.
  let value: String
  /// The target, where a reason may name it.
  let goal: String
  let isFull: Bool
  let isMet: Bool
}

extension WayAtWork {
  func target(of index: Index<Requirement>, by scorer: inout Scorer) -> Target? { nil }

  func isReached(_ target: Target, by outcome: Outcome, of requirement: Requirement) -> Bool? {
    target.isReached(by: outcome.value)
  }

  func isOutOfReach(_ outcome: Outcome, of index: Index<Requirement>, by scorer: inout Scorer)
    -> Bool
  { false }

  func repair(_ rule: Rule, _ wish: inout Wish, by scorer: inout Scorer) -> [Int: Value]? { nil }

  func isJudgedAlike(_ shown: Number, _ value: Number, by scorer: inout Scorer) -> Bool { true }

  var looksAtValue: Bool { true }

  var reach: Reach? { nil }

  var ranking: (points: [Number], better: Better)? { nil }

  func exampleValues(of index: Index<Requirement>, unit: Number, by scorer: inout Scorer)
    -> [Number]?
  {
    scorer.valuesFromTarget(of: index, step: unit)
  }

  func examples(of index: Index<Requirement>, by scorer: inout Scorer) -> [WorkedExample] {
    scorer.choiceExamples(of: index)
  }
}

/// The ways of scoring on the floor of assessments.
enum WaysAtWork: WayFloor {
  typealias Room = any WayAtWork

  static func room(of way: some WayAtWork) -> any WayAtWork { way }
}

extension Way {
  /// The way as this floor sees it.
  var atWork: any WayAtWork { room(on: WaysAtWork.self) }

  /// The branches that a unit takes which has its points for a cause.
  package func branches(takenBy cause: Cause) -> [String] { atWork.taken(by: cause) }
}

/// What a way of scoring comes to.
enum WayResult {
  case points(Number, Cause)
  case range(worst: Number, now: Number, best: Number, Cause)
  case notGiven(by: String)
  /// The steps of a line come to nothing or less.
  case noStep(line: Int, Number)
  /// An expression had no result: the null.
  case unresolved(Value)

  /// The judgement, for a result that is no null.
  var judgement: Scorer.Judgement {
    switch self {
    case .points(let number, let cause): .points(number, cause)
    case .range(let worst, let now, let best, let cause):
      .range(worst: worst, now: now, best: best, cause)
    case .notGiven(let scorer): .unknown(.notGiven(by: scorer), mayNotApply: false)
    case .noStep(let line, let size): .unknown(.noStep(line: line, size), mayNotApply: false)
    case .unresolved: preconditionFailure("an unresolved score is turned into a state beforehand")
    }
  }
}

extension Scorer {
  /// The points by the way of a rule.
  mutating func points(by rule: Rule) -> WayResult { rule.way.points(rule, by: &self) }
}

extension Value {
  /// The null that stands where a number was expected: the value's own, or that it is none.
  var asNull: Value { isNull ? self : .null(Null(.wrongType)) }
}
