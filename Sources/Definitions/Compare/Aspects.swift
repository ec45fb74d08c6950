import FEEL
import SourceText

/// Something with an id that editions of a set are compared by.
struct ComparedEntry {
  var kind: SetChange.Kind
  var id: String
  var title: String
  var place: Place
  var aspects: [Aspect]
  /// Its way of scoring, which is compared by its parts.
  var scoring: (any AuthoredWay)?
  var affectsScores = true
}

extension IndicatorSet {
  /// The entries of the set that are compared, in the order of the set.
  var comparedEntries: [ComparedEntry] {
    var entries = [whole]
    entries += tasks.map(compared)
    entries += requirements.map { compared($0, .requirement) }
    entries += groups.map(compared)
    entries += adjustments.map { compared($0, .adjustment) }
    entries += gates.map(compared)
    entries += vetoes.map(compared)
    entries += exemptions.map(compared)
    entries += items.map(compared)
    entries += checks.map(compared)
    entries += views.map(compared)
    return entries
  }

  private func list(_ build: (inout AspectList) -> Void) -> [Aspect] {
    var list = AspectList(self)
    build(&list)
    return list.all
  }

  private var whole: ComparedEntry {
    let place = files.first.map { $0.place(SourceRange(0, 0)) } ?? Place(path: id)
    return ComparedEntry(
      kind: .set, id: "", title: title, place: place,
      aspects: list {
        $0.add("编号", "id", id, affects: false)
        $0.add("名称", "title", title, affects: false)
        $0.add("版本", "edition", edition, affects: false)
        $0.add("评价层级", "assesses", assesses)
        $0.add("填报期", "period", period)
        $0.add("总分", "points", text(points))
        $0.add("小数位", "digits", "\(digits)")
        $0.add("缺数据", "missing", missing)
        $0.add("总分最多", "total at most", totalAtMost.map(text))
        $0.add("单位名录", "units", units, affects: false)
      })
  }

  private func compared(_ task: KeyTask) -> ComparedEntry {
    ComparedEntry(
      kind: .task, id: task.id, title: task.title, place: task.place,
      aspects: list {
        $0.add("名称", "title", task.title, affects: false)
        $0.add("板块", "board", task.board, affects: false)
        $0.add("分值", "points", text(task.points))
        $0.add("牵头单位", "lead", task.lead, affects: false)
      })
  }

  private func compared(_ group: Group) -> ComparedEntry {
    ComparedEntry(
      kind: .group, id: group.id, title: group.title, place: group.place,
      aspects: list {
        $0.add("名称", "title", group.title, affects: false)
        $0.add("取优", "best", group.best.map { "\($0)" })
        $0.add("最多扣", "lose at most", group.loseAtMost?.exactText)
        $0.add("最多得", "earn at most", group.earnAtMost?.exactText)
        $0.add("折为", "counts as", group.countsAs.map(text))
        $0.add("要求", "requirements", group.members.map { requirements[$0].id })
      })
  }

  private func compared(_ node: Requirement, _ kind: SetChange.Kind) -> ComparedEntry {
    let task = node.task.map { "\(tasks[$0].id) \(tasks[$0].title)" }
    let shares = node.views.map { share in
      "\(views[share.view].id) \(views[share.view].parts[share.part].id) \(share.share.percentText)"
    }
    return ComparedEntry(
      kind: kind, id: node.id, title: node.title, place: node.place,
      aspects: list {
        $0.add("名称", "title", node.title, affects: false)
        $0.add("重点任务", "task", task)
        $0.add("要求组", "group", node.group.map { groups[$0].id })
        if kind == .requirement { $0.add("分值", "points", text(node.points), at: node.place) }
        $0.add("指标值", "value", node.value)
        $0.add("适用条件", "applies", node.applies)
        $0.add("不适用时", "not applicable", node.notApplicable)
        $0.all.append(
          Aspect(
            name: Phrase(zh: "样本下限", en: "guard"),
            meaning: node.guards.map { meaning(of: $0.condition) }.joined(separator: "\n"),
            shown: Phrase(node.guards.map(\.condition.text).joined(separator: ", ")),
            place: node.guards.first?.condition.place, affectsScores: true))
        $0.add("缺数据", "missing", node.missing)
        $0.add("达标线", "met from", node.metFrom.percentText)
        $0.add("标记", "mark", node.marks)
        $0.add("分解任务", "subtask", node.subtask, affects: false)
        $0.add("类别", "kind", node.kind, affects: false)
        $0.add("目标", "target", node.statedTarget, affects: false)
        $0.add("牵头单位", "lead", node.lead, affects: false)
        $0.add("配合单位", "with", node.with, affects: false)
        $0.add("评分单位", "scorer", node.scorer, affects: false)
        $0.add("完成时限", "due", node.due, affects: false)
        $0.add("佐证", "evidence", node.evidence, affects: false)
        $0.add("整改建议", "remedy", node.remedy, affects: false)
        $0.add("难度", "effort", node.effort.map { "\($0)" }, affects: false)
        $0.add("依据性质", "provenance", node.provenance, affects: false)
        $0.add("依据", "source", node.source, affects: false)
        $0.add("副作用", "perverse", node.perverse, affects: false)
        $0.add("视角", "view", shares, affects: false)
      }, scoring: node.scoring.authored)
  }

  private func compared(_ gate: Gate) -> ComparedEntry {
    ComparedEntry(
      kind: .gate, id: gate.id, title: gate.title, place: gate.place,
      aspects: list {
        $0.add("名称", "title", gate.title, affects: false)
        $0.add("前一道门槛", "after", gate.after.map { gates[$0].id })
        $0.add("总分", "total", gate.total?.shown)
        $0.add("报送率", "reported", gate.reported?.percentText)
        $0.add("每项重点任务", "each task", gate.eachTask?.shown)
        $0.add("达标", "met", gate.met)
        $0.all.append(
          Aspect(
            name: Phrase(zh: "条件", en: "checks"),
            meaning: gate.checks.map { meaning(of: $0.condition) }.joined(separator: "\n"),
            shown: Phrase(gate.checks.map(\.condition.text).joined(separator: "; ")),
            place: gate.checks.first?.place, affectsScores: true))
        $0.add("依据", "source", gate.source, affects: false)
      })
  }

  private func compared(_ veto: Veto) -> ComparedEntry {
    func gateNames(_ indices: [Index<Gate>]) -> String {
      indices.map { gates[$0].id }.joined(separator: ", ")
    }
    return ComparedEntry(
      kind: .veto, id: veto.id, title: veto.title, place: veto.place,
      aspects: list {
        $0.add("名称", "title", veto.title, affects: false)
        $0.add("认定机关", "found by", veto.foundBy)
        $0.add("迹象", "ask when", veto.askWhen)
        for effect in [Key.bar, .gradeAtMost, .lose, .totalAtMost] {
          var text: String?
          for each in veto.effects {
            switch (each, effect) {
            case (.bar(let gates), .bar): text = gateNames(gates)
            case (.gradeAtMost(let gate), .gradeAtMost): text = gate.map { gateNames([$0]) } ?? "–"
            case (.lose(let points), .lose), (.totalAtMost(let points), .totalAtMost):
              text = self.text(points)
            default: break
            }
          }
          let chinese = EntryKind.effect.field(effect)?.chinese ?? effect.rawValue
          $0.add(chinese, effect.rawValue, text)
        }
        $0.add("依据", "source", veto.source, affects: false)
      })
  }

  private func compared(_ exemption: Exemption) -> ComparedEntry {
    ComparedEntry(
      kind: .exemption, id: exemption.id, title: exemption.title, place: exemption.place,
      aspects: list {
        $0.add("名称", "title", exemption.title, affects: false)
        $0.add("认定机关", "found by", exemption.foundBy)
        $0.add("要求", "requirements", exemption.requirements.map { requirements[$0].id })
        $0.add("依据", "source", exemption.source, affects: false)
      })
  }

  private func compared(_ item: Item) -> ComparedEntry {
    let range = item.plausible.map { range in
      item.type.isPercent
        ? "\(range.lowerBound.percentText) to \(range.upperBound.percentText)"
        : "\(range.lowerBound.exactText) to \(range.upperBound.exactText)"
    }
    return ComparedEntry(
      kind: .item, id: item.name, title: item.title, place: item.place,
      aspects: list {
        $0.add("代码", "code", item.code, affects: false)
        $0.add("名称", "title", item.title, affects: false)
        $0.add("类型", "type", item.type)
        $0.add("计量单位", "measure", item.measure)
        $0.add("取数来源", "from", item.from, affects: false)
        $0.add("填报层级", "level", item.level)
        $0.add("填报期", "period", item.period)
        $0.add("合理范围", "plausible", range, affects: false)
        $0.add("选项", "of", item.choices)
        $0.add("空白为零", "blank", item.blankIsZero ? "0" : nil)
        $0.add("涉密", "confidential", item.isConfidential ? "true" : nil)
        $0.add("同义名称", "synonyms", item.synonyms, affects: false)
        $0.add("算式", "value", item.value)
        for level in Level.allCases {
          let (meaning, shown) = item.rollUps[level].map(rollUp) ?? ("", "")
          $0.all.append(
            Aspect(
              name: Phrase(zh: "汇总到\(level.chinese)", en: "rollup \(level.rawValue)"),
              meaning: meaning, shown: Phrase(shown), place: nil, affectsScores: true))
        }
        $0.add("报齐", "complete", item.complete.percentText)
        $0.add("取自", "from assessment", item.taken.map { "\($0.set) \($0.score.rawValue)" })
      })
  }

  /// What a roll-up does, and how it is shown.
  private func rollUp(_ rollUp: RollUp) -> (meaning: String, shown: String) {
    switch rollUp {
    case .sum: ("sum", "sum")
    case .mean: ("mean", "mean")
    case .min: ("min", "min")
    case .max: ("max", "max")
    case .weightedMean(let item): ("mean \(items[item].name)", "mean by \(items[item].name)")
    case .share(let condition):
      ("share \(condition.map(meaning) ?? "")", "share \(condition?.text ?? "")")
    }
  }

  private func compared(_ check: DataCheck) -> ComparedEntry {
    ComparedEntry(
      kind: .check, id: meaning(of: check.condition), title: check.condition.text,
      place: check.place,
      aspects: list {
        $0.add("否则", "else", check.message, affects: false)
        $0.add("严重程度", "severity", check.severity)
      })
  }

  private func compared(_ view: View) -> ComparedEntry {
    ComparedEntry(
      kind: .view, id: view.id, title: view.title, place: view.place,
      aspects: list {
        $0.add("名称", "title", view.title, affects: false)
        $0.add("分项", "parts", view.parts.map { "\($0.id) \($0.title)" }, affects: false)
        $0.add("依据", "source", view.source, affects: false)
      }, affectsScores: false)
  }
}
