import Assessment
import Definitions
import FEEL
import SourceText
import Submissions

extension ExplainSheet {
  /// Why a gate is passed, failed or open: every need with where the unit stands, then the way to it.
  mutating func addGate(_ index: Index<Gate>, _ view: inout UnitView) {
    let gate = set.gates[index]
    let result = assessment.gates[index]
    let verdict = self.result.verdicts[index]
    addHead(
      "\(gate.id) \(gate.title)",
      [
        "\(verdict.sign) \(context.text(verdict.phrase))"
          + (self.result.beside(gate: index).map(context.text) ?? ""), totalLine,
      ])
    addSection(zh: "规则", en: "rule", quote([gate.place]) + sourceLine(gate.source))
    let needs = GateNeeds(gate, index, self, unit.working[.gate(index)]?.checks ?? [])
    addSection(zh: "条件", en: "needs", needs.lines)
    addSection(zh: "为什么", en: "why", [verdictWords(result)])
    let decisions = unit.overrides.filter { override in
      switch override.target {
      case .gate(let gate, _): gate <= index
      case .grade: true
      case .points, .total: false
      }
    }
    if self.result.isDecided[index] {
      addSection(
        zh: "决定", en: "decided",
        decisions.map {
          context.text($0.beside(Proposal(self.result), context)) + "  " + $0.place.lineDescription
        })
    }
    guard result.verdict != .passed else { return }
    addSection(zh: "怎样通过", en: "the way to it", wayLines(index, &view))
  }

  private func verdictWords(_ result: GateResult) -> String {
    let count = result.obstacles.count
    let isClosed = result.obstacles.contains { if case .closed = $0 { true } else { false } }
    let open = StillOpen(assessment)
    if isClosed {
      return text(
        zh: "截止以后，\(open.words.text(.zh))不再能改变结论",
        en: "after the closing date \(open.words.text(.en)) can no longer decide")
    }
    return switch result.verdict {
    case .passed where !open.isAnything: text(zh: "各项条件都满足", en: "every need is fulfilled")
    case .passed:
      text(
        zh: "各项条件都满足；\(open.words.text(.zh))不论怎样，也是",
        en: "every need is fulfilled, whatever becomes of \(open.words.text(.en))")
    case .failed:
      text(
        zh: "有 \(count) 处没有满足"
          + (open.isAnything ? "；\(open.words.text(.zh))即使都最好，也通不过" : ""),
        en: (count == 1 ? "1 thing is not fulfilled" : "\(count) things are not fulfilled")
          + (open.isAnything ? ", whatever becomes of \(open.words.text(.en))" : ""))
    case .open where count == 0: context.text(.openWithoutObstacle(open))
    case .open:
      text(
        zh: "按现有的数据有 \(count) 处没有满足；" + open.canDecide.text(.zh),
        en: "\(count) not fulfilled by what is known; " + open.canDecide.text(.en))
    }
  }

  /// What repairs the gate, and nothing that is not needed: what it wants met or lies in a task that is short, then the most
  /// points to win as far as the total needs them.
  private func wayLines(
    _ index: Index<Gate>, _ view: inout UnitView
  ) -> [String] {
    var short = Number.zero
    for case .total(_, let missing) in assessment.gates[index].obstacles { short = missing }
    guard let way = unit.working[.gate(index)]?.way else { return [] }
    let shown = way.needed.map { ($0, true) } + way.forTotal.map { ($0, false) }
    var lines = shown.prefix(Self.mostSteps).flatMap { gap, isNeeded -> [String] in
      let (node, why): (Requirement, String) =
        switch gap.source {
        case .requirement(let index):
          (set.requirements[index], context.text(view.unit.facts(index).why))
        case .adjustment(let index):
          (set.adjustments[index], context.text(view.unit.facts(adjustment: index).why))
        }
      let blocks = isNeeded ? text(zh: "必须", en: "needed") : "    "
      let plus = context.signed(gap.win)
      return ["\(blocks)  \(plus.padded(to: 6, right: true))  \(node.id) \(node.title)"]
        + ["                " + why] + askedWords(gap)
        + (node.remedy.map { ["                → " + $0] } ?? [])
    }
    let more = shown.count - Self.mostSteps
    if more > 0 { lines.append(text(zh: "…… 另有 \(more) 项", en: "… and \(more) more")) }
    if short > .zero {
      lines.append(
        text(
          zh: "总分还差 \(short.points) 分；以上各项都补上，总分到 \(context.text(way.total)) 分",
          en:
            "the total is \(short.points) short; with all of these it comes to \(context.text(way.total))"
        ))
    }
    if let before = set.gates[index].after, assessment.gates[before].verdict != .passed {
      let title = set.gates[before].shortTitle
      lines.append(
        text(
          zh: "另须先通过“\(title)”：怎样通过，看那道门槛",
          en: "'\(title)' comes first: its own way says how"))
    }
    if !way.lacks.isEmpty, !shown.isEmpty {
      let names = way.lacks.map { name(of: $0) }
      lines.append(
        text(
          zh: "以上各项都补上，仍有不满足的：\(names.map { $0.text(.zh) }.joined(separator: "、"))；有的补法互相妨碍，或没有补法",
          en:
            "after all of these it still lacks \(names.map { $0.text(.en) }.joined(separator: ", ")): "
            + "some are in the way of others, or there is no way"))
    }
    return lines
  }

  /// What is still lacking at a gate, as a reader knows it.
  private func name(of need: WayToGate.Need) -> Phrase {
    switch need {
    case .total: Phrase(zh: "总分", en: "the total")
    case .task(let index): Phrase("\(set.tasks[index].id) \(set.tasks[index].title)")
    case .met(let index), .data(.requirement(let index)):
      Phrase("\(set.requirements[index].id) \(set.requirements[index].title)")
    case .data(.adjustment(let index)):
      Phrase("\(set.adjustments[index].id) \(set.adjustments[index].title)")
    }
  }

  /// What a gate asks of a requirement that need not have all its points; empty for any other.
  private func askedWords(_ gap: Gap) -> [String] {
    guard case .requirement(let index) = gap.source, let asked = gap.asked else { return [] }
    let enough = context.text(asked)
    let share = set.requirements[index].metFrom.percent
    return [
      text(
        zh: "                得到 \(enough) 分（\(share)）就算达到",
        en: "                met from \(enough) points (\(share))")
    ]
  }

  /// The most gaps that are told as a way to a gate.
  private static let mostSteps = 20

  /// What a gate or veto rests on.
  func sourceLine(_ source: String?) -> [String] {
    source.map { [text(zh: "出处：\($0)", en: "source: \($0)")] } ?? []
  }
}

/// The needs of a gate, each with a sign: fulfilled, not fulfilled, or still to be decided.
private struct GateNeeds {
  private let gate: Gate
  private let sheet: ExplainSheet
  private let result: GateResult
  private(set) var lines: [String] = []

  private var set: IndicatorSet { sheet.set }
  private var assessment: UnitAssessment { sheet.assessment }

  init(
    _ gate: Gate, _ index: Index<Gate>, _ sheet: ExplainSheet,
    _ checks: [CheckWorking]
  ) {
    self.gate = gate
    self.sheet = sheet
    result = sheet.assessment.gates[index]
    addBefore()
    addTotal()
    addReported()
    addTasks()
    addMet()
    for (index, check) in checks.enumerated() {
      add(check: index, check.holds, isOpen: check.isOpen, check.steps)
    }
    for veto in set.vetoes.indices where bars(veto, index) { add(veto: veto) }
  }

  private mutating func add(_ verdict: Verdict, zh: String, en: String) {
    lines.append("\(verdict.sign) " + sheet.text(zh: zh, en: en))
  }

  /// A need that holds now may still fall, and the other way round, while something is open.
  private func verdict(holds: Bool, isOpen: Bool) -> Verdict {
    if result.verdict == .passed { return .passed }
    return isOpen ? .open : holds ? .passed : .failed
  }

  private mutating func addBefore() {
    if let before = gate.after {
      let title = set.gates[before].shortTitle
      let verdict = assessment.gates[before].verdict
      let word = sheet.context.text(verdict.phrase)
      add(verdict, zh: "先通过“\(title)”：\(word)", en: "'\(title)' comes first: \(word)")
    }
    let left = sheet.context.plan.leastBase(of: assessment)
    if result.verdict == .open, assessment.isJudged, left.units * 2 < set.points.units {
      let points = sheet.context.text(left)
      add(
        .open, zh: "计分的分值不到一半就不评定：没报的如果不适用，只剩 \(points) 分",
        en:
          "below half of the points there is too little to judge: \(points) where what is missing does not apply"
      )
    }
    for obstacle in result.obstacles {
      switch obstacle {
      case .notJudged, .blocked, .peers:
        let words = obstacle.words(gate: gate, set)
        add(.open, zh: words.text(.zh), en: words.text(.en))
      case .closed:
        let words = obstacle.words(gate: gate, set)
        add(.failed, zh: words.text(.zh), en: words.text(.en))
      default: break
      }
    }
  }

  private mutating func addTotal() {
    guard let total = gate.total else { return }
    let digits = set.digits
    let needed =
      switch total {
      case .points(let points): points
      case .share(let share): share * set.points.number(digits: digits)
      }
    let (worst, best) = (assessment.worstTotal, assessment.bestTotal)
    let short = result.obstacles.compactMap { obstacle in
      if case .total(_, let short) = obstacle { short } else { nil }
    }.first
    let isOpen =
      worst.number(digits: digits) < needed
      && (best.map { $0.number(digits: digits) >= needed } ?? true)
    let now = sheet.context.text(assessment.total)
    let range =
      worst == best ? nil : "\(sheet.context.text(worst)) … \(sheet.context.text(upTo: best))"
    let missing = short.map { (zh: "，还差 \($0.points)", en: ", \($0.points) short") }
    add(
      verdict(holds: short == nil, isOpen: isOpen),
      zh: "总分不低于 \(needed.points)：\(now)\(range.map { "（\($0)）" } ?? "")\(missing?.zh ?? "")",
      en:
        "the total is at least \(needed.points): \(now)\(range.map { " (\($0))" } ?? "")\(missing?.en ?? "")"
    )
  }

  private mutating func addReported() {
    guard let share = gate.reported else { return }
    let (items, all) = (assessment.reported, assessment.required)
    add(
      verdict(holds: Number(items) >= share * Number(all), isOpen: items < all),
      zh: "应报的数据项报到 \(share.percent)：\(all) 项已报 \(items) 项",
      en: "\(share.percent) of the items are reported: \(items) of \(all)")
  }

  private mutating func addTasks() {
    guard let each = gate.eachTask else { return }
    let needed =
      switch each {
      case .share(let share): share.percent
      case .points(let points): points.points
      }
    var short: [Index<KeyTask>] = []
    for case .task(let index, _, _) in result.obstacles { short.append(index) }
    let isOpen = assessment.outcomes.contains(where: \.isOpen)
    let held = set.tasks.count - short.count
    add(
      verdict(holds: short.isEmpty, isOpen: isOpen),
      zh: "每项重点任务不低于 \(needed)：\(set.tasks.count) 项中够的 \(held) 项",
      en: "each task has \(needed) of its own: \(held) of \(set.tasks.count)")
    tell { if case .task = $0 { true } else { false } }
  }

  private mutating func addMet() {
    guard !gate.met.isEmpty else { return }
    let wanted = set.requirements.indices.filter { index in
      set.requirements[index].marks.contains(where: gate.met.contains)
        && ![.exempt, .waived, .notApplicable, .notCounted].contains(
          assessment.outcomes[index].status)
    }
    var unmet: [Index<Requirement>] = []
    for case .notMet(let index, _) in result.obstacles { unmet.append(index) }
    let isOpen = wanted.contains { assessment.outcomes[$0].isOpen }
    let marks = gate.met.joined(separator: "、")
    let held = wanted.count - unmet.count
    add(
      verdict(holds: unmet.isEmpty, isOpen: isOpen),
      zh: "标记“\(marks)”的要求都达到：\(wanted.count) 条中达到 \(held) 条",
      en: "all requirements marked '\(marks)' are met: \(held) of \(wanted.count)")
    tell { if case .notMet = $0 { true } else { false } }
  }

  /// The obstacles of a kind, a line each.
  private mutating func tell(_ isAsked: (Obstacle) -> Bool) {
    for obstacle in result.obstacles where isAsked(obstacle) {
      lines.append("    · " + sheet.context.text(obstacle.words(gate: gate, set)))
    }
  }

  private mutating func add(
    check index: Int, _ holds: Bool?, isOpen: Bool, _ steps: [TraceStep]
  ) {
    let check = gate.checks[index]
    add(
      verdict(holds: holds == true, isOpen: isOpen || holds == nil),
      zh: check.condition.text + (holds == true ? "" : "：\(check.message)"),
      en: check.condition.text + (holds == true ? "" : ": \(check.message)"))
    lines += steps.telling(sheet.context.language).map { "    " + $0 }
  }

  private mutating func add(veto index: Int) {
    let veto = set.vetoes[index]
    let state = assessment.vetoes[index]
    let word = sheet.context.text(state.phrase)
    let verdict: Verdict =
      switch state {
      case .none: .passed
      case .found: .failed
      case .asked, .unknown: .open
      }
    add(
      verdict, zh: "没有 \(veto.id) \(veto.title)：\(word)", en: "no \(veto.id) \(veto.title): \(word)"
    )
  }

  private func bars(_ veto: Int, _ gate: Index<Gate>) -> Bool {
    set.vetoes[veto].effects.contains { effect in
      switch effect {
      case .bar(let gates): gates.contains(gate)
      case .gradeAtMost(let last): last.map { gate > $0 } ?? true
      case .lose, .totalAtMost: false
      }
    }
  }
}
