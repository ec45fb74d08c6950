import FEEL
import Formats
import SourceText

/// What expressions compare, add and divide.
extension Lint {
  static let sameSides = Lint(.sameSides, .warning) { context in
    context.eachPart { site, part in
      switch part.kind {
      case .comparison, .and, .or, .arithmetic(.subtract), .arithmetic(.divide): break
      default: return nil
      }
      let a = part.parts[0]
      guard a.signature == part.parts[1].signature, !a.isConstant else { return nil }
      return Finding(
        context.place(part, in: site.expression), zh: "两边相同，结果总是一样",
        en: "both sides are the same, so is the result always")
    }
  }

  static let countAgainstRate = Lint(.countAgainstRate, .warning) { context in
    context.eachPart { site, part in
      let value = site.owner?.value?.program.outline
      guard case .comparison = part.kind else { return nil }
      let sides = part.parts.map { context.rateOrCount($0, value) }
      guard sides.contains(.count), sides.contains(.rate) else { return nil }
      return Finding(
        context.place(part, in: site.expression), zh: "件数与百分比相比",
        en: "a count is compared with a percentage")
    }
      + context.eachLine { requirement, line, entry in
        guard let test = line.test, let value = requirement.value?.program.outline,
          let bound = test.bound.program.outline,
          context.rateOrCount(value, nil) == .count, context.rateOrCount(bound, value) == .rate
        else { return nil }
        return Finding(
          test.bound.place, zh: "指标值是件数，界限是百分比",
          en: "the value is a count, its bound a percentage")
      }
  }

  static let mixedMeasures = Lint(.mixedMeasures, .warning) { context in
    context.eachPart { site, part in
      switch part.kind {
      case .arithmetic(.add), .arithmetic(.subtract): break
      default: return nil
      }
      guard let a = context.measure(part.parts[0]), let b = context.measure(part.parts[1]), a != b
      else { return nil }
      return Finding(
        context.place(part, in: site.expression), zh: "计量单位不同：\(a) 与 \(b)",
        en: "different units of measure: \(a) and \(b)")
    }
  }

  static let unguardedDivision = Lint(.unguardedDivision, .warning) { context in
    let asked = context.comparedWithZero
    return context.scored.flatMap { requirement -> [Finding] in
      guard let value = requirement.value, let outline = value.program.outline,
        context.entry(requirement.id)?.has(.notApplicable) != true
      else { return [] }
      let conditions =
        [requirement.applies].compactMap(\.self) + requirement.guards.map(\.condition)
      let guarded = conditions.reduce(into: context.conditionItems(outline)) {
        $0.formUnion(context.itemsRead($1.program))
      }
      return outline.all.compactMap { part in
        guard case .arithmetic(.divide) = part.kind, case .slot(let slot) = part.parts[1].kind,
          let item = context.item(slot), !guarded.contains(slot), item.type.isCounted,
          asked.contains(slot) || item.isHarm, context.span(of: item).low?.isZero ?? true
        else { return nil }
        // Where the denominator bounds the numerator, nothing by nothing is not applicable, which is clear.
        if case .slot(let above) = part.parts[0].kind, context.ordered.contains([above, slot]) {
          return nil
        }
        let name = item.name
        return Finding(
          context.place(part, in: value), zh: "“\(name)”可能是零，没有说明那时怎么算",
          en: "'\(name)' may be 0, nothing says what holds then",
          help: Phrase(
            zh: "写上适用条件 applies: \(name) > 0 和 not applicable（不适用时）",
            en: "give 'applies: \(name) > 0' and say what 'not applicable' means"))
      }
    }
  }

  static let fullForNothing = Lint(.fullForNothing, .warning) { context in
    context.scored.compactMap { requirement in
      guard let (zero, full, better) = requirement.scoring.authored.scale, better == .higher,
        let start = zero.program.constant?.number, full.program.constant == nil,
        let outline = full.program.outline, let value = requirement.value?.program.outline,
        let least = context.least(outline, value), least <= start,
        context.span(value).low.map({ $0 <= start }) ?? true
      else { return nil }
      let conditions =
        [requirement.applies].compactMap(\.self) + requirement.guards.map(\.condition)
      var asked: Set<Slot> = []
      for condition in conditions { asked.formUnion(context.itemsRead(condition.program)) }
      let compared = context.itemsRead(full.program)
        .union(requirement.value.map { context.itemsRead($0.program) } ?? [])
      guard asked.isDisjoint(with: compared) else { return nil }
      let words = zero.text
      return Finding(
        full.place, zh: "满分端算出来可能也是 \(words)：什么都没有的，也得满分",
        en: "the full value may come to \(words) as well: nothing of nothing earns all points",
        help: Phrase(
          zh: "写明适用条件，或者那时的满分端：if … > \(words) then … else …",
          en: "say when it applies, or what is full then: 'if … > \(words) then … else …'"))
    }
  }

  static let branchNeverTaken = Lint(.branchNeverTaken, .warning) { context in
    context.eachPart { site, part in
      guard case .conditional = part.kind, !part.parts[0].isConstant,
        let truth = context.truth(part.parts[0], value: site.owner?.value?.program.outline)
      else { return nil }
      return Finding(
        context.place(part.parts[truth ? 2 : 1], in: site.expression),
        zh: truth ? "条件总是成立，else 后面用不到" : "条件永远不成立，then 后面用不到",
        en: truth
          ? "the condition always holds, 'else' is never used"
          : "the condition never holds, 'then' is never used")
    }
  }

  static let constantCheck = Lint(.constantCheck, .warning) { context in
    context.set.checks.compactMap { check in
      guard let outline = check.condition.program.outline, let truth = context.truth(outline)
      else { return nil }
      return Finding(
        check.condition.place, zh: truth ? "这条校验总是成立，查不出矛盾" : "这条校验永远不成立",
        en: truth ? "the check always holds and finds nothing" : "the check never holds")
    }
  }

  static let repeatedCheck = Lint(.repeatedCheck, .warning) { context in
    var seen: [String: Place] = [:]
    return context.set.checks.compactMap { check in
      guard let signature = check.condition.program.outline?.signature else { return nil }
      defer { seen[signature] = seen[signature] ?? check.condition.place }
      return seen[signature].map { first in
        Finding(
          check.condition.place, zh: "这条校验与前面一条相同", en: "the check repeats an earlier one",
          related: [Label(first, Phrase(zh: "第一条", en: "the first one"))])
      }
    }
  }

  static let ratioWithoutCheck = Lint(.ratioWithoutCheck, .note) { context in
    var seen: Set<[Slot]> = []
    return context.scored.flatMap { requirement -> [Finding] in
      guard let value = requirement.value, let outline = value.program.outline,
        context.asksForPercent(requirement)
      else { return [] }
      guard case .arithmetic(.divide) = outline.kind, case .slot(let a) = outline.parts[0].kind,
        case .slot(let b) = outline.parts[1].kind, let above = context.item(a),
        let below = context.item(b), above.type.isCounted, below.type.isCounted,
        above.measure == below.measure, !context.ordered.contains([a, b]),
        seen.insert([a, b]).inserted
      else { return [] }
      let (over, under) = (above.name, below.name)
      return [
        Finding(
          value.place, zh: "没有校验“\(over)”不大于“\(under)”，超过100%也查不出来",
          en: "no check says that '\(over)' is at most '\(under)': a rate above 100% goes unseen",
          help: Phrase(
            zh: "在 checks 里写 \(over) <= \(under)", en: "add the check \(over) <= \(under)"))
      ]
    }
  }

  static let sameFormula = Lint(.sameFormula, .warning) { context in
    var seen: [String: Requirement] = [:]
    return context.scored.compactMap { requirement in
      let outlines = [requirement.value].compactMap(\.self) + requirement.scoring.expressions
      guard outlines.contains(where: { !$0.program.reads.isEmpty }) else { return nil }
      let key = outlines.map { $0.program.outline?.signature ?? $0.text }.joined(separator: "\n")
      guard let first = seen[key] else {
        seen[key] = requirement
        return nil
      }
      let (id, other) = (requirement.id, first.id)
      return Finding(
        requirement.place, zh: "“\(id)”与“\(other)”的算法相同，同一件事计了两次",
        en: "'\(id)' has the same formula as '\(other)': one thing counts twice",
        related: [Label(first.place, Phrase(zh: "另一条", en: "the other one"))])
    }
  }

  static let valueNotJudged = Lint(.valueNotJudged, .note) { context in
    context.scored.compactMap { requirement in
      guard let value = requirement.value else { return nil }
      let read = context.itemsRead(value.program)
      let judged = requirement.scoring.expressions.reduce(into: Set<Slot>()) {
        $0.formUnion(context.itemsRead($1.program))
        if context.readsValue($1.program.reads) { $0.formUnion(read) }
      }
      guard !requirement.scoring.authored.judgesValue, !read.isEmpty, read.isDisjoint(with: judged)
      else { return nil }
      return Finding(
        value.place, zh: "计分办法没有用到指标值", en: "the score does not look at the value")
    }
  }
}

extension Outline {
  /// Whether it is a fixed value.
  var isConstant: Bool { if case .constant = kind { true } else { false } }
}

extension LintContext {
  /// What is found in each part of each expression.
  fileprivate func eachPart(_ body: (Site, Outline) -> Finding?) -> [Finding] {
    sites.flatMap { site in
      site.parts.compactMap { body(site, $0) }
    }
  }

  fileprivate enum Nature { case count, rate }

  /// Whether a part counts pieces or is a percentage; nil for anything else, zero included.
  fileprivate func rateOrCount(_ part: Outline, _ value: Outline?) -> Nature? {
    switch part.kind {
    case .constant(let constant):
      guard let number = constant.number, !number.isZero else { return nil }
      return part.type == .percent ? .rate : nil
    case .slot(let slot):
      if slot == set.slots.value, let value { return rateOrCount(value, nil) }
      guard let type = item(slot)?.type else { return nil }
      return type.isCounted ? .count : type.isPercent ? .rate : nil
    case .arithmetic(.add), .arithmetic(.subtract):
      let sides = part.parts.map { rateOrCount($0, value) }
      return sides[0] == sides[1] ? sides[0] : nil
    default: return nil
    }
  }

  /// The unit of measure of a part; nil where it has none or is a mixture.
  fileprivate func measure(_ part: Outline) -> String? {
    switch part.kind {
    case .slot(let slot): item(slot)?.measure
    case .arithmetic(.add), .arithmetic(.subtract):
      measure(part.parts[0]) == measure(part.parts[1]) ? measure(part.parts[0]) : nil
    default: nil
    }
  }

  /// The items that some rule compares with zero: they can be zero. A check says of others that they cannot.
  fileprivate var comparedWithZero: Set<Slot> {
    var found: Set<Slot> = []
    let rules =
      sites.filter { $0.owner != nil }.map(\.expression) + set.vetoes.compactMap(\.askWhen)
    for part in rules.flatMap({ $0.program.outline?.all ?? [] }) {
      guard case .comparison = part.kind, case .slot(let slot) = part.parts[0].kind,
        case .constant(let value) = part.parts[1].kind, value.number?.isZero == true
      else { continue }
      found.insert(slot)
    }
    return found
  }

  /// The least that the end of a scale can come to: of what peers have, the least that anybody can; nil where that is not
  /// known, or a condition says what holds then.
  fileprivate func least(_ outline: Outline, _ value: Outline) -> Number? {
    switch outline.kind {
    case .conditional: return nil
    case .call("max"), .call("min"), .call("mean"):
      guard outline.parts.count == 1, case .call("peers") = outline.parts[0].kind else {
        return nil
      }
      return span(outline.parts[0].parts[0], value: value).low
    default: return span(outline, value: value).low
    }
  }

  /// The items that conditions inside an expression ask about.
  fileprivate func conditionItems(_ outline: Outline) -> Set<Slot> {
    var found: Set<Slot> = []
    for part in outline.all {
      guard case .conditional = part.kind else { continue }
      for inner in part.parts[0].all {
        if case .slot(let slot) = inner.kind { found.insert(slot) }
      }
    }
    return found
  }

  /// Whether a score measures the value in percent.
  fileprivate func asksForPercent(_ requirement: Requirement) -> Bool {
    requirement.scoring.bounds.contains { $0.program.type == .percent }
  }
}

extension LintContext {
  /// Whether slots come from the value of the requirement at hand, also through calls such as `place(value)`.
  fileprivate func readsValue(_ slots: [Slot]) -> Bool {
    slots.contains { slot in
      slot == set.slots.value
        || set.slots.form(of: slot).map { readsValue($0.argument.reads) } ?? false
    }
  }
}
