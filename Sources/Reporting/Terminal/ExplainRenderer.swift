package import Assessment
import SourceText

/// Renders one answer about one unit down to rule lines and cells: what `explain` prints.
///
/// Everything that it takes to work it out on paper is there. Other units are passed over.
package struct ExplainRenderer: UnitRenderer {
  /// What is asked about, by its index in the set.
  package enum Subject: Sendable {
    case requirement(Int)
    case adjustment(Int)
    case gate(Int)
    case veto(Int)
  }

  private let context: ReportContext
  /// The index of the unit in the registry.
  private let unit: Int
  private let subject: Subject

  package init(_ context: ReportContext, unit: Int, _ subject: Subject) {
    self.context = context
    self.unit = unit
    self.subject = subject
  }

  package func start() -> String { "" }

  package func add(_ unit: ScoredUnit, _ scorer: inout Scorer, to output: inout String) {
    guard unit.index == self.unit else { return }
    var view = UnitView(unit, context)
    var sheet = ExplainSheet(unit, context)
    switch subject {
    case .requirement(let index):
      let facts = view.facts(index, &scorer)
      let gap = view.gaps(&scorer).first { $0.source == .requirement(index) }
      sheet.addRequirement(index, facts, gap, &scorer)
    case .adjustment(let index):
      let facts = view.facts(adjustment: index, &scorer)
      let gap = view.gaps(&scorer).first { $0.source == .adjustment(index) }
      sheet.addAdjustment(index, facts, gap, &scorer)
    case .gate(let index): sheet.addGate(index, &view, &scorer)
    case .veto(let index): sheet.addVeto(index, &scorer)
    }
    output += sheet.text
  }
}
