import Definitions
import Submissions

/// What authorities have found about one unit in the period: by target, as indices.
struct UnitRecord: Sendable {
  /// The exemption that a requirement is exempt by.
  var exempt: [Int: Int] = [:]
  /// The vetoes with a finding in force.
  var vetoes: Set<Int> = []
  /// The findings in force, as handed in.
  var findings: [Finding] = []

  init() {}

  /// The findings about one unit that are in force in the period.
  init(_ findings: [Finding], _ set: IndicatorSet, _ period: Period) {
    for finding in findings where finding.isInForce(in: period) {
      self.findings.append(finding)
      if let veto = set.vetoes.firstIndex(where: { $0.id == finding.target }) {
        vetoes.insert(veto)
      }
      if let exemption = set.exemptions.firstIndex(where: { $0.id == finding.target }) {
        for requirement in set.exemptions[exemption].requirements {
          exempt[requirement] = min(exempt[requirement] ?? exemption, exemption)
        }
      }
    }
  }
}
