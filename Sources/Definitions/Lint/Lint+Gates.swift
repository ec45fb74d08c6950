import FEEL
import Formats
import SourceText

/// Groups, adjustments, gates and vetoes: caps and needs that change nothing, or that cannot be.
extension Lint {
  static let groupCapNeverBinds = Lint(.groupCapNeverBinds, .warning) { context in
    context.set.groups.flatMap { group -> [Finding] in
      let sum = context.number(context.sum(of: group))
      return [(Key.loseAtMost, group.loseAtMost), (.earnAtMost, group.earnAtMost)].compactMap {
        key, cap in
        guard let cap, cap >= sum, let place = context.place(group.id, key) else { return nil }
        let (a, b) = (cap.words(asPercent: false), sum.words(asPercent: false))
        return Finding(
          place, zh: "封顶 \(a) 分不起作用：组内合计只有 \(b) 分",
          en: "the cap of \(a) never binds: the members have \(b) in all")
      }
    }
  }

  static let silencePays = Lint(.silencePays, .warning) { context in
    let help = Phrase(
      zh: "写 missing: block，报齐之前不排名次、不定门槛",
      en: "say 'missing: block': no place and no gate before everything is there")
    let requirements = context.set.requirements.filter { requirement in
      let lines = requirement.scoring.lines
      return requirement.missing == .leaveOut && !requirement.reads.isEmpty && !lines.isEmpty
        && lines.allSatisfy { $0.direction == .lose }
    }.map { requirement in
      let id = requirement.id
      return Finding(
        requirement.rule, zh: "“\(id)”只扣不加，缺数据又不计入：不报就不扣分",
        en: "'\(id)' only takes away and is left out where data are missing: silence pays",
        help: help)
    }
    let adjustments = context.set.adjustments.filter { adjustment in
      adjustment.missing != .block && !adjustment.reads.isEmpty
        && adjustment.scoring.lines.contains { $0.direction == .lose }
    }.map { adjustment in
      let id = adjustment.id
      return Finding(
        adjustment.rule, zh: "扣分项“\(id)”缺数据时暂不扣分：不报就不扣分",
        en: "the deduction '\(id)' moves nothing while data are missing: silence pays", help: help)
    }
    let groups = context.set.groups.compactMap { group -> Finding? in
      let members = group.members.map { context.set.requirements[$0] }
      guard let cap = group.loseAtMost, cap < context.number(context.sum(of: group)),
        let place = context.place(group.id, .loseAtMost),
        members.contains(where: { $0.missing != .block })
      else { return nil }
      let rest = (context.number(context.sum(of: group)) - cap).words(asPercent: false)
      return Finding(
        place, zh: "组内最多扣 \(cap.words(asPercent: false)) 分，一项不报也得 \(rest) 分",
        en:
          "who reports nothing of the group has \(rest) points, since it loses no more than the cap",
        help: help)
    }
    return requirements + adjustments + groups
  }

  static let bestOfAll = Lint(.bestOfAll, .warning) { context in
    context.set.groups.compactMap { group in
      guard let best = group.best, best == group.members.count,
        let place = context.place(group.id, .best)
      else { return nil }
      return Finding(
        place, zh: "组内正好 \(best) 条，取优 \(best) 条等于全算",
        en: "the group has \(best) members, the best \(best) are all of them")
    }
  }

  static let groupWithoutRule = Lint(.groupWithoutRule, .note) { context in
    context.set.groups.compactMap { group in
      guard group.best == nil, group.loseAtMost == nil, group.earnAtMost == nil,
        group.countsAs == nil
      else { return nil }
      let id = group.id
      return Finding(
        group.place, zh: "要求组“\(id)”没有封顶、取优或折算，等于不分组",
        en: "the group '\(id)' has no cap, no 'best' and no 'counts as': it does nothing")
    }
  }

  static let groupOfOne = Lint(.groupOfOne, .note) { context in
    context.set.groups.compactMap { group in
      guard group.members.count == 1 else { return nil }
      let id = group.id
      return Finding(
        group.place, zh: "要求组“\(id)”只有一条要求", en: "the group '\(id)' has one member only")
    }
  }

  static let adjustmentNeverMoves = Lint(.adjustmentNeverMoves, .warning) { context in
    context.set.adjustments.compactMap { adjustment in
      let lines = adjustment.scoring.lines
      let isIdle =
        adjustment.applies?.program.outline.map { context.truth($0) } == false
        || !lines.isEmpty
          && lines.allSatisfy { line in
            context.truth(line, of: adjustment) == false
              || line.amount.known(of: .zero)?.isZero == true
              || line.atMost?.known(of: .zero)?.isZero == true
          }
      guard isIdle else { return nil }
      let id = adjustment.id
      return Finding(
        adjustment.place, zh: "加扣分“\(id)”永远不会变动总分",
        en: "the adjustment '\(id)' never moves the total")
    }
  }

  static let adjustmentAbovePoints = Lint(.adjustmentAbovePoints, .warning) { context in
    let all = context.number(context.set.points)
    return context.set.adjustments.flatMap { adjustment in
      adjustment.scoring.lines.compactMap { line -> Finding? in
        let amount = line.atMost?.known(of: .zero) ?? line.amount.known(of: .zero)
        guard let amount, amount > all else { return nil }
        let (a, b) = (amount.words(asPercent: false), context.points(context.set.points))
        return Finding(
          line.place, zh: "这一条可变动 \(a) 分，超过总分 \(b)",
          en: "the line moves \(a), above the full score \(b)")
      }
    }
  }

  static let totalCapNeverBinds = Lint(.totalCapNeverBinds, .warning) { context in
    guard let cap = context.set.totalAtMost, let most = context.mostWithBonuses, most <= cap,
      let place = context.draft.set.fields[.totalAtMost]?.value.place
    else { return [] }
    let (a, b) = (context.points(cap), context.points(most))
    return [
      Finding(
        place, zh: "总分上限 \(a) 不起作用：加分后最多 \(b)",
        en: "the bound \(a) of the total never binds: \(b) is the most with all bonuses")
    ]
  }

  static let gateOutOfReach = Lint(.gateOutOfReach, .error) { context in
    context.set.gates.compactMap { gate in
      guard let most = context.mostTotal, let needed = context.needed(gate),
        needed > context.number(most)
      else { return nil }
      let (id, a, b) = (gate.id, needed.words(asPercent: false), context.points(most))
      return Finding(
        context.needsPlace(gate, .total), zh: "门槛“\(id)”要 \(a) 分，加分后最多也只有 \(b)",
        en: "the gate '\(id)' needs \(a), the most that can be had is \(b)")
    }
      + context.set.gates.compactMap { gate in
        guard case .points(let needed)? = gate.eachTask,
          let task = context.set.tasks.first(where: { context.number($0.points) < needed })
        else { return nil }
        let (id, a, b) = (gate.id, needed.words(asPercent: false), context.points(task.points))
        return Finding(
          context.needsPlace(gate, .eachTask),
          zh: "门槛“\(id)”要每项任务 \(a) 分，任务“\(task.id)”一共只有 \(b)",
          en: "the gate '\(id)' needs \(a) points of each task, '\(task.id)' has only \(b)")
      }
  }

  static let needNeverBinds = Lint(.needNeverBinds, .warning) { context in
    let set = context.set
    // What is taken from the total afterwards can bring it below what the tasks have.
    let canLose =
      set.adjustments.contains { $0.scoring.lines.contains { $0.direction == .lose } }
      || set.vetoes.contains { veto in
        veto.effects.contains { effect in
          switch effect {
          case .lose, .totalAtMost: true
          case .bar, .gradeAtMost: false
          }
        }
      }
    guard !canLose else { return [] }
    return set.gates.compactMap { gate in
      guard case .share(let each)? = gate.eachTask, case .share(let total)? = gate.total,
        total <= each
      else { return nil }
      let (a, b) = (total.words(asPercent: true), each.words(asPercent: true))
      return Finding(
        context.needsPlace(gate, .total), zh: "每项任务都要 \(b)，总分 \(a) 的要求不起作用",
        en: "each task needs \(b), so that the need of \(a) in all never binds")
    }
  }

  static let weakerGate = Lint(.weakerGate, .warning) { context in
    context.set.gates.flatMap { gate -> [Finding] in
      guard let after = gate.after.map({ context.set.gates[$0] }) else { return [] }
      let shares: [(Key, Number?, Number?)] = [
        (.total, context.needed(gate), context.needed(after)),
        (.reported, gate.reported, after.reported),
        (.eachTask, gate.eachTask?.number, after.eachTask?.number),
      ]
      return shares.compactMap { key, own, before in
        guard let own, let before, own < before else { return nil }
        let (id, name) = (after.id, key.rawValue)
        return Finding(
          context.needsPlace(gate, key), zh: "比前置门槛“\(id)”要求还低，不起作用",
          en: "'\(name)' asks for less than the gate '\(id)' before it")
      }
    }
  }

  static let sameGate = Lint(.sameGate, .warning) { context in
    var findings: [Finding] = []
    for (index, gate) in context.set.gates.indexed {
      let twin = context.set.gates[..<index].first { other in
        other.total == gate.total && other.reported == gate.reported
          && other.eachTask == gate.eachTask && other.met == gate.met
          && other.checks.map(\.condition.text) == gate.checks.map(\.condition.text)
      }
      guard let twin else { continue }
      let (a, b) = (gate.id, twin.id)
      findings.append(
        Finding(
          gate.place, zh: "门槛“\(a)”与“\(b)”的条件相同",
          en: "the gate '\(a)' needs the same as '\(b)'",
          related: [Label(twin.place, Phrase(zh: "另一道", en: "the other one"))]))
    }
    return findings
  }

  static let markNeverUsed = Lint(.markNeverUsed, .warning) { context in
    let used = Set(context.set.gates.flatMap(\.met) + ["draw"])
    guard !context.set.gates.isEmpty else { return [] }
    var seen: Set<String> = []
    return context.set.requirements.flatMap { requirement in
      (context.entry(requirement.id)?.nodes(.mark) ?? []).compactMap { node -> Finding? in
        guard let mark = node.text, !used.contains(mark), seen.insert(mark).inserted else {
          return nil
        }
        return Finding(
          node.place, zh: "没有门槛用到标记“\(mark)”", en: "no gate asks for the mark '\(mark)'",
          help: Phrase(zh: "在门槛的 met（达标）里写上，或删去标记", en: "name it in 'met' of a gate, or delete it"))
      }
    }
  }

  static let constantGateCheck = Lint(.constantGateCheck, .warning) { context in
    context.set.gates.flatMap(\.checks).compactMap { check in
      guard let outline = check.condition.program.outline,
        let truth = context.truth(outline) ?? (check.condition.program.reads.isEmpty ? true : nil)
      else { return nil }
      return Finding(
        check.condition.place, zh: truth ? "这个条件总是成立" : "这个条件永远不成立，没有人能过这道门槛",
        en: truth ? "the condition always holds" : "the condition never holds: nobody can pass")
    }
  }

  static let constantSign = Lint(.constantSign, .warning) { context in
    context.set.vetoes.compactMap { veto in
      guard let sign = veto.askWhen, let outline = sign.program.outline,
        let truth = context.truth(outline) ?? (sign.program.reads.isEmpty ? false : nil)
      else { return nil }
      return Finding(
        sign.place, zh: truth ? "迹象总是出现" : "迹象永远不会出现",
        en: truth ? "the sign always shows" : "the sign never shows")
    }
  }

  static let vetoWithoutBite = Lint(.vetoWithoutBite, .warning) { context in
    let set = context.set
    return set.vetoes.flatMap { veto -> [Finding] in
      guard let then = context.entry(veto.id)?.entry(.then) else { return [] }
      return veto.effects.compactMap { effect in
        switch effect {
        case .totalAtMost(let points) where points >= context.mostTotal ?? set.points:
          return Finding(
            then.valuePlace(of: .totalAtMost), zh: "没有人能高于这个总分，否决不起作用",
            en: "nobody can have more, the veto changes nothing")
        case .lose(.zero):
          return Finding(
            then.valuePlace(of: .lose), zh: "扣零分，否决不起作用", en: "losing nothing changes nothing")
        case .gradeAtMost(let gate?)
        where gate == set.gates.indices.last && set.gates.allSatisfy({ $0.after != gate }):
          return Finding(
            then.valuePlace(of: .gradeAtMost), zh: "后面没有门槛了，一票否优不起作用",
            en: "there is no gate after it, the veto changes nothing")
        case .bar, .gradeAtMost, .lose, .totalAtMost: return nil
        }
      }
    }
  }

  static let vetoWithoutSource = Lint(.vetoWithoutSource, .warning) { context in
    context.set.vetoes.compactMap { veto in
      guard context.entry(veto.id)?.has(.source) != true else { return nil }
      let id = veto.id
      return Finding(
        veto.place, zh: "否决“\(id)”没有写依据", en: "the veto '\(id)' has no source",
        help: Phrase(zh: "写上 source（依据）", en: "name the document in 'source'"))
    }
  }
}

extension LintContext {
  /// The points of a group's members.
  fileprivate func sum(of group: Group) -> Points {
    group.members.reduce(.zero) { $0 + set.requirements[$1].points }
  }

  /// The full score and all bonuses; nil where a bonus has no cap.
  fileprivate var mostWithBonuses: Points? {
    var most = number(set.points)
    for line in set.adjustments.flatMap(\.scoring.lines) where line.direction == .earn {
      if let cap = line.atMost?.known(of: .zero) {
        most = most + cap
      } else if case .once = line.quantity, let amount = line.amount.known(of: .zero) {
        most = most + amount
      } else {
        return nil
      }
    }
    return most.roundedHalfUp(digits: set.digits).map { Points(units: $0) }
  }

  /// The highest total; nil where nothing bounds it.
  fileprivate var mostTotal: Points? {
    guard let most = mostWithBonuses else { return set.totalAtMost }
    return min(set.totalAtMost ?? most, most)
  }

  /// The total that a gate needs, in points.
  fileprivate func needed(_ gate: Gate) -> Number? {
    switch gate.total {
    case .share(let share): share * number(set.points)
    case .points(let points): points
    case nil: nil
    }
  }

  /// The place of what a gate needs.
  fileprivate func needsPlace(_ gate: Gate, _ key: Key) -> Place {
    entry(gate.id)?.entry(.needs)?.fields[key]?.value.place ?? gate.place
  }
}

extension Threshold {
  /// The number, whatever its unit.
  fileprivate var number: Number {
    switch self {
    case .share(let share): share
    case .points(let points): points
    }
  }
}
