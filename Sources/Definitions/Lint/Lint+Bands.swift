import FEEL
import Formats
import SourceText

/// Bands and tables: no gap, no row that is never reached, more points for a better value.
extension Lint {
  static let bandGap = Lint(.bandGap, .warning) { context in
    context.eachBands { requirement, bands, axis, samples in
      let gap = samples.samples.first { sample in
        axis.fits.allSatisfy { $0(sample.value) == false }
      }
      guard let gap else { return [] }
      let words = gap.words
      return [
        Finding(
          requirement.rule, zh: "没有一档包括\(words.text(.zh))",
          en: "no band takes \(words.text(.en))",
          help: Phrase(
            zh: "把相邻两档接上，或在最后写一档不带条件的", en: "let the bands meet, or end with one that has no test"))
      ]
    }
  }

  static let shadowedBand = Lint(.shadowedBand, .warning) { context in
    context.eachBands { requirement, bands, axis, samples in
      bands.indices.compactMap { index in
        let own = samples.samples.filter { axis.fits[index]($0.value) == true }
        guard !own.isEmpty, index > 0 else { return nil }
        let isShadowed = own.allSatisfy { sample in
          axis.fits[..<index].contains { $0(sample.value) == true }
        }
        guard isShadowed else { return nil }
        return Finding(
          bands[index].place, zh: "前面各档合起来已经包括了这一档",
          en: "the bands above take everything that this one would",
          help: Phrase(zh: "调整顺序，或删去这一档", en: "change the order, or delete the band"))
      }
    }
  }

  static let overlappingBands = Lint(.overlappingBands, .warning) { context in
    context.eachBands { requirement, bands, axis, samples in
      var findings: [Finding] = []
      for second in bands.indices.dropFirst() {
        for first in bands.indices[..<second] {
          let both = samples.samples.map { sample in
            (axis.fits[first](sample.value) == true, axis.fits[second](sample.value) == true)
          }
          let isPartial =
            both.contains { $0 == (true, true) } && both.contains { $0 == (true, false) }
            && both.contains { $0 == (false, true) }
          guard isPartial, bands[first].isTwoSided, bands[second].isTwoSided else { continue }
          findings.append(
            Finding(
              bands[second].place, zh: "这一档与前面一档有重叠，重叠的值按前面一档算",
              en: "the band overlaps an earlier one, which takes the values in common",
              related: [Label(bands[first].place, Phrase(zh: "前面一档", en: "the earlier band"))]))
        }
      }
      return findings
    }
  }

  static let bandsOutOfOrder = Lint(.bandsOutOfOrder, .warning) { context in
    context.scored.flatMap { requirement -> [Finding] in
      let way = requirement.scoring.authored
      guard way.countsFirstLine else { return [] }
      let (bands, points) = (way.lines, context.number(requirement.points))
      var findings: [Finding] = []
      for (band, next) in zip(bands, bands.dropFirst()) {
        guard let a = band.result(of: points), let b = next.result(of: points), b > a,
          let test = band.test, test.comparison != .is
        else { continue }
        if let nextTest = next.test, nextTest.comparison != test.comparison { continue }
        // Bands of a deduction may go from bad to worse.
        if band.direction == .lose, bands.first?.direction == .lose { continue }
        findings.append(
          Finding(
            next.place, zh: "这一档的要求更低，得分却更高",
            en: "the band asks for less than the one above and earns more",
            related: [Label(band.place, Phrase(zh: "上面一档", en: "the band above"))]))
      }
      return findings
    }
  }

  static let repeatedLine = Lint(.repeatedLine, .warning) { context in
    context.scored.flatMap { requirement -> [Finding] in
      if requirement.scoring.authored.countsFirstLine { return [] }
      var seen: [String: Place] = [:]
      return context.lineEntries(requirement).compactMap { entry in
        let key = entry.fields.sorted { $0.key.rawValue < $1.key.rawValue }
          .map { "\($0.key)=\($0.value.value.text ?? $0.value.value.source)" }
          .joined(separator: ";")
        defer { seen[key] = seen[key] ?? entry.node.place }
        return seen[key].map { first in
          Finding(
            entry.node.place, zh: "两条完全相同，会算两次", en: "the line stands twice and counts twice",
            related: [Label(first, Phrase(zh: "第一条", en: "the first one"))])
        }
      }
    }
  }

  static let tableGap = Lint(.tableGap, .warning) { context in
    context.eachTable { requirement, table, combinations in
      let gap = combinations.first { combination in
        !table.rows.contains { $0.takes(combination) == true }
      }
      guard let gap else { return [] }
      let words = gap.map(\.words)
      return [
        Finding(
          requirement.rule,
          zh: "没有一行包括 \(words.map { $0.text(.zh) }.joined(separator: "、"))",
          en: "no row takes \(words.map { $0.text(.en) }.joined(separator: ", "))",
          help: Phrase(zh: "补一行，或在最后写一行任意", en: "add a row, or end with a row of 'any'"))
      ]
    }
  }

  static let shadowedRow = Lint(.shadowedRow, .warning) { context in
    context.eachTable { requirement, table, combinations in
      table.rows.indices.dropFirst().compactMap { index in
        let own = combinations.filter { table.rows[index].takes($0) == true }
        let isShadowed = own.allSatisfy { combination in
          table.rows[..<index].contains { $0.takes(combination) == true }
        }
        guard isShadowed, !own.isEmpty else { return nil }
        return Finding(
          table.rows[index].place, zh: "前面各行合起来已经包括了这一行",
          en: "the rows above take everything that this one would",
          help: Phrase(zh: "调整顺序，或删去这一行", en: "change the order, or delete the row"))
      }
    }
  }
}

extension Line {
  /// Whether its condition bounds the value from below and from above.
  fileprivate var isTwoSided: Bool {
    guard let condition = condition?.program.outline else { return false }
    return condition.all.filter { part in
      if case .comparison = part.kind { true } else { false }
    }.count == 2
  }

  /// The points that the band gives, where that is known.
  func result(of points: Number) -> Number? {
    fixedAmount(of: points).map { direction == .earn ? $0 : points - $0 }
  }
}

extension DecisionTable.Row {
  /// Whether the row takes the values of its inputs; nil where they cannot be compared.
  fileprivate func takes(_ values: [Samples.Sample]) -> Bool? {
    var isKnown = true
    for (cell, sample) in zip(cells, values) {
      let fits: Bool? =
        switch cell {
        case .any: true
        case .equals(let value): Outline.Comparison.equal.holds(sample.value, value)
        case .test(let comparison, let value): comparison.outlined.holds(sample.value, value)
        case .between(let low, let high):
          Outline.Comparison.greaterOrEqual.holds(sample.value, low).flatMap { isAbove in
            Outline.Comparison.lessOrEqual.holds(sample.value, high).map { isAbove && $0 }
          }
        }
      if fits == false { return false }
      if fits == nil { isKnown = false }
    }
    return isKnown ? true : nil
  }
}

extension LintContext {
  /// What is found in each score by bands that asks about one thing.
  fileprivate func eachBands(
    _ body: (Requirement, [Line], BandAxis, Samples) -> [Finding]
  ) -> [Finding] {
    scored.flatMap { requirement -> [Finding] in
      let (way, bands) = (requirement.scoring.authored, requirement.scoring.lines)
      guard way.countsFirstLine, let axis = axis(of: bands, requirement),
        let samples = samples(of: axis.subject, bounds: axis.bounds),
        samples.samples.allSatisfy({ sample in axis.fits.allSatisfy { $0(sample.value) != nil } })
      else { return [] }
      return body(requirement, bands, axis, samples)
    }
  }

  /// What is found in each table, with every combination of what its inputs can be.
  fileprivate func eachTable(
    _ body: (Requirement, DecisionTable, [[Samples.Sample]]) -> [Finding]
  ) -> [Finding] {
    scored.flatMap { requirement -> [Finding] in
      guard let table = requirement.scoring.authored.table else { return [] }
      var combinations: [[Samples.Sample]] = [[]]
      for (index, input) in table.inputs.enumerated() {
        let bounds = table.rows.flatMap { $0.cells[index].bounds }
        guard let outline = input.program.outline,
          let samples = samples(of: outline, bounds: bounds),
          combinations.count * samples.samples.count <= 20_000
        else { return [] }
        combinations = combinations.flatMap { known in samples.samples.map { known + [$0] } }
      }
      return body(requirement, table, combinations)
    }
  }
}
