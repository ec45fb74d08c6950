import FEEL
import Formats
import SourceText

extension SetBuilder {
  /// Builds the gates, each after the one it depends on.
  mutating func buildGates() {
    let entries = draft.entries(.gate)
    let order = Dictionary(
      entries.enumerated().map { ($0.element.id ?? "", $0.offset) },
      uniquingKeysWith: { first, _ in first })
    let titles = entries.map { Gate.short($0.title ?? "") }
    let counts = Dictionary(titles.map { ($0, 1) }, uniquingKeysWith: +)
    for (index, entry) in entries.enumerated() {
      gateIndex[entry.id ?? ""] = Index(index)
      let needs = entry.entry(.needs)
      if !entry.has(.needs), !entry.has(.checks) { diagnostics.append(.gateWithoutNeeds(entry)) }
      let after = gateBefore(entry, index, order, entries)
      let total = threshold(needs, .total)
      checkReach(of: total, needs?[.total])
      checkMarks(needs)
      gates.append(
        Gate(
          id: entry.id ?? "", title: entry.title ?? "",
          shortTitle: counts[titles[index]] == 1
            ? titles[index] : "\(entry.title ?? "")（\(entry.id ?? "")）",
          after: after, total: total,
          reported: needs?.share(.reported), eachTask: threshold(needs, .eachTask),
          met: needs?.texts(.met) ?? [], checks: [], source: entry.text(.source),
          place: entry.headPlace))
    }
    let scope = gateScope()
    standpoint = .gate
    for (index, entry) in zip(gates.indices, entries) {
      gates[index].checks = entry.entries(.checks).compactMap { check in
        gateCheck(check, of: index, in: scope)
      }
    }
  }

  /// The gate before, which must stand earlier in the list.
  private mutating func gateBefore(
    _ entry: Entry, _ index: Int, _ order: [String: Int], _ entries: [Entry]
  ) -> Index<Gate>? {
    guard let node = entry[.after], let id = entry.text(.after) else { return nil }
    guard let before = order[id] else {
      diagnostics.append(
        .unknown(.unknownGate, node, known: order.keys, zh: "没有编号为", en: "there is no gate"))
      return nil
    }
    if before < index { return Index(before) }
    // Following the gates before it leads back here, or only to later ones.
    var current: Int? = before
    for _ in entries where current != nil && current != index {
      current = current.flatMap { entries[$0].text(.after) }.flatMap { order[$0] }
    }
    diagnostics.append(current == index ? .gateCycle(node) : .gateAfterLater(node))
    return nil
  }

  private mutating func threshold(_ needs: Entry?, _ key: Key) -> Threshold? {
    guard let text = needs?.text(key), let node = needs?[key] else { return nil }
    if let share = Literal.percentage(text) {
      if share > .one { diagnostics.append(.outOfRange(node, percent: 0...100)) }
      return .share(share)
    }
    return Literal.number(text).map { .points($0) }
  }

  /// A total that nobody can have keeps everybody out.
  private mutating func checkReach(of threshold: Threshold?, _ node: YAMLNode?) {
    guard case .points(let needed) = threshold, let node, let points else { return }
    let most = (totalAtMost ?? points).number(digits: digits)
    let isOpen = totalAtMost == nil && !draft.entries(.adjustment).isEmpty
    if needed > most, !isOpen {
      diagnostics.append(.unreachableTotal(node, most: most.description))
    }
  }

  private mutating func checkMarks(_ needs: Entry?) {
    for node in needs?.nodes(.met) ?? [] {
      guard let mark = node.text.map(Literal.trim), !marks.contains(mark) else { continue }
      diagnostics.append(
        .unknown(
          .unknownMark, node, known: marks, zh: "没有要求带标记", en: "no requirement has the mark"))
    }
  }

  /// What checks of gates may name: `total` besides everything else.
  private func gateScope() -> Scope {
    var scope = scope
    scope.declare("total", .number, slot: slots.total)
    return scope
  }

  private mutating func gateCheck(
    _ check: Entry, of gate: Index<Gate>, in scope: Scope
  ) -> GateCheck? {
    guard let condition = expression(check[.check], in: scope, expecting: .boolean),
      let message = check.text(.else), let node = check[.check]
    else { return nil }
    var open = condition.program.reads.map { (slot: $0, isThen: false) }
    var seen: Set<Slot> = []
    while let (slot, isThen) = open.popLast() {
      guard let lifted = form(of: slot), seen.insert(slot).inserted else { continue }
      checkForm(lifted, node, of: gate, isThen: isThen)
      let isBefore = isThen || lifted.form == Outlook.previous.rawValue
      open += lifted.argument.reads.map { ($0, isBefore) }
    }
    return GateCheck(condition: condition, message: message, place: check.headPlace)
  }

  /// `score` and `passed` name something that is there, and a gate only one that is judged before it.
  ///
  /// Of an earlier period all gates are judged.
  private mutating func checkForm(
    _ lifted: Lifted, _ node: YAMLNode, of gate: Index<Gate>, isThen: Bool
  ) {
    guard lifted.form == "score" || lifted.form == "passed" else { return }
    guard let id = lifted.argument.constant?.string else {
      diagnostics.append(.formNeedsID(node, form: lifted.form))
      return
    }
    let place = node.place(ofPart: "\"\(id)\"")
    if lifted.form == "passed" {
      guard let index = gateIndex[id] else {
        diagnostics.append(
          .unknownID(.unknownGate, id, at: place, known: gateIndex.keys, zh: "门槛", en: "gate"))
        return
      }
      if index >= gate, !isThen { diagnostics.append(.passedLater(id, at: place)) }
      return
    }
    if requirementIndex[id] == nil, taskIndex[id] == nil, groupIndex[id] == nil {
      let known = Array(requirementIndex.keys) + Array(taskIndex.keys) + Array(groupIndex.keys)
      diagnostics.append(
        .unknownID(
          .unknownRequirement, id, at: place, known: known, zh: "要求、任务或要求组",
          en: "requirement, task or group"))
    }
  }

  /// Builds the exemptions.
  mutating func buildExemptions() -> [Exemption] {
    draft.entries(.exemption).map { entry in
      var members: [Index<Requirement>] = []
      var seen: [Index<Requirement>: YAMLNode] = [:]
      for node in entry.nodes(.requirements) {
        let id = node.text.map(Literal.trim) ?? ""
        guard let index = requirementIndex[id] else {
          diagnostics.append(
            .unknown(
              .unknownRequirement, node, known: requirementIndex.keys, zh: "没有编号为",
              en: "there is no requirement"))
          continue
        }
        if let first = seen[index] {
          diagnostics.append(.repeated(node, first: first))
        } else {
          seen[index] = node
          members.append(index)
        }
      }
      return Exemption(
        id: entry.id ?? "", title: entry.title ?? "", foundBy: entry.texts(.foundBy),
        requirements: members, source: entry.text(.source), place: entry.headPlace)
    }
  }

  /// Builds the vetoes.
  mutating func buildVetoes() -> [Veto] {
    standpoint = .sign
    return draft.entries(.veto).map { entry in
      let sign = expression(entry[.ask], in: scope, expecting: .boolean)
      return Veto(
        id: entry.id ?? "", title: entry.title ?? "", foundBy: entry.texts(.foundBy),
        askWhen: sign, effects: effects(entry), source: entry.text(.source),
        place: entry.headPlace)
    }
  }

  private mutating func effects(_ veto: Entry) -> [VetoEffect] {
    guard let entry = veto.entry(.then) else { return [] }
    var effects: [VetoEffect] = []
    if entry.fields.isEmpty { diagnostics.append(.vetoWithoutEffect(veto)) }
    let barred = entry.nodes(.bar).compactMap { gate($0) }
    if !barred.isEmpty { effects.append(.bar(barred)) }
    if let node = entry[.gradeAtMost] {
      if node.text == "none" || node.text == "无" {
        effects.append(.gradeAtMost(nil))
      } else if let gate = gate(node) {
        effects.append(.gradeAtMost(gate))
      }
    }
    if let points = points(entry, .lose) { effects.append(.lose(points)) }
    if let points = points(entry, .totalAtMost) { effects.append(.totalAtMost(points)) }
    return effects
  }

  private mutating func gate(_ node: YAMLNode) -> Index<Gate>? {
    if let index = gateIndex[node.text.map(Literal.trim) ?? ""] { return index }
    diagnostics.append(
      .unknown(
        .unknownGate, node, known: gateIndex.keys, zh: "没有编号为", en: "there is no gate"))
    return nil
  }
}

extension YAMLNode {
  /// The place of a part of a scalar's text; of the whole scalar where the part is not in it.
  fileprivate func place(ofPart part: String) -> Place {
    guard let text, let range = text.firstRange(of: part) else { return place }
    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    let end = text.utf8.distance(from: text.startIndex, to: range.upperBound)
    return file.place(SourceRange(offset(ofContent: start), offset(ofContent: end)))
  }
}
