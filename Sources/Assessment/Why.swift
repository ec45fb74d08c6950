import Definitions
import FEEL
import Submissions
package import SourceText

extension Scorer {
  /// Why a requirement has the points that it has, in one sentence.
  package mutating func why(_ outcome: Outcome, of index: Int) -> Phrase {
    let requirement = plan.set.requirements[index]
    let value = valueText(outcome, of: index)
    let goal = target(of: index)?.text ?? ""
    return why(outcome.cause, requirement, earned: outcome.earned, value, goal)
  }

  /// Why an adjustment moves the total as it does, in one sentence.
  package func why(_ result: AdjustmentResult, ofAdjustment index: Int) -> Phrase {
    why(
      result.cause, plan.set.adjustments[index], earned: result.moved,
      valueText(result, ofAdjustment: index), "")
  }

  /// The value that an adjustment was judged by, as it is printed.
  package func valueText(_ result: AdjustmentResult, ofAdjustment index: Int) -> String {
    switch result.value {
    case .number(let number):
      number.printed(asPercent: plan.adjustments[index].isPercent, against: nil)
    case .null: ""
    case let other: other.words
    }
  }

  private func why(
    _ cause: Cause, _ requirement: Requirement, earned: Points, _ value: String, _ goal: String
  ) -> Phrase {
    switch cause {
    case .missing(let items):
      let names = items.map { plan.set.items[$0].name }.joined(separator: "、")
      return Phrase(zh: "缺数据:\(names)", en: "missing: \(names)")
    case .contradiction(let items):
      let names = items.map { plan.set.items[$0].name }.joined(separator: "、")
      return Phrase(zh: "数据矛盾:\(names)", en: "contradictory: \(names)")
    case .noResult(let reason):
      return Phrase(
        zh: "算式没有结果:\(reason.phrase.text(.zh))", en: "no result: \(reason.phrase.text(.en))")
    case .notGiven(let scorer):
      return Phrase(zh: "待\(scorer)评分", en: "to be scored by \(scorer)")
    case .notApplicable(let cause): return whyNotApplicable(cause, requirement)
    case .exempt(let exemption):
      let title = plan.set.exemptions[exemption].title
      return Phrase(zh: "免检:\(title)", en: "exempt: \(title)")
    case .waived(let waiver):
      let finding = record.findings[waiver]
      return Phrase(
        zh: "经\(finding.authority)同意暂免(\(finding.document)):\(finding.reason)",
        en: "waived by \(finding.authority) (\(finding.document)): \(finding.reason)")
    case .given(let index):
      let verification = record.verifications[index]
      return Phrase(
        zh: "由\(verification.by)评分(\(verification.document))",
        en: "points given by \(verification.by) (\(verification.document))")
    case .notCounted(_, let earned):
      let text = earned.text(digits: digits)
      return Phrase(
        zh: "得\(text)分,但组内另有更好的,不计入", en: "\(text) points, but beyond the best of its group")
    case .place(let place, let all, let unknown):
      return Phrase(
        zh: "\(value),第\(place)名(共\(all)个)" + (unknown > 0 ? ",另有\(unknown)个未报,名次未定" : ""),
        en: "\(value), place \(place) of \(all)"
          + (unknown > 0 ? ", \(unknown) not known yet, provisional" : ""))
    case .lines(let effects): return why(effects, requirement, value, goal)
    case .condition(let isMet):
      return isMet
        ? Phrase(zh: "已达到:\(goal)", en: "met: \(goal)")
        : Phrase(zh: "未达到:\(goal)", en: "not met: \(goal)")
    case .linear, .band, .row:
      if earned == requirement.points {
        return Phrase(zh: "\(value),达到\(goal)", en: "\(value), reaches \(goal)")
      }
      return Phrase(
        zh: "\(value)" + (goal.isEmpty ? "" : ",未达到\(goal)"),
        en: "\(value)" + (goal.isEmpty ? "" : ", short of \(goal)"))
    }
  }

  private func whyNotApplicable(_ cause: NotApplicableCause, _ requirement: Requirement) -> Phrase {
    switch cause {
    case .applies:
      let text = requirement.applies?.text ?? ""
      return Phrase(zh: "不适用:不符合“\(text)”", en: "not applicable: '\(text)' does not hold")
    case .tooFew(let index):
      let text = requirement.guards[index].condition.text
      return Phrase(zh: "样本太少,不作评价:\(text)", en: "too few to judge: '\(text)'")
    case .nothingToJudge:
      return Phrase(zh: "分子分母均为零,无从评价", en: "zero of zero: nothing to judge")
    }
  }

  private func why(
    _ effects: [LineEffect], _ requirement: Requirement, _ value: String, _ goal: String
  ) -> Phrase {
    guard !effects.isEmpty else {
      return value.isEmpty
        ? Phrase(zh: "没有触发任何一条", en: "no line applied")
        : Phrase(zh: "\(value),没有触发扣分", en: "\(value), no line applied")
    }
    let zh = effects.map { effect in
      (effect.moved.isNegative ? "扣" : "得") + effect.moved.magnitude.text(maximumDigits: 4) + "分"
        + (effect.quantity == .one ? "" : "(计\(effect.quantity.text(maximumDigits: 2))次)")
    }.joined(separator: ",")
    let en = effects.map { effect in
      (effect.moved.isNegative ? "loses " : "earns ")
        + effect.moved.magnitude.text(maximumDigits: 4)
        + (effect.quantity == .one ? "" : " (\(effect.quantity.text(maximumDigits: 2)) times)")
    }.joined(separator: ", ")
    let start = value.isEmpty ? "" : value + (goal.isEmpty ? "" : "(\(goal))") + ":"
    let startEnglish = value.isEmpty ? "" : value + (goal.isEmpty ? "" : " (\(goal))") + ": "
    return Phrase(zh: start + zh, en: startEnglish + en)
  }
}
