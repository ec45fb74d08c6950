package import Assessment
package import Definitions
import SourceText
package import Submissions

/// How `explain` answers.
package enum ExplainFormat: String, Sendable, CaseIterable {
  /// For people.
  case text
  /// For other programs.
  case json
}

/// Renders one answer about one unit down to rule lines and cells: what `explain` prints.
///
/// Everything that it takes to work it out on paper is there. Other units are passed over.
package struct ExplainRenderer: UnitRenderer {
  private let context: ReportContext
  /// The index of the unit in the registry.
  private let unit: Index<Unit>
  private let subject: RuleSubject
  private let format: ExplainFormat

  package init(
    _ context: ReportContext, unit: Index<Unit>, _ subject: RuleSubject,
    _ format: ExplainFormat = .text
  ) {
    self.format = format
    self.context = context
    self.unit = unit
    self.subject = subject
  }

  package func needs(of unit: Index<Unit>) -> ReportNeeds {
    unit == self.unit ? ReportNeeds(facts: .all, gaps: true, working: [subject]) : .nothing
  }

  package func start() -> String { "" }

  package func add(_ unit: UnitReport, to output: inout String) {
    guard unit.index == self.unit else { return }
    var view = UnitView(unit, context)
    if format == .json {
      output += JSONReport(context: context).explanation(of: subject, &view)
      return
    }
    var sheet = ExplainSheet(unit, context)
    switch subject {
    case .requirement(let index):
      let facts = view.unit.facts(index)
      let gap = view.unit.gaps.first { $0.source == .requirement(index) }
      sheet.addRequirement(index, facts, gap)
    case .adjustment(let index):
      let facts = view.unit.facts(adjustment: index)
      let gap = view.unit.gaps.first { $0.source == .adjustment(index) }
      sheet.addAdjustment(index, facts, gap)
    case .gate(let index): sheet.addGate(index, &view)
    case .veto(let index): sheet.addVeto(index)
    }
    output += sheet.text
  }
}
