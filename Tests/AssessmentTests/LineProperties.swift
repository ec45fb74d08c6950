import Assessment
import BigInt
import Definitions
import TestSupport
import Testing

/// Lines, bands, linear and met against exact fractions that share no code with the engine.
@Suite struct LineProperties {
  private static let points = [
    Decimal(63, scale: 2), Decimal(14, scale: 1), Decimal(2), Decimal(10), Decimal(125, scale: 1),
    Decimal(100), Decimal(7, scale: 2), Decimal(1000),
  ]

  @Test func `lines equal exact arithmetic rounded half up once`() async throws {
    try await lines(asBands: false, salt: 1)
  }

  @Test func `bands equal exact arithmetic rounded half up once`() async throws {
    try await lines(asBands: true, salt: 2)
  }

  private func lines(asBands: Bool, salt: UInt64) async throws {
    for (round, seed) in Trial.rounds(salt) {
      var random = SeededGenerator(seed: seed)
      let points = random.pick(Self.points)
      let shape = random.pick(Quotients.all)
      var lines = (0..<random.whole(1...3)).map { LineModel($0, points: points, &random) }
      // A set with a band behind one that takes everything is refused.
      if asBands, let last = lines.firstIndex(where: \.takesAll) { lines = Array(lines[...last]) }
      let way = asBands ? "bands" : "lines"
      let requirement = requirementText(
        "R1", points: points.description,
        ["value: \(shape.text)", "score:", "  \(way):"] + lines.map { "    " + $0.text })
      let bench = try Bench(
        points: points.description,
        bodyText(
          items: Quotients.items + lines.flatMap { LineModel.items($0.index) },
          points: points.description, [requirement]))
      var rows: [[Reported]] = []
      var expected: [Fraction] = []
      for _ in 0..<Trial.casesPerSet {
        let counts = Quotients.counts(&random)
        let value = shape.value(counts)
        let inputs = lines.map { $0.inputs(value, &random) }
        rows.append(counts.map { .count($0) } + inputs.flatMap(\.reported))
        let moved = zip(lines, inputs).map { $0.moved(value, $1, points: points.fraction) }
        expected.append(
          asBands
            ? Self.firstBand(lines, moved, points.fraction)
            : Self.sum(lines, moved, points.fraction))
      }
      try await bench.expect(expected, within: points, rows, "seed \(seed), round \(round)")
    }
  }

  /// Starts full, or at zero if any line earns; every line that fits counts.
  private static func sum(
    _ lines: [LineModel], _ moved: [Fraction?], _ points: Fraction
  ) -> Fraction {
    moved.compactMap(\.self).reduce(lines.contains(where: \.earns) ? .zero : points, +)
  }

  /// Only the first that fits: what it earns, or all less what it loses.
  private static func firstBand(
    _ lines: [LineModel], _ moved: [Fraction?], _ points: Fraction
  ) -> Fraction {
    for (line, moved) in zip(lines, moved) {
      if let moved { return line.earns ? moved : points + moved }
    }
    return lines.contains(where: \.earns) ? .zero : points
  }

  @Test func `linear equals exact arithmetic rounded half up once`() async throws {
    for (round, seed) in Trial.rounds(3) {
      var random = SeededGenerator(seed: seed)
      let points = random.pick(Self.points)
      let shape = random.pick(Quotients.all)
      let isUp = random.once(in: 2)
      let bench = try Bench(
        points: points.description,
        bodyText(
          items: Quotients.items + ["zero: {type: number}", "full: {type: number}"],
          points: points.description,
          [
            requirementText(
              "R1", points: points.description,
              [
                "value: \(shape.text)",
                "score: {linear: {zero: zero, full: full}, better: \(isUp ? "higher" : "lower")}",
              ])
          ]))
      var rows: [[Reported]] = []
      var expected: [Fraction] = []
      for _ in 0..<Trial.casesPerSet {
        let counts = Quotients.counts(&random)
        let value = shape.value(counts)
        let zero = random.bound(near: value)
        let full = random.once(in: 9) ? zero : random.bound(near: value)
        rows.append(counts.map { .count($0) } + [.number(zero), .number(full)])
        let (low, high) = (zero.fraction, full.fraction)
        let isFull = isUp ? !(value < high) : !(high < value)
        guard isUp ? low < high : high < low else {
          // The ends meet or cross.
          expected.append(isFull ? points.fraction : .zero)
          continue
        }
        let share = (value - low) / (high - low)
        expected.append(max(.zero, min(.one, share)) * points.fraction)
      }
      try await bench.expect(expected, within: points, rows, "seed \(seed), round \(round)")
    }
  }

  @Test func `met compares exactly`() async throws {
    let signs: [(String, (Fraction, Fraction) -> Bool)] = [
      (">=", { !($0 < $1) }), (">", { $1 < $0 }), ("<=", { !($1 < $0) }), ("<", { $0 < $1 }),
      ("=", { $0 == $1 }), ("!=", { !($0 == $1) }),
    ]
    for (round, seed) in Trial.rounds(4) {
      var random = SeededGenerator(seed: seed)
      let points = random.pick(Self.points)
      let shape = random.pick(Quotients.all)
      let sign = random.pick(signs)
      let bench = try Bench(
        points: points.description,
        bodyText(
          items: Quotients.items + [
            "bound: {type: number}", "p: {type: count}", "q: {type: count}",
          ],
          points: points.description,
          [
            requirementText(
              "R1", points: points.description,
              ["value: \(shape.text)", "score: {met: value \(sign.0) bound * p / q}"])
          ]))
      var rows: [[Reported]] = []
      var expected: [Fraction] = []
      for _ in 0..<Trial.casesPerSet {
        let counts = Quotients.counts(&random)
        let value = shape.value(counts)
        // The same value by another way, or a bound near it.
        let isSame = random.once(in: 3)
        let bound = isSame ? Decimal(1) : random.bound(near: value)
        let small = value.top.magnitude < 1_000_000 && value.bottom < 1_000_000
        let (p, q) =
          isSame && small && value.top.sign == .plus
          ? (Int(value.top), Int(value.bottom)) : (random.whole(1...9), random.whole(1...9))
        rows.append(counts.map { .count($0) } + [.number(bound), .count(p), .count(q)])
        let other = bound.fraction * Fraction(.init(p)) / Fraction(.init(q))
        expected.append(sign.1(value, other) ? points.fraction : .zero)
      }
      try await bench.expect(expected, within: points, rows, "seed \(seed), round \(round)")
    }
  }
}

extension Bench {
  /// Expects the first requirement's printed points to be the exact ones, kept within 0 … p and rounded half up once.
  func expect(
    _ exact: [Fraction], within points: Decimal, _ rows: [[Reported]], _ run: String
  ) async throws {
    let results = try await assess(rows)
    try #require(results.count == rows.count)
    var wrong = 0
    for (index, result) in results.enumerated() {
      let kept = max(.zero, min(exact[index], points.fraction))
      let earned = result.outcomes[0].earned.units
      guard kept.rounded(2) != earned else { continue }
      wrong += 1
      if wrong <= 3 {
        Issue.record("\(run), row \(rows[index]): expected \(kept.rounded(2)), found \(earned)")
      }
    }
    #expect(wrong == 0, "\(run): \(wrong) of \(rows.count) are wrong")
  }
}
