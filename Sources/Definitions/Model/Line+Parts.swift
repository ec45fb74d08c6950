package import FEEL

/// What a line is made of: the one walk over it, for readers, lints, plans, comparisons and changes.
extension Line {
  /// Every expression of the line.
  package var expressions: [Expression] {
    [test?.bound, condition].compactMap(\.self) + counted
  }

  /// Every expression of the line but its test and its condition.
  package var counted: [Expression] {
    [times].compactMap(\.self) + amount.expressions + (atMost?.expressions ?? [])
      + quantity.expressions
  }

  /// Whether it counts once per record of a list.
  package var isPerRecord: Bool {
    if case .records = quantity { true } else { false }
  }
}

extension Quantity {
  /// Every expression of the quantity.
  package var expressions: [Expression] {
    switch self {
    case .once: []
    case .each(let pieces), .records(_, of: let pieces): [pieces]
    case .per(let step, let end): [end, step.expression].compactMap(\.self)
    }
  }
}

extension StepSize {
  /// What the step is measured by.
  package var expression: Expression? {
    switch self {
    case .absolute(let size), .relative(_, of: let size): size
    case .days: nil
    }
  }
}

extension Amount {
  /// The formula, where it is one.
  package var expressions: [Expression] {
    if case .points(let expression) = self { [expression] } else { [] }
  }

  /// The points that the amount is, where that is known before any data is seen.
  package func known(of points: Number) -> Number? {
    switch self {
    case .points(let expression): expression.program.constant?.number
    case .share(let share): share * points
    case .all: points
    }
  }

  /// Whether it is all of the node's points.
  package var isAll: Bool {
    if case .all = self { true } else { false }
  }
}

extension Requirement {
  /// Whether there may be nothing to judge, so that it does not apply: nothing by nothing, or the mean, the least or the most
  /// of nothing.
  package var mayJudgeNothing: Bool {
    value?.mayComeToNothing ?? false || scoring.expressions.contains { $0.mayComeToNothing }
  }
}

extension Requirement {
  /// What its value is divided by, where that alone may leave nothing to judge; nil where something else may.
  package var divisors: [Outline]? {
    guard let outline = value?.program.outline,
      !scoring.expressions.contains(where: \.mayComeToNothing)
    else { return nil }
    var divisors: [Outline] = []
    for part in outline.all where part.mayComeToNothing {
      guard case .arithmetic(.divide) = part.kind else { return nil }
      divisors.append(part.parts[1])
    }
    return divisors
  }
}

extension Item {
  /// Whether its value may be that of nothing by nothing: by its formula, that of a column, or as a mean whose weights may
  /// add up to nothing.
  package var mayComeToNothing: Bool {
    value?.mayComeToNothing ?? false
      || table?.computed.contains { $0.value.mayComeToNothing } ?? false
      || rollUps.values.contains { rollUp in
        switch rollUp {
        case .weightedMean: true
        case .share(let condition): condition?.mayComeToNothing ?? false
        case .sum, .mean, .min, .max: false
        }
      }
  }
}

extension Outline {
  /// Whether this part itself divides, but by a number that is not zero, or takes something of a list that may be empty.
  fileprivate var mayComeToNothing: Bool {
    switch kind {
    case .arithmetic(.divide):
      if case .constant(.number(let number)) = parts[1].kind { number.isZero } else { true }
    case .call("modulo"): true
    // Of several arguments there is always something.
    case .call("mean"), .call("median"), .call("min"), .call("max"): parts.count == 1
    default: false
    }
  }
}

extension Expression {
  /// Whether a part of it may come to nothing: where something is divided, or taken of a list that may be empty.
  package var mayComeToNothing: Bool {
    program.outline?.all.contains(where: \.mayComeToNothing) ?? false
  }
}
