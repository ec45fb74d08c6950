import FEEL
package import SourceText

/// Every line that fits counts, from all points down or from none up.
package struct Lines: Way {
  package var lines: [Line]

  package static var parts: [WayPart<Lines>] {
    [.lines(\.lines, Phrase(zh: "条", en: "line"))]
  }

  package func room<F: WayFloor>(on floor: F.Type) -> F.Room { floor.room(of: self) }

  /// The branch of a line that counts; nil: of none that does.
  package static func branch(_ line: Int?) -> String { line.map { "line \($0)" } ?? "no line" }

  package func branches(_ rule: Place) -> [WayBranch] {
    lines.enumerated().map { index, line in
      WayBranch(
        Lines.branch(index), .line, line.place, zh: "第\(index + 1)条", en: "line \(index + 1)")
    } + [WayBranch(Lines.branch(nil), .line, rule, zh: "各条都不计", en: "no line counts")]
  }
}

extension Lines: AuthoredWay {
  static var field: Field {
    Field(
      .lines, "条", .entries([.line]), zh: "凡符合的各条都算；有得分条的从零起，否则从满分起",
      en: "every line that fits counts; starts full, or at zero if any line earns")
  }

  static func read(
    _ score: Entry, _ context: ScoringContext, by builder: inout SetBuilder
  ) -> Lines? {
    builder.lines(score.entries(.lines), context).map { Lines(lines: $0) }
  }

  func most(of points: Number) -> Number? {
    guard lines.base == .nothing else { return nil }
    var most = Number.zero
    for line in lines where line.direction == .earn {
      guard let amount = line.fixedAmount(of: points) else { return nil }
      most = most + amount
    }
    return most
  }

  func earnsAll(_ requirement: Requirement, _ context: LintContext) -> Bool? {
    if lines.takeNothing(requirement, context) { return true }
    let points = context.number(requirement.points)
    let loses = lines.contains { line in
      line.direction == .lose && (line.test != nil || line.condition != nil)
        && context.truth(line, of: requirement) == true && line.surelyMoves(points)
    }
    return loses ? false : nil
  }

  var hidesTarget: Bool { !judgesValue }
  var judgesValue: Bool { lines.contains { $0.test != nil } }
  var direction: Better? { lines.direction }
  var rewardsLess: Bool { lines.contains(where: \.rewardsLess) }
}

extension [Line] {
  /// Whether no believable value makes one of them take anything away, which is all that they do.
  func takeNothing(_ requirement: Requirement, _ context: LintContext) -> Bool {
    !isEmpty
      && allSatisfy { $0.direction == .lose && context.truth($0, of: requirement) == false }
  }

  /// Which end of the value they reward; nil where they do not say, or say both.
  var direction: Better? {
    let said = Set(compactMap(\.rewarded))
    return said.count == 1 ? said.first : nil
  }
}

extension Line {
  /// The points that it moves, where these are fixed.
  func fixedAmount(of points: Number) -> Number? {
    guard case .once = quantity, times == nil else { return nil }
    return amount.known(of: points)
  }

  /// Whether it rewards a smaller value.
  var rewardsLess: Bool {
    switch (direction, test?.comparison) {
    case (.lose, .above?), (.lose, .atLeast?), (.earn, .below?), (.earn, .upTo?): true
    case (.earn, .is?): test?.bound.program.constant?.number?.isZero ?? false
    default: false
    }
  }

  /// Which end of the value it rewards.
  fileprivate var rewarded: Better? {
    guard let test else { return nil }
    let isAbove: Bool
    switch test.comparison {
    case .atLeast, .above, .after: isAbove = true
    case .below, .upTo: isAbove = false
    case .is: return nil
    }
    return (direction == .earn) == isAbove ? .higher : .lower
  }

  /// Whether it takes something for sure where it fits.
  fileprivate func surelyMoves(_ points: Number) -> Bool {
    switch quantity {
    case .once: amount.known(of: points).map { !$0.isZero } ?? false
    case .per: part != .drop
    case .each, .records: false
    }
  }
}
