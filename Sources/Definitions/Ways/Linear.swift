package import FEEL
import Formats
package import SourceText

/// In proportion between two values, none at one and all at the other; `better` says which way it points, whatever the ends
/// come to.
package struct Linear: Way {
  package var zero: Expression
  package var full: Expression
  package var better: Better

  package static var parts: [WayPart<Linear>] {
    [
      .expression(\.zero, Phrase(zh: "零分端", en: "zero")),
      .expression(\.full, Phrase(zh: "满分端", en: "full")),
      .better(\.better, Phrase(zh: "优者", en: "better")),
    ]
  }

  package func room<F: WayFloor>(on floor: F.Type) -> F.Room { floor.room(of: self) }

  package var bounds: [Expression] { [full, zero] }

  /// Where a value lies, by which the branches are known.
  package enum Part: String, Sendable {
    case zero, inside, full

    /// The part of the scale where a share of the points is earned.
    package init(_ share: Number) { self = share.isZero ? .zero : share == .one ? .full : .inside }
  }

  package func branches(_ rule: Place) -> [WayBranch] {
    [
      WayBranch(Part.zero.rawValue, .linear, zero.place, zh: "零分端", en: "the end without points"),
      WayBranch(Part.inside.rawValue, .linear, rule, zh: "两端之间", en: "between the ends"),
      WayBranch(Part.full.rawValue, .linear, full.place, zh: "满分端", en: "the end with all points"),
    ]
  }
}

extension Linear: AuthoredWay {
  static var field: Field {
    Field(
      .linear, "按比例", .entry(.linear), zh: "在零分值和满分值之间按比例",
      en: "in proportion between two values")
  }

  static var hasDirection: Bool { true }

  static func read(
    _ score: Entry, _ context: ScoringContext, by builder: inout SetBuilder
  ) -> Linear? {
    guard let linear = score.entry(.linear) else { return nil }
    if context.points == nil { builder.diagnostics.append(.shareOfNothing(linear.headPlace)) }
    guard builder.needsValue(context, at: score.place(of: .linear)) else { return nil }
    let zero = builder.bound(linear[.zero], in: context.scope)
    let full = builder.bound(linear[.full], in: context.scope)
    guard let zero, let full, let zeroNode = linear[.zero], let fullNode = linear[.full],
      builder.checkNumber(context), builder.checkBound(zero, zeroNode, context),
      builder.checkBound(full, fullNode, context)
    else { return nil }
    let isPercent = zero.program.type == .percent || full.program.type == .percent
    if isPercent, context.valueType != .percent {
      guard builder.checkPercent(zero, zeroNode), builder.checkPercent(full, fullNode) else {
        return nil
      }
    }
    return builder.better(score, linear, zero, full).map {
      Linear(zero: zero, full: full, better: $0)
    }
  }

  var scale: (zero: Expression, full: Expression, better: Better)? { (zero, full, better) }
  var direction: Better? { better }

  func earnsAll(_ requirement: Requirement, _ context: LintContext) -> Bool? {
    guard let value = requirement.value?.program.outline,
      let full = full.program.constant?.number
    else { return nil }
    let span = context.span(value)
    let (worst, best) = better == .higher ? (span.low, span.high) : (span.high, span.low)
    if let worst, better.reaches(worst, full) { return true }
    if let best, !better.reaches(best, full) { return false }
    return nil
  }
}

extension SetBuilder {
  /// Which way a scale points: ends that are constant say it, and what is stated agrees with them; where an end is
  /// computed it has to be stated, since the ends might cross.
  fileprivate mutating func better(
    _ score: Entry, _ linear: Entry, _ zero: Expression, _ full: Expression
  ) -> Better? {
    let stated: Better? = score.word(.better)
    guard let low = zero.program.constant?.number, let high = full.program.constant?.number else {
      if stated == nil, !score.has(.better) {
        diagnostics.append(
          .linearWithoutDirection(linear, zero.program.constant == nil ? .zero : .full))
      }
      return stated
    }
    guard low != high else {
      diagnostics.append(.flatLinear(linear))
      return nil
    }
    let better: Better = low < high ? .higher : .lower
    if let stated, stated != better, let node = score[.better] {
      diagnostics.append(.directionAgainstEnds(node, better))
    }
    return better
  }
}

extension EntryTable {
  /// What may stand below `linear`.
  static let linear = EntryTable(
    "按比例", zh: "在两个值之间按比例给分，两端封顶；方向由两端的常数定，有一端由数据算出时由 better（优者）定；两端重合或交叉时，达到 full 得满分，否则不得分",
    en:
      "in proportion between two values, clamped; constant ends say which way it points, 'better' does where one is computed; where the ends meet or cross, what reaches full earns all, the rest none",
    [
      Field(
        .zero, "零分", .expression, isRequired: true, zh: "得零分的值", en: "the value that earns nothing"),
      Field(
        .full, "满分", .expression, isRequired: true, zh: "得满分的值", en: "the value that earns all"),
    ])
}
