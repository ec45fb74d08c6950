import Assessment
import Definitions
import FEEL
import SourceText
import Submissions

/// What was computed of a unit and what a person may decide about: proposal, not decision (S3.16).
struct Proposal {
  var total: Points
  /// By gate.
  var verdicts: By<Gate, Verdict>

  init(_ result: FinalResult) {
    total = result.computedTotal
    verdicts = result.computedVerdicts
  }

  /// The last gate that is passed; nil: none.
  var grade: Index<Gate>? { verdicts.lastIndex(of: .passed) }

  /// What was computed where a person decided, in a word.
  func words(_ override: Override, _ context: ReportContext) -> Phrase {
    switch override.target {
    case .points, .total: Phrase(context.text(total))
    case .gate(let gate, _): verdicts[gate].phrase
    case .grade: context.set.gradeWords(grade)
    }
  }

  /// The same for programs.
  func value(_ override: Override, _ context: ReportContext) -> String {
    switch override.target {
    case .points, .total: context.text(total)
    case .gate(let gate, _): verdicts[gate].rawValue
    case .grade: context.set.gradeID(grade)
    }
  }
}

extension Override {
  /// The id of what is decided: a requirement, `total`, a gate or `grade`.
  func id(_ set: IndicatorSet) -> String {
    switch target {
    case .points(let requirement, _): set.requirements[requirement].id
    case .total: "total"
    case .gate(let gate, _): set.gates[gate].id
    case .grade: "grade"
    }
  }

  /// What is decided, in words.
  func title(_ set: IndicatorSet) -> Phrase {
    switch target {
    case .points(let requirement, _):
      Phrase("\(set.requirements[requirement].id) \(set.requirements[requirement].title)")
    case .total: Phrase(zh: "总分", en: "total")
    case .gate(let gate, _): Phrase(set.gates[gate].shortTitle)
    case .grade: Phrase(zh: "等次", en: "grade")
    }
  }

  /// The decision in a word.
  func words(_ context: ReportContext) -> Phrase {
    switch target {
    case .points(_, let points), .total(let points): Phrase(context.text(points))
    case .gate(_, let isPassed): (isPassed ? Verdict.passed : .failed).phrase
    case .grade(let gate): context.set.gradeWords(gate)
    }
  }

  /// The decision for programs: points, `passed`, `failed`, the id of a gate or `none`.
  func value(_ context: ReportContext) -> String {
    switch target {
    case .points(_, let points), .total(let points): context.text(points)
    case .gate(_, let isPassed): isPassed ? "passed" : "failed"
    case .grade(let gate): context.set.gradeID(gate)
    }
  }

  /// By whom, by which document, when and why.
  var source: Phrase {
    let record = "\(by) \(document) \(date.isoText)"
    return Phrase(zh: "\(record)，\(reason)", en: "\(record), \(reason)")
  }

  /// Proposal and decision beside one another.
  func beside(_ proposal: Proposal, _ context: ReportContext) -> Phrase {
    let (title, now) = (title(context.set), words(context))
    let computed = proposal.words(self, context)
    return Phrase(
      zh: "\(title.text(.zh))：计算为 \(computed.text(.zh))，决定为 \(now.text(.zh))（\(source.text(.zh))）",
      en:
        "\(title.text(.en)): computed \(computed.text(.en)), decided \(now.text(.en)) (\(source.text(.en)))"
    )
  }
}

extension FinalResult {
  /// What stands beside the verdict of a gate that a person decided: what was computed. Nil where nobody did.
  func beside(gate: Index<Gate>) -> Phrase? {
    guard isDecided[gate] else { return nil }
    let computed = computedVerdicts[gate]
    let (sign, word) = (computed.sign, computed.phrase)
    return computed == verdicts[gate]
      ? Phrase(zh: "（决定）", en: " (decided)")
      : Phrase(
        zh: "（决定；计算为 \(sign) \(word.text(.zh))）",
        en: " (decided; computed \(sign) \(word.text(.en)))")
  }

  /// What stands beside a total that a person decided: the computed one. Nil where nobody did.
  func besideTotal(_ context: ReportContext) -> Phrase? {
    guard isTotalDecided else { return nil }
    let computed = context.text(computedTotal)
    return Phrase(zh: "（决定；计算为 \(computed)）", en: " (decided; computed \(computed))")
  }
}

extension IndicatorSet {
  fileprivate func gradeID(_ gate: Index<Gate>?) -> String { gate.map { gates[$0].id } ?? "none" }

  fileprivate func gradeWords(_ gate: Index<Gate>?) -> Phrase {
    gate.map { Phrase(gates[$0].shortTitle) } ?? Phrase(zh: "无", en: "none")
  }
}
