import Assessment
import Definitions
import FEEL
import SourceText
import Submissions

/// What several reports say alike of one unit, worked out once and only where one of them asks.
struct UnitView {
  let unit: UnitReport
  let context: ReportContext
  /// Total and gates, computed and decided.
  let result: FinalResult
  /// What decides beside the points.
  let decisive: [DecisiveFact]
  private var knownRows: [ColumnRow]?
  private var knownWins: By<Requirement, Points?>?
  private var knownViews: [ViewResult]?

  init(_ unit: UnitReport, _ context: ReportContext) {
    self.unit = unit
    self.context = context
    result = FinalResult(unit.assessment, unit.overrides, context.set.gates)
    decisive = DecisiveFact.all(unit, context)
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

  /// What became of each view.
  mutating func views() -> [ViewResult] {
    if let knownViews { return knownViews }
    let views = context.plan.viewResults(of: assessment)
    knownViews = views
    return views
  }

  /// What the repair of a requirement brings to the total; nil where there is no gap.
  mutating func win(_ requirement: Index<Requirement>) -> Points? {
    if let knownWins { return knownWins[requirement] }
    var wins = By<Requirement, Points?>(repeating: nil, count: set.requirements.count)
    for gap in unit.gaps {
      if case .requirement(let index) = gap.source { wins[index] = gap.win }
    }
    knownWins = wins
    return wins[requirement]
  }
}

extension RuleFacts {
  /// What the requirement asks for, as it is printed; empty where nothing can be named.
  var target: String { goal?.text ?? "" }

  /// Whether the value is a number of ours, which is never a formula.
  var isNumber: Bool { judged.number != nil }

  /// Whether the value lies within one percent of the target.
  var nearness: Nearness? {
    Nearness(value: judged, target: goal, isPercent: value.hasSuffix("%"))
  }

  /// The state of the cells together; nil where none is read.
  var state: DataState? { DataState(cells, cause.byRule) }

  /// What was verified in the place of what was reported, for each cell where that was done.
  func verified(_ set: IndicatorSet) -> [Phrase] { cells.compactMap { $0.verified(set) } }

  /// The places of the cells, and of what was verified in their stead, joined by a semicolon.
  var source: String {
    cells.flatMap { cell in
      [cell.place?.description, cell.verification?.place.lineDescription].compactMap { $0 }
    }.joined(separator: ";")
  }
}

extension CellFacts {
  /// The verified value beside the reported one (S3.1); nil where nothing was verified.
  func verified(_ set: IndicatorSet) -> Phrase? {
    guard case .value(_, let value) = verification?.target else { return nil }
    let definition = set.items[item]
    return Phrase(zh: "核定：", en: "verified: ") + Phrase("\(definition.name) ")
      + reported.words(definition) + Phrase(" → ") + definition.phrase(value)
  }

  /// What stands in the cell.
  var state: DataState {
    if verification != nil { return .verified }
    if let taken { return taken.isNull ? .missing : .taken }
    let known = below.flatMap { $0.below.map { !$0.value.isNull } }
    if known.contains(true) { return known.contains(false) ? .incomplete : .rolledUp }
    guard let rolledUp else { return DataState(reported.kind) }
    if rolledUp.value.isNull {
      return rolledUp.coverage.known > 0 && rolledUp.coverage.isPartial ? .incomplete : .missing
    }
    return rolledUp.coverage.isPartial ? .partial : .rolledUp
  }
}

extension UnitReport {
  /// What the unit itself reported of an item that was verified.
  func reportedWords(_ item: Int, _ set: IndicatorSet) -> Phrase {
    reported[item].map { $0.words(set.items[item]) } ?? Phrase("")
  }
}

extension ReportedCell {
  /// What the unit itself reported, or the state of its cell.
  func words(_ item: Item) -> Phrase {
    let state = DataState(kind)
    guard state == .reported else { return Phrase("(") + state.phrase + Phrase(")") }
    if let records {
      return Phrase(
        zh: "\(records.count) 条记录", en: records.count == 1 ? "1 record" : "\(records.count) records"
      )
    }
    return item.phrase(value)
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
      if cell.reported.kind == .table, case .missing(let items) = cause, items.contains(cell.item),
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
