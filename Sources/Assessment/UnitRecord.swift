import Definitions
import FEEL
import Submissions

/// What is on record about one unit in the period besides what it reports.
struct UnitRecord: Sendable {
  /// The exemption that a requirement is exempt by.
  private(set) var exempt: [Index<Requirement>: Int] = [:]
  /// The waiver that a requirement is let off by: an index into the findings.
  private(set) var waived: [Index<Requirement>: Int] = [:]
  /// The vetoes with a finding in force.
  private(set) var vetoes: Set<Int> = []
  /// The points that a named scorer gave for a requirement: an index into the verifications.
  private(set) var given: [Index<Requirement>: (points: Number, verification: Int)] = [:]
  /// Verified values of items, which replace what was reported (S3.1).
  private(set) var values: [Int: (value: Value, verification: Int)] = [:]
  /// The findings and waivers in force.
  private(set) var findings: [Finding] = []
  private(set) var verifications: [Verification] = []
  /// The points that a person decided for a requirement, and the index into the decisions.
  private(set) var overrides: [Index<Requirement>: (points: Points, record: Int)] = [:]
  /// What persons decided about the unit.
  private(set) var decisions: [Override] = []

  init() {}

  /// What is in force in the period, of all that is on record about one unit.
  init(_ records: Records, _ set: IndicatorSet, _ period: Period) {
    for finding in records.findings {
      let isWaiver = set.requirements.firstIndex { $0.id == finding.target }
      if let requirement = isWaiver {
        guard finding.counts(.waivers, in: period) else { continue }
        waived[requirement] = waived[requirement] ?? self.findings.count
      } else if finding.counts(.findings, in: period) {
        if let veto = set.vetoes.firstIndex(where: { $0.id == finding.target }) {
          vetoes.insert(veto)
        }
        if let index = set.exemptions.firstIndex(where: { $0.id == finding.target }) {
          for requirement in set.exemptions[index].requirements {
            exempt[requirement] = min(exempt[requirement] ?? index, index)
          }
        }
      } else {
        continue
      }
      self.findings.append(finding)
    }
    verifications = records.verifications
    for (index, verification) in verifications.enumerated() {
      switch verification.target {
      case .value(let item, let value): values[item] = (value, index)
      case .points(let requirement, let points): given[requirement] = (points, index)
      }
    }
    decisions = records.overrides
    for (index, override) in decisions.enumerated() {
      guard case .points(let requirement, let points) = override.target else { continue }
      overrides[requirement] = (points, index)
    }
  }

  /// The records of all units that there are any about.
  static func all(
    _ records: Records, _ set: IndicatorSet, _ period: Period
  ) -> [Index<Unit>: UnitRecord] {
    let findings = Dictionary(grouping: records.findings, by: \.unit)
    let verifications = Dictionary(grouping: records.verifications, by: \.unit)
    let overrides = Dictionary(grouping: records.overrides, by: \.unit)
    let units = Set(findings.keys).union(verifications.keys).union(overrides.keys)
    return Dictionary(
      uniqueKeysWithValues: units.map { unit in
        (
          unit,
          UnitRecord(
            Records(
              findings: findings[unit] ?? [], verifications: verifications[unit] ?? [],
              overrides: overrides[unit] ?? []), set, period)
        )
      })
  }

  /// The same record for the values that the unit plans to reach: they replace what was reported or verified.
  func planning(_ planned: [PlannedValues.Planned]) -> UnitRecord {
    var record = self
    for entry in planned { record.values[entry.item] = (entry.value, 0) }
    return record
  }

  /// The same record when a plan changes some items: points that a person decided stand only where their requirement
  /// reads none of these.
  func changing(_ items: Set<Int>, _ rules: By<Requirement, Rule>) -> UnitRecord {
    var record = self
    record.overrides = overrides.filter { items.isDisjoint(with: rules[$0.key].reads) }
    return record
  }

  /// Whether no requirement is exempt or waived: the usual case, asked for every requirement.
  var isPlain: Bool { exempt.isEmpty && waived.isEmpty }
}
