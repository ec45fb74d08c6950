import Assessment
import Definitions
import Formats
import SourceText

/// What all pages share: the frame of a document, words in the run's language, bars.
struct Page {
  let context: ReportContext

  var indicators: IndicatorSet { context.set }

  /// A text in the run's language.
  func text(zh: String, en: String) -> String { context.text(Phrase(zh: zh, en: en)) }

  /// A document with its head; `extra` adds to the head.
  func document(
    title: String, extra: (inout HTML) -> Void = { _ in }, body: (inout HTML) -> Void
  ) -> HTML {
    var html = HTML()
    html.element(.html, .lang(context.language.tag)) { html in
      html.element(.head) { html in
        html.element(.meta, .charset)
        html.element(
          .meta, .name("viewport"), .content("width=device-width,initial-scale=1"))
        html.element(.meta, .name("generator"), .content("yanshou"))
        html.element(.title, text: (context.sampleWords.map { $0 + " " } ?? "") + title)
        html.newline()
        html.style(Stylesheet.text)
        extra(&html)
      }
      html.element(.body) { html in
        hatch(&html)
        if let words = context.sampleWords {
          html.element(.p, .class(.sample), .role("note"), text: words)
          html.element(.div, .class(.watermark), .ariaHidden, text: words)
        }
        html.element(.div, .class(.sheet)) { body(&$0) }
      }
    }
    return html
  }

  /// The patterns for what is not known and for what is planned.
  private func hatch(_ html: inout HTML) {
    html.element(.svg, .class(.defs), .ariaHidden) { html in
      html.element(.defs) { html in
        html.element(
          .pattern, .id("hatch"), .inUserSpace, .width(8), .height(8), .turned
        ) { html in
          html.element(.rect, .class(.fillTrack), .width(8), .height(8))
          html.element(.line, .class(.stroke), .x1(0), .y1(0), .x2(0), .y2(8))
        }
        html.element(.pattern, .id("rungs"), .inUserSpace, .width(8), .height(20)) { html in
          html.element(.rect, .class(.fillTrack), .width(8), .height(20))
          html.element(.line, .class(.rung), .x1(0), .y1(0), .x2(0), .y2(20))
        }
      }
    }
  }

  /// A text of the set or the registry, marked with its language where the page has another.
  func own(_ text: String, _ html: inout HTML) {
    if indicators.language == context.language {
      html.text(text)
    } else {
      html.element(.span, .lang(indicators.language.tag), text: text)
    }
  }

  /// A verdict: sign and word, in a colour.
  func verdict(_ verdict: Verdict, _ html: inout HTML) {
    html.element(.span, .class(.verdict, verdict.class)) { html in
      html.element(.span, .class(.sign), .ariaHidden, text: verdict.sign)
      html.text(context.text(verdict.phrase))
    }
  }

  /// How a gate ends, and what was computed where a person decided.
  func verdict(_ result: FinalResult, gate: Index<Gate>, _ html: inout HTML) {
    verdict(result.verdicts[gate], &html)
    guard let beside = result.beside(gate: gate) else { return }
    html.element(.div, .class(.state), text: context.text(beside))
  }

  /// Tags of a requirement: core, kind, where it comes from when it is drafted.
  func tags(_ requirement: Requirement, _ html: inout HTML) {
    if isCore(requirement) {
      html.element(.span, .class(.tag, .core), text: text(zh: "核心", en: "core"))
    }
    switch requirement.kind {
    case .basic: break
    case .regional: html.element(.span, .class(.tag), text: text(zh: "区域特色", en: "regional"))
    case .optional: html.element(.span, .class(.tag), text: text(zh: "自选", en: "optional"))
    }
    if requirement.provenance == .drafted {
      html.element(.span, .class(.tag, .drafted), text: context.text(Provenance.drafted.phrase))
    }
  }

  /// Whether a gate asks that the requirement be met.
  func isCore(_ requirement: Requirement) -> Bool {
    indicators.gates.contains { gate in requirement.marks.contains(where: gate.met.contains) }
  }

  /// A bar from 0 to 1,000: a part in one colour, a part that is open. The text beside it says the same.
  func bar(_ filled: Int, _ kind: Class, open: Range<Int> = 0..<0, _ html: inout HTML) {
    html.element(.svg, .viewBox(1000, 20), .stretched, .ariaHidden) { html in
      html.element(.rect, .class(.fillTrack), .width(1000), .height(20))
      if filled > 0 {
        html.element(.rect, .class(kind), .width(filled), .height(20))
      }
      if !open.isEmpty {
        html.element(
          .rect, .class(.fillOpen), .x(open.lowerBound), .width(open.count), .height(20))
      }
    }
  }

  /// Points as thousandths of a maximum, kept within 0 … 1,000.
  func permille(_ points: Points, of maximum: Points) -> Int {
    guard maximum.units > 0 else { return 0 }
    return Int(max(0, min(1000, points.units * 1000 / maximum.units)))
  }

  /// The period in words.
  var periodWords: String { context.text(context.period.phrase) }

  /// What every page says of itself at its end.
  func footer(_ html: inout HTML, more: (inout HTML) -> Void = { _ in }) {
    html.element(.footer) { html in
      html.element(
        .p,
        text: text(
          zh: "本页是按指标体系计算的评分建议，附有理由；最终等次由主管部门审定。标“起草”的条款不是官方原文，可由委员会改写。",
          en:
            "What stands here is a proposal with its reasons, computed from the set of indicators; the final grade is a decision of the authority. Rules marked as drafted are not the official wording."
        ))
      more(&html)
    }
  }
}

extension Language {
  /// The language tag of BCP 47.
  var tag: String {
    switch self {
    case .zh: "zh-CN"
    case .en: "en"
    }
  }
}

extension Verdict {
  var `class`: Class {
    switch self {
    case .passed: .pass
    case .failed: .fail
    case .open: .open
    }
  }
}

/// The name of a unit's page within `units/`: its code, with what a file name or link cannot hold percent-encoded. A long
/// one is cut, with a mark of the whole code behind it.
func pageName(_ code: String) -> String {
  var name = Link.encode(code)
  if name.hasPrefix(".") { name = "%2E" + name.dropFirst() }
  if name.utf8.count > 120 {
    // No other name has a +.
    name = name.prefix(80) + "+" + SHA256.hex(Array(code.utf8)).prefix(32)
  }
  return name + ".html"
}
