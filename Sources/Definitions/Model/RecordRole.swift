/// What a file of records is in a run, in the order in which they are read: the record of a run and the keys of cases
/// call it so.
package enum RecordRole: String, CaseIterable, Sendable {
  /// Findings of authorities about vetoes and exemptions.
  case findings
  /// Decisions that let a unit off a requirement.
  case waivers
  /// Verified values and given points.
  case verified
  /// Overrides and final decisions.
  case overrides

  /// What cases say of it.
  var field: Field {
    switch self {
    case .findings: Field(.findings, "认定", .records, zh: "认定清单", en: "the recorded findings")
    case .waivers: Field(.waivers, "豁免", .records, zh: "豁免清单", en: "the recorded waivers")
    case .verified:
      Field(.verified, "核定", .records, zh: "核定值和评分", en: "verified values and given points")
    case .overrides:
      Field(.overrides, "改判", .records, zh: "改判和最终决定", en: "overrides and final decisions")
    }
  }
}
