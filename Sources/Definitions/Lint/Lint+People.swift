import FEEL
import Formats
import SourceText

/// Who does what, with which documents, and what a rule tempts people to do.
extension Lint {
  static let withoutLead = Lint(.withoutLead, .warning) { context in
    context.scored.compactMap { requirement in
      let task = requirement.task.flatMap { context.set.tasks[$0].lead }
      guard requirement.lead == nil, task == nil else { return nil }
      let id = requirement.id
      return Finding(
        requirement.place, zh: "“\(id)”没有牵头单位，任务也没有", en: "nobody leads '\(id)', nor its task",
        help: Phrase(zh: "写上 lead（牵头单位）", en: "name somebody in 'lead'"))
    }
  }

  static let withoutEvidence = Lint(.withoutEvidence, .warning) { context in
    context.set.requirements.compactMap { requirement in
      guard requirement.evidence.isEmpty else { return nil }
      let id = requirement.id
      return Finding(
        requirement.place, zh: "“\(id)”没有写佐证", en: "'\(id)' asks for no evidence",
        help: Phrase(zh: "写上 evidence（佐证）", en: "say in 'evidence' what is to be shown"))
    }
  }

  static let withoutRemedy = Lint(.withoutRemedy, .warning) { context in
    context.scored.compactMap { requirement in
      guard requirement.remedy == nil else { return nil }
      let id = requirement.id
      return Finding(
        requirement.place, zh: "“\(id)”没有整改建议", en: "'\(id)' has no remedy",
        help: Phrase(
          zh: "写上 remedy（整改建议），失分的单位靠它补分", en: "say in 'remedy' how lost points are won back"))
    }
  }

  static let withoutSource = Lint(.withoutSource, .warning) { context in
    context.scored.compactMap { requirement in
      guard requirement.source == nil else { return nil }
      let id = requirement.id
      return Finding(
        requirement.place, zh: "“\(id)”没有写依据", en: "'\(id)' has no source",
        help: Phrase(
          zh: "写上 source（依据）；自行起草的写“起草”", en: "name it in 'source', be it your own draft"))
    }
  }

  static let leadAlsoHelps = Lint(.leadAlsoHelps, .warning) { context in
    context.scored.flatMap { requirement in
      (context.entry(requirement.id)?.nodes(.with) ?? []).compactMap { node -> Finding? in
        guard let name = node.text, name == requirement.lead else { return nil }
        return Finding(
          node.place, zh: "“\(name)”既牵头又配合", en: "'\(name)' both leads and helps")
      }
    }
  }

  static let scorerIsLead = Lint(.scorerIsLead, .warning) { context in
    context.scored.compactMap { requirement in
      guard let scorer = requirement.scoring.givenBy ?? requirement.scorer,
        scorer == requirement.lead
      else { return nil }
      return Finding(
        context.place(requirement.id, .scorer) ?? requirement.rule,
        zh: "“\(scorer)”给自己牵头的工作打分", en: "'\(scorer)' scores what it leads itself")
    }
  }

  static let twoScorers = Lint(.twoScorers, .warning) { context in
    context.scored.compactMap { requirement in
      guard let by = requirement.scoring.givenBy, let scorer = requirement.scorer,
        scorer != by
      else { return nil }
      return Finding(
        context.place(requirement.id, .scorer) ?? requirement.rule,
        zh: "评分单位是“\(scorer)”，打分的却是“\(by)”",
        en: "the scorer is '\(scorer)', the points are given by '\(by)'")
    }
  }

  static let repeatedInList = Lint(.repeatedInList, .warning) { context in
    context.draft.records.indices.filter { !context.draft.isDropped($0) }.flatMap {
      record -> [Finding] in
      let entry = context.draft.records[record].entry
      return [Key.with, .evidence, .mark, .foundBy, .synonyms].flatMap { key -> [Finding] in
        var seen: Set<String> = []
        return entry.nodes(key).compactMap { node in
          guard let text = node.text, !seen.insert(text).inserted else { return nil }
          return Finding(node.place, zh: "“\(text)”列了两次", en: "'\(text)' is listed twice")
        }
      }
    }
  }

  static let nearNames = Lint(.nearNames, .warning) { context in
    // Sets that are laid over one another may belong to offices of different levels.
    var uses: [String: [String: (count: Int, node: YAMLNode)]] = [:]
    var folders: [ObjectIdentifier: String] = [:]
    for record in context.draft.records.indices where !context.draft.isDropped(record) {
      let entry = context.draft.records[record].entry
      for node in [Key.lead, .with, .scorer, .foundBy, .from].flatMap({ entry.nodes($0) }) {
        guard let name = node.text else { continue }
        let file = ObjectIdentifier(node.file)
        let folder = folders[file] ?? node.file.path.setFolder
        folders[file] = folder
        uses[folder, default: [:]][name, default: (0, node)].count += 1
      }
    }
    return uses.values.flatMap { uses -> [Finding] in
      let often = uses.filter { $0.value.count > 2 }.sorted { $0.key < $1.key }
        .map { (name: Array($0.key.unicodeScalars), use: $0) }
      return uses.compactMap { name, use in
        let scalars = Array(name.unicodeScalars)
        guard use.count == 1, scalars.count >= 3,
          let near = often.first(where: { scalars.differsByOne(from: $0.name) })?.use
        else { return nil }
        let other = near.key
        return Finding(
          use.node.place, zh: "“\(name)”只出现一次，与“\(other)”差一个字",
          en: "'\(name)' stands here only, one character from '\(other)'",
          help: Phrase.didYouMean(other),
          related: [
            Label(near.value.node.place, Phrase(zh: "“\(other)”在这里", en: "'\(other)' stands here"))
          ])
      }
    }
  }

  static let rewardsSuppression = Lint(.rewardsSuppression, .warning) { context in
    context.scored.compactMap { requirement in
      guard requirement.perverse == nil, let item = context.rewardedToHide(requirement) else {
        return nil
      }
      let (id, name) = (requirement.id, item.name)
      return Finding(
        requirement.rule, zh: "“\(id)”少报“\(name)”就能得分",
        en: "reporting less of '\(name)' earns points in '\(id)'",
        help: Phrase(
          zh: "改用办理质量计分；确要保留的，在 perverse（副作用）里写明理由和核查办法",
          en:
            "score how cases are handled; where the rule stays, say in 'perverse' why and how it is checked"
        ))
    }
  }

  static let perverseWithoutReason = Lint(.perverseWithoutReason, .warning) { context in
    context.scored.compactMap { requirement in
      guard let text = requirement.perverse, text.unicodeScalars.count < 10,
        let place = context.place(requirement.id, .perverse)
      else { return nil }
      return Finding(
        place, zh: "副作用没有写明理由", en: "the perverse effect comes without a reason",
        help: Phrase(
          zh: "写明诱因、为什么仍保留、拿什么数据核查", en: "say what it tempts to, why it stays, and what checks it"))
    }
  }

  static let provenanceContradictsSource = Lint(.provenanceContradictsSource, .warning) {
    context in
    context.scored.compactMap { requirement in
      guard let source = requirement.source,
        let place = context.place(requirement.id, .provenance)
      else { return nil }
      let isDraft = source == "起草" || source.hasPrefix("起草")
      let isDocument = source.has("〔") || source.hasPrefix("《")
      switch requirement.provenance {
      case .drafted where isDocument && !source.has("起草"):
        return Finding(
          place, zh: "依据性质是起草，依据却是文件", en: "the row is drafted, its source is a document")
      case .programme where isDraft, .comparable where isDraft:
        return Finding(
          place, zh: "依据写的是起草，依据性质却不是", en: "the source says it is a draft, the provenance does not"
        )
      case .seed, .programme, .comparable, .drafted: return nil
      }
    }
  }
}

extension LintContext {
  /// The reported count of complaints, cases or accidents whose decrease is rewarded.
  fileprivate func rewardedToHide(_ requirement: Requirement) -> Item? {
    for line in requirement.scoring.lines {
      if case .each(let count) = line.quantity, line.direction == .lose,
        let item = count.program.outline.flatMap({ hidden(in: $0) })
      {
        return item
      }
    }
    let way = requirement.scoring.authored
    if let condition = way.condition {
      return condition.program.outline.flatMap { rewardedToHide($0) }
    }
    guard way.rewardsLess, let value = requirement.value?.program.outline else { return nil }
    return hidden(in: value)
  }

  /// The same for a condition that asks for few.
  private func rewardedToHide(_ condition: Outline) -> Item? {
    for part in condition.all {
      guard case .comparison(let comparison) = part.kind else { continue }
      switch comparison {
      case .less, .lessOrEqual: if let item = hidden(in: part.parts[0]) { return item }
      case .greater, .greaterOrEqual: if let item = hidden(in: part.parts[1]) { return item }
      case .equal:
        if case .constant(let value) = part.parts[1].kind, value.number?.isZero == true,
          let item = hidden(in: part.parts[0])
        {
          return item
        }
      case .notEqual: break
      }
    }
    return nil
  }

  /// A count of what people complain of or come to harm by, where a smaller count makes the whole smaller.
  private func hidden(in outline: Outline) -> Item? {
    switch outline.kind {
    case .slot(let slot):
      guard let item = item(slot), item.type.isNumeric, !item.type.isPercent else { return nil }
      return item.isHarm ? item : nil
    case .arithmetic(.divide), .arithmetic(.subtract): return hidden(in: outline.parts[0])
    case .arithmetic(.add), .arithmetic(.multiply):
      return outline.parts.lazy.compactMap { hidden(in: $0) }.first
    case .conditional:
      return outline.parts.dropFirst().lazy.compactMap { hidden(in: $0) }.first
    case .constant, .call, .negation, .arithmetic, .comparison, .and, .or, .other: return nil
    }
  }
}

extension Item {
  /// Whether it counts what people complain of or come to harm by.
  var isHarm: Bool {
    let words = name + title
    return words.hasOne(of: Self.harms) && !words.hasOne(of: Self.handled)
  }

  /// What is reported less of where reporting costs points.
  private static let harms = [
    "案件", "发案", "收案", "信访", "上访", "投诉", "警情", "火警", "诉讼", "举报", "事故", "犯罪", "群体性事件",
    "案损", "舆情",
  ]
  /// Counts of work done, which nobody hides.
  private static let handled = [
    "办结", "化解", "及时", "满意", "答复", "破案", "整改", "回访", "处置", "未处", "超期", "未办", "逾期", "应",
  ]
}

extension String {
  /// The folder of the set that a file belongs to.
  fileprivate var setFolder: String {
    let parts = split(separator: "/").dropLast()
    return (parts.last == "tasks" || parts.last == "years" ? parts.dropLast() : parts)
      .joined(separator: "/")
  }
}

extension [Unicode.Scalar] {
  /// Whether one insertion or deletion, or one other character, makes the other text of it.
  fileprivate func differsByOne(from other: Self) -> Bool {
    let (a, b) = (self, other)
    let (fewer, more) = a.count < b.count ? (a.count, b.count) : (b.count, a.count)
    guard more - fewer <= 1, a != b else { return false }
    // Another level in front of an office makes another office of it.
    let levels: Set<Unicode.Scalar> = ["省", "市", "县", "区", "镇"]
    if a.count == b.count, a.dropFirst() == b.dropFirst() { return !levels.contains(a[0]) }
    var head = 0
    while head < fewer, a[head] == b[head] { head += 1 }
    var tail = 0
    while tail < fewer - head, a[a.count - 1 - tail] == b[b.count - 1 - tail] {
      tail += 1
    }
    return more - head - tail <= 1
  }
}
