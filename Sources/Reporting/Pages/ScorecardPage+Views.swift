import Assessment
import Definitions
import FEEL
import SourceText

extension ScorecardPage {
  /// The same scores under the headings of each view, beside the tasks: what each part has, what the view does not cover,
  /// what belongs to no view, and the matrix with what stands across.
  mutating func views(_ html: inout HTML) {
    for (index, result) in view.views().enumerated() {
      let view = indicators.views[index]
      let plan = context.plan.views[index]
      html.element(.section, .class(.panel), .id("view-\(view.id)")) { html in
        html.element(.h2) { html in
          html.text(text(zh: "视角：", en: "View: "))
          page.own(view.title, &html)
        }
        if let source = view.source {
          html.element(.p, .class(.quiet)) { html in
            html.text(text(zh: "归并依据：", en: "The assignment rests on: "))
            page.own(source, &html)
          }
        }
        html.element(.table, .class(.table, .cards)) { html in
          head(&html)
          html.element(.tbody) { html in
            for (part, heading) in view.parts.enumerated() {
              row(
                heading, result.parts[part], plan.portions[part],
                isEmpty: plan.empty.contains(part), &html)
            }
            rest(result, plan, &html)
            whole(result, &html)
          }
        }
        outside(result, &html)
        if let columns = plan.columns { matrix(view, columns, result, &html) }
      }
    }
  }

  private func head(_ html: inout HTML) {
    html.element(.thead) { html in
      html.element(.tr) { html in
        html.element(.th, .columnHeading, text: text(zh: "分项", en: "part"))
        html.element(.th, .columnHeading, .class(.num), text: text(zh: "得分/应得", en: "points"))
        html.element(.th, .columnHeading, .class(.num), text: text(zh: "得分率", en: "share"))
        html.element(.th, .columnHeading, .class(.num), text: text(zh: "失分", en: "lost"))
        html.element(.th, .columnHeading, .class(.wide), text: text(zh: "哪些要求", en: "requirements"))
      }
    }
  }

  private func row(
    _ heading: ViewPart, _ sum: NodeSum, _ portions: [ViewPlan.Portion], isEmpty: Bool,
    _ html: inout HTML
  ) {
    html.element(.tr) { html in
      page.heading(heading, &html)
      numbers(sum, &html)
      html.element(.td, .class(.wide)) { html in
        if portions.isEmpty, isEmpty {
          html.text(text(zh: "没有要求", en: "no requirement"))
        } else if portions.isEmpty {
          html.text(text(zh: "见下列各分项", en: "see the parts below"))
        } else {
          list(portions, &html)
        }
      }
    }
  }

  private func rest(_ result: ViewResult, _ plan: ViewPlan, _ html: inout HTML) {
    html.element(.tr) { html in
      html.element(.th, .rowHeading, text: text(zh: "不归任何分项", en: "in no part"))
      numbers(result.rest, &html)
      html.element(.td, .class(.wide)) { html in
        if plan.rest.isEmpty {
          html.text(text(zh: "没有，全部要求都已归入", en: "none, every requirement is covered"))
        } else {
          list(plan.rest, &html)
        }
      }
    }
  }

  private func whole(_ result: ViewResult, _ html: inout HTML) {
    html.element(.tr, .class(.sum)) { html in
      html.element(.th, .rowHeading, text: text(zh: "各条要求合计", en: "all requirements"))
      numbers(result.whole, &html)
      html.element(.td, .class(.wide), text: "")
    }
  }

  private func numbers(_ sum: NodeSum, _ html: inout HTML) {
    html.element(.td, .class(.num), .label(text(zh: "得分", en: "points"))) { html in
      html.element(.strong, text: context.text(sum.earned))
      html.text(" / \(context.text(sum.base))")
    }
    html.element(
      .td, .class(.num), .label(text(zh: "得分率", en: "share")),
      text: sum.shareText ?? text(zh: "不适用", en: "not applicable"))
    html.element(
      .td, .class(.num), .label(text(zh: "失分", en: "lost")), text: context.text(sum.lost))
  }

  /// The requirements by their ids; a task that is there as a whole stands for its requirements.
  private func list(_ portions: [ViewPlan.Portion], _ html: inout HTML) {
    let whole = Set(portions.filter { $0.share == .one }.map(\.requirement))
    var words: [String] = []
    for portion in portions {
      let task = indicators.requirements[portion.requirement].task.map { indicators.tasks[$0] }
      guard let task, task.requirements.count > 1, task.requirements.allSatisfy(whole.contains)
      else {
        words.append(portion.words(indicators))
        continue
      }
      if portion.requirement == task.requirements.lowerBound {
        words.append(text(zh: "\(task.id) 全部", en: "all of \(task.id)"))
      }
    }
    html.element(.span, .class(.code), text: words.joined(separator: text(zh: "、", en: ", ")))
  }

  /// What moves the total besides the requirements' rows.
  private func outside(_ result: ViewResult, _ html: inout HTML) {
    let moved = assessment.total - result.whole.earned
    guard moved != .zero else { return }
    let sign = moved < .zero ? "−" : "+"
    let points = sign + context.text(moved < .zero ? -moved : moved)
    html.element(
      .p, .class(.quiet),
      text: text(
        zh:
          "组的封顶、折算、加扣分、否决扣分和总分限额不归任何视角，合计 \(points)；加上各条要求的 \(context.text(result.whole.earned))，即总分 \(context.text(assessment.total))。",
        en:
          "A group's caps, the conversion, adjustments, vetoes and limits belong to no view: \(points) in all; with the \(context.text(result.whole.earned)) of the requirements that is the total of \(context.text(assessment.total))."
      ))
  }

  // MARK: The matrix

  private func matrix(
    _ view: View, _ columns: ViewPlan.Columns, _ result: ViewResult, _ html: inout HTML
  ) {
    let across = columns.title ?? text(zh: "板块", en: "boards")
    let hasRest = result.cells.contains { $0.last.map { $0.base > .zero } ?? false }
    let shown = columns.headings.count + (hasRest ? 1 : 0)
    html.element(.h3, text: "\(view.title) × \(across)")
    html.element(.div, .class(.scroll)) { html in
      html.element(.table, .class(.heat)) { html in
        html.element(.thead) { html in
          html.element(.tr) { html in
            html.element(.th, .columnHeading, text: text(zh: "分项", en: "part"))
            for heading in columns.headings {
              html.element(.th, .columnHeading) { page.own(heading.title, &$0) }
            }
            if hasRest {
              html.element(.th, .columnHeading, text: text(zh: "不在其中", en: "in none"))
            }
            html.element(.th, .columnHeading, text: text(zh: "合计", en: "sum"))
          }
        }
        html.element(.tbody) { html in
          for (row, cells) in result.cells.enumerated() {
            let isRest = row == view.parts.count
            if isRest, !cells.contains(where: { $0.base > .zero }) { continue }
            html.element(.tr) { html in
              if isRest {
                html.element(.th, .rowHeading, text: text(zh: "不归任何分项", en: "in no part"))
              } else {
                page.heading(view.parts[row], &html)
              }
              for sum in cells.prefix(shown) { cell(sum, &html) }
              cell(isRest ? result.rest : result.parts[row], isSum: true, &html)
            }
          }
          html.element(.tr) { html in
            html.element(.th, .rowHeading, text: text(zh: "合计", en: "sum"))
            for column in 0..<shown {
              var sum = NodeSum()
              for (row, cells) in result.cells.enumerated()
              where row == view.parts.count || view.parts[row].parent == nil {
                sum += cells[column]
              }
              cell(sum, isSum: true, &html)
            }
            cell(result.whole, isSum: true, &html)
          }
        }
      }
    }
    page.scale(empty: text(zh: "没有要求，或不适用", en: "no requirement, or not applicable"), &html)
  }

  private func cell(_ sum: NodeSum, isSum: Bool = false, _ html: inout HTML) {
    guard sum.base > .zero else {
      html.element(.td, .class(.hx), text: "–")
      return
    }
    html.element(.td, .class(isSum ? .quiet : Page.heat(sum))) { html in
      html.text(sum.shareText ?? "–")
      html.element(
        .span, .class(.pts), text: "\(context.text(sum.earned)) / \(context.text(sum.base))")
    }
  }
}

extension Page {
  /// The heading of a part of a view; one below another is moved in.
  func heading(_ part: ViewPart, _ html: inout HTML) {
    let body = { (html: inout HTML) in
      if part.id != part.title { html.element(.span, .class(.code), text: part.id + " ") }
      self.own(part.title, &html)
    }
    if part.parent == nil {
      html.element(.th, .rowHeading, .title(part.title), body: body)
    } else {
      html.element(.th, .rowHeading, .class(.sub), .title(part.title), body: body)
    }
  }
}
