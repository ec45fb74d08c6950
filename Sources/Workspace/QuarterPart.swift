package import SourceText

/// A part of a period's folder: one step of the quarter, in the order in which an office takes them.
///
/// Its folder is called by its Chinese or English name, with or without the number before it: `02报送`, `报送`,
/// `02-submissions`.
package enum QuarterPart: String, CaseIterable, Sendable {
  /// What was sent out: the notice, answers about how figures are meant.
  case notices
  /// The forms that were sent out.
  case forms
  /// What was handed in.
  case submissions
  /// What was sent back, and the corrections.
  case corrections
  /// Checks on site: verified values.
  case checks
  /// What is laid before those who decide: findings, waivers, overrides.
  case decisions
  /// The first results.
  case results = "first-results"
  /// Results sent to the units, objections.
  case objections
  /// The results as they were decided.
  case final = "final-results"
  /// The notice about the quarter.
  case announcement
  /// What is to be put right.
  case rectification
  /// What was sealed.
  case archive

  /// The Chinese name.
  var chinese: String {
    switch self {
    case .notices: "通知与口径"
    case .forms: "填报表"
    case .submissions: "报送"
    case .corrections: "退回更正"
    case .checks: "核查"
    case .decisions: "提请审定"
    case .results: "初评结果"
    case .objections: "反馈与复核"
    case .final: "审定结果"
    case .announcement: "通报"
    case .rectification: "整改销号"
    case .archive: "归档"
    }
  }

  /// The number that keeps the order.
  var number: String {
    switch self {
    case .notices: "00"
    case .forms: "01"
    case .submissions: "02"
    case .corrections: "03"
    case .checks: "04"
    case .decisions: "05"
    case .results: "06"
    case .objections: "07"
    case .final: "08"
    case .announcement: "09"
    case .rectification: "10"
    case .archive: "99"
    }
  }

  /// What its folder is called where there is none yet.
  package func folderName(_ language: Language) -> String {
    switch language {
    case .zh: number + chinese
    case .en: number + "-" + rawValue
    }
  }

  /// Whether files of records may lie in it.
  var holdsRecords: Bool {
    switch self {
    case .checks, .decisions, .objections: true
    case .notices, .forms, .submissions, .corrections, .results, .final, .announcement,
      .rectification, .archive:
      false
    }
  }

  /// The part that a folder's name stands for; what is in brackets after the name does not matter.
  init?(folder name: String) {
    let scalars = name.unicodeScalars.drop {
      $0.properties.numericType != nil || "-_. 、".contains(Character($0))
    }
    let words = String(Substring(scalars)).split { "（(".contains($0) }.first.map(String.init) ?? ""
    let called = words.lowercased()
    guard
      let part = QuarterPart.allCases.first(where: { $0.chinese == words || $0.rawValue == called })
    else { return nil }
    self = part
  }
}
