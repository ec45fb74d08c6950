internal import SourceText

/// Relations between points and ranges (DMN 1.5, table 78). An open end lies beyond every value.
extension Function {
  static let before = relation(
    "before", [.points, .pointAndRange, .rangeAndPoint, .ranges],
    Phrase(zh: "前者是否整个在后者之前", en: "Whether the first lies wholly before the second."),
    examples: [
      .init("before(1, 10)", "true"), .init("before([1..10), 10)", "true"),
      .init("before([1..10], [10..20])", "false"),
    ]
  ) { a, b in a.isBefore(b) }

  static let after = relation(
    "after", [.points, .pointAndRange, .rangeAndPoint, .ranges],
    Phrase(zh: "前者是否整个在后者之后", en: "Whether the first lies wholly after the second."),
    examples: [.init("after(10, 5)", "true"), .init("after([11..20], [1..11))", "true")]
  ) { a, b in b.isBefore(a) }

  static let meets = relation(
    "meets", [.ranges],
    Phrase(zh: "前者的终点是否就是后者的起点", en: "Whether the first ends where the second starts."),
    examples: [.init("meets([1..5], [5..10])", "true"), .init("meets([1..5), [5..10])", "false")]
  ) { a, b in a.meets(b) }

  static let metBy = relation(
    "met by", [.ranges],
    Phrase(zh: "前者的起点是否就是后者的终点", en: "Whether the first starts where the second ends."),
    examples: [.init("met by([5..10], [1..5])", "true"), .init("met by([5..10], [1..5))", "false")]
  ) { a, b in b.meets(a) }

  static let overlaps = relation(
    "overlaps", [.ranges], Phrase(zh: "两者是否有公共部分", en: "Whether the two have values in common."),
    examples: [
      .init("overlaps([1..5], [3..8])", "true"), .init("overlaps([1..5), [5..8])", "false"),
    ]
  ) { a, b in a.overlaps(b) }

  static let overlapsBefore = relation(
    "overlaps before", [.ranges],
    Phrase(zh: "前者是否先开始并伸入后者", en: "Whether the first starts earlier and ends within the second."),
    examples: [
      .init("overlaps before([1..5], [3..8])", "true"),
      .init("overlaps before([3..8], [1..5])", "false"),
    ]
  ) { a, b in a.overlapsBefore(b) }

  static let overlapsAfter = relation(
    "overlaps after", [.ranges],
    Phrase(
      zh: "前者是否始于后者之中并晚于后者结束", en: "Whether the first starts within the second and ends later."),
    examples: [
      .init("overlaps after([3..8], [1..5])", "true"),
      .init("overlaps after([1..5], [3..8])", "false"),
    ]
  ) { a, b in b.overlapsBefore(a) }

  static let finishes = relation(
    "finishes", [.pointAndRange, .ranges],
    Phrase(
      zh: "前者是否与后者同时结束且不早开始", en: "Whether the first ends with the second and starts within it."),
    examples: [
      .init("finishes(10, [1..10])", "true"), .init("finishes([5..10], [1..10])", "true"),
      .init("finishes([5..10), [1..10])", "false"),
    ]
  ) { a, b in a.finishes(b) }

  static let finishedBy = relation(
    "finished by", [.rangeAndPoint, .ranges],
    Phrase(
      zh: "后者是否与前者同时结束且不早开始", en: "Whether the second ends with the first and starts within it."),
    examples: [
      .init("finished by([1..10], 10)", "true"), .init("finished by([1..10], [5..10])", "true"),
    ]
  ) { a, b in b.finishes(a) }

  static let includes = relation(
    "includes", [.rangeAndPoint, .ranges],
    Phrase(zh: "前者是否包含后者", en: "Whether the first has the second within it."),
    examples: [
      .init("includes([1..10], 5)", "true"), .init("includes([1..10], [4..6])", "true"),
      .init("includes((1..10], 1)", "false"),
    ]
  ) { a, b in a.includes(b) }

  static let during = relation(
    "during", [.pointAndRange, .ranges],
    Phrase(zh: "前者是否在后者之内", en: "Whether the first lies within the second."),
    examples: [.init("during(5, [1..10])", "true"), .init("during([4..6], [1..10])", "true")]
  ) { a, b in b.includes(a) }

  static let starts = relation(
    "starts", [.pointAndRange, .ranges],
    Phrase(
      zh: "前者是否与后者同时开始且不晚结束", en: "Whether the first starts with the second and ends within it."),
    examples: [
      .init("starts(1, [1..10])", "true"), .init("starts([1..5], [1..10])", "true"),
      .init("starts((1..5], [1..10])", "false"),
    ]
  ) { a, b in a.starts(b) }

  static let startedBy = relation(
    "started by", [.rangeAndPoint, .ranges],
    Phrase(
      zh: "后者是否与前者同时开始且不晚结束", en: "Whether the second starts with the first and ends within it."),
    examples: [
      .init("started by([1..10], 1)", "true"), .init("started by([1..10], [1..5])", "true"),
    ]
  ) { a, b in b.starts(a) }

  static let coincides = relation(
    "coincides", [.points, .ranges],
    Phrase(zh: "两者是否完全重合", en: "Whether the two are the same point or range."),
    examples: [
      .init("coincides(5, 5)", "true"), .init("coincides([1..5], [1..5])", "true"),
      .init("coincides((1..5), [1..5])", "false"),
    ]
  ) { a, b in a.coincides(b) }

  /// Which arguments a relation takes.
  private enum Form: CaseIterable {
    case points, pointAndRange, rangeAndPoint, ranges

    var parameters: [Parameter] {
      switch self {
      case .points: [Parameter("point1"), Parameter("point2")]
      case .pointAndRange: [Parameter("point"), Parameter("range", .range(.any))]
      case .rangeAndPoint: [Parameter("range", .range(.any)), Parameter("point")]
      case .ranges: [Parameter("range1", .range(.any)), Parameter("range2", .range(.any))]
      }
    }

    /// The form of two arguments.
    init(_ a: Span, _ b: Span) {
      self =
        switch (a.isPoint, b.isPoint) {
        case (true, true): .points
        case (true, false): .pointAndRange
        case (false, true): .rangeAndPoint
        case (false, false): .ranges
        }
    }
  }

  private static func relation(
    _ name: String, _ forms: Set<Form>, _ summary: Phrase, examples: [Example],
    _ body: @escaping @Sendable (Span, Span) -> Bool?
  ) -> Function {
    let evaluate: Overload.Body = { _, arguments in
      guard let first = arguments[0], let second = arguments[1] else {
        return .null(.wrongParameters)
      }
      guard let a = Span(first), let b = Span(second) else { return .null(.wrongType) }
      guard forms.contains(Form(a, b)) else { return .null(.wrongType) }
      return body(a, b).map { .boolean($0) } ?? .null(.wrongType)
    }
    // A call by position is told apart by its values, so the first overload takes anything.
    let first = Form.allCases.first { forms.contains($0) } ?? .ranges
    let positional = Overload(
      first.parameters.map { Parameter($0.name) }, .boolean, evaluate)
    let named = Form.allCases.filter { forms.contains($0) }.map { form in
      Overload(form.parameters, .boolean, evaluate)
    }
    return Function(
      name, .range, summary: summary, [positional] + named.dropFirst(), examples: examples)
  }
}

/// A range, or a point as the range of itself.
private struct Span {
  let isPoint: Bool
  let start: Value?
  let end: Value?
  let includesStart: Bool
  let includesEnd: Bool

  /// Nil for all values but one, which has no ends.
  init?(_ value: Value) {
    if case .range(let range) = value {
      if range.excluded != nil { return nil }
      isPoint = false
      start = range.low
      end = range.high
      includesStart = range.includesLow
      includesEnd = range.includesHigh
    } else {
      isPoint = true
      start = value
      end = value
      includesStart = true
      includesEnd = true
    }
  }

  /// Where an end lies against another one: open starts lie below, open ends above everything. Nil where they cannot be compared.
  private static func order(_ a: Value?, _ b: Value?, openA: Int, openB: Int) -> Int? {
    switch (a, b) {
    case (let a?, let b?): a.compare(b)
    case (nil, nil): openA == openB ? 0 : openA
    case (nil, _): openA
    case (_, nil): -openB
    }
  }

  private func starts(against other: Span) -> Int? {
    Span.order(start, other.start, openA: -1, openB: -1)
  }

  private func ends(against other: Span) -> Int? {
    Span.order(end, other.end, openA: 1, openB: 1)
  }

  /// Where the end lies against the other's start.
  private func endAgainstStart(_ other: Span) -> Int? {
    Span.order(end, other.start, openA: 1, openB: -1)
  }

  func isBefore(_ other: Span) -> Bool? {
    endAgainstStart(other).map { $0 < 0 || ($0 == 0 && !(includesEnd && other.includesStart)) }
  }

  func meets(_ other: Span) -> Bool? {
    endAgainstStart(other).map { $0 == 0 && includesEnd && other.includesStart }
  }

  func overlaps(_ other: Span) -> Bool? {
    guard let before = isBefore(other), let after = other.isBefore(self) else { return nil }
    return !before && !after
  }

  func overlapsBefore(_ other: Span) -> Bool? {
    guard let starts = starts(against: other), let ends = ends(against: other),
      let before = isBefore(other)
    else { return nil }
    let startsEarlier = starts < 0 || (starts == 0 && includesStart && !other.includesStart)
    let endsWithin = ends < 0 || (ends == 0 && (!includesEnd || other.includesEnd))
    return startsEarlier && !before && endsWithin
  }

  func finishes(_ other: Span) -> Bool? {
    guard let starts = starts(against: other), let ends = ends(against: other) else { return nil }
    if isPoint { return ends == 0 && other.includesEnd }
    return ends == 0 && includesEnd == other.includesEnd
      && (starts > 0 || (starts == 0 && (!includesStart || other.includesStart)))
  }

  func starts(_ other: Span) -> Bool? {
    guard let starts = starts(against: other), let ends = ends(against: other) else { return nil }
    if isPoint { return starts == 0 && other.includesStart }
    return starts == 0 && includesStart == other.includesStart
      && (ends < 0 || (ends == 0 && (!includesEnd || other.includesEnd)))
  }

  func includes(_ other: Span) -> Bool? {
    guard let starts = starts(against: other), let ends = ends(against: other) else { return nil }
    return (starts < 0 || (starts == 0 && (includesStart || !other.includesStart)))
      && (ends > 0 || (ends == 0 && (includesEnd || !other.includesEnd)))
  }

  func coincides(_ other: Span) -> Bool? {
    guard let starts = starts(against: other), let ends = ends(against: other) else { return nil }
    return starts == 0 && ends == 0 && includesStart == other.includesStart
      && includesEnd == other.includesEnd
  }
}
