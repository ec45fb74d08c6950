import Assessment
import Definitions
import SourceText
import Submissions

extension ScorecardPage {
  /// Findings, waivers, verified values, given points and overrides: who decided what, by which document.
  func records(_ html: inout HTML) {
    let findings = view.unit.findings
    let verifications = view.unit.verifications
    let asked = assessment.vetoes.indices.filter { assessment.vetoes[$0] == .asked }
    let overrides = view.unit.overrides
    guard !(findings.isEmpty && verifications.isEmpty && overrides.isEmpty && asked.isEmpty) else {
      return
    }
    html.element(.section, .class(.panel), .id("records")) { html in
      html.element(.h2, text: text(zh: "认定与记录", en: "Recorded decisions"))
      html.element(.ul, .class(.facts)) { html in
        for finding in findings {
          html.element(.li) { html in
            html.element(.strong, text: finding.target + " ")
            page.own(title(of: finding.target), &html)
            html.text(text(zh: "：", en: ": "))
            let until = finding.until.map {
              text(zh: "，至 \($0.isoText)", en: " until \($0.isoText)")
            }
            page.own(
              "\(finding.authority) \(finding.document) \(finding.date.isoText)\(until ?? "")",
              &html)
            if !finding.reason.isEmpty {
              html.text(text(zh: "。", en: ". "))
              page.own(finding.reason, &html)
            }
            html.text(" ")
            html.element(.code, text: finding.place.lineDescription)
          }
        }
        for verification in verifications { item(verification, &html) }
        for override in overrides { item(override, &html) }
        for index in asked {
          let veto = indicators.vetoes[index]
          let authority = veto.foundBy.joined(separator: text(zh: "、", en: ", "))
          html.element(
            .li,
            text: text(
              zh: "上报数据出现 \(veto.id)“\(veto.title)”的迹象，请\(authority)核实；认定之前，有关门槛不下结论。",
              en:
                "the data show a sign of \(veto.id) '\(veto.title)': \(authority) has to find; until then the gates stay open"
            ))
        }
      }
    }
  }

  private func item(_ verification: Verification, _ html: inout HTML) {
    html.element(.li) { html in
      switch verification.target {
      case .value(let item, let value):
        html.element(.strong, text: indicators.items[item].name + " ")
        html.text(
          context.text(
            Phrase(zh: "核定为 ", en: "verified as ") + indicators.items[item].phrase(value)
              + Phrase(zh: "，报 ", en: ", reported ") + view.unit.reportedWords(item, indicators)))
      case .points(let requirement, let points):
        html.element(.strong, text: indicators.requirements[requirement].id + " ")
        html.text(text(zh: "评 \(points) 分", en: "given \(points) points"))
      }
      html.text(text(zh: "：", en: ": "))
      page.own("\(verification.by) \(verification.document)", &html)
      html.text(" ")
      html.element(.code, text: verification.place.lineDescription)
    }
  }

  private func item(_ override: Override, _ html: inout HTML) {
    html.element(.li) { html in
      html.element(.strong, text: context.text(override.title(indicators)))
      let words = context.text(override.words(context))
      switch override.target {
      case .points(let requirement, _):
        let outcome = assessment.outcomes[requirement]
        if let replaced = outcome.replaced {
          let points = context.text(replaced.earned)
          html.text(
            text(
              zh: " 改判为 \(words) 分，按规则得 \(points) 分", en: " \(words) points, by the rule \(points)")
          )
        } else if outcome.status == .notCounted {
          html.text(
            text(
              zh: " 改判为 \(words) 分，组内另有更好的，不计入",
              en: " \(words) points, beyond the best of its group"))
        } else {
          html.text(text(zh: " 改判不起作用：本项不计分", en: " without effect: it is not scored here"))
        }
      case .total, .gate, .grade:
        let computed = context.text(Proposal(view.result).words(override, context))
        html.text(
          text(zh: " 建议 \(computed)，决定 \(words)", en: ": proposal \(computed), decision \(words)"))
      }
      html.text(text(zh: "：", en: ": "))
      page.own(context.text(override.source), &html)
      html.text(" ")
      html.element(.code, text: override.place.lineDescription)
    }
  }

  /// The final decisions on total and grade, beside the proposal that the page is.
  func decisions(_ html: inout HTML) {
    for override in view.unit.overrides {
      switch override.target {
      case .points, .gate: continue
      case .total, .grade: note(override, &html)
      }
    }
  }

  /// The final decision on a gate, where there is one.
  func decision(on gate: Index<Gate>, _ html: inout HTML) {
    for override in view.unit.overrides {
      if case .gate(gate, _) = override.target { note(override, &html) }
    }
  }

  private func note(_ override: Override, _ html: inout HTML) {
    html.element(.p, .class(.note)) { html in
      let title = context.text(override.title(indicators))
      let computed = context.text(Proposal(view.result).words(override, context))
      html.text(
        text(zh: "\(title)：建议 \(computed)，决定 ", en: "\(title): proposal \(computed), decision "))
      html.element(.strong, text: context.text(override.words(context)))
      html.text(
        text(
          zh: "（\(override.by) \(override.document)）", en: " (\(override.by) \(override.document))")
      )
    }
  }

  /// The title of what a finding is about: a veto, an exemption or a requirement.
  private func title(of target: String) -> String {
    indicators.vetoes.first { $0.id == target }?.title
      ?? indicators.exemptions.first { $0.id == target }?.title
      ?? indicators.requirements.first { $0.id == target }?.title ?? ""
  }
}
