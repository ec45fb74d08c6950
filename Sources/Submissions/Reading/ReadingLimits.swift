import SourceText

/// How much is kept of what a submission says; what is more is told, and counted.
struct ReadingLimits: Sendable {
  /// Units, where no registry says which there are.
  var units = 1_000_000
  /// Different faults of rows, such as units that nobody knows: each is told.
  var faults = 100_000
}

extension Diagnostic {
  /// More units than are kept.
  static func tooManyUnits(_ most: Int, _ count: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.tooManyUnits, .error,
      Phrase(
        zh: "单位超过 \(most) 个，从这里起的 \(count) 行没有读取",
        en: "there are more than \(most) units; \(count) rows from here on were not read"),
      at: place,
      help: Phrase(
        zh: "分批评价，或用 --units 给出单位名录", en: "assess them in parts, or give a registry with --units"))
  }

  /// More faults of rows than are told one by one.
  static func furtherFaults(_ count: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.furtherRows, .error,
      Phrase(
        zh: "另有 \(count) 行的单位或填报期有问题，没有逐一列出",
        en: "\(count) further rows have other faults in their units or periods"),
      at: place,
      help: Phrase(
        zh: "先改正前面列出的问题，再评价一次", en: "correct what is told first, then run again"))
  }
}
