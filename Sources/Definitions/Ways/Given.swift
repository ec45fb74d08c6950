import FEEL
package import SourceText

/// Points given by a named scorer.
package struct Given: Way {
  @ForeignText package var scorer: String

  package static var parts: [WayPart<Given>] { [.text(\.scorer, Phrase(zh: "评分", en: "by"))] }

  package func room<F: WayFloor>(on floor: F.Type) -> F.Room { floor.room(of: self) }

  package var givenBy: String? { scorer }

  /// The branch of those whose points are given.
  package static let branch = "given"

  package func branches(_ rule: Place) -> [WayBranch] {
    [WayBranch(Given.branch, .given, rule, zh: "已评分", en: "points given")]
  }
}

extension Given: AuthoredWay {
  static var field: Field {
    Field(
      .given, "评分", .entry(.given), zh: "由指定的人或组在分值内打分", en: "points given by a named scorer")
  }

  static var sharesPoints: Bool { true }

  static func read(
    _ score: Entry, _ context: ScoringContext, by builder: inout SetBuilder
  ) -> Given? {
    score.entry(.given)?.text(.by).map { Given(scorer: $0) }
  }
}

extension EntryTable {
  /// What may stand below `given`.
  static let given = EntryTable(
    "评分", zh: "由指定的人或组打分", en: "points given by a named scorer",
    [Field(.by, "由", .text, isRequired: true, zh: "由谁打分", en: "who gives them")])
}
