import Assessment
import Definitions
import SourceText
import Submissions

extension OverviewPage {
  /// The parts of every view: a column per unit where there are few, and the mean.
  func views(_ html: inout HTML) {
    let seen = units.filter { $0.overview != nil }
    guard !seen.isEmpty else { return }
    for (index, view) in indicators.views.enumerated() {
      let title = text(zh: "视角“\(view.title)”的得分率（%）", en: "View '\(view.title)' (%)")
      panel("view-\(view.id)", title, &html) { html in
        html.element(.div, .class(.scroll)) { html in
          html.element(.table, .class(.heat)) { html in
            table(index, view, seen.count <= 10 ? seen : [], &html)
          }
        }
        page.scale(&html)
        html.element(
          .p, .class(.quiet),
          text: text(
            zh: "同一批要求换一套名目归并，每个单位的分项见评分卡和 views.csv。",
            en:
              "The same requirements under other headings; the scorecards and views.csv have every unit."
          ))
      }
    }
  }

  private func table(
    _ index: Int, _ view: View, _ shown: [UnitSummary], _ html: inout HTML
  ) {
    html.element(.thead) { html in
      html.element(.tr) { html in
        html.element(.th, .columnHeading, text: text(zh: "分项", en: "part"))
        for unit in shown { html.element(.th, .columnHeading) { link(run.unit(unit), &$0) } }
        html.element(.th, .columnHeading, text: text(zh: "平均", en: "mean"))
      }
    }
    let rest = text(zh: "不归任何分项", en: "in no part")
    html.element(.tbody) { html in
      for part in 0...view.parts.count {
        let name = part < view.parts.count ? view.parts[part].title : rest
        html.element(.tr) { html in
          if part < view.parts.count {
            page.heading(view.parts[part], &html)
          } else {
            html.element(.th, .rowHeading, text: rest)
          }
          for unit in shown {
            cell(unit.overview?.views[index][part], "\(run.unit(unit).name) \(name)", &html)
          }
          mean(mean { $0.views[index][part] }, &html)
        }
      }
    }
  }
}
