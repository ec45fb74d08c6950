package import Definitions
package import SourceText
import Submissions

/// What a unit comes to, as far as two editions of a set are compared by it.
package struct UnitDigest: Sendable {
  package var code: String
  package var name: String
  /// The total that stands: the computed one, or what a person decided.
  package var total: Points
  package var computedTotal: Points
  /// The least and the most that the computed total may still come to, where they are not the same; a most of nil has no
  /// limit.
  package var range: (worst: Points, best: Points?)?
  /// How many requirements, adjustments and signs are missing.
  package var missing: Int
  /// The vetoes that are found, asked for or not known, by id.
  package var vetoes: [(id: String, state: VetoState)]
  /// What is wrong with its data, as it is told: errors and warnings.
  package var problems: [Diagnostic] = []
  /// The place; nil where it has none.
  package var place: Int?
  /// The verdicts that stand, by gate.
  package var verdicts: [(gate: String, verdict: Verdict)]
  /// What counts of each requirement and adjustment, by id.
  package var points: [(id: String, points: Points)]
}

/// Collects the digests of a run.
package struct DigestRenderer: UnitRenderer {
  private let set: IndicatorSet

  package init(_ set: IndicatorSet) { self.set = set }

  package func start() -> [UnitDigest] { [] }

  package func add(_ unit: UnitReport, to output: inout [UnitDigest]) {
    let assessment = unit.assessment
    var points = zip(set.requirements, assessment.outcomes).map { ($0.id, $1.earned) }
    points += zip(set.adjustments, assessment.adjustments).map { ($0.id, $1.moved) }
    let result = FinalResult(assessment, unit.overrides, set.gates)
    let isSettled = assessment.worstTotal == assessment.bestTotal
    output.append(
      UnitDigest(
        code: unit.unit.code, name: unit.unit.name, total: result.total,
        computedTotal: assessment.total,
        range: isSettled ? nil : (assessment.worstTotal, assessment.bestTotal),
        missing: assessment.missing,
        vetoes: zip(set.vetoes, assessment.vetoes).filter { $1 != .none }.map { ($0.id, $1) },
        place: nil, verdicts: zip(set.gates, result.verdicts).map { ($0.id, $1) },
        points: points.map { (id: $0.0, points: $0.1) }))
  }
}

/// What a change of the set means for one unit.
package struct UnitImpact: Sendable {
  package var old: UnitDigest
  package var new: UnitDigest
  /// Which requirements and adjustments count for more or less, the largest difference first.
  package var causes: [(id: String, moved: Points)]
  /// What caps, groups, conversion and limits make of it beyond the causes.
  package var rest: Points
  /// The gates whose verdict changes; nil where a set does not have the gate.
  package var gates: [(gate: String, old: Verdict?, new: Verdict?)]
  /// The vetoes whose state changes.
  package var vetoes: [(id: String, old: VetoState, new: VetoState)]
  /// What is wrong with its data by the new set only, and by the old one only.
  package var problems: (new: [Diagnostic], old: [Diagnostic])

  /// What the total moves by.
  package var moved: Points { new.total - old.total }
}

extension UnitImpact {
  /// The units of which an assessment prints something else, the largest change of the total first, then by code.
  ///
  /// Both runs print points with the same digits.
  package static func all(from old: [UnitDigest], to new: [UnitDigest]) -> [UnitImpact] {
    let before = Dictionary(old.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let impacts = new.compactMap { unit in
      before[unit.code].map { UnitImpact(from: $0, to: unit) }
    }
    return impacts.filter(\.isOne).sorted { a, b in
      let (x, y) = (a.moved.units.magnitude, b.moved.units.magnitude)
      return x == y ? a.new.code < b.new.code : x > y
    }
  }

  private init(from old: UnitDigest, to new: UnitDigest) {
    self.old = old
    self.new = new
    let before = Dictionary(old.points.map { ($0.id, $0.points) }, uniquingKeysWith: { $1 })
    let after = Dictionary(new.points.map { ($0.id, $0.points) }, uniquingKeysWith: { $1 })
    let gone = old.points.map(\.id).filter { after[$0] == nil }
    causes = (new.points.map(\.id) + gone).map { id in
      (id: id, moved: (after[id] ?? .zero) - (before[id] ?? .zero))
    }.filter { $0.moved != .zero }
    causes.sort { a, b in
      let (x, y) = (a.moved.units.magnitude, b.moved.units.magnitude)
      return x == y ? a.id < b.id : x > y
    }
    rest = new.computedTotal - old.computedTotal - causes.reduce(.zero) { $0 + $1.moved }
    let verdicts = Dictionary(
      old.verdicts.map { ($0.gate, $0.verdict) }, uniquingKeysWith: { $1 })
    let names = Set(new.verdicts.map(\.gate))
    gates = new.verdicts.map { (gate: $0.gate, old: verdicts[$0.gate], new: $0.verdict) }
    gates += old.verdicts.filter { !names.contains($0.gate) }.map { ($0.gate, $0.verdict, nil) }
    gates.removeAll { $0.old == $0.new }
    let (signs, signsNow) = (
      Dictionary(old.vetoes.map { ($0.id, $0.state) }, uniquingKeysWith: { $1 }),
      Dictionary(new.vetoes.map { ($0.id, $0.state) }, uniquingKeysWith: { $1 })
    )
    vetoes = Set(signs.keys).union(signsNow.keys).sorted().map {
      (id: $0, old: signs[$0] ?? .none, new: signsNow[$0] ?? .none)
    }
    vetoes.removeAll { $0.old == $0.new }
    let (told, toldNow) = (Set(old.problems.map(\.telling)), Set(new.problems.map(\.telling)))
    problems = (
      new.problems.filter { !told.contains($0.telling) },
      old.problems.filter { !toldNow.contains($0.telling) }
    )
  }

  /// Whether the range of the computed total changes.
  package var isRangeChanged: Bool {
    old.range?.worst != new.range?.worst || old.range?.best != new.range?.best
      || (old.range == nil) != (new.range == nil)
  }

  /// Whether anything that an assessment prints of the unit changes.
  private var isOne: Bool {
    moved != .zero || old.computedTotal != new.computedTotal || old.place != new.place
      || !gates.isEmpty || isRangeChanged || old.missing != new.missing || !vetoes.isEmpty
      || !problems.new.isEmpty || !problems.old.isEmpty
  }
}

extension Diagnostic {
  /// What tells a problem from others, in whichever edition it is found.
  fileprivate var telling: String { "\(code) \(place?.description ?? "") \(message.text(.en))" }
}
