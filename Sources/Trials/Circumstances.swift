import Assessment
import Definitions
import FEEL
import Formats
import Run
import SourceText
import Submissions

/// What a case says besides its rules: the units, what they report and plan, now and earlier, and what other assessments
/// give.
struct Circumstances: Sendable {
  /// What is known of an earlier period.
  fileprivate struct Past: Sendable {
    var period: Period
    var block: RowBlock
    /// By unit.
    var scores: [Index<Unit>: GivenResults.Stated] = [:]
    var taken: [TakenScores]
  }

  /// The units of the case, in their order, and behind them all units below.
  let registry: Registry
  /// The level of the units of the case.
  let level: Level
  let block: RowBlock
  let taken: [TakenScores]
  /// What the units plan; nil where none plans anything.
  let planned: PlannedValues?
  /// What was found about values.
  let found: [Diagnostic]
  /// Slips of the case that are none of its values.
  let mistakes: [Diagnostic]
  /// The earlier periods, ascending.
  private let past: [Past]

  /// Puts together what a case says.
  /// - Parameters:
  ///   - units: The units of the case, sorted by name.
  ///   - level: The level of the units.
  ///   - set: The set that the case is about.
  ///   - values: How values are read for it.
  ///   - period: The period of the case; nil where it names none.
  init(
    _ units: [TestCase.Unit], at level: Level, for set: IndicatorSet, _ values: CaseValues,
    period: Period?
  ) {
    self.level = level
    var mistakes: [Diagnostic] = []
    let all = CaseUnits(units, at: level, for: set, &mistakes)
    registry = all.registry
    var found: [Diagnostic] = []
    let (block, aboutValues) = values.reported.block(
      all.units.compactMap { $0.row($0.test.values, isAssessed: $0.index.position < units.count) },
      of: registry)
    self.block = block
    found += aboutValues
    taken = values.taken(all.units.map { $0.row($0.test.taken) }, registry, &found, &mistakes)
    let plans = all.units.compactMap { $0.row($0.test.planned) }
    if plans.isEmpty {
      planned = nil
    } else {
      let (block, aboutPlans) = values.planned.block(plans, of: registry)
      let (planned, aboutLevels) = PlannedValues.read(
        [block], for: values.planned.set, units: registry)
      self.planned = planned
      found += aboutPlans + aboutLevels
    }
    var stated: [Period: [(unit: CaseUnits.Placed, earlier: TestCase.Earlier)]] = [:]
    for unit in all.units {
      for earlier in unit.test.earlier {
        guard let label = earlier.period.text.flatMap({ Period($0) }),
          let own = label.length == set.period ? label : label.last(of: set.period)
        else {
          mistakes.append(.casePeriod(earlier.period))
          continue
        }
        if let period, own.lastDay >= period.firstDay {
          mistakes.append(.periodNotEarlier(earlier.period, than: period))
        } else {
          stated[own, default: []].append((unit, earlier))
        }
      }
    }
    var past: [Past] = []
    for (period, entries) in stated.sorted(by: { $0.key.lastDay < $1.key.lastDay }) {
      let (block, aboutPast) = values.reported.block(
        entries.compactMap { $0.unit.row($0.earlier.values) }, of: registry)
      found += aboutPast
      var new = Past(
        period: period, block: block,
        taken: values.taken(
          entries.map { $0.unit.row($0.earlier.taken) }, registry, &found, &mistakes))
      for (unit, earlier) in entries {
        var scores = new.scores[unit.index] ?? GivenResults.Stated()
        scores.read(earlier, for: set, &mistakes)
        new.scores[unit.index] = scores
      }
      past.append(new)
    }
    self.past = past
    self.found = found
    self.mistakes = mistakes
  }

  /// What the earlier periods give to a plan.
  func earlierValues(for plan: ScoringPlan) async -> [EarlierValues] {
    guard plan.looksBack else { return [] }
    let graph = FactGraph.ofPast(plan.set, at: level)
    var earlier: [EarlierValues] = []
    for each in past {
      var background = Background()
      background.earlier = earlier
      background.taken = each.taken
      background.given = GivenResults(each.scores, for: plan)
      let batch = Batch(
        FactTable(
          plan, graph, Occasion(registry, in: each.period, at: level), background), jobs: 1)
      do {
        earlier.append(try await batch.earlierValues(each.block))
      } catch {
        preconditionFailure("nothing is read, so nothing is thrown")
      }
    }
    return earlier
  }
}

extension GivenResults.Stated {
  /// Reads what a case says of the scores of an earlier period.
  fileprivate mutating func read(
    _ earlier: TestCase.Earlier, for set: IndicatorSet, _ mistakes: inout [Diagnostic]
  ) {
    if let node = earlier.total { total = node.text.flatMap(Expectation.number) }
    for (name, node) in earlier.earned {
      let id = name.text ?? ""
      let known = set.requirements.map(\.id) + set.tasks.map(\.id) + set.groups.map(\.id)
      guard known.contains(id) else {
        mistakes.append(.unknownResult(name, known: known))
        continue
      }
      points[id] = node.text.flatMap(Expectation.number)
      if points[id] == nil { mistakes.append(.expectedNumber(node)) }
    }
  }
}

/// How what cases state is read for a set.
struct CaseValues: Sendable {
  let reported: StatedValues
  let planned: StatedValues

  init(_ set: IndicatorSet) {
    reported = StatedValues(set)
    planned = StatedValues(PlannedValues.forReading(set))
  }

  /// What other assessments give, as rows state it.
  fileprivate func taken(
    _ rows: [StatedValues.Row?], _ registry: Registry, _ found: inout [Diagnostic],
    _ mistakes: inout [Diagnostic]
  ) -> [TakenScores] {
    let rows = rows.compactMap(\.self)
    guard !rows.isEmpty else { return [] }
    let (block, problems) = reported.block(rows, of: registry)
    found += problems
    var taken: [TakenScores] = []
    for (index, item) in reported.set.items.enumerated() {
      var scores: [Index<Unit>: TakenScores.Range] = [:]
      for (row, place) in block.rows.enumerated() where block.cell(row, index).hasValue {
        scores[place.unit] = block.value(row, index, of: item).number.map {
          TakenScores.Range($0)
        }
        if item.taken == nil, let place = block.place(row, index) {
          mistakes.append(.notTaken(item.name, at: place))
        }
      }
      if !scores.isEmpty { taken.append(TakenScores(item: index, scores: scores)) }
    }
    return taken
  }
}

/// The units of a case and all units below them.
private struct CaseUnits {
  /// A unit in its place in the registry.
  struct Placed {
    let index: Index<Unit>
    /// By level the unit below that stands for all; empty where the units below are named.
    let below: [Level: Index<Unit>]
    let test: TestCase.Unit

    /// The unit's row of some values; nil where there are none, unless `isAssessed`.
    func row(_ values: TestCase.Values, isAssessed: Bool = false) -> StatedValues.Row? {
      values.isEmpty && !isAssessed
        ? nil : StatedValues.Row(unit: index, below: below, place: test.place, values: values)
    }
  }

  private(set) var units: [Placed] = []
  private var all: Indexed<Unit>

  var registry: Registry { Registry(all.values) }

  /// The units of a case come first, in their order. Below a unit come those that the case names, or else one unit of
  /// every level below that hands in items: sums, means, least, greatest and shares of one unit are its own values.
  init(
    _ units: [TestCase.Unit], at top: Level, for set: IndicatorSet,
    _ mistakes: inout [Diagnostic]
  ) {
    let levels = Set(set.items.map { $0.level ?? set.assesses }).filter { $0 < top }
      .sorted(by: >)
    all = Indexed(units.map { Unit(code: $0.name, name: $0.name, level: top, group: $0.group) })
    for (index, unit) in zip(all.indices, units) { place(unit, index, levels[...], &mistakes) }
  }

  private mutating func place(
    _ unit: TestCase.Unit, _ index: Index<Unit>, _ levels: ArraySlice<Level>,
    _ mistakes: inout [Diagnostic]
  ) {
    var chain: [Level: Index<Unit>] = [:]
    if unit.below.isEmpty {
      var parent = index
      for level in levels {
        parent = add(unit.name, level, below: parent)
        chain[level] = parent
      }
    }
    units.append(Placed(index: index, below: chain, test: unit))
    for below in unit.below {
      if let level = levels.first {
        place(below, add(below.name, level, below: index), levels.dropFirst(), &mistakes)
      } else {
        mistakes.append(.noLevelBelow(below.name, at: below.place))
      }
    }
  }

  private mutating func add(
    _ name: String, _ level: Level, below parent: Index<Unit>
  ) -> Index<Unit> {
    // Behind every name that an author writes, in the order of their making.
    let code = "\u{10FFFD}\(10_000_000 + all.count)"
    defer { all.append(Unit(code: code, name: name, level: level, parent: parent)) }
    return all.endIndex
  }
}
