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
  /// What is worked out where it is reported: a computed column, the condition of a share.
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
    case .item, .report, .check, .sign:
      self == .value ? Self.inRules : isOfGates ? Self.inGates : nil
    case .value: self == .value ? Self.itselfInstead : isOfGates ? Self.inGates : nil
    case .score: isOfGates ? Self.inGates : nil
    case .gate: self == .value ? Self.asRequirement : nil
    case .insidePeers, .insideTime: nil
    case .insideChildren: self == .value || isOfGates ? Self.itemsInstead : nil
    }
  }

  /// Whether it is about what has become of a unit.
  private var isOfGates: Bool {
    switch self {
    case .total, .score, .passed: true
    case .peers, .place, .previous, .earlier, .children, .value: false
    }
  }

  private static let inRules = Phrase(
    zh: "value 是一条要求或加扣分的指标值，只在它的计分办法里用；这里把算式写出来",
    en:
      "'value' is that of a requirement or adjustment, for its score: write out here what is meant"
  )
  private static let itselfInstead = Phrase(
    zh: "value 就是这里的式子，把它的写法写出来", en: "'value' is what this says: write it out")
  private static let inGates = Phrase(
    zh: "总分、得分和是否通过只在门槛的条件（checks）里用", en: "totals, points and verdicts are for the checks of gates"
  )
  private static let asRequirement = Phrase(
    zh: "门槛没有指标值；把算式写出来，或者用 score(\"…\") 问一条要求的得分",
    en:
      "a gate has no value: write out what is meant, or ask for the points of a requirement: score(\"…\")"
  )
  private static let itemsInstead = Phrase(
    zh: "children 里写数据项、它们的算式、名次和往期的数；下级没有本级的指标值和分数",
    en:
      "'children' takes items, what is worked out from them, their places and what was before: the units below have no value or score of this one"
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
