import Submissions
import Assessment
import Definitions
import SourceText

extension ScorecardPage {
  /// The list of lost points (错题本): most points to win first, each with its cause and its remedy.
  mutating func gapList(_ html: inout HTML) {
    let gaps = view.unit.gaps
    html.element(.section, .class(.panel), .id("gaps")) { html in
      html.element(.h2, text: text(zh: "失分清单：先做什么", en: "Lost points: what to do first"))
      guard !gaps.isEmpty else {
        html.element(.p, text: text(zh: "没有失分。", en: "No points are lost."))
        return
      }
      let lost = gaps.reduce(Points.zero) { $0 + $1.lost }
      html.element(
        .p, .class(.quiet),
        text: text(
          zh: "共 \(gaps.count) 项，失 \(context.text(lost)) 分。按单独补上能使总分增加多少排列，封顶、折算和限额都已算在内。",
          en:
            "\(gaps.count) gaps, \(context.text(lost)) points. In the order of what each alone adds to the total, with caps, conversion and limits."
        ))
      let told = gaps.prefix(ScorecardPage.told)
      html.element(.ol, .class(.gaps)) { html in
        for gap in told { item(gap, &html) }
      }
      if gaps.count > told.count { rest(gaps.dropFirst(told.count), &html) }
    }
  }

  /// So many gaps are told in full; the others have a row each.
  private static let told = 10

  /// The gaps that bring less, a row each.
  private mutating func rest(
    _ gaps: ArraySlice<Gap>, _ html: inout HTML
  ) {
    html.element(
      .h3, text: text(zh: "其余 \(gaps.count) 项", en: "The other \(gaps.count)"))
    html.element(.table, .class(.table, .cards, .rest)) { html in
      html.element(.thead) { html in
        html.element(.tr) { html in
          html.element(.th, .columnHeading, .class(.num), text: text(zh: "可得", en: "to win"))
          html.element(.th, .columnHeading, text: text(zh: "要求", en: "requirement"))
          html.element(.th, .columnHeading, .class(.wide), text: text(zh: "为什么", en: "why"))
          html.element(.th, .columnHeading, text: text(zh: "牵头", en: "lead"))
          html.element(.th, .columnHeading, .class(.wide), text: text(zh: "怎么办", en: "what to do"))
        }
      }
      html.element(.tbody) { html in
        for gap in gaps { row(gap, &html) }
      }
    }
  }

  private mutating func row(_ gap: Gap, _ html: inout HTML) {
    let (requirement, facts) = subject(of: gap)
    html.element(.tr) { html in
      html.element(.td, .class(.num)) {
        $0.element(.strong, .class(.pass), text: context.signed(gap.win))
      }
      html.element(.th, .rowHeading) { html in
        html.element(.span, .class(.code), text: requirement.id + " ")
        page.own(requirement.title, &html)
        page.tags(requirement, &html)
        if !gap.blocks.isEmpty {
          let gates = gap.blocks.map { indicators.gates[$0].shortTitle }
          html.element(
            .span, .class(.tag, .fail),
            text: text(
              zh: "影响\(gates.joined(separator: "、"))",
              en: "in the way of \(gates.joined(separator: ", "))"))
        }
      }
      html.element(
        .td, .class(.wide),
        text: context.text(facts.why) + (gap.note(indicators).map { context.text($0) } ?? ""))
      html.element(.td, .label(text(zh: "牵头", en: "lead"))) {
        page.own(requirement.lead ?? "", &$0)
      }
      html.element(.td, .class(.wide, .quiet)) { page.own(requirement.remedy ?? "", &$0) }
    }
  }

  /// What a gap is about.
  private mutating func subject(
    of gap: Gap
  ) -> (Requirement, RuleFacts) {
    switch gap.source {
    case .requirement(let index):
      (indicators.requirements[index], view.unit.facts(index))
    case .adjustment(let index):
      (indicators.adjustments[index], view.unit.facts(adjustment: index))
    }
  }

  private mutating func item(_ gap: Gap, _ html: inout HTML) {
    let (requirement, facts) = subject(of: gap)
    html.element(.li, .class(.gap)) { html in
      html.element(
        .div, gap.win <= .zero ? .class(.win, .unitless) : .class(.win)
      ) { html in
        html.text(context.signed(gap.win))
        html.element(
          .small,
          text: text(zh: "失 \(context.text(gap.lost))", en: "lost \(context.text(gap.lost))"))
      }
      html.element(.div) { html in
        html.element(.h3) { html in
          html.element(.span, .class(.code), text: requirement.id + " ")
          page.own(requirement.title, &html)
          page.tags(requirement, &html)
        }
        html.element(.p) { html in
          html.text(context.text(facts.why))
          if let note = gap.note(indicators) { html.text(context.text(note)) }
        }
        // Most reasons name the target already.
        if !facts.target.isEmpty, !facts.namesTarget(context.language) {
          html.element(
            .p, .class(.quiet), text: text(zh: "目标：\(facts.target)", en: "target: \(facts.target)"))
        }
        remedy(requirement, gap, facts, &html)
        duties(requirement, gap, &html)
        refs(requirement, facts, &html)
      }
    }
  }

  private func goal(_ facts: RuleFacts) -> String {
    let short =
      facts.distance.isEmpty || facts.distance == "0"
      ? "" : text(zh: "，差 \(facts.distance)", en: ", \(facts.distance) short")
    return text(
      zh: "现为 \(facts.value)，目标 \(facts.target)", en: "now \(facts.value), target \(facts.target)")
      + short
  }

  /// What to do; where data are missing they come first, because nobody knows yet what was lost.
  private func remedy(
    _ requirement: Requirement, _ gap: Gap, _ facts: RuleFacts, _ html: inout HTML
  ) {
    var first: String?
    if case .requirement(let index) = gap.source {
      first = dataRemedy(assessment.outcomes[index].cause, facts)
    }
    guard first != nil || requirement.remedy != nil else { return }
    html.element(.p, .class(.fix)) { html in
      html.element(.strong, text: text(zh: "怎么办：", en: "What to do: "))
      if let first { html.text(first) }
      if let remedy = requirement.remedy {
        if first != nil { html.text(text(zh: "；如确有差距，", en: "; if there is a gap: ")) }
        page.own(remedy, &html)
      }
    }
  }

  /// What to do about data that cannot be judged; nil where they were.
  private func dataRemedy(_ cause: Cause, _ facts: RuleFacts) -> String? {
    switch cause {
    case .contradiction, .noStep:
      return text(zh: "先核对台账，改正后重新报送", en: "first compare with the records and report again")
    case .missing(let items):
      let states = items.map { item in
        let name = indicators.items[item].name
        guard let cell = facts.cells.first(where: { $0.item == item }) else { return name }
        let state = context.text(cell.state.phrase)
        return text(zh: "\(name)（\(state)）", en: "\(name) (\(state))")
      }
      let list = states.joined(separator: text(zh: "、", en: ", "))
      return text(zh: "先补报\(list)", en: "first report \(list)")
    default: return nil
    }
  }

  /// Who leads, who helps, by when, with what evidence, at what effort, and which gates it blocks.
  private func duties(_ requirement: Requirement, _ gap: Gap, _ html: inout HTML) {
    var entries: [(String, String)] = []
    func add(_ zh: String, _ en: String, _ value: String?) {
      if let value, !value.isEmpty { entries.append((text(zh: zh, en: en), value)) }
    }
    let separator = text(zh: "、", en: ", ")
    add(
      "影响门槛", "in the way of",
      gap.blocks.map { indicators.gates[$0].shortTitle }.joined(separator: separator))
    add("牵头", "lead", requirement.lead)
    add("配合", "with", requirement.with.joined(separator: separator))
    add("评分", "scorer", requirement.scorer)
    add("期限", "due", requirement.due)
    add("佐证", "evidence", requirement.evidence.joined(separator: separator))
    if let effort = requirement.effort {
      let filled = String(repeating: "●", count: min(5, effort))
      add("难度", "effort", filled + String(repeating: "○", count: max(0, 5 - effort)))
    }
    guard !entries.isEmpty else { return }
    html.element(.dl, .class(.meta)) { html in
      for (name, value) in entries {
        html.element(.div) { html in
          html.element(.dt, text: name + " ")
          html.element(.dd) { page.own(value, &$0) }
        }
      }
    }
  }

  /// The rule and the cells, down to the line.
  func refs(_ requirement: Requirement, _ facts: RuleFacts, _ html: inout HTML) {
    html.element(.p, .class(.refs)) { origin(requirement, facts, &$0) }
  }

  /// The rule's line and the cells, whose file is named once.
  func origin(_ requirement: Requirement, _ facts: RuleFacts, _ html: inout HTML) {
    html.text(text(zh: "规则 ", en: "rule "))
    html.element(.code, text: requirement.rule.lineDescription)
    let places = facts.cells.flatMap { [$0.place, $0.verification?.place].compactMap { $0 } }
    guard let first = places.first else { return }
    html.text(text(zh: "；数据 ", en: "; data "))
    var last = first.path
    html.element(.code, text: first.description)
    for place in places.dropFirst() {
      html.text(text(zh: "、", en: ", "))
      html.element(
        .code, text: place.path == last ? "\(place.line):\(place.column)" : place.description)
      last = place.path
    }
  }

  /// What lies within a hair of its target.
  mutating func nearMisses(_ html: inout HTML) {
    var missed: [(Index<Requirement>, RuleFacts)] = []
    var reached: [(Index<Requirement>, RuleFacts)] = []
    for index in indicators.requirements.indices {
      let facts = view.unit.facts(index)
      switch facts.nearness {
      case .missed: missed.append((index, facts))
      case .reached: reached.append((index, facts))
      case nil: break
      }
    }
    let gates = view.nearGates
    guard !(missed.isEmpty && reached.isEmpty && gates.isEmpty) else { return }
    html.element(.section, .class(.panel), .id("near")) { html in
      html.element(.h2, text: text(zh: "一线之间：先核实这些", en: "By a hair: check these first"))
      if !gates.isEmpty {
        html.element(.ul, .class(.facts)) { html in
          for gate in gates { html.element(.li, text: context.text(gate)) }
        }
      }
      near(
        missed, text(zh: "只差一点（1% 以内）", en: "short by less than 1%"), &html)
      near(
        reached, text(zh: "刚刚达到（1% 以内）", en: "reached by less than 1%"), &html)
    }
  }

  private func near(
    _ found: [(Index<Requirement>, RuleFacts)], _ title: String, _ html: inout HTML
  ) {
    guard !found.isEmpty else { return }
    html.element(.h3, text: title)
    html.element(.ul, .class(.facts, .columns)) { html in
      for (index, facts) in found {
        let requirement = indicators.requirements[index]
        html.element(.li) { html in
          html.element(.span, .class(.code), text: requirement.id + " ")
          page.own(requirement.title, &html)
          html.text(text(zh: "：", en: ": ") + goal(facts))
        }
      }
    }
  }
}
