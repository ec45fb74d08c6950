package import FEEL
import Formats
package import SourceText

/// A way that gives none of the points at one value and all at another; `better` says which way it points, whatever the ends
/// come to. How points rise between them is said by its room on the floor of assessments.
package protocol WayWithEnds: Way {
  /// The value that earns nothing.
  var zero: Expression { get set }
  /// The value that earns all.
  var full: Expression { get set }
  /// Which end is the better one.
  var better: Better { get set }
  /// What its branches are.
  static var branchKind: BranchKind { get }
}

/// Where a value lies between two ends, by which the branches are known.
package enum EndsBranch: String, Sendable {
  case zero, inside, full

  /// The branch of a share of the points.
  package init(_ share: Number) { self = share.isZero ? .zero : share == .one ? .full : .inside }
}

extension WayWithEnds {
  package static var parts: [WayPart<Self>] {
    [
      .expression(\.zero, Phrase(zh: "零分端", en: "zero")),
      .expression(\.full, Phrase(zh: "满分端", en: "full")),
      .better(\.better, Phrase(zh: "优者", en: "better")),
    ]
  }

  package var bounds: [Expression] { [full, zero] }

  package func branches(_ rule: Place) -> [WayBranch] {
    func branch(_ part: EndsBranch, _ place: Place, zh: String, en: String) -> WayBranch {
      WayBranch(part.rawValue, Self.branchKind, place, zh: zh, en: en)
    }
    return [
      branch(.zero, zero.place, zh: "零分端", en: "the end without points"),
      branch(.inside, rule, zh: "两端之间", en: "between the ends"),
      branch(.full, full.place, zh: "满分端", en: "the end with all points"),
    ]
  }
}

/// How a way with ends is read: `zero` and `full` stand below its key, `better` beside it.
protocol AuthoredWayWithEnds: AuthoredWay, WayWithEnds {
  init(zero: Expression, full: Expression, better: Better)
}

extension AuthoredWayWithEnds {
  static var hasDirection: Bool { true }
  static var hasEnds: Bool { true }

  static func read(
    _ score: Entry, _ context: ScoringContext, by builder: inout SetBuilder
  ) -> Self? {
    guard let ends = score.entry(field.key) else { return nil }
    if context.points == nil { builder.diagnostics.append(.shareOfNothing(ends.headPlace)) }
    guard builder.needsValue(context, at: score.place(of: field.key)) else { return nil }
    let zero = builder.bound(ends[.zero], in: context.scope)
    let full = builder.bound(ends[.full], in: context.scope)
    guard let zero, let full, let zeroNode = ends[.zero], let fullNode = ends[.full],
      builder.checkNumber(context), builder.checkBound(zero, zeroNode, context),
      builder.checkBound(full, fullNode, context)
    else { return nil }
    let isPercent = zero.program.type == .percent || full.program.type == .percent
    if isPercent, context.valueType != .percent {
      guard builder.checkPercent(zero, zeroNode), builder.checkPercent(full, fullNode) else {
        return nil
      }
    }
    return builder.better(score, field.key, zero, full).map {
      Self(zero: zero, full: full, better: $0)
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
    _ score: Entry, _ way: Key, _ zero: Expression, _ full: Expression
  ) -> Better? {
    guard let ends = score.entry(way) else { return nil }
    let stated: Better? = score.word(.better)
    guard let low = zero.program.constant?.number, let high = full.program.constant?.number else {
      if stated == nil, !score.has(.better) {
        diagnostics.append(
          .endsWithoutDirection(ends, zero.program.constant == nil ? .zero : .full, beside: way))
      }
      return stated
    }
    guard low != high else {
      diagnostics.append(.flatEnds(ends))
      return nil
    }
    let better: Better = low < high ? .higher : .lower
    if let stated, stated != better, let node = score[.better] {
      diagnostics.append(.directionAgainstEnds(node, better))
    }
    return better
  }
}
