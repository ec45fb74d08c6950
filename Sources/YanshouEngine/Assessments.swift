public import SourceText

/// What an assessment comes to.
public struct Assessments: Sendable {
  /// The id of the set.
  public let set: String
  public let title: String
  public let edition: String
  /// The period that was assessed, such as `2021Q2`.
  public let period: String
  /// The units that reported, in the order of the registry.
  public let units: [UnitResult]
  /// The codes of the units of the registry that did not report, in its order.
  public let notReported: [String]
  /// What is wrong with the set, the files, rows and values, sorted by place.
  public let problems: [Diagnostic]
}

/// An exact number of points, as it is printed.
public struct Score: Sendable, Hashable, CustomStringConvertible {
  /// The points in units of their last digit: 8550 with two digits are 85.50 points.
  public let units: Int64
  /// How many digits stand behind the point, as the set says.
  public let digits: Int
  public let description: String
}

/// What a unit comes to.
public struct UnitResult: Sendable {
  public let code: String
  public let name: String
  /// The total, with what persons decided.
  public let total: Score
  /// The least that the total can still be, once all that is missing is in.
  public let worst: Score
  /// The most that the total can still be; nil where nothing bounds it.
  public let best: Score?
  /// The place by the computed total, from 1; nil for a unit that is not ranked.
  public internal(set) var place: Int?
  /// Each gate of the set, in its order.
  public let gates: [GateResult]
  /// Each requirement of the set, in its order.
  public let requirements: [RequirementResult]

  /// The result of a requirement; nil where the set has none of that id.
  public func requirement(_ id: String) -> RequirementResult? {
    requirements.first { $0.id == id }
  }

  /// Why a requirement has the points that it has, in one sentence; nil where the set has none of that id.
  public func reason(of id: String) -> Phrase? { requirement(id)?.reason }
}

/// Whether a unit is through a gate.
public struct GateResult: Sendable {
  public enum Verdict: String, Sendable {
    case passed
    case failed
    /// Something that decides it is still missing.
    case open
  }

  public let id: String
  public let title: String
  public let verdict: Verdict
}

/// What a requirement gives.
public struct RequirementResult: Sendable {
  /// A cell that it was judged by.
  public struct Cell: Sendable {
    /// The name of the item.
    public let item: String
    /// Where it stands; nil where nothing names the item.
    public let place: Place?
  }

  public let id: String
  public let title: String
  /// `met`, `partly`, `unmet`, `missing` …, as `results.csv` prints it.
  public let status: String
  public let earned: Score
  /// What can be earned: less than the set says where a part does not apply.
  public let possible: Score
  public let worst: Score
  public let best: Score
  /// The value that was judged, as it is printed; empty where there is none.
  public let value: String
  /// Why it has its points, in one sentence.
  public let reason: Phrase
  public let cells: [Cell]
}
