import Assessment
import Definitions
import FEEL
import SourceText

extension Handbook {
  /// A task with everything in it.
  func task(_ task: KeyTask, _ html: inout HTML) {
    html.element(.section, .class(.panel), .id(task.id)) { html in
      html.element(.h2) { html in
        html.element(.span, .class(.code), text: task.id + " ")
        page.own(task.title, &html)
        html.text(" ")
        html.element(.small, text: points(task.points))
      }
      html.element(.dl, .class(.meta)) { html in
        fact("板块", "board", task.board, &html)
        fact("牵头单位", "lead", task.lead, &html)
      }
      requirements(task.requirements.filter { subtask(of: $0) == nil }, &html)
      for subtask in task.subtasks {
        let members = task.requirements.filter { self.subtask(of: $0) == subtask.id }
        let sum = members.reduce(Points.zero) { $0 + indicators.requirements[$1].points }
        heading(subtask.id, subtask.title, &html) { html in
          html.text(" ")
          html.element(.small, text: points(sum))
        }
        requirements(members, &html)
      }
    }
  }

  private func subtask(of requirement: Index<Requirement>) -> String? {
    indicators.requirements[requirement].subtask
  }

  /// Requirements in their order; a group is introduced before its first member.
  private func requirements(_ members: [Index<Requirement>], _ html: inout HTML) {
    var group: Int?
    for index in members {
      let requirement = indicators.requirements[index]
      if let own = requirement.group, own != group { introduce(indicators.groups[own], &html) }
      group = requirement.group
      let words = RuleWords(requirement: requirement, set: indicators)
      heading(requirement.id, requirement.title, &html) { html in
        html.text(" ")
        html.element(.small, text: points(requirement.points))
        page.tags(requirement, &html)
      }
      rule(words, &html)
      examples(worked[index], &html)
      details(requirement, &html)
      items(requirement, &html)
    }
  }

  private func introduce(_ group: Group, _ html: inout HTML) {
    heading(group.id, group.title, &html)
    let members = list(group.members.map { indicators.requirements[$0].id })
    var sentences = [text(zh: "下列各条合并计算：\(members)", en: "Counted together: \(members)")]
    if let best = group.best {
      sentences.append(text(zh: "只计得分最高的 \(best) 条", en: "only the best \(best) count"))
    }
    if let most = group.loseAtMost {
      sentences.append(
        text(zh: "合计最多扣 \(most.exactText) 分", en: "they lose at most \(most.exactText) in all"))
    }
    if let most = group.earnAtMost {
      sentences.append(
        text(zh: "合计最多得 \(most.exactText) 分", en: "they earn at most \(most.exactText) in all"))
    }
    if let points = group.countsAs {
      sentences.append(
        text(
          zh: "合计折为 \(context.text(points)) 分", en: "their sum is scaled to \(context.text(points))"
        ))
    }
    html.element(
      .p, .class(.quiet),
      text: sentences.joined(separator: text(zh: "；", en: "; ")) + text(zh: "。", en: "."))
  }

  // MARK: The rule

  /// The rule in words, with the formula of the value.
  func rule(_ words: RuleWords, _ html: inout HTML) {
    let sentences = words.sentences.map(context.text)
    html.element(.div, .class(.note)) { html in
      if let value = words.requirement.value {
        html.element(.p) { html in
          html.text(text(zh: "指标值 = ", en: "value = "))
          html.element(.code, text: value.text)
        }
      }
      if let first = sentences.first { html.element(.p, text: first) }
      if sentences.count > 1 {
        html.element(.ul, .class(.facts)) { html in
          for sentence in sentences.dropFirst() { html.element(.li, text: sentence) }
        }
      }
      if let table = words.table { self.table(table, &html) }
    }
  }

  private func table(_ table: RuleTable, _ html: inout HTML) {
    html.element(.table, .class(.table)) { html in
      html.element(.thead) { html in
        html.element(.tr) { html in
          for input in table.inputs { html.element(.th, .columnHeading, text: input) }
          html.element(.th, .columnHeading, text: text(zh: "得分", en: "points"))
        }
      }
      html.element(.tbody) { html in
        for row in table.rows {
          html.element(.tr) { html in
            for cell in row { html.element(.td, text: context.text(cell)) }
          }
        }
      }
    }
  }

  private func examples(
    _ examples: [WorkedExample], _ html: inout HTML
  ) {
    guard !examples.isEmpty else { return }
    html.element(.table, .class(.table)) { html in
      html.element(.thead) { html in
        html.element(.tr) { html in
          for title in [
            text(zh: "举例：指标值或数据项", en: "example: value or items"), text(zh: "得分", en: "points"),
            text(zh: "为什么", en: "why"),
          ] {
            html.element(.th, .columnHeading, text: title)
          }
        }
      }
      html.element(.tbody) { html in
        for example in examples {
          html.element(.tr) { html in
            html.element(.td, .class(.nowrap), text: context.text(example.value))
            html.element(.td, .class(.nowrap), text: context.text(example.earned))
            html.element(.td, text: context.text(example.why))
          }
        }
      }
    }
  }

  // MARK: Everything else about a requirement

  func details(_ requirement: Requirement, _ html: inout HTML) {
    html.element(.dl, .class(.meta)) { html in
      fact("目标", "target", requirement.statedTarget, &html)
      fact("适用条件", "applies where", requirement.applies?.text, &html)
      fact(
        "样本下限", "judged only with",
        list(
          requirement.guards.map { each in
            text(
              zh: "\(each.subject)\(each.comparison.chinese) \(each.bound)",
              en: "\(each.subject) \(each.comparison.english) \(each.bound)")
          }), &html)
      if requirement.applies != nil || !requirement.guards.isEmpty {
        told("不适用时", "where it does not apply", requirement.notApplicable.phrase, &html)
      }
      if requirement.missing != indicators.missing {
        told("缺数据", "where data are missing", requirement.missing.phrase, &html)
      }
      if requirement.metFrom != .one {
        fact("达标线", "met from", requirement.metFrom.printedPercent, &html)
      }
      fact("牵头单位", "lead", requirement.lead, &html)
      fact("配合单位", "with", list(requirement.with), &html)
      fact("评分单位", "scored by", requirement.scorer, &html)
      fact("完成时限", "due", requirement.due, &html)
      fact("佐证", "evidence", requirement.evidence.joined(separator: text(zh: "；", en: "; ")), &html)
      fact("整改建议", "remedy", requirement.remedy, &html)
      fact("难度", "effort", requirement.effort.map { "\($0)/5" }, &html)
      told("依据性质", "provenance", requirement.provenance.phrase, &html)
      if requirement.source != context.text(requirement.provenance.phrase) {
        fact("依据", "source", requirement.source, &html)
      }
      fact("副作用", "perverse effect", requirement.perverse, &html)
      fact("本地改写的理由", "why it was changed", indicators.reasons[requirement.id], &html)
      fact(
        "视角", "views",
        list(
          requirement.views.map { share in
            let view = indicators.views[share.view]
            let part = share.share == .one ? "" : " \(share.share.printedPercent)"
            return "\(view.title)·\(view.parts[share.part].title)\(part)"
          }), &html)
    }
  }

  /// The items that a requirement reads, as they are to be reported.
  func items(_ requirement: Requirement, _ html: inout HTML) {
    let items = requirement.reads.map { Int($0.rawValue) }.filter(indicators.items.indices.contains)
    guard !items.isEmpty else { return }
    html.element(.ul, .class(.facts, .refs)) { html in
      for index in items {
        let item = indicators.items[index]
        html.element(.li) { html in
          html.element(.code, text: item.code ?? item.name)
          html.text(" ")
          page.own(item.title == item.name ? item.name : "\(item.name)（\(item.title)）", &html)
          html.text(text(zh: "：", en: ": ") + kind(of: item))
          if let value = item.value {
            html.text(" = ")
            html.element(.code, text: value.text)
          }
        }
      }
    }
  }

  private func kind(of item: Item) -> String {
    var facts = [context.text(item.type.phrase)]
    if !item.choices.isEmpty {
      facts[0] += text(zh: "（", en: " (") + list(item.choices.shown) + text(zh: "）", en: ")")
    }
    if let measure = item.measure { facts.append(measure) }
    if item.isConfidential { facts.append(text(zh: "涉密，只报是否和文号", en: "confidential")) }
    if let from = item.from { facts.append(text(zh: "\(from)提供", en: "from \(from)")) }
    if let level = item.level {
      facts.append(
        text(zh: "\(level.phrase.text(.zh))级填报", en: "reported by each \(level.phrase.text(.en))"))
    }
    for level in Level.allCases {
      guard let rollUp = item.rollUps[level] else { continue }
      facts.append(
        text(
          zh: "\(level.phrase.text(.zh))级\(words(rollUp).text(.zh))",
          en: "\(words(rollUp).text(.en)) at the \(level.phrase.text(.en))"))
    }
    return facts.joined(separator: text(zh: "，", en: ", "))
  }

  private func words(_ rollUp: RollUp) -> Phrase {
    switch rollUp {
    case .sum: Phrase(zh: "合计", en: "summed")
    case .mean: Phrase(zh: "取平均", en: "averaged")
    case .min: Phrase(zh: "取最小", en: "the least")
    case .max: Phrase(zh: "取最大", en: "the greatest")
    case .weightedMean(let by):
      Phrase(
        zh: "按\(indicators.items[by].name)加权平均", en: "averaged by \(indicators.items[by].name)")
    case .share(let condition):
      Phrase(
        zh: "取占比" + (condition.map { "（\($0.text)）" } ?? ""),
        en: "the share" + (condition.map { " where \($0.text)" } ?? ""))
    }
  }
}
