import Definitions
import FEEL
import SourceText

/// What stands behind the tasks: gates, and what acts on the whole.
extension Handbook {
  func gates(_ html: inout HTML) {
    section("gates", &html) { html in
      for gate in indicators.gates {
        heading(gate.id, gate.title, &html)
        html.element(.div, .class(.note)) { html in
          html.element(.ul, .class(.facts)) { html in
            for need in needs(of: gate) { html.element(.li, text: need) }
            for check in gate.checks {
              html.element(.li) { html in
                html.element(.code, text: check.condition.text)
                html.text(text(zh: "（否则：", en: " (else: "))
                page.own(check.message, &html)
                html.text(text(zh: "）", en: ")"))
              }
            }
          }
        }
        html.element(.dl, .class(.meta)) { fact("依据", "source", gate.source, &$0) }
      }
    }
  }

  private func needs(of gate: Gate) -> [String] {
    var needs: [String] = []
    if let before = gate.after.map({ indicators.gates[$0] }) {
      needs.append(text(zh: "先通过“\(before.title)”。", en: "'\(before.title)' is passed."))
    }
    if let total = gate.total {
      needs.append(text(zh: "总分达到\(words(total))。", en: "The total is at least \(words(total))."))
    }
    if let task = gate.eachTask {
      needs.append(
        text(zh: "每项重点任务得分达到\(words(task))。", en: "Every key task has at least \(words(task))."))
    }
    if let share = gate.reported {
      needs.append(
        text(
          zh: "应报数据项报送率达到\(share.printedPercent)。",
          en: "At least \(share.printedPercent) of the items are reported."))
    }
    if !gate.met.isEmpty {
      let marks = list(gate.met)
      let ids = list(
        indicators.requirements.filter { $0.marks.contains(where: gate.met.contains) }.map(\.id))
      needs.append(
        text(
          zh: "带标记 \(marks) 的要求全部达标：\(ids)。",
          en: "All requirements marked \(marks) are met: \(ids)."))
    }
    return needs
  }

  private func words(_ threshold: Threshold) -> String {
    switch threshold {
    case .share(let share):
      text(zh: "可得分的\(share.printedPercent)", en: "\(share.printedPercent) of what can be had")
    case .points(let points):
      text(zh: "\(points.exactText) 分", en: "\(points.exactText) points")
    }
  }

  func adjustments(_ html: inout HTML) {
    section("adjustments", &html) { html in
      for adjustment in indicators.adjustments {
        heading(adjustment.id, adjustment.title, &html) { page.tags(adjustment, &$0) }
        rule(RuleWords(requirement: adjustment, set: indicators), &html)
        details(adjustment, &html)
        items(adjustment, &html)
      }
      if let most = indicators.totalAtMost {
        html.element(
          .p,
          text: text(
            zh: "计入加扣分后，总分不超过 \(context.text(most)) 分。",
            en: "With them the total is at most \(context.text(most))."))
      }
    }
  }

  func vetoes(_ html: inout HTML) {
    section("vetoes", &html) { html in
      for veto in indicators.vetoes {
        heading(veto.id, veto.title, &html)
        html.element(.div, .class(.note)) { html in
          html.element(
            .p,
            text: text(
              zh: "经\(list(veto.foundBy))认定后：", en: "Once found by \(list(veto.foundBy)):"))
          html.element(.ul, .class(.facts)) { html in
            for effect in veto.effects {
              html.element(.li, text: context.text(effect.words(indicators)))
            }
          }
          if let sign = veto.askWhen {
            html.element(.p) { html in
              html.text(text(zh: "填报中出现迹象即提请认定：", en: "A reported sign asks for a finding: "))
              html.element(.code, text: sign.text)
            }
          }
        }
        html.element(.dl, .class(.meta)) { fact("依据", "source", veto.source, &$0) }
      }
    }
  }

  func exemptions(_ html: inout HTML) {
    section("exemptions", &html) { html in
      for exemption in indicators.exemptions {
        heading(exemption.id, exemption.title, &html)
        let ids = list(exemption.requirements.map { indicators.requirements[$0].id })
        html.element(
          .p, .class(.note),
          text: text(
            zh: "经\(list(exemption.foundBy))认定，下列要求得满分：\(ids)。",
            en: "Once found by \(list(exemption.foundBy)), these get all their points: \(ids)."))
        html.element(.dl, .class(.meta)) { fact("依据", "source", exemption.source, &$0) }
      }
    }
  }

  func views(_ html: inout HTML) {
    section("views", &html) { html in
      for (index, view) in indicators.views.enumerated() {
        heading(view.id, view.title, &html)
        html.element(.ul, .class(.facts)) { html in
          for (part, heading) in view.parts.enumerated() {
            let members = indicators.requirements.filter { requirement in
              requirement.views.contains { $0.view == index && $0.part == part }
            }
            html.element(.li) { html in
              if let parent = heading.parent { page.own(view.parts[parent].title + " · ", &html) }
              page.own(heading.title, &html)
              guard !members.isEmpty else { return }
              html.text(text(zh: "：", en: ": ") + list(members.map(\.id)))
            }
          }
        }
        html.element(.dl, .class(.meta)) { fact("依据", "source", view.source, &$0) }
      }
    }
  }

  func constants(_ html: inout HTML) {
    section("constants", &html) { html in
      html.element(.table, .class(.table)) { html in
        html.element(.thead) { html in
          html.element(.tr) { html in
            for title in [
              text(zh: "名称", en: "name"), text(zh: "值", en: "value"), text(zh: "依据", en: "source"),
            ] {
              html.element(.th, .columnHeading, text: title)
            }
          }
        }
        html.element(.tbody) { html in
          for constant in indicators.constants {
            html.element(.tr) { html in
              html.element(.th, .rowHeading) { page.own(constant.name, &$0) }
              html.element(.td, .class(.nowrap), text: constant.text)
              html.element(.td) { page.own(constant.source ?? "", &$0) }
            }
          }
        }
      }
    }
  }
}
