import FEEL
import Formats
import SourceText

/// What can be earned and lost at all.
extension Lint {
  static let fullPointsOutOfReach = Lint("full-points-out-of-reach", .warning) { context in
    context.set.requirements.compactMap { requirement in
      let points = context.number(requirement.points)
      guard let most = requirement.most(points), most < points else { return nil }
      let (a, b) = (most.words(asPercent: false), context.points(requirement.points))
      return Finding(
        requirement.rule, zh: "最多只能得 \(a) 分,得不到分值 \(b)",
        en: "at most \(a) can be earned of the points \(b)",
        help: Phrase(
          zh: "改分值,或让最好的一档得 all(全部)", en: "change the points, or let the best earn 'all'"))
    }
  }

  static let nobodyCanFail = Lint("nobody-can-fail", .warning) { context in
    context.set.requirements.compactMap { requirement in
      guard context.isAlwaysFull(requirement) else { return nil }
      let id = requirement.id
      return Finding(
        requirement.rule, zh: "在可信的数据范围内,'\(id)' 人人满分",
        en: "every believable value earns all points of '\(id)'",
        help: Phrase(zh: "核对界限和合理范围", en: "check the bound and the plausible range"))
    }
  }

  static let nobodyCanPass = Lint("nobody-can-pass", .warning) { context in
    context.set.requirements.compactMap { requirement in
      guard context.isNeverFull(requirement) else { return nil }
      let id = requirement.id
      return Finding(
        requirement.rule, zh: "在可信的数据范围内,没有人能得 '\(id)' 的满分",
        en: "no believable value earns all points of '\(id)'",
        help: Phrase(
          zh: "核对界限;数据确会到这里的,给数据项写上 plausible(合理范围)",
          en: "check the bound; where values do get there, say so by 'plausible' of the item"))
    }
  }

  static let zeroPoints = Lint("zero-points", .warning) { context in
    context.set.requirements.compactMap { requirement in
      guard requirement.points == .zero else { return nil }
      let id = requirement.id
      let entry = context.entry(id)
      let isShared = entry?.has(.weight) ?? false
      return Finding(
        entry?.valuePlace(of: isShared ? .weight : .points) ?? requirement.place,
        zh: isShared ? "'\(id)' 按权重分到的分是零" : "'\(id)' 的分值是零",
        en: isShared ? "the weight of '\(id)' shares out no points" : "'\(id)' has no points")
    }
  }

  static let constantApplies = Lint("constant-applies", .warning) { context in
    context.scored.compactMap { requirement in
      guard let applies = requirement.applies, let outline = applies.program.outline else {
        return nil
      }
      let truth = context.truth(outline, value: requirement.value?.program.outline)
      guard truth != nil || applies.program.reads.isEmpty else { return nil }
      let isAlways = truth ?? true
      return Finding(
        applies.place, zh: isAlways ? "适用条件总是成立" : "适用条件永远不成立",
        en: isAlways ? "the condition always holds" : "the condition never holds",
        help: Phrase(zh: "适用条件要看该单位的数据", en: "'applies' is about what the unit reports"))
    }
  }

  static let notApplicableWithoutCondition = Lint("not-applicable-without-condition", .warning) {
    context in
    context.scored.compactMap { requirement in
      guard let content = context.entry(requirement.id)?.fields[.notApplicable],
        requirement.applies == nil, requirement.guards.isEmpty, !requirement.mayJudgeNothing
      else { return nil }
      return Finding(
        content.key.place, zh: "没有适用条件,也没有样本下限,不会不适用",
        en: "there is no 'applies' and no 'guard', so that it always applies")
    }
  }

  static let guardNeverBinds = Lint("guard-never-binds", .warning) { context in
    context.scored.flatMap { requirement in
      requirement.guards.compactMap { guardOf -> Finding? in
        guard let outline = guardOf.condition.program.outline,
          let truth = context.truth(outline, value: requirement.value?.program.outline)
        else { return nil }
        return Finding(
          guardOf.condition.place, zh: truth ? "样本下限总是满足" : "样本下限永远不满足",
          en: truth ? "the guard always holds" : "the guard never holds")
      }
    }
  }

  static let guardNotRead = Lint("guard-not-read", .note) { context in
    context.scored.flatMap { requirement -> [Finding] in
      guard let value = requirement.value else { return [] }
      let read = context.itemsRead(value.program)
      guard read.allSatisfy({ context.item($0)?.type != .percent }) else { return [] }
      return requirement.guards.compactMap { guardOf in
        let asked = context.itemsRead(guardOf.condition.program)
        guard !asked.isEmpty, read.isDisjoint(with: asked) else { return nil }
        return Finding(
          guardOf.condition.place, zh: "样本下限看的数据项,指标值没有用到",
          en: "the guard asks about an item that the value does not read")
      }
    }
  }

  static let metFromWithoutEffect = Lint("met-from-without-effect", .warning) { context in
    context.scored.compactMap { requirement in
      guard let content = context.entry(requirement.id)?.fields[.metFrom],
        case .met = requirement.scoring
      else { return nil }
      return Finding(
        content.key.place, zh: "达标得分只有满分和零分,达标线不起作用",
        en: "'met' earns all or nothing, 'met from' has no effect")
    }
  }

  static let withoutTarget = Lint("without-target", .note) { context in
    context.set.requirements.compactMap { requirement in
      guard requirement.statedTarget == nil, requirement.hidesTarget else { return nil }
      let id = requirement.id
      return Finding(
        requirement.place, zh: "从 '\(id)' 的计分办法看不出目标", en: "the score of '\(id)' shows no target",
        help: Phrase(zh: "写上 target(目标)", en: "state it in 'target'"))
    }
  }
}

extension Requirement {
  /// The most that can be earned, where fixed points say so.
  fileprivate func most(_ points: Number) -> Number? {
    switch scoring {
    case .bands(let bands):
      var most = Number.zero
      for band in bands {
        guard case .once = band.quantity, band.times == nil,
          let amount = band.amount.known(of: points)
        else { return nil }
        most = max(most, band.direction == .earn ? amount : points - amount)
      }
      return most
    case .lines(let lines):
      guard lines.contains(where: { $0.direction == .earn }) else { return nil }
      var most = Number.zero
      for line in lines where line.direction == .earn {
        guard case .once = line.quantity, line.times == nil,
          let amount = line.amount.known(of: points)
        else { return nil }
        most = most + amount
      }
      return most
    case .table(let table):
      var most = Number.zero
      for row in table.rows {
        guard let amount = row.earn.known(of: points) else { return nil }
        most = max(most, amount)
      }
      return most
    case .places(let list, _): return list.first
    case .linear, .given, .met: return nil
    }
  }

  /// Whether reports can say nothing of what is to be reached.
  fileprivate var hidesTarget: Bool {
    switch scoring {
    case .met(let condition): condition.program.outline.map { !$0.isPlain } ?? false
    case .lines(let lines): !lines.contains { $0.test != nil }
    case .table(let table): !table.rows.contains { if case .all = $0.earn { true } else { false } }
    case .linear, .bands, .given, .places: false
    }
  }
}

extension LintContext {
  /// The items that a program reads, directly, through computed items or through calls of forms.
  func itemsRead(_ program: Program) -> Set<Slot> {
    var found: Set<Slot> = []
    var open = program.reads
    while let slot = open.popLast() {
      open += self.set.slots.form(of: slot)?.argument.reads ?? []
      guard let item = item(slot), found.insert(slot).inserted else { continue }
      open += item.value?.program.reads ?? []
    }
    return found
  }

  /// Whether believable values earn all points by a condition or on a scale: all do, none does, or nil.
  private func reachesFull(_ requirement: Requirement) -> Bool? {
    let value = requirement.value?.program.outline
    switch requirement.scoring {
    case .met(let condition):
      return condition.program.outline.flatMap { truth($0, value: value) }
    case .linear(_, let full, let better):
      guard let value, let full = full.program.constant?.number else { return nil }
      let span = span(value)
      let (worst, best) = better == .higher ? (span.low, span.high) : (span.high, span.low)
      if let worst, better.reaches(worst, full) { return true }
      if let best, !better.reaches(best, full) { return false }
      return nil
    case .lines, .bands, .given, .table, .places: return nil
    }
  }

  /// Whether all believable values earn all points.
  fileprivate func isAlwaysFull(_ requirement: Requirement) -> Bool {
    switch requirement.scoring {
    case .met, .linear: return reachesFull(requirement) == true
    case .lines(let lines), .bands(let lines):
      return lines.contains { $0.direction == .lose }
        && lines.allSatisfy { $0.direction == .lose && truth($0, of: requirement) == false }
    case .given, .table, .places: return false
    }
  }

  /// Whether no believable value earns all points.
  fileprivate func isNeverFull(_ requirement: Requirement) -> Bool {
    switch requirement.scoring {
    case .met, .linear: return reachesFull(requirement) == false
    case .lines(let lines):
      let points = number(requirement.points)
      return lines.contains { line in
        line.direction == .lose && (line.test != nil || line.condition != nil)
          && truth(line, of: requirement) == true && isSure(line, points)
      }
    case .bands, .given, .table, .places: return false
    }
  }

  /// Whether a line that fits takes something for sure.
  private func isSure(_ line: Line, _ points: Number) -> Bool {
    switch line.quantity {
    case .once: line.amount.known(of: points).map { !$0.isZero } ?? false
    case .per: line.part != .drop
    case .each, .records: false
    }
  }
}

extension Outline {
  /// Whether the condition is one comparison with a fixed number: then it says itself what is to be reached.
  fileprivate var isPlain: Bool {
    guard case .comparison = kind else { return false }
    return parts.contains { if case .constant = $0.kind { true } else { false } }
  }
}
