import Assessment
import Definitions
import FEEL
import SourceText
import Submissions

/// The page of one unit: passed or not, where the points went, what to do first.
///
/// Written while the unit is being scored; what needs all units is left out and put in later (see `Holes`).
struct ScorecardPage {
  let page: Page
  var view: UnitView

  init(_ view: UnitView) {
    self.view = view
    page = Page(context: view.context)
  }

  var context: ReportContext { view.context }
  var indicators: IndicatorSet { view.context.set }
  var assessment: UnitAssessment { view.assessment }

  /// Where something is put in when all units are known.
  struct Holes {
    /// The mean of the units for each task, as a style sheet.
    var means = 0
    /// The place.
    var place = 0
    /// The problems of what the unit handed in.
    var problems = 0
  }

  func text(zh: String, en: String) -> String { page.text(zh: zh, en: en) }

  /// The page and where its holes are.
  mutating func render() -> (bytes: [UInt8], holes: Holes) {
    var holes = Holes()
    let unit = view.unit.unit
    let title = "\(unit.name) \(page.periodWords) \(text(zh: "评分卡", en: "scorecard"))"
    let html = page.document(title: title) { html in
      holes.means = html.offset
    } body: { html in
      html.element(.p, .class(.crumb)) { html in
        html.element(
          .a, .href(.file(["..", "index.html"])), text: text(zh: "← 全部单位", en: "← all units"))
      }
      html.element(.header, .class(.masthead)) { html in
        html.element(.p, .class(.eyebrow)) { page.own(indicators.title, &$0) }
        html.element(.h1) { html in
          page.own(unit.name, &html)
          html.text(" ")
          html.element(.small, text: unit.code)
        }
        html.element(.p, .class(.eyebrow)) { html in
          html.text(page.periodWords + text(zh: "，", en: ", "))
          holes.place = html.offset
        }
        headline(&html)
      }
      html.element(.main) { html in
        gates(&html)
        projection(&html)
        gapList(&html)
        nearMisses(&html)
        profile(&html)
        waterfall(&html)
        views(&html)
        requirements(&html)
        below(&html)
        records(&html)
        holes.problems = html.offset
      }
      page.footer(&html)
    }
    return (html.bytes, holes)
  }

  // MARK: The headline

  private func headline(_ html: inout HTML) {
    html.element(.div, .class(.headline)) { html in
      html.element(.div) { html in
        html.element(.div, .class(.number), text: context.text(view.result.total))
        if let beside = view.result.besideTotal(context) {
          html.element(.div, .class(.state), text: context.text(beside))
        }
        html.element(
          .div, .class(.quiet),
          text: text(
            zh: "满分 \(context.text(indicators.points))", en: "of \(context.text(indicators.points))"
          ))
      }
      html.element(.div) { html in
        if let (verdict, sentence) = standing {
          html.element(.p, .class(.lede, verdict.class)) { html in
            html.element(.strong) { html in
              html.element(.span, .class(.sign), .ariaHidden, text: verdict.sign)
              html.text(sentence)
            }
          }
        }
        html.element(.p, .class(.quiet), text: passed + knowledge)
        decisions(&html)
      }
    }
    ruler(&html)
  }

  /// What is reported, and between what the total lies while something is open.
  private var knowledge: String {
    let reported = text(
      zh: "应报数据 \(assessment.required) 项，已报 \(assessment.reported) 项。",
      en: "\(assessment.reported) of \(assessment.required) items are reported. ")
    guard assessment.worstTotal != assessment.bestTotal else { return reported }
    let worst = context.text(assessment.worstTotal)
    let best = context.text(upTo: assessment.bestTotal)
    // Nothing of its own is missing: it depends on others, such as peers or assessments below.
    if assessment.missing == 0 {
      return reported
        + text(
          zh: "还有未定的数（下图斜线部分），落实后总分在 \(worst) 到 \(best) 之间。",
          en:
            "Something is still open (hatched below); the total will lie between \(worst) and \(best)."
        )
    }
    return reported
      + text(
        zh: "还有 \(assessment.missing) 项缺数据或待评分（下图斜线部分），全部落实后总分在 \(worst) 到 \(best) 之间。",
        en:
          "Without data or points yet: \(assessment.missing) (hatched below); once they are known the total lies between \(worst) and \(best)."
      )
  }

  /// One sentence: which gate is passed, and whether the next one is, can still be, or cannot be passed; nil without gates.
  private var standing: (Verdict, String)? {
    let isDecided = view.result.isDecided.contains(true)
    guard assessment.isJudged || isDecided else {
      return (
        .open,
        text(
          zh: "计入的分值不到一半，暂不评定", en: "less than half of the points can be judged: nothing is decided"
        )
      )
    }
    let verdicts = view.result.verdicts
    guard let next = verdicts.firstIndex(where: { $0 != .passed }) else {
      guard let last = verdicts.indices.last else { return nil }
      let title = indicators.gates[last].shortTitle
      return (
        .passed, text(zh: "已通过“\(title)”", en: "'\(title)' is passed") + beside(last)
      )
    }
    let title = indicators.gates[next].shortTitle
    if view.result.isDecided[next] {
      return (.failed, text(zh: "“\(title)”未过", en: "'\(title)' is not passed") + beside(next))
    }
    return verdicts[next] == .open
      ? (.open, text(zh: "“\(title)”还能通过", en: "'\(title)' can still be passed"))
      : (.failed, text(zh: "本期不能通过“\(title)”", en: "'\(title)' cannot be passed"))
  }

  /// What was computed of a gate that a person decided.
  private func beside(_ gate: Index<Gate>) -> String {
    view.result.beside(gate: gate).map(context.text) ?? ""
  }

  /// The gates that are passed, where another is not.
  private var passed: String {
    let passed = view.result.verdicts.indices.filter { view.result.verdicts[$0] == .passed }
    guard !passed.isEmpty, passed.count < indicators.gates.count else { return "" }
    let titles = passed.map { indicators.gates[$0].shortTitle }
    let quoted = zip(titles, passed).map { "“\($0)”\(beside($1))" }
    let plain = zip(titles, passed).map { $0 + beside($1) }
    return text(
      zh: "已通过\(quoted.joined())。", en: "Passed: \(plain.joined(separator: ", ")). ")
  }

  /// The total on a scale with the gates.
  private func ruler(_ html: inout HTML) {
    let maximum = max(indicators.points, indicators.totalAtMost ?? indicators.points)
    let worst = page.permille(assessment.worstTotal, of: maximum)
    let best = page.permille(assessment.bestTotal ?? maximum, of: maximum)
    let total = page.permille(assessment.total, of: maximum)
    html.element(.div, .class(.ruler)) { html in
      html.element(.svg, .class(.track), .viewBox(1000, 20), .stretched, .ariaHidden) { html in
        html.element(.rect, .class(.fillTrack), .width(1000), .height(20))
        html.element(.rect, .class(.fillAccent), .width(min(worst, total)), .height(20))
        if best > worst {
          html.element(.rect, .class(.fillOpen), .x(worst), .width(best - worst), .height(20))
        }
        html.element(.rect, .class(.fillAccent), .x(max(0, total - 3)), .width(6), .height(20))
      }
      html.element(.ul, .class(.marks)) { html in
        for (number, index) in thresholds.enumerated() {
          let (gate, points) = index
          html.element(
            .li, number % 2 == 0 ? .class(.mark) : .class(.mark, .odd),
            .left(page.permille(points, of: maximum))
          ) { html in
            html.element(.span) { html in
              page.own(indicators.gates[gate].shortTitle, &html)
              html.text(" " + trimmed(points))
            }
          }
        }
      }
    }
  }

  /// The gates that ask for a total, and for how much.
  private var thresholds: [(gate: Index<Gate>, points: Points)] {
    indicators.gates.indices.compactMap { index in
      indicators.gates[index].total.map { (index, $0.points(of: indicators)) }
    }
  }

  /// Points without zeros behind the point.
  private func trimmed(_ points: Points) -> String {
    var text = context.text(points)
    while text.contains("."), text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  // MARK: Gates

  private func gates(_ html: inout HTML) {
    guard !indicators.gates.isEmpty else { return }
    html.element(.section, .class(.panel), .id("gates")) { html in
      html.element(.h2, text: text(zh: "门槛：还差什么", en: "Gates: what is missing"))
      html.element(.ol, .class(.steps)) { html in
        for (index, result) in assessment.gates.indexed {
          let gate = indicators.gates[index]
          html.element(.li, .class(.step, view.result.verdicts[index].class)) { html in
            html.element(.h3) { page.own(gate.shortTitle, &$0) }
            html.element(.p) { html in
              page.verdict(view.result, gate: index, &html)
              if let over = context.plan.skipped(by: index, assessment).words(indicators) {
                html.text(text(zh: "，", en: ", ") + context.text(over))
              }
            }
            decision(on: index, &html)
            let steps = result.steps(gate, indicators, of: assessment)
            guard !steps.isEmpty else { return }
            html.element(.ul, .class(.obstacles)) { html in
              for step in steps { html.element(.li, text: context.text(step)) }
            }
          }
        }
      }
    }
  }
}

extension Threshold {
  /// The threshold of a total in points of a set, rounded up to the smallest unit: below it the gate is not reached.
  func points(of set: IndicatorSet) -> Points {
    let number =
      switch self {
      case .share(let share): share * set.points.number(digits: set.digits)
      case .points(let points): points
      }
    let scaled = number.rounded(set.digits, .ceiling)
    return Points(units: scaled.roundedHalfUp(digits: set.digits) ?? 0)
  }
}
