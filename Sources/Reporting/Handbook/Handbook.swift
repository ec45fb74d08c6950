import Assessment
package import Definitions
package import SourceText
import Submissions

/// A set as a book for those who are assessed by it: every rule in plain words, with worked examples.
package struct Handbook {
  let page: Page
  /// For each requirement its examples, worked out by the scorer.
  let worked: By<Requirement, [WorkedExample]>
  /// Whether the set holds the changes of a year.
  private let isOfPeriod: Bool

  /// A book of a set; the period is the one whose year's changes the set holds, nil where it holds none.
  package init(
    _ set: IndicatorSet, period: Period?, language: Language, isSample: Bool = false
  ) {
    guard let anyPeriod = Period(year: 1900, length: .year, number: 1) else {
      preconditionFailure("the year 1900 is a period")
    }
    let plan = ScoringPlan(set)
    page = Page(
      context: ReportContext(
        plan: plan, registry: Registry([]), isRegistryGiven: false, period: period ?? anyPeriod,
        findings: [], language: language, isSample: isSample))
    worked = plan.examples
    isOfPeriod = period != nil
  }

  var context: ReportContext { page.context }
  var indicators: IndicatorSet { context.set }

  func text(zh: String, en: String) -> String { page.text(zh: zh, en: en) }

  /// The book as one HTML file that needs no other.
  package func render() -> [UInt8] {
    page.document(title: indicators.title) { html in
      html.element(.header, .class(.masthead), .id("top")) { html in
        html.element(.p, .class(.eyebrow), text: text(zh: "指标手册", en: "Handbook of indicators"))
        html.element(.h1) { page.own(indicators.title, &$0) }
        html.element(.p, .class(.lede), text: lede)
      }
      html.element(.main) { html in
        figures(&html)
        html.element(.p, .class(.note), text: note)
        contents(&html)
        for task in indicators.tasks { self.task(task, &html) }
        gates(&html)
        adjustments(&html)
        vetoes(&html)
        exemptions(&html)
        views(&html)
        constants(&html)
      }
      page.footer(&html)
    }.bytes
  }

  // MARK: The head

  private var lede: String {
    let level = indicators.assesses.phrase
    let period = indicators.period.phrase
    return text(
      zh: "版本 \(indicators.edition)，评价到\(level.text(.zh))级，按\(period.text(.zh))评价"
        + (isOfPeriod ? "；已计入\(context.period.year)年的改写" : "") + "。",
      en: "Edition \(indicators.edition); assesses each \(level.text(.en)) by \(period.text(.en))"
        + (isOfPeriod ? ", with the changes of \(context.period.year)" : "") + ".")
  }

  private var note: String {
    text(
      zh:
        "规则按定义文件逐条写出；举例由评分程序算出，只看指标值本身，适用条件和样本下限另算。引号里是定义中的算式，名称是填报的数据项。",
      en:
        "The rules are those of the definition, in words; the examples are worked out by the scorer from the value alone, conditions aside. What stands in quotes is a formula over the items that are reported."
    )
  }

  private func figures(_ html: inout HTML) {
    let drafted = indicators.requirements.count { $0.provenance == .drafted }
    let numbers: [(String, String)] = [
      (text(zh: "满分", en: "points"), context.text(indicators.points)),
      (text(zh: "重点任务", en: "key tasks"), "\(indicators.tasks.count)"),
      (text(zh: "要求", en: "requirements"), "\(indicators.requirements.count)"),
      (text(zh: "其中起草", en: "of them drafted"), "\(drafted)"),
      (text(zh: "数据项", en: "items"), "\(indicators.items.count)"),
    ]
    html.element(.dl, .class(.figures)) { html in
      for (name, number) in numbers {
        html.element(.div, .class(.figure)) { html in
          html.element(.dt, text: name)
          html.element(.dd) { $0.element(.span, .class(.number), text: number) }
        }
      }
    }
  }

  private func contents(_ html: inout HTML) {
    html.element(.nav, .class(.panel), .id("contents")) { html in
      html.element(.h2, text: text(zh: "目录", en: "Contents"))
      html.element(.ul, .class(.facts, .columns)) { html in
        for task in indicators.tasks {
          html.element(.li) { html in
            html.element(.a, .href(.anchor(task.id))) { html in
              html.text(task.id + " ")
              page.own(task.title, &html)
            }
            html.text(" ")
            html.element(.small, text: points(task.points))
          }
        }
        for (id, title, isThere) in sections where isThere {
          html.element(.li) { $0.element(.a, .href(.anchor(id)), text: title) }
        }
      }
    }
  }

  /// The sections behind the tasks.
  private var sections: [(id: String, title: String, isThere: Bool)] {
    [
      ("gates", text(zh: "门槛", en: "Gates"), !indicators.gates.isEmpty),
      ("adjustments", text(zh: "加扣分", en: "Adjustments"), !indicators.adjustments.isEmpty),
      ("vetoes", text(zh: "负面清单", en: "Vetoes"), !indicators.vetoes.isEmpty),
      ("exemptions", text(zh: "免检", en: "Exemptions"), !indicators.exemptions.isEmpty),
      ("views", text(zh: "视角", en: "Views"), !indicators.views.isEmpty),
      ("constants", text(zh: "常数", en: "Constants"), !indicators.constants.isEmpty),
    ]
  }

  // MARK: Parts of all sections

  func points(_ points: Points) -> String {
    text(zh: "\(context.text(points)) 分", en: "\(context.text(points)) points")
  }

  /// One of the sections behind the tasks; nothing where it would be empty.
  func section(_ id: String, _ html: inout HTML, body: (inout HTML) -> Void) {
    guard let section = sections.first(where: { $0.id == id }), section.isThere else { return }
    html.element(.section, .class(.panel), .id(id)) { html in
      html.element(.h2, text: section.title)
      body(&html)
    }
  }

  /// A fact with its name, in a list of definitions.
  func fact(_ zh: String, _ en: String, _ value: String?, _ html: inout HTML) {
    guard let value, !value.isEmpty else { return }
    html.element(.div) { html in
      html.element(.dt, text: text(zh: zh + "：", en: en + ": "))
      html.element(.dd) { page.own(value, &$0) }
    }
  }

  /// A fact whose value is in the language of the page.
  func told(_ zh: String, _ en: String, _ value: Phrase?, _ html: inout HTML) {
    guard let value else { return }
    html.element(.div) { html in
      html.element(.dt, text: text(zh: zh + "：", en: en + ": "))
      html.element(.dd, text: context.text(value))
    }
  }

  /// The heading of an entry: its id, title and whatever comes behind.
  func heading(
    _ id: String, _ title: String, _ html: inout HTML, more: (inout HTML) -> Void = { _ in }
  ) {
    html.element(.h3, .id(id)) { html in
      html.element(.span, .class(.code), text: id + " ")
      page.own(title, &html)
      more(&html)
    }
  }

  /// Names in a row.
  func list(_ names: [String]) -> String { names.joined(separator: text(zh: "、", en: ", ")) }
}
