import Submissions
import Assessment
import Definitions
import Formats
import SourceText

extension OverviewPage {
  /// The requirements at which most units lose points: what to mend for all of them.
  func losses(_ html: inout HTML) {
    let ranked = reported.tally.ranked.prefix(10)
    guard units.count > 1, !ranked.isEmpty else { return }
    let title = text(zh: "共性短板：多数单位失分的要求", en: "Where most units lose points")
    panel("losses", title, &html) { html in
      html.element(.table, .class(.table, .cards)) { html in
        html.element(.thead) { html in
          html.element(.tr) { html in
            html.element(.th, .columnHeading, text: text(zh: "要求", en: "requirement"))
            html.element(
              .th, .columnHeading, .class(.num), text: text(zh: "失分单位", en: "units"))
            html.element(
              .th, .columnHeading, .class(.num), text: text(zh: "失分合计", en: "points lost"))
            html.element(.th, .columnHeading, text: text(zh: "牵头", en: "lead"))
          }
        }
        html.element(.tbody) { html in
          for index in ranked { lossRow(index, &html) }
        }
      }
    }
  }

  private func lossRow(_ index: Index<Requirement>, _ html: inout HTML) {
    let requirement = indicators.requirements[index]
    html.element(.tr) { html in
      html.element(.th, .rowHeading) { html in
        html.element(.span, .class(.code), text: requirement.id + " ")
        page.own(requirement.title, &html)
        page.tags(requirement, &html)
      }
      html.element(
        .td, .class(.num), .label(text(zh: "失分单位", en: "units")),
        text: "\(reported.tally.units[index]) / \(units.count)")
      html.element(
        .td, .class(.num), .label(text(zh: "失分合计", en: "points lost")),
        text: context.text(reported.tally.lost[index]))
      html.element(.td, .label(text(zh: "牵头", en: "lead"))) {
        page.own(requirement.lead ?? "", &$0)
      }
    }
  }

  /// Which requirements of which units are without data.
  func missing(_ html: inout HTML) {
    let found = units.filter { $0.missing > 0 }
    guard !found.isEmpty else { return }
    panel("missing", text(zh: "缺数据和待评分", en: "Without data or points"), &html) { html in
      html.element(.table, .class(.table, .cards)) { html in
        html.element(.thead) { html in
          html.element(.tr) { html in
            html.element(.th, .columnHeading, text: text(zh: "单位", en: "unit"))
            html.element(
              .th, .columnHeading, .class(.num), text: text(zh: "已报/应报", en: "reported"))
            html.element(
              .th, .columnHeading, .class(.wide),
              text: text(zh: "还不能评定的要求、加扣分和迹象", en: "what cannot be judged"))
          }
        }
        html.element(.tbody) { html in
          for unit in found.prefix(OverviewPage.shown) { missingRow(unit, &html) }
        }
      }
    }
  }

  private func missingRow(_ summary: UnitSummary, _ html: inout HTML) {
    html.element(.tr) { html in
      html.element(.th, .rowHeading, .class(.nowrap)) { link(run.unit(summary), &$0) }
      html.element(
        .td, .class(.num), .label(text(zh: "已报/应报", en: "reported")),
        text: "\(summary.reported) / \(summary.required)")
      html.element(.td, .class(.wide)) { html in
        let all = summary.overview?.missing ?? []
        for (number, missing) in all.prefix(8).enumerated() {
          if number > 0 { html.text(text(zh: "；", en: "; ")) }
          let (id, title) =
            switch missing {
            case .rule(let source):
              (indicators.node(of: source).id, indicators.node(of: source).title)
            case .sign(let veto): (indicators.vetoes[veto].id, indicators.vetoes[veto].title)
            }
          html.element(.span, .class(.code), text: id + " ")
          page.own(title, &html)
        }
        if all.count > 8 {
          html.text(text(zh: "；等 \(all.count) 项", en: "; \(all.count) in all"))
        }
      }
    }
  }

  /// What is wrong with what was handed in, with file, line and column.
  func problems(_ html: inout HTML) {
    let first = run.firstProblems
    let count = run.problems.count - run.problems.count(.note)
    guard count > 0 else { return }
    panel("problems", text(zh: "数据问题", en: "Problems in the data"), &html) { html in
      page.problems(first, names: unitNames, &html)
      if count > OverviewPage.shownProblems {
        html.element(
          .p, .class(.quiet),
          text: text(
            zh: "这里列出前 \(OverviewPage.shownProblems) 条，共 \(count) 条；全部见 problems.csv。",
            en: "The first \(OverviewPage.shownProblems) of \(count); problems.csv has all."))
      }
    }
  }

  private var unitNames: [String: String] {
    Dictionary(
      context.registry.units.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Page {
  /// Diagnostics as a table: what, where, what to do.
  func problems(_ found: [Diagnostic], names: [String: String] = [:], _ html: inout HTML) {
    html.element(.table, .class(.table, .cards)) { html in
      html.element(.thead) { html in
        html.element(.tr) { html in
          html.element(.th, .columnHeading, .class(.wide), text: text(zh: "问题", en: "problem"))
          html.element(.th, .columnHeading, text: text(zh: "位置", en: "place"))
        }
      }
      html.element(.tbody) { html in
        for diagnostic in found {
          html.element(.tr) { html in
            html.element(.td, .class(.wide)) { html in
              severity(diagnostic.severity, &html)
              if let unit = diagnostic.unit, let name = names[unit] {
                own(name, &html)
                html.text(text(zh: "：", en: ": "))
              }
              html.text(context.text(diagnostic.message))
              if let help = diagnostic.help {
                html.element(.div, .class(.refs), text: context.text(help))
              }
            }
            html.element(.td) { html in
              if let place = diagnostic.place { html.element(.code, text: place.description) }
            }
          }
        }
      }
    }
  }

  private func severity(_ severity: Severity, _ html: inout HTML) {
    switch severity {
    case .error: html.element(.strong, .class(.fail), text: text(zh: "✗ 错误 ", en: "✗ error "))
    case .warning: html.element(.strong, .class(.open), text: text(zh: "! 警告 ", en: "! warning "))
    case .note: html.element(.strong, text: text(zh: "说明 ", en: "note "))
    }
  }
}
