import Assessment
import Definitions
import SourceText
import Submissions

extension RunOpening {
  /// What does not reach the units of a level from below: items without a way up, and units that lie below nobody.
  static func lostOnTheWay(
    _ plan: ScoringPlan, _ submissions: Submissions, _ all: Registry, to level: Level
  ) -> [Diagnostic] {
    let set = plan.set
    let registry = submissions.registry
    let levels = plan.levelsBelow(level)
    let between = levels.filter { !registry.units(at: $0).isEmpty }
    let units = registry.withoutParent(at: levels, in: all)
    return plan.itemsWithoutWayUp(to: level, through: between).map {
      .itemWithoutWayUp(set.items[$0.item], to: $0.end, assessed: set.assesses, rules: $0.rules)
    }
      + (units.isEmpty
        ? []
        : [
          .unitsWithoutParent(
            units.map { registry.units[$0] },
            haveReported: units.contains { submissions.hasReported($0) })
        ])
  }
}

extension Diagnostic {
  /// Units of a level above the assessed one are scored, and nothing says how an item comes together there.
  fileprivate static func itemWithoutWayUp(
    _ item: Item, to level: Level, assessed: Level, rules: [String]
  ) -> Diagnostic {
    let own = (item.level ?? assessed).phrase
    let above = level.phrase
    let ids = rules.prefix(5).joined(separator: ", ") + (rules.count > 5 ? ", …" : "")
    return Diagnostic(
      Code.itemWithoutWayUp, .warning,
      Phrase(
        zh: "“\(item.name)”由“\(own.text(.zh))”填报，没有写怎样汇总到“\(above.text(.zh))”，"
          + "用到它的 \(rules.count) 条要求一律缺数据：\(ids)",
        en:
          "'\(item.name)' is reported by the \(own.text(.en)) and has no way up to the \(above.text(.en));"
          + " what reads it is missing: \(ids)"),
      at: item.place,
      help: Phrase(
        zh: "在数据项里写 level（层级）和 rollup（汇总）", en: "give the item a 'level' and a 'rollup'"),
      item: item.name)
  }

  /// Units lie below nobody in the period: what they report comes together nowhere.
  fileprivate static func unitsWithoutParent(
    _ units: [Unit], haveReported: Bool
  ) -> Diagnostic {
    let names = units.prefix(3).map(\.title)
    let zh = names.joined(separator: "、") + (units.count > 3 ? "等" : "")
    let en = names.joined(separator: ", ") + (units.count > 3 ? " and others" : "")
    return Diagnostic(
      Code.unitWithoutParent, haveReported ? .error : .warning,
      Phrase(
        zh: "名录里有 \(units.count) 个单位（\(zh)）在本期没有上级，它们报的数汇总不到任何单位",
        en:
          "\(units.count) units (\(en)) lie below no unit in the period: what they report comes together nowhere"
      ),
      at: units.first?.place,
      help: Phrase(
        zh: "在名录的“上级”一列写上它们的上级；上级撤并了的，写上并入了哪个单位",
        en: "name the unit above them in the registry; where that one ended, name what it became"),
      unit: units.first?.code)
  }
}
