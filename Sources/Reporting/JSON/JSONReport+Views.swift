import Assessment
import Definitions
import FEEL
import SourceText

extension JSONReport {
  /// The views of the set: their parts, what counts where, what they leave.
  func addViews(to json: inout JSONText) {
    json.arrayField("views") { json in
      for (view, plan) in zip(context.set.views, context.plan.views) {
        json.element { json in
          json.field("view", view.id)
          json.field("title", view.title)
          json.field("across", across(view))
          json.field("source", view.source)
          json.arrayField("parts") { json in
            for (part, portions) in zip(view.parts, plan.portions) {
              json.element { json in
                json.field("part", part.id)
                json.field("title", part.title)
                json.field("parent", part.parent.map { view.parts[$0].id })
                add("requirements", portions, to: &json)
              }
            }
          }
          add("notCovered", plan.rest, to: &json)
          json.arrayField("empty", plan.empty.map { view.parts[$0].id })
        }
      }
    }
  }

  /// What stands across a view: another view's id, or `board`.
  private func across(_ view: View) -> String? {
    switch view.across {
    case nil: nil
    case .boards: "board"
    case .view(let index): context.set.views[index].id
    }
  }

  private func add(_ name: String, _ portions: [ViewPlan.Portion], to json: inout JSONText) {
    json.arrayField(name) { json in
      for portion in portions {
        json.element { json in
          json.field("requirement", context.set.requirements[portion.requirement].id)
          json.field("share", portion.share.percent)
          json.field("points", portion.points, digits: context.set.digits)
        }
      }
    }
  }

  /// What became of the views for a unit.
  func addViews(_ view: inout UnitView, to json: inout JSONText) {
    let results = view.views()
    json.arrayField("views") { json in
      for (index, result) in results.enumerated() {
        let view = context.set.views[index]
        json.element { json in
          json.field("view", view.id)
          json.arrayField("parts") { json in
            for (part, sum) in zip(view.parts, result.parts) {
              json.element { json in
                json.field("part", part.id)
                add(sum, to: &json)
              }
            }
          }
          json.objectField("notCovered") { add(result.rest, to: &$0) }
          json.arrayField("matrix") { add(result, context.plan.views[index], view, to: &$0) }
        }
      }
    }
  }

  /// The cells in which something counts; `part` or `column` is null for what stands in none.
  private func add(
    _ result: ViewResult, _ plan: ViewPlan, _ view: View, to json: inout JSONText
  ) {
    guard let columns = plan.columns else { return }
    for (row, cells) in result.cells.enumerated() {
      for (column, sum) in cells.enumerated() where sum.base > .zero {
        json.element { json in
          json.field("part", row < view.parts.count ? view.parts[row].id : nil)
          json.field(
            "column", column < columns.headings.count ? columns.headings[column].id : nil)
          add(sum, to: &json)
        }
      }
    }
  }

  /// What a node earned and could have earned.
  func add(_ sum: NodeSum, to json: inout JSONText) {
    json.field("earned", sum.earned, digits: context.set.digits)
    json.field("possible", sum.base, digits: context.set.digits)
  }
}
