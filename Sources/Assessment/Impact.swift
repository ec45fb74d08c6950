package import Definitions
import Submissions

/// What a unit comes to, as far as two editions of a set are compared by it.
package struct UnitDigest: Sendable {
  package var code: String
  package var name: String
  package var total: Points
  /// The place; nil where it has none.
  package var place: Int?
  /// The verdicts by gate.
  package var verdicts: [(gate: String, verdict: Verdict)]
  /// What counts of each requirement and adjustment, by id.
  package var points: [(id: String, points: Points)]
}

/// Collects the digests of a run.
package struct DigestRenderer: UnitRenderer {
  private let set: IndicatorSet

  package init(_ set: IndicatorSet) { self.set = set }

  package func start() -> [UnitDigest] { [] }

  package func add(_ unit: ScoredUnit, _ scorer: inout Scorer, to output: inout [UnitDigest]) {
    let assessment = unit.assessment
    var points = zip(set.requirements, assessment.outcomes).map { ($0.id, $1.earned) }
    points += zip(set.adjustments, assessment.adjustments).map { ($0.id, $1.moved) }
    output.append(
      UnitDigest(
        code: unit.unit.code, name: unit.unit.name, total: assessment.total, place: nil,
        verdicts: zip(set.gates, assessment.gates).map { ($0.id, $1.verdict) },
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

  /// What the total moves by.
  package var moved: Points { new.total - old.total }
}

extension UnitImpact {
  /// The units whose points, place or verdicts change, the largest change of the total first, then by code.
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
    rest = new.total - old.total - causes.reduce(.zero) { $0 + $1.moved }
    let verdicts = Dictionary(
      old.verdicts.map { ($0.gate, $0.verdict) }, uniquingKeysWith: { $1 })
    let names = Set(new.verdicts.map(\.gate))
    gates = new.verdicts.map { (gate: $0.gate, old: verdicts[$0.gate], new: $0.verdict) }
    gates += old.verdicts.filter { !names.contains($0.gate) }.map { ($0.gate, $0.verdict, nil) }
    gates.removeAll { $0.old == $0.new }
  }

  private var isOne: Bool { moved != .zero || old.place != new.place || !gates.isEmpty }
}
