import Submissions
import Assessment
import Definitions
import SourceText

extension OverviewPage {
  /// A row per unit by place: total on a common scale, gates, the gaps that bring most.
  func ranking(_ html: inout HTML) {
    let title =
      indicators.gates.isEmpty
      ? text(zh: "排名", en: "Places") : text(zh: "排名与门槛", en: "Places and gates")
    panel("ranking", title, &html) { html in
      let problems = run.problemCounts
      html.element(.table, .class(.table, .cards)) { html in
        html.element(.thead) { html in
          html.element(.tr) { html in
            html.element(.th, .columnHeading, text: text(zh: "名次 单位", en: "place, unit"))
            html.element(.th, .columnHeading, .class(.num), text: text(zh: "总分", en: "total"))
            html.element(
              .th, .columnHeading, .class(.wide),
              text: text(zh: "标尺（斜线：未定）", en: "scale (hatched: open)"))
            for gate in indicators.gates {
              html.element(.th, .columnHeading) { page.own(gate.shortTitle, &$0) }
            }
            html.element(
              .th, .columnHeading, .class(.wide), text: text(zh: "最该补的三项", en: "most to win"))
            html.element(
              .th, .columnHeading, .class(.num), text: text(zh: "缺数据", en: "missing"))
            html.element(
              .th, .columnHeading, .class(.num), text: text(zh: "问题", en: "problems"))
          }
        }
        html.element(.tbody) { html in
          for unit in units.prefix(OverviewPage.shown) {
            row(unit, problems: problems[run.unit(unit).code] ?? 0, &html)
          }
        }
      }
      cut(units.count, "scores.csv", &html)
      decisions(&html)
    }
  }

  /// What is on record or asked and decides beside the points, each with the units that it concerns.
  func decisive(_ html: inout HTML) {
    let lines = run.decisive
    guard !lines.isEmpty else { return }
    panel("decisive", text(zh: "认定、豁免和核定", en: "Findings, waivers, verified values"), &html) {
      html in
      html.element(.ul, .class(.facts)) { html in
        for line in lines {
          html.element(.li) { html in
            html.element(.strong, text: context.text(line.title(indicators)))
            html.text(text(zh: "：", en: ": "))
            for (number, unit) in line.units.prefix(OverviewPage.shown).enumerated() {
              if number > 0 { html.text(text(zh: "、", en: ", ")) }
              link(context.registry.units[unit.index], &html)
              guard let detail = unit.detail else { continue }
              html.text(text(zh: "（", en: " (") + context.text(detail) + text(zh: "）", en: ")"))
            }
            let more = line.units.count - OverviewPage.shown
            if more > 0 { html.text(text(zh: " …… 其余 \(more) 个", en: " … and \(more) more")) }
          }
        }
      }
    }
  }

  /// The final decisions beside what was computed.
  private func decisions(_ html: inout HTML) {
    let overrides = context.overrides.filter(\.isDecision)
    guard !overrides.isEmpty else { return }
    html.element(.h3, text: text(zh: "最终决定（与计算建议并列）", en: "Final decisions, beside the proposals"))
    html.element(.ul, .class(.facts)) { html in
      for override in overrides.prefix(OverviewPage.shown) {
        html.element(.li) { html in
          link(context.registry.units[override.unit], &html)
          html.text(" ")
          let words = run.summary(of: override.unit).map {
            override.beside(Proposal($0.result), context)
          }
          page.own(context.text(words ?? override.words(context)), &html)
        }
      }
    }
  }

  private func row(_ summary: UnitSummary, problems: Int, _ html: inout HTML) {
    let unit = run.unit(summary)
    html.element(.tr) { html in
      html.element(.th, .rowHeading, .class(.nowrap)) { html in
        html.element(
          .strong, text: (run.ranking.place(of: summary.unit).map(String.init) ?? "–") + " ")
        link(unit, &html)
        for veto in summary.vetoes(.found) {
          html.text(" ")
          html.element(
            .span, .class(.tag, .fail), .title(indicators.vetoes[veto].title),
            text: text(
              zh: "否决 \(indicators.vetoes[veto].id)", en: "veto \(indicators.vetoes[veto].id)"))
        }
        for veto in summary.vetoes(.asked) {
          html.text(" ")
          html.element(
            .span, .class(.tag, .open), .title(indicators.vetoes[veto].title),
            text: "\(indicators.vetoes[veto].id) \(context.text(VetoState.asked.phrase))")
        }
      }
      html.element(.td, .class(.num), .label(text(zh: "总分", en: "total"))) { html in
        html.element(.strong, text: context.text(summary.total))
        if let beside = summary.result.besideTotal(context) {
          html.element(.div, .class(.state), text: context.text(beside))
        }
        guard let projected = summary.projectedTotal else { return }
        html.element(
          .div, .class(.state),
          text: text(zh: "预期 ", en: "projected ") + context.text(projected))
      }
      html.element(.td, .class(.wide)) { scale(summary, &$0) }
      for (index, gate) in indicators.gates.indexed {
        html.element(.td, .class(.num), .label(gate.shortTitle)) { html in
          page.verdict(summary.result, gate: index, &html)
        }
      }
      html.element(.td, .class(.wide)) { topGaps(summary, &$0) }
      count(summary.missing, text(zh: "缺数据", en: "missing"), &html)
      count(problems, text(zh: "问题", en: "problems"), &html)
    }
  }

  private func count(_ number: Int, _ name: String, _ html: inout HTML) {
    html.element(.td, .class(.num), .label(name), text: number == 0 ? "" : "\(number)")
  }

  private func topGaps(_ summary: UnitSummary, _ html: inout HTML) {
    html.element(.div, .class(.tops)) { html in
      for gap in summary.overview?.topGaps ?? [] {
        let requirement =
          switch gap.source {
          case .requirement(let index): indicators.requirements[index]
          case .adjustment(let index): indicators.adjustments[index]
          }
        html.element(.div, .title(requirement.title)) { html in
          html.text("\(context.signed(gap.win)) ")
          html.element(.span, .class(.code), text: requirement.id + " ")
          page.own(requirement.title, &html)
        }
      }
    }
  }

  private func scale(_ summary: UnitSummary, _ html: inout HTML) {
    let maximum = max(indicators.points, indicators.totalAtMost ?? indicators.points)
    let worst = page.permille(summary.worstTotal, of: maximum)
    let best = page.permille(summary.bestTotal ?? maximum, of: maximum)
    let total = page.permille(summary.total, of: maximum)
    html.element(.div, .class(.bar)) { html in
      html.element(.svg, .viewBox(1000, 20), .stretched, .ariaHidden) { html in
        html.element(.rect, .class(.fillTrack), .y(3), .width(1000), .height(14))
        html.element(.rect, .class(.fillAccent), .y(3), .width(min(worst, total)), .height(14))
        if best > worst {
          html.element(
            .rect, .class(.fillOpen), .x(worst), .y(3), .width(best - worst), .height(14))
        }
        html.element(
          .rect, .class(.fillAccent), .x(max(0, total - 4)), .y(3), .width(8), .height(14))
        for gate in indicators.gates {
          guard let needed = gate.total?.points(of: indicators) else { continue }
          html.element(
            .line, .class(.gateLine), .x1(page.permille(needed, of: maximum)), .y1(0),
            .x2(page.permille(needed, of: maximum)), .y2(20))
        }
      }
    }
    if best > worst {
      html.element(
        .small,
        text: "\(context.text(summary.worstTotal)) … \(context.text(upTo: summary.bestTotal))")
    }
  }

  /// Who has passed each gate, who still can, who cannot.
  func gates(_ html: inout HTML) {
    guard !indicators.gates.isEmpty, !units.isEmpty else { return }
    panel("gates", text(zh: "谁过了哪道门槛", en: "Who has passed which gate"), &html) { html in
      html.element(.div, .class(.steps)) { html in
        for (index, gate) in indicators.gates.indexed {
          html.element(.div, .class(.step)) { html in
            html.element(.h3) { page.own(gate.shortTitle, &$0) }
            if let source = gate.source {
              html.element(.p, .class(.quiet)) { page.own(source, &$0) }
            }
            for verdict in [Verdict.passed, .open, .failed] {
              names(units.filter { $0.verdicts[index] == verdict }, gate: index, verdict, &html)
            }
          }
        }
      }
    }
  }

  private func names(
    _ found: [UnitSummary], gate: Index<Gate>, _ verdict: Verdict, _ html: inout HTML
  ) {
    guard !found.isEmpty else { return }
    html.element(.div, .class(.chips)) { html in
      page.verdict(verdict, &html)
      html.text(" \(found.count)")
      html.element(.br)
      for unit in found.prefix(30) {
        link(run.unit(unit), &html)
        if let beside = unit.result.beside(gate: gate) {
          html.element(.small, text: context.text(beside))
        }
      }
      if found.count > 30 {
        html.element(
          .span, text: text(zh: "…… 其余 \(found.count - 30) 个", en: "… and \(found.count - 30) more")
        )
      }
    }
  }
}
