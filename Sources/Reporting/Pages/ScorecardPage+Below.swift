import Assessment
import Definitions
import FEEL
import SourceText
import Submissions

extension ScorecardPage {
  /// What came together from the units below: each item with its value, how many gave it, and the single values.
  func below(_ html: inout HTML) {
    let items = view.unit.below
    guard !items.isEmpty else { return }
    html.element(.section, .class(.panel), .id("below")) { html in
      html.element(.h2, text: text(zh: "下级单位报送与汇总", en: "From the units below"))
      html.element(.table, .class(.table, .cards)) { html in
        html.element(.thead) { html in
          html.element(.tr) { html in
            html.element(.th, .columnHeading, text: text(zh: "数据项", en: "item"))
            html.element(.th, .columnHeading, .class(.num), text: text(zh: "汇总值", en: "value"))
            html.element(.th, .columnHeading, .class(.num), text: text(zh: "报送", en: "reported"))
            html.element(
              .th, .columnHeading, .class(.wide), text: text(zh: "各单位", en: "the units"))
          }
        }
        html.element(.tbody) { html in
          for item in items { row(item, &html) }
        }
      }
    }
  }

  private func row(_ rolledUp: RolledUp, _ html: inout HTML) {
    let item = indicators.items[rolledUp.item]
    let isPercent = item.type.isPercent || item.isShare
    func words(_ value: Value) -> String {
      context.text(isPercent && value.number != nil ? item.phrase(value) : value.wordsBelow)
    }
    html.element(.tr) { html in
      html.element(.th, .rowHeading) { html in
        page.own(item.name, &html)
        html.text(" ")
        html.element(.small) { html in
          page.own(context.text(item.rollUp(at: context.level)?.phrase ?? Phrase("")), &html)
        }
      }
      html.element(
        .td, .class(.num), .label(text(zh: "汇总值", en: "value")),
        text: rolledUp.value.isNull ? text(zh: "缺数据", en: "missing") : words(rolledUp.value))
      html.element(
        .td, .class(.num), .label(text(zh: "报送", en: "reported")),
        text: "\(rolledUp.coverage.known) / \(rolledUp.coverage.expected)")
      html.element(.td, .class(.wide)) { html in
        for (index, (unit, value)) in rolledUp.below.enumerated() {
          if index > 0 { html.text(text(zh: "；", en: "; ")) }
          page.own(unit.name, &html)
          html.text(" ")
          if value.isNull {
            html.element(.strong, text: words(value))
          } else {
            html.text(words(value))
          }
        }
      }
    }
  }
}

extension RollUp {
  /// How values come together, in words.
  var phrase: Phrase {
    switch self {
    case .sum: Phrase(zh: "合计", en: "sum")
    case .mean: Phrase(zh: "平均", en: "mean")
    case .min: Phrase(zh: "最小", en: "least")
    case .max: Phrase(zh: "最大", en: "greatest")
    case .weightedMean: Phrase(zh: "加权平均", en: "weighted mean")
    case .share(nil): Phrase(zh: "占比", en: "share")
    case .share(let condition?):
      Phrase(zh: "符合“\(condition.text)”的占比", en: "share where '\(condition.text)'")
    }
  }
}
