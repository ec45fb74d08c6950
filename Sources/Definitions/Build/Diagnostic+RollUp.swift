import Formats
import SourceText

/// What is wrong with levels, roll-ups, and calls of forms over time and units.
extension Diagnostic {
  static func levelAboveAssessed(_ node: YAMLNode, assessed: Level) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.levelAboveAssessed, .error,
      Phrase(
        zh: "数据项由“\(text)”填报，高于评价的层级（\(assessed.chinese)）",
        en: "the item is reported by the \(text), above the assessed level (\(assessed.rawValue))"),
      at: node.place,
      help: Phrase(
        zh: "上级的数不能分到下级；改为被评价的一级或其下级填报",
        en:
          "a number of the level above cannot be shared out; let the assessed level or one below it report"
      ))
  }

  static func rollUpNotAbove(_ node: YAMLNode, level: Level) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.rollupNotAbove, .error,
      Phrase(
        zh: "“\(text)”不在填报的层级（\(level.chinese)）之上，没有可汇总的",
        en:
          "'\(text)' is not above the level that reports (\(level.rawValue)): nothing comes together there"
      ),
      at: node.place,
      help: Phrase(zh: "写填报层级以上的各级", en: "name levels above the one that reports"))
  }

  static func unknownRollUp(_ node: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.unknownRollup, .error,
      Phrase(zh: "不认识的汇总办法“\(text)”", en: "unknown way to roll up '\(text)'"), at: node.place,
      help: Phrase(
        zh:
          "写 sum（合计）、mean（平均）、mean by 某项（按某项加权平均）、min（最小）、max（最大）、share（占比）或 share where 条件（占比 若 条件）",
        en: "write sum, mean, mean by an item, min, max, share, or share where a condition"))
  }

  static func rollUpOfNoNumber(_ node: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.rollupOfNoNumber, .error,
      Phrase(
        zh: "“\(text)”只用于数量、数值和百分比", en: "'\(text)' goes with counts, numbers and percentages"),
      at: node.place,
      help: Phrase(
        zh: "是否类可用 share（占比），其他可用 share where 条件（占比 若 条件）",
        en: "a yes-no item has 'share', anything else 'share where' a condition"))
  }

  static func sumOfPercentages(_ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      Code.sumOfPercentages, .error,
      Phrase(zh: "百分比不能相加", en: "percentages do not add up to one"), at: node.place,
      help: Phrase(
        zh: "填报分子和分母并分别合计，或用 mean by 某项（按某项加权平均）",
        en: "let numerator and denominator be reported and sum both, or take the mean by an item"))
  }

  static func shareOfNoFlag(_ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      Code.shareOfNoFlag, .error,
      Phrase(zh: "share（占比）只用于是否类数据项", en: "'share' alone goes with a yes-no item"),
      at: node.place,
      help: Phrase(
        zh: "写出条件：share where …（占比 若 …）", en: "state the condition: share where …"))
  }

  static func shareNotThroughout(_ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      Code.shareNotThroughout, .error,
      Phrase(
        zh: "占比要从最低的一级起写，往上只能是同一个占比或取平均",
        en:
          "a share begins at the lowest level, and above it goes on as the same share or is averaged"
      ),
      at: node.place,
      help: Phrase(
        zh: "占比看的是填报单位的值，如 {town: share, county: share}",
        en: "a share looks at the units that report, such as {town: share, county: share}"))
  }

  static func computedAcrossLevels(
    _ node: YAMLNode, level: Level, reads item: Item, of other: Level
  ) -> Diagnostic {
    let name = item.name
    return Diagnostic(
      Code.computedAcrossLevels, .error,
      Phrase(
        zh: "“\(level.chinese)”一级的算法用到了由“\(other.chinese)”填报的“\(name)”",
        en:
          "a formula of the \(level.rawValue) reads '\(name)', which the \(other.rawValue) reports"),
      at: node.place,
      related: [Label(item.place, Phrase(zh: "在这里定义", en: "it is defined here"))],
      help: Phrase(
        zh: "去掉 level（层级），各级就用汇总后的值各算各的；或只用同一级填报的数据项",
        en:
          "leave out 'level': each level then works it out from what has come together there; or read items of one level"
      ))
  }

  static func childrenOfOwnItem(
    _ item: Item, of level: Level, asker: Level, at place: Place?
  ) -> Diagnostic {
    let name = item.name
    return Diagnostic(
      Code.childrenOfOwnItem, .error,
      Phrase(
        zh: "children 问的是“\(asker.chinese)”的下级，“\(name)”由“\(level.chinese)”填报，下级没有",
        en:
          "'children' asks the units below the \(asker.rawValue), and '\(name)' is reported by the \(level.rawValue)"
      ),
      at: place,
      related: [Label(item.place, Phrase(zh: "在这里定义", en: "it is defined here"))],
      help: Phrase(
        zh: "给数据项写上填报的层级，如 level: town；本级自己的数直接写 \(name)",
        en: "say who reports the item, such as level: town; of the unit's own value write \(name)"))
  }

  static func weightIsNoNumber(_ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      Code.weightIsNoNumber, .error,
      Phrase(zh: "权重应当是数量或数值", en: "expected a count or number as the weight"),
      at: node.place,
      help: Phrase(zh: "用户数、人口数等作权重", en: "weigh by a number of people, households or cases"))
  }

  /// Units are weighed by what they do not have.
  static func weightOfOtherLevel(
    _ weight: Item, of item: Item, at above: Level, _ advice: WeightAdvice, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      Code.weightOfOtherLevel, .error,
      Phrase(
        zh: "“\(item.name)”汇总到“\(above.chinese)”时，下级单位没有作权重的“\(weight.name)”",
        en:
          "when '\(item.name)' comes together at the \(above.rawValue), the units below have no '\(weight.name)' to be weighed by"
      ),
      at: place, help: advice.phrase(weight.name), item: item.name)
  }

  static func withoutRollUp(_ item: Item, level: Level, assessed: Level) -> Diagnostic {
    let name = item.name
    return Diagnostic(
      Code.withoutRollup, .error,
      Phrase(
        zh: "数据项“\(name)”由“\(level.chinese)”填报，没有写怎样汇总到“\(assessed.chinese)”",
        en:
          "the item '\(name)' is reported by the \(level.rawValue), and nothing says how it comes together at the \(assessed.rawValue)"
      ),
      at: item.place,
      help: Phrase(
        zh: "加 rollup（汇总），如 rollup: sum；只逐个查看则用 children(\(name))",
        en: "add 'rollup', such as rollup: sum; to look at the single values use children(\(name))"),
      item: name)
  }

  static func takenIsNoNumber(_ entry: Entry) -> Diagnostic {
    Diagnostic(
      Code.takenIsNoNumber, .error,
      Phrase(
        zh: "取自评价的数据项应当是数值（number）", en: "what is taken from an assessment is of type number"),
      at: entry.valuePlace(of: .type))
  }

  static func earlierCount(at place: Place?) -> Diagnostic {
    Diagnostic(
      Code.earlierCount, .error,
      Phrase(
        zh: "earlier 的第二个参数应当是 1 到 120 的整数",
        en: "expected a whole number from 1 to 120 as the second argument of 'earlier'"),
      at: place,
      help: Phrase(
        zh: "如 earlier(群众安全感, 6)：连本期共 6 期", en: "earlier(x, 6) are six values, this one the last"))
  }

  static func misplacedOutlook(
    _ outlook: Outlook, _ standpoint: Standpoint, _ advice: Phrase, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      standpoint == .insideChildren ? Code.childrenOfItems : .misplacedOutlook, .error,
      Phrase(
        zh: "\(standpoint.phrase.text(.zh))不能写 \(outlook.text)",
        en: "'\(outlook.text)' has no place in \(standpoint.phrase.text(.en))"),
      at: place, help: advice)
  }

  /// Something is made of itself by way of what peers, units below or gates give.
  static func factCycle(_ names: [String], at place: Place?) -> Diagnostic {
    let way = names.joined(separator: " → ")
    return Diagnostic(
      Code.factCycle, .error,
      Phrase(zh: "算来算去又算到自己：\(way)", en: "this is made of itself: \(way)"), at: place,
      help: Phrase(
        zh: "去掉其中一步；要的是上期的数，写 previous(…)",
        en: "take out one of the steps; where the value of before is meant, write previous(…)"))
  }

  static func placeOfNoNumber(at place: Place?) -> Diagnostic {
    Diagnostic(
      Code.placeOfNoNumber, .error,
      Phrase(zh: "place 里应当是数，别的排不出名次", en: "'place' takes a number: nothing else has places"),
      at: place,
      help: Phrase(
        zh: "日期可以写成天数，如 (截止日 - 日期) / duration(\"P1D\")",
        en: "a date can be made a number of days, such as (due - date) / duration(\"P1D\")"))
  }

  static func peersOfLongerPeriod(
    _ item: Item, _ length: PeriodLength, at place: Place?
  ) -> Diagnostic {
    let name = item.name
    return Diagnostic(
      Code.peersOfLongerPeriod, .error,
      Phrase(
        zh: "“\(name)”不是每\(length.chinese)报的，以往各期的名次、同类单位的数凑不齐",
        en:
          "'\(name)' is not reported every \(length.rawValue): peers of earlier periods do not come together"
      ),
      at: place,
      related: [Label(item.place, Phrase(zh: "在这里定义", en: "it is defined here"))],
      help: Phrase(
        zh: "把往期的名次或平均数作为一个数据项填报，或者另立一套与它期别一样长的体系",
        en:
          "let the place or mean of then be reported as an item, or make a set with periods of its length"
      ))
  }

  static func periodShorterThanSet(
    _ node: YAMLNode, _ length: PeriodLength, _ own: PeriodLength
  ) -> Diagnostic {
    Diagnostic(
      Code.periodShorterThanSet, .error,
      Phrase(
        zh: "数据项的期别（\(length.chinese)）比体系的期别（\(own.chinese)）短",
        en: "the item's period (\(length.rawValue)) is shorter than the set's (\(own.rawValue))"),
      at: node.place,
      help: Phrase(
        zh: "一份报送只有一期：填报全\(own.chinese)的合计或平均，或把各期写成几个数据项；按\(length.chinese)评的分另立一套体系，年终填报平均分",
        en:
          "a submission is of one period: let the sum or mean of the whole period be reported, or an item for each part of it"
      ))
  }
}

/// What to write where units do not have the weight of their values.
enum WeightAdvice {
  /// The weight is worked out, and nothing says at which level.
  case stateLevel(Level)
  /// The weight is reported further up: a plain mean at the first level, weighed at the second.
  case weighAbove(Level, Level)
  /// The weight is reported where all has come together: another one of the level is needed.
  case otherWeight(Level)
  /// The weight does not come together on the way up.
  case rollUpWeight

  fileprivate func phrase(_ name: String) -> Phrase {
    switch self {
    case .stateLevel(let level):
      Phrase(
        zh: "给“\(name)”写上 level（层级）: \(level.rawValue)",
        en: "give '\(name)' a level: \(level.rawValue)")
    case .weighAbove(let first, let next):
      Phrase(
        zh:
          "“\(name)”由再上一级填报：写成 rollup: {\(first.rawValue): mean, \(next.rawValue): mean by \(name)}",
        en:
          "'\(name)' is reported further up: write rollup: {\(first.rawValue): mean, \(next.rawValue): mean by \(name)}"
      )
    case .otherWeight(let level):
      Phrase(
        zh: "用“\(level.chinese)”填报的一项作权重，或写 rollup: mean",
        en: "weigh by an item that the \(level.rawValue) reports, or write rollup: mean")
    case .rollUpWeight:
      Phrase(
        zh: "给“\(name)”写上怎样汇总，如 rollup: sum",
        en: "say how '\(name)' comes together, such as rollup: sum")
    }
  }
}
