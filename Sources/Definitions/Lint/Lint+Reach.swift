import FEEL
import Formats
import SourceText

/// What can be earned and lost at all.
extension Lint {
  static let fullPointsOutOfReach = Lint(.fullPointsOutOfReach, .warning) { context in
    context.set.requirements.compactMap { requirement in
      let points = context.number(requirement.points)
      guard let most = requirement.scoring.authored.most(of: points), most < points else {
        return nil
      }
      let (a, b) = (most.words(asPercent: false), context.points(requirement.points))
      return Finding(
        requirement.rule, zh: "最多只能得 \(a) 分，得不到分值 \(b)",
        en: "at most \(a) can be earned of the points \(b)",
        help: Phrase(
          zh: "改分值，或让最好的一档得 all（全部）", en: "change the points, or let the best earn 'all'"))
    }
  }

  static let nobodyCanFail = Lint(.nobodyCanFail, .warning) { context in
    context.set.requirements.compactMap { requirement in
      guard requirement.scoring.authored.earnsAll(requirement, context) == true else {
        return nil
      }
      let id = requirement.id
      return Finding(
        requirement.rule, zh: "在可信的数据范围内，“\(id)”人人满分",
        en: "every believable value earns all points of '\(id)'",
        help: Phrase(zh: "核对界限和合理范围", en: "check the bound and the plausible range"))
    }
  }

  static let nobodyCanPass = Lint(.nobodyCanPass, .warning) { context in
    context.set.requirements.compactMap { requirement in
      guard requirement.scoring.authored.earnsAll(requirement, context) == false else {
        return nil
      }
      let id = requirement.id
      return Finding(
        requirement.rule, zh: "在可信的数据范围内，没有人能得“\(id)”的满分",
        en: "no believable value earns all points of '\(id)'",
        help: Phrase(
          zh: "核对界限；数据确会到这里的，给数据项写上 plausible（合理范围）",
          en: "check the bound; where values do get there, say so by 'plausible' of the item"))
    }
  }

  static let zeroPoints = Lint(.zeroPoints, .warning) { context in
    context.set.requirements.compactMap { requirement in
      guard requirement.points == .zero else { return nil }
      let id = requirement.id
      let entry = context.entry(id)
      let isShared = entry?.has(.weight) ?? false
      return Finding(
        entry?.valuePlace(of: isShared ? .weight : .points) ?? requirement.place,
        zh: isShared ? "“\(id)”按权重分到的分是零" : "“\(id)”的分值是零",
        en: isShared ? "the weight of '\(id)' shares out no points" : "'\(id)' has no points")
    }
  }

  static let constantApplies = Lint(.constantApplies, .warning) { context in
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

  static let notApplicableWithoutCondition = Lint(.notApplicableWithoutCondition, .warning) {
    context in
    context.scored.compactMap { requirement in
      guard let content = context.entry(requirement.id)?.fields[.notApplicable],
        requirement.applies == nil, requirement.guards.isEmpty, !requirement.mayJudgeNothing
      else { return nil }
      return Finding(
        content.key.place, zh: "没有适用条件，也没有样本下限，不会不适用",
        en: "there is no 'applies' and no 'guard', so that it always applies")
    }
  }

  static let guardNeverBinds = Lint(.guardNeverBinds, .warning) { context in
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

  static let guardNotRead = Lint(.guardNotRead, .note) { context in
    context.scored.flatMap { requirement -> [Finding] in
      guard let value = requirement.value else { return [] }
      let read = context.itemsRead(value.program)
      guard read.allSatisfy({ context.item($0)?.type.isPercent != true }) else { return [] }
      return requirement.guards.compactMap { guardOf in
        let asked = context.itemsRead(guardOf.condition.program)
        guard !asked.isEmpty, read.isDisjoint(with: asked) else { return nil }
        return Finding(
          guardOf.condition.place, zh: "样本下限看的数据项，指标值没有用到",
          en: "the guard asks about an item that the value does not read")
      }
    }
  }

  static let metFromWithoutEffect = Lint(.metFromWithoutEffect, .warning) { context in
    context.scored.compactMap { requirement in
      guard let content = context.entry(requirement.id)?.fields[.metFrom],
        requirement.scoring.authored.condition != nil
      else { return nil }
      return Finding(
        content.key.place, zh: "达标得分只有满分和零分，达标线不起作用",
        en: "'met' earns all or nothing, 'met from' has no effect")
    }
  }

  static let withoutTarget = Lint(.withoutTarget, .note) { context in
    context.set.requirements.compactMap { requirement in
      guard requirement.statedTarget == nil, requirement.scoring.authored.hidesTarget else {
        return nil
      }
      let id = requirement.id
      return Finding(
        requirement.place, zh: "从“\(id)”的计分办法看不出目标", en: "the score of '\(id)' shows no target",
        help: Phrase(zh: "写上 target（目标）", en: "state it in 'target'"))
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
}
