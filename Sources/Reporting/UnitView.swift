import Assessment
import Definitions
import FEEL
import SourceText
import Submissions

/// What several reports say alike of one unit, worked out once and only where one of them asks.
struct UnitView {
  let unit: ScoredUnit
  let context: ReportContext
  /// Total and gates, computed and decided.
  let result: FinalResult
  /// What decides beside the points.
  let decisive: [DecisiveFact]
  private var knownRows: [ColumnRow]?
  private var knownGaps: [Gap]?
  private var knownWins: [Points?]?
  private var knownFacts: [RequirementFacts?]
  private var knownViews: [ViewResult]?

  init(_ unit: ScoredUnit, _ context: ReportContext) {
    self.unit = unit
    self.context = context
    result = FinalResult(unit.assessment, unit.overrides, context.set.gates)
    decisive = DecisiveFact.all(unit, context)
    knownFacts = []
  }

  var assessment: UnitAssessment { unit.assessment }
  var set: IndicatorSet { context.set }

  /// The rows that add up to the total, the decided one where there is one, in the order of semantics S3; adjustments whose count is missing are among
  /// them and move nothing.
  mutating func rows() -> [ColumnRow] {
    if let knownRows { return knownRows }
    var rows = context.plan.column(of: assessment)
    for (index, result) in assessment.adjustments.enumerated() where result.outcome == .missing {
      let next = rows.firstIndex { row in
        switch row.kind {
        case .requirement, .cap, .conversion: false
        case .adjustment(let other): other > index
        case .veto, .limit, .decision: true
        }
      }
      rows.insert(
        ColumnRow(kind: .adjustment(index), points: .zero), at: next ?? rows.endIndex)
    }
    if result.isTotalDecided {
      rows.append(ColumnRow(kind: .decision, points: result.total - result.computedTotal))
    }
    knownRows = rows
    return rows
  }

  /// The points that can still be won, most first.
  mutating func gaps(_ scorer: inout Scorer) -> [Gap] {
    if let knownGaps { return knownGaps }
    let gaps = scorer.gaps(of: unit)
    knownGaps = gaps
    return gaps
  }

  /// What became of each view.
  mutating func views() -> [ViewResult] {
    if let knownViews { return knownViews }
    let views = context.plan.viewResults(of: assessment)
    knownViews = views
    return views
  }

  /// What the repair of a requirement brings to the total; nil where there is no gap.
  mutating func win(_ requirement: Int, _ scorer: inout Scorer) -> Points? {
    if let knownWins { return knownWins[requirement] }
    var wins = [Points?](repeating: nil, count: set.requirements.count)
    for gap in gaps(&scorer) {
      if case .requirement(let index) = gap.source { wins[index] = gap.win }
    }
    knownWins = wins
    return wins[requirement]
  }

  /// Value, reason and cells of an adjustment.
  func facts(adjustment index: Int, _ scorer: inout Scorer) -> RequirementFacts {
    RequirementFacts(adjustment: index, unit, &scorer, context.language)
  }

  /// Value, target, reason and cells of a requirement.
  mutating func facts(_ requirement: Int, _ scorer: inout Scorer) -> RequirementFacts {
    if knownFacts.isEmpty {
      knownFacts = [RequirementFacts?](repeating: nil, count: set.requirements.count)
    }
    if let facts = knownFacts[requirement] { return facts }
    let facts = RequirementFacts(requirement, unit, &scorer, context.language)
    knownFacts[requirement] = facts
    return facts
  }
}

/// What is printed beside the points of a requirement.
struct RequirementFacts {
  /// The value that was judged; empty where there is none.
  var value: String
  /// Whether the value is a number of ours, which is never a formula.
  var isNumber: Bool
  /// What the requirement asks for; empty where nothing can be named.
  var target: String
  /// How far the value is from it; empty where there is no number to reach.
  var distance: String
  /// Whether the value lies within one percent of the target.
  var nearness: Nearness?
  /// Why it has its points, in one sentence.
  var why: String
  /// The cells that it was judged by.
  var cells: [CellFacts]
  /// The state of these cells together.
  var state: DataState?

  init(
    _ requirement: Int, _ unit: ScoredUnit, _ scorer: inout Scorer, _ language: Language
  ) {
    let outcome = unit.assessment.outcomes[requirement]
    value = scorer.valueText(outcome, of: requirement)
    isNumber = outcome.value.number != nil
    let goal = scorer.target(of: requirement)
    target = goal?.text ?? ""
    nearness = Nearness(value: outcome.value, target: goal, isPercent: value.hasSuffix("%"))
    distance = scorer.distance(outcome, of: requirement) ?? ""
    why = scorer.why(outcome, of: requirement).text(language)
    cells = CellFacts.all(scorer.cells(of: requirement, in: unit), unit, scorer)
    state = DataState(cells, outcome.cause.byRule)
  }

  init(
    adjustment index: Int, _ unit: ScoredUnit, _ scorer: inout Scorer, _ language: Language
  ) {
    let result = unit.assessment.adjustments[index]
    value = scorer.valueText(result, ofAdjustment: index)
    isNumber = result.value.number != nil
    target = ""
    distance = ""
    why = scorer.why(result, ofAdjustment: index).text(language)
    cells = CellFacts.all(scorer.cells(ofAdjustment: index, in: unit), unit, scorer)
    state = DataState(cells, result.cause)
  }

  /// What was verified in the place of what was reported, for each cell where that was done.
  var verified: [Phrase] { cells.compactMap(\.verified) }

  /// The places of the cells, and of what was verified in their stead, joined by a semicolon.
  var source: String {
    cells.flatMap { cell in
      [cell.place?.description, cell.verification?.place.lineDescription].compactMap { $0 }
    }.joined(separator: ";")
  }
}

/// A cell that was read: which item, where it stands, what was found there.
struct CellFacts {
  var item: Int
  /// Nil where no column or element names the item.
  var place: Place?
  var kind: CellKind
  /// What an inspection established; it replaces what was reported.
  var verification: Verification?
  /// The verified value beside the reported one.
  var verified: Phrase?
  /// What came together from the units below, where the item is not the unit's own.
  var rolledUp: RolledUp?
  /// What the units below gave, where the item is only looked at there.
  var below: [CalledBelow] = []
  /// What another assessment gave.
  var taken: Value?

  /// What stands in the cell.
  var state: DataState {
    if verification != nil { return .verified }
    if let taken { return taken.isNull ? .missing : .taken }
    let known = below.flatMap { $0.below.map { !$0.value.isNull } }
    if known.contains(true) { return known.contains(false) ? .incomplete : .rolledUp }
    guard let rolledUp else { return DataState(kind) }
    if rolledUp.value.isNull {
      return rolledUp.coverage.known > 0 && rolledUp.coverage.isPartial ? .incomplete : .missing
    }
    return rolledUp.coverage.isPartial ? .partial : .rolledUp
  }

  /// The cells of a unit.
  static func all(
    _ cells: [(item: Int, place: Place?)], _ unit: ScoredUnit, _ scorer: Scorer
  ) -> [CellFacts] {
    cells.map { item, place in
      var cell = CellFacts(
        item: item, place: place, kind: unit.block.cell(unit.row, item).kind)
      cell.rolledUp = scorer.rolledUp(item)
      cell.below = scorer.calledBelow(item)
      cell.taken = scorer.taken(item)
      guard !unit.verifications.isEmpty else { return cell }
      cell.verification = unit.verifications.last { verification in
        if case .value(item, _) = verification.target { true } else { false }
      }
      // What was reported is kept beside what was verified (S3.1).
      if case .value(_, let value) = cell.verification?.target {
        cell.place = unit.block.place(unit.row, item)
        let items = scorer.plan.set.items
        cell.verified =
          Phrase(zh: "核定：", en: "verified: ")
          + Phrase("\(items[item].name) ") + unit.reportedWords(item, scorer.plan.set)
          + Phrase(" → ") + items[item].phrase(value)
      }
      return cell
    }
  }
}

/// The state of the data behind a requirement: the worst state of its cells. The raw value is what the files print.
enum DataState: String, CaseIterable {
  /// Every cell was read.
  case reported
  /// It came together from all units below.
  case rolledUp = "rolled up"
  /// It came together from enough of the units below, but not from all.
  case partial = "partly rolled up"
  /// It was taken from another assessment.
  case taken
  /// An inspection has established a value in a cell's stead.
  case verified
  /// Some of the units below gave it, but not enough of them.
  case incomplete
  /// A cell is there and empty, or says that there is nothing.
  case blank
  /// Nothing names the item.
  case missing
  /// A cell could not be read as its item's type.
  case unreadable
  /// It was handed in more than once with different values.
  case conflicting
  /// The numbers contradict one another.
  case contradictory
  /// A cell looks like data about a person and was not taken in.
  case refused

  /// The worst state of some cells; nil where none is read, as for points that a scorer gives.
  init?(_ cells: [CellFacts], _ cause: Cause) {
    guard !cells.isEmpty else { return nil }
    var worst = DataState.reported
    if case .contradiction = cause { worst = .contradictory }
    for cell in cells {
      if cell.state.rank > worst.rank { worst = cell.state }
      // A table that is there and still missing has a record without what was asked for.
      if cell.kind == .table, case .missing(let items) = cause, items.contains(cell.item),
        DataState.blank.rank > worst.rank
      {
        worst = .blank
      }
      // What comes together may be too little for what it is needed for.
      if cell.state == .partial, case .missing(let items) = cause, items.contains(cell.item),
        DataState.incomplete.rank > worst.rank
      {
        worst = .incomplete
      }
    }
    self = worst
  }

  init(_ kind: CellKind) {
    self =
      switch kind {
      case .number, .yesNo, .date, .choice, .text, .table: .reported
      case .blank: .blank
      case .absent: .missing
      case .unreadable: .unreadable
      case .conflicting: .conflicting
      case .refused: .refused
      }
  }

  private var rank: Int { DataState.allCases.firstIndex(of: self) ?? 0 }
}
