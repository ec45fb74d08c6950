package import SourceText

/// A function or name of definitions that looks beyond the unit's own row of this period, or at what has become of it.
package enum Outlook: String, Sendable, CaseIterable {
  case peers, place, previous, earlier, children, value, total, score, passed

  /// How a call is written.
  package var text: String {
    switch self {
    case .peers, .place, .previous, .children: "\(rawValue)(x)"
    case .earlier: "earlier(x, n)"
    case .value, .total: rawValue
    case .score, .passed: "\(rawValue)(\"…\")"
    }
  }
}

/// Where such a call stands: in the expression of an entry, or inside the brackets of another call.
package enum Standpoint: Sendable, CaseIterable {
  /// The formula of an item.
  case item
  /// What is worked out where it is reported, before anything comes together: a computed column, the condition of a share.
  case report
  /// The check of what is reported.
  case check
  /// The sign of a veto.
  case sign
  /// The value of a requirement or adjustment, whether it applies, its guards.
  case value
  /// The score of a requirement or adjustment.
  case score
  /// The check of a gate.
  case gate
  /// Inside `peers` or `place`.
  case insidePeers
  /// Inside `previous` or `earlier`.
  case insideTime
  /// Inside `children`.
  case insideChildren

  /// The inside of a call; nil for a call that holds no expression.
  init?(inside outlook: Outlook) {
    switch outlook {
    case .peers, .place: self = .insidePeers
    case .previous, .earlier: self = .insideTime
    case .children: self = .insideChildren
    case .value, .total, .score, .passed: return nil
    }
  }

  /// What it is called.
  package var phrase: Phrase {
    switch self {
    case .item: Phrase(zh: "数据项的算法", en: "the formula of an item")
    case .report: Phrase(zh: "计算列、占比条件", en: "a computed column or the condition of a share")
    case .check: Phrase(zh: "数据校验", en: "a check of the data")
    case .sign: Phrase(zh: "否决的迹象", en: "the sign of a veto")
    case .value:
      Phrase(zh: "指标值、适用条件、最少件数", en: "the value of a rule, whether it applies, its guards")
    case .score: Phrase(zh: "计分办法", en: "a score")
    case .gate: Phrase(zh: "门槛的条件", en: "the check of a gate")
    case .insidePeers: Phrase(zh: "peers、place 的括号里", en: "the brackets of 'peers' and 'place'")
    case .insideTime:
      Phrase(zh: "previous、earlier 的括号里", en: "the brackets of 'previous' and 'earlier'")
    case .insideChildren: Phrase(zh: "children 的括号里", en: "the brackets of 'children'")
    }
  }
}

extension Outlook {
  /// The one table of what may stand where: what to write instead; nil where it may stand.
  ///
  /// A call stands in an expression only where each call around it lets it, and the expression itself does.
  package func advice(at standpoint: Standpoint) -> Phrase? {
    switch standpoint {
    case .item, .check, .sign: adviceBeforeRules
    case .report: self == .children ? Self.withoutChildren : adviceBeforeRules
    case .value: self == .value ? Self.itselfInstead : isOfGates ? Self.inGates : nil
    case .score: isOfGates ? Self.inGates : nil
    case .gate: isOfRules ? Self.asRequirement : nil
    case .insidePeers: isOfGates ? Self.inGates : nil
    case .insideTime: self == .passed ? Self.inNumbers : nil
    case .insideChildren: self == .previous ? nil : Self.itemsInstead
    }
  }

  /// Items, checks and signs come before anything is scored or compared.
  private var adviceBeforeRules: Phrase? {
    switch self {
    case .previous, .children: nil
    case .peers, .place, .earlier, .value: Self.inRules
    case .total, .score, .passed: Self.inGates
    }
  }

  /// Whether it is about what has become of a unit.
  private var isOfGates: Bool {
    switch self {
    case .total, .score, .passed: true
    case .peers, .place, .previous, .earlier, .children, .value: false
    }
  }

  /// Whether it is about the value of a rule or about peers.
  private var isOfRules: Bool {
    switch self {
    case .peers, .place, .value: true
    case .previous, .earlier, .children, .total, .score, .passed: false
    }
  }

  private static let inRules = Phrase(
    zh: "写在要求或加扣分里(指标值、适用条件、计分办法)；一期以前的数可以写 previous(数据项)",
    en:
      "write it in a requirement or adjustment: its value, whether it applies, its score; for one period back there is previous(item)"
  )
  private static let withoutChildren = Phrase(
    zh: "这里在填报的单位先算，还没有下级的数；写成没有 level(层级)和 rollup(汇总)的数据项，由各级各算各的",
    en:
      "this is worked out where it is reported, before anything comes together; write an item without 'level' and 'rollup', which each level works out"
  )
  private static let itselfInstead = Phrase(
    zh: "value 就是这里的式子，把它的写法写出来", en: "'value' is what this says: write it out")
  private static let inGates = Phrase(
    zh: "总分、得分和是否通过只在门槛的条件(checks)里用", en: "totals, points and verdicts are for the checks of gates"
  )
  private static let asRequirement = Phrase(
    zh: "门槛里不能与同类单位比；写成一条带标记(mark)的要求，门槛用 met 要求它达到",
    en:
      "a gate does not compare with peers: make it a requirement with a mark, and let the gate need it 'met'"
  )
  private static let inNumbers = Phrase(
    zh: "上期是否通过，写成当时的分数条件，如 previous(total) >= 85",
    en: "say what the gate asked for in points, such as previous(total) >= 85")
  private static let itemsInstead = Phrase(
    zh: "children 里只能写数据项、它们的算式和 previous(…)；下级没有本级的指标值、名次和分数",
    en:
      "'children' takes items, what is worked out from them, and previous(…): the units below have no value, place or score of this one"
  )

  /// The table as the guide prints it.
  package static var markdown: String {
    let head = Standpoint.allCases.map { $0.phrase.text(.zh) }
    let rows = allCases.map { outlook in
      let cells = Standpoint.allCases.map { outlook.advice(at: $0) == nil ? "✓" : "—" }
      return "| `\(outlook.text)` | \(cells.joined(separator: " | ")) |"
    }
    return """
      | | \(head.joined(separator: " | ")) |
      | --- |\(String(repeating: " :-: |", count: head.count))
      \(rows.joined(separator: "\n"))
      """
  }
}
