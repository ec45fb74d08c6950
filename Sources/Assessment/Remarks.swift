import Definitions
import SourceText

/// What is said of a rule beside its result: a part of it that is computed came out so that the rule does less than it says.
package enum Remark: Hashable, Sendable {
  /// The ends of a scale meet or cross: what reaches `full` earns all, the rest nothing.
  case collapsedScale
  /// An amount, a count, a multiplier or a cap of a line or row is below zero: it moves nothing.
  case negative(line: Int)
  /// The end of the steps of a line lies on the near side of the bound: there is nothing to count.
  case endBeforeBound(line: Int)

  /// The remark as it stands behind a reason.
  var phrase: Phrase {
    switch self {
    case .collapsedScale:
      Phrase(
        zh: "（零分值与满分值重合或交叉，达到满分值得满分，否则不得分）",
        en: " (its ends meet or cross: all for reaching full, otherwise none)")
    case .negative(let line):
      Phrase(
        zh: "（第\(line + 1)条的分数、次数、倍数或上限为负，不加不扣）",
        en: " (line \(line + 1): an amount, count or cap below zero moves nothing)")
    case .endBeforeBound(let line):
      Phrase(
        zh: "（第\(line + 1)条“算到”的值不在界限之外，不计步数）",
        en: " (line \(line + 1): its steps end before the bound, nothing is counted)")
    }
  }
}

extension Diagnostic {
  /// A computed part of a rule came out so that the rule does less than it says.
  static func computedOutOfRange(
    _ rule: Requirement, _ remark: Remark, unit: String, at place: Place?
  ) -> Diagnostic {
    let name = rule.id
    return Diagnostic(
      Code.computedOutOfRange, .note, Phrase("\(name) \(rule.title)") + remark.phrase, at: place,
      related: [Label(rule.rule, Phrase(zh: "规则在这里", en: "the rule stands here"))],
      help: Phrase(
        zh: "核对算出它的数据项；数据无误而不该如此的，请体系编制人员改规则",
        en:
          "check the items that it is computed from; where they are right, the set's author may want another rule"
      ),
      unit: unit, item: name)
  }
}

extension Scorer {
  /// The remarks on the unit at hand, as notes.
  func notes(_ unit: UnitAssessment, code: String, at place: (Int) -> Place?) -> [Diagnostic] {
    var found: [Diagnostic] = []
    func add(_ rule: Rule, _ remarks: [Remark]) {
      for remark in remarks {
        found.append(
          .computedOutOfRange(
            rule.requirement, remark, unit: code,
            at: rule.reads(at: level).lazy.compactMap(place).first))
      }
    }
    let grounds = unit.outcomes.grounds
    for index in grounds.indices where !grounds[index].remarks.isEmpty {
      add(plan.rules[index], grounds[index].remarks)
    }
    for (index, result) in unit.adjustments.enumerated() where !result.remarks.isEmpty {
      add(plan.adjustments[index], result.remarks)
    }
    return found
  }
}
