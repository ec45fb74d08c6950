import Assessment
import BigInt
import Definitions
import FEEL
import SourceText
import Submissions
import TestSupport
import Testing

/// Tables, places, given points and the peers' average against exact fractions.
@Suite struct OtherWayProperties {
  // MARK: Tables

  /// A cell of a column of numbers: its text, and whether it takes a value.
  private static func cell(_ random: inout SeededGenerator) -> (
    String, @Sendable (Fraction) -> Bool
  ) {
    let low = Decimal(Int64(random.whole(0...40)), scale: 1)
    let high = Decimal(low.mantissa + Int64(random.whole(0...20)), scale: 1)
    let (a, b) = (low.fraction, high.fraction)
    switch random.whole(0...6) {
    case 0: return ("at least \(low)", { !($0 < a) })
    case 1: return ("above \(low)", { a < $0 })
    case 2: return ("below \(low)", { $0 < a })
    case 3: return ("up to \(low)", { !(a < $0) })
    case 4: return ("\(low) to \(high)", { !($0 < a) && !(b < $0) })
    case 5: return ("\(low)", { $0 == a })
    default: return ("any", { _ in true })
    }
  }

  @Test func `the first row of a table that fits gives its points`() async throws {
    let choices = ["甲", "乙", "丙"]
    for (round, seed) in Trial.rounds(11) {
      var random = SeededGenerator(seed: seed)
      let points = Decimal(Int64(random.whole(1...200)) * 50, scale: 2)
      var lines: [String] = []
      var rows: [(choice: Int?, fits: @Sendable (Fraction) -> Bool, earned: Fraction)] = []
      for _ in 0..<random.whole(2...6) {
        let choice = random.once(in: 3) ? nil : random.whole(0...2)
        let (text, fits) = Self.cell(&random)
        // A row that takes everything ends the table: the loader refuses rows after it.
        if choice == nil, text == "any" { continue }
        let percent = random.whole(0...100)
        let isShare = random.once(in: 2)
        let fixed = Decimal(Int64(random.whole(0...Int(points.mantissa) * 10)), scale: 3)
        lines.append(
          "    - [\(choice.map { choices[$0] } ?? "any"), \(text), "
            + (isShare ? "\(percent)%]" : "\(fixed)]"))
        let earned = isShare ? points.fraction * Fraction(.init(percent), 100) : fixed.fraction
        rows.append((choice, fits, earned))
      }
      guard !rows.isEmpty else { continue }
      let bench = try Bench(
        points: points.description,
        bodyText(
          items: ["a: {type: count}", "b: {type: count}", "state: {type: choice, of: [甲, 乙, 丙]}"],
          points: points.description,
          [
            requirementText(
              "R1", points: points.description,
              ["score:", "  table:", "    - [state, a / b, earn]"] + lines)
          ]))
      var reported: [[Reported]] = []
      var expected: [Fraction] = []
      for _ in 0..<Trial.casesPerSet {
        let (a, b) = (random.whole(0...60), random.pick([1, 2, 3, 5, 7, 10, 20]))
        let state = random.whole(0...2)
        reported.append([.count(a), .count(b), .choice(state)])
        let value = Fraction(.init(a), .init(b))
        let row = rows.first { ($0.choice == nil || $0.choice == state) && $0.fits(value) }
        expected.append(row?.earned ?? .zero)
      }
      try await bench.expect(expected, within: points, reported, "seed \(seed), round \(round)")
    }
  }

  // MARK: Places

  @Test func `places count the peers that are better`() async throws {
    for (round, seed) in Trial.rounds(12) {
      var random = SeededGenerator(seed: seed)
      // Many small groups of peers in one run would need a registry each; one group of a few hundred does.
      for part in 0..<(Trial.casesPerSet / 250) {
        let list = (0..<random.whole(1...40)).map { _ in Int64(random.whole(0...1000)) }.sorted(
          by: >)
        let isHigher = random.once(in: 2)
        let shape = random.pick(Quotients.all)
        let bench = try Bench(
          points: "10.00",
          bodyText(
            items: Quotients.items, points: "10.00",
            [
              requirementText(
                "R1", points: "10.00",
                [
                  "value: \(shape.text)",
                  "score: {places: ["
                    + list.map { Decimal($0, scale: 2).description }.joined(separator: ", ")
                    + "], better: \(isHigher ? "higher" : "lower")}",
                ])
            ]))
        let counts = (0..<250).map { _ in (0..<6).map { _ in random.whole(1...6) } }
        let values = counts.map { shape.value($0) }
        let expected = values.map { value in
          let ahead = values.count { isHigher ? value < $0 : $0 < value }
          return ahead < list.count ? Decimal(list[ahead], scale: 2).fraction : .zero
        }
        try await bench.expect(
          expected, within: Decimal(10), counts.map { $0.map { .count($0) } },
          "seed \(seed), round \(round), part \(part)")
      }
    }
  }

  // MARK: Given points and averages

  @Test func `given points are kept within the range and rounded once`() async throws {
    for (round, seed) in Trial.rounds(13) {
      var random = SeededGenerator(seed: seed)
      let points = Decimal(Int64(random.whole(1...2_000)), scale: 2)
      let bench = try Bench(
        points: points.description,
        bodyText(
          items: ["a: {type: count}"], points: points.description,
          [requirementText("R1", points: points.description, ["score: {given: {by: 专家组}}"])]))
      var expected: [Fraction] = []
      var given: [Verification] = []
      for unit in 0..<Trial.casesPerSet {
        let value = Decimal(
          Int64(random.whole(-50...Int(points.mantissa) * 11)), scale: random.pick([2, 3]))
        expected.append(value.fraction)
        given.append(
          Verification(
            unit: Index(unit),
            target: .points(requirement: 0, Number(mantissa: value.mantissa, scale: value.scale)),
            by: "专家组", document: "1", place: Place(path: "given.csv")))
      }
      let rows = [[Reported]](repeating: [.count(1)], count: Trial.casesPerSet)
      let results = try await bench.assess(rows, verifications: given)
      try #require(results.count == rows.count)
      for (index, result) in results.enumerated() {
        let kept = max(.zero, min(expected[index], points.fraction))
        #expect(
          result.outcomes[0].earned.units == Int64(kept.rounded(2)),
          "seed \(seed), round \(round), given \(expected[index])")
      }
    }
  }

  @Test func `the average of the peers is that of their printed points`() async throws {
    for (round, seed) in Trial.rounds(14) {
      var random = SeededGenerator(seed: seed)
      for part in 0..<(Trial.casesPerSet / 250) {
        let bench = try Bench(
          points: "20",
          bodyText(
            items: ["m: {type: number}", "port: {type: yes-no}"], points: "20",
            [
              requirementText(
                "R1", points: "10",
                [
                  "applies: port = true", "not applicable: average",
                  "score: {lines: [{earn: m}]}",
                ]),
              requirementText("R2", points: "10", ["score: {lines: [{earn: m}]}"]),
            ]))
        let marks = (0..<250).map { _ in Decimal(Int64(random.whole(0...10_000)), scale: 3) }
        let apply = marks.indices.map { $0 == 0 || random.once(in: 2) }
        let rows = zip(marks, apply).map { [Reported.number($0), .flag($1)] }
        let known = zip(marks, apply).filter(\.1).map { $0.0.fraction.rounded(2) }
        let mean = Fraction(known.reduce(0, +), BigInt(known.count) * 100)
        let expected = zip(marks, apply).map { mark, applies in applies ? mark.fraction : mean }
        try await bench.expect(
          expected, within: Decimal(10), rows, "seed \(seed), round \(round), part \(part)")
      }
    }
  }
}
