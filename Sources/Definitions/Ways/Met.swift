import FEEL
package import SourceText

/// All or nothing, by a condition.
package struct Met: Way {
  package var asked: Expression

  package static var parts: [WayPart<Met>] {
    [.expression(\.asked, Phrase(zh: "达标", en: "met"))]
  }

  package func room<F: WayFloor>(on floor: F.Type) -> F.Room { floor.room(of: self) }

  /// The branch of those who meet the condition, or of those who do not.
  package static func branch(_ isMet: Bool) -> String { isMet ? "met" : "not met" }

  package func branches(_ rule: Place) -> [WayBranch] {
    [
      WayBranch(Met.branch(true), .condition, asked.place, zh: "达标", en: "met"),
      WayBranch(Met.branch(false), .condition, asked.place, zh: "不达标", en: "not met"),
    ]
  }
}

extension Met: AuthoredWay {
  static var field: Field {
    Field(.met, "达标得分", .expression, zh: "达到得满分，否则不得分", en: "all or nothing")
  }

  static func read(
    _ score: Entry, _ context: ScoringContext, by builder: inout SetBuilder
  ) -> Met? {
    if context.points == nil {
      builder.diagnostics.append(.shareOfNothing(score.place(of: .met)))
    }
    return builder.expression(score[.met], in: context.scope, expecting: .boolean).map {
      Met(asked: $0)
    }
  }

  var condition: Expression? { asked }
  var hidesTarget: Bool { asked.program.outline.map { !$0.isPlain } ?? false }
  var judgesValue: Bool { false }

  func earnsAll(_ requirement: Requirement, _ context: LintContext) -> Bool? {
    asked.program.outline.flatMap {
      context.truth($0, value: requirement.value?.program.outline)
    }
  }

  var direction: Better? {
    guard let outline = asked.program.outline, case .comparison(let comparison) = outline.kind,
      outline.parts[1].isConstant
    else { return nil }
    switch comparison {
    case .greater, .greaterOrEqual: return .higher
    case .less, .lessOrEqual: return .lower
    case .equal, .notEqual: return nil
    }
  }

  var fixedBounds: [FixedBound] {
    guard let outline = asked.program.outline, case .comparison = outline.kind,
      case .constant(let value) = outline.parts[1].kind, let number = value.number
    else { return [] }
    return [
      FixedBound(
        number: number, isPercent: outline.parts[1].type == .percent, place: asked.place)
    ]
  }
}

extension Outline {
  /// Whether the condition is one comparison with a fixed number: then it says itself what is to be reached.
  fileprivate var isPlain: Bool {
    guard case .comparison = kind else { return false }
    return parts.contains(where: \.isConstant)
  }
}
