import Definitions
import FEEL
import Submissions
import SourceText

extension Scorer {
  /// Why a requirement has the points that it has, in one sentence.
  mutating func why(_ outcome: Outcome, of index: Index<Requirement>) -> Phrase {
    let value = valueText(outcome, of: index)
    let ruled = if case .overridden(_, let replaced) = outcome.cause { replaced } else { outcome }
    let rule = plan.rules[index]
    let judged = Judged(
      rule: plan.rules[index], value: value, goal: goal(of: index, ruled), isFull: outcome.isFull,
      isMet: outcome.status == .met)
    // Where the ends have collapsed there is no proportion to tell of.
    let isCollapsed =
      if case .share = outcome.cause { outcome.remarks.contains(.collapsedScale) } else { false }
    let reason =
      isCollapsed
      ? outcome.isFull ? judged.reached : judged.missed
      : why(outcome.cause, judged, earned: outcome.earned)
    let isProvisional = outcome.isOpen && outcome.status != .missing
    let remarks = [
      outcome.isShortByAHair ? .shortByAHair : nil, remarks(outcome.remarks),
      outcome.status == .missing && lackingBelow(rule).count > 1 ? nil : coverageNote(of: rule),
      openNote(outcome, of: index), decisionNote(outcome),
      isProvisional ? peerNote(of: rule) : nil, outOfReachNote(of: index, outcome),
    ]
    return reason + remarks
  }

  /// A remark on a reason: no value earns all points, for the ends of the steps are too near.
  private mutating func outOfReachNote(of index: Index<Requirement>, _ outcome: Outcome) -> Phrase?
  {
    guard !outcome.isFull, outcome.status != .missing,
      plan.rules[index].way.isOutOfReach(outcome, of: index, by: &self)
    else { return nil }
    return Phrase(
      zh: "（按算出的终点，指标值再好也得不到满分）",
      en: " (with the ends as computed no value earns all points)")
  }

  /// The target as a reason may name it: only where a value that earns all reaches it, and one that does not is short of it.
  /// All may be earned without it, by another row or by steps that are not full.
  private mutating func goal(of index: Index<Requirement>, _ outcome: Outcome) -> String {
    guard let target = target(of: index) else { return "" }
    let rule = plan.rules[index]
    let isReached = rule.way.isReached(target, by: outcome, of: rule.requirement)
    return isReached == nil || isReached == outcome.isFull ? target.text : ""
  }

  /// A remark on a reason: how far scores that are taken from other assessments, and still open, may move the points.
  private func openNote(_ outcome: Outcome, of index: Index<Requirement>) -> Phrase? {
    guard !ends.isEmpty, plan.movements?.requirements[index] != nil, outcome.isOpen,
      outcome.status != .missing
    else { return nil }
    let (worst, best) = (outcome.worst.text(digits: digits), outcome.best.text(digits: digits))
    return Phrase(
      zh: "（取自其他评价的得分未定，本条可能得\(worst)至\(best)分）",
      en: " (a score that it takes is still open: \(worst) … \(best) points)")
  }

  /// A remark on decided points: that they count only where the requirement applies, while that is not known.
  private func decisionNote(_ outcome: Outcome) -> Phrase? {
    guard outcome.replaced != nil, outcome.tally.marks[.mayNotApply] else { return nil }
    return Phrase(
      zh: "（是否适用尚缺数据；不适用时改判不起作用）",
      en: " (whether it applies is not known yet; where it does not, the decision has no effect)")
  }

  /// Why an adjustment moves the total as it does, in one sentence.
  func why(_ result: AdjustmentResult, ofAdjustment index: Int) -> Phrase {
    let rule = plan.adjustments[index]
    var scorer = self
    let judged = Judged(
      rule: rule, value: valueText(result, ofAdjustment: index), goal: "",
      isFull: result.moved == .zero, isMet: false)
    let reason = scorer.why(result.cause, judged, earned: result.moved)
    let isProvisional = result.worst != result.best && result.outcome != .missing
    return reason + [
      remarks(result.remarks),
      result.outcome == .missing && lackingBelow(rule).count > 1 ? nil : coverageNote(of: rule),
      isProvisional ? peerNote(of: rule) : nil,
      result.outcome == .missing ? rangeNote(result) : nil,
    ]
  }

  /// The remarks behind a reason; nil where there are none.
  private func remarks(_ remarks: [Remark]) -> Phrase? {
    remarks.isEmpty ? nil : remarks.map(\.phrase).joined()
  }

  /// A remark on an adjustment that is missing: that it moves nothing for now, and what it may still move.
  private func rangeNote(_ result: AdjustmentResult) -> Phrase {
    func text(_ points: Points) -> String {
      points > .zero ? "+" + points.text(digits: digits) : points.text(digits: digits)
    }
    let worst = result.worst.map { Phrase(text($0)) } ?? Phrase(zh: "无下限", en: "no limit")
    let best = result.best.map { Phrase(text($0)) } ?? Phrase(zh: "无上限", en: "no limit")
    return Phrase(
      zh: "（暂不加减分，报齐后为 \(worst.text(.zh)) 到 \(best.text(.zh))）",
      en: " (moves nothing for now; \(worst.text(.en)) … \(best.text(.en)) once it is known)")
  }

  private mutating func why(_ cause: Cause, _ judged: Judged, earned: Points) -> Phrase {
    let rule = judged.rule
    switch cause {
    case .missing(let items):
      return whyMissing(items, rule)
    case .contradiction(let items):
      let names = items.map { plan.set.items[$0].name }.joined(separator: "、")
      return Phrase(zh: "数据矛盾：\(names)", en: "contradictory: \(names)")
    case .noResult(let reason):
      return Phrase(
        zh: "算式没有结果：\(reason.phrase.text(.zh))", en: "no result: \(reason.phrase.text(.en))")
    case .noStep(let line, let size): return whyNoStep(line, size, rule)
    case .noEarlierValue:
      return Phrase(zh: "缺往期数据，无从比较", en: "missing: no earlier value to compare with")
    case .notGiven(let scorer):
      return Phrase(zh: "待\(scorer)评分", en: "to be scored by \(scorer)")
    case .notApplicable(let cause): return whyNotApplicable(cause, rule.requirement)
    case .exempt(let exemption):
      let title = plan.set.exemptions[exemption].title
      return Phrase(zh: "免检：\(title)", en: "exempt: \(title)")
    case .waived(let waiver):
      let finding = record.findings[waiver]
      return Phrase(
        zh: "经\(finding.authority)同意豁免（\(finding.document)）：\(finding.reason)",
        en: "waived by \(finding.authority) (\(finding.document)): \(finding.reason)")
    case .overridden(let index, let replaced):
      let override = record.decisions[index]
      let (now, before) = (earned.text(digits: digits), replaced.earned.text(digits: digits))
      let ruled = Judged(
        rule: rule, value: judged.value, goal: judged.goal, isFull: replaced.isFull,
        isMet: replaced.status == .met)
      let reason = why(replaced.cause, ruled, earned: replaced.earned)
      return Phrase(
        zh:
          "\(override.by)改为\(now)分（\(override.document)）：\(override.reason)；按规则得\(before)分：\(reason.text(.zh))",
        en:
          "\(now) points decided by \(override.by) (\(override.document)): \(override.reason); by the rule \(before): \(reason.text(.en))"
      )
    case .notCounted(.missing, _):
      return Phrase(zh: "缺数据，组内另有更好的，不计入", en: "missing, and others of its group are better")
    case .notCounted(_, let earned):
      let text = earned.text(digits: digits)
      return Phrase(
        zh: "得\(text)分，但组内另有更好的，不计入", en: "\(text) points, but beyond the best of its group")
    case .lines, .band, .row, .share, .condition, .place, .given:
      return rule.way.reason(cause, judged, by: &self)
    }
  }

  /// That a step is nothing or less, in the words of the rule.
  private func whyNoStep(_ line: Int, _ size: Number, _ rule: Rule) -> Phrase {
    let number = line + 1
    guard case .per(let step, _) = rule.lines[line].line.quantity else { return Phrase("") }
    let (words, size) = (step.text, size.exactText)
    return Phrase(
      zh: "第\(number)条每“\(words)”一步，算得\(size)，不大于0，数不出步数",
      en:
        "line \(number) counts per \(words), which comes to \(size): only a step above 0 can be counted"
    )
  }

  /// What is missing; where units below lack different things, of which unit.
  private func whyMissing(_ items: [Int], _ rule: Rule) -> Phrase {
    let groups = lackingBelow(rule)
    guard groups.count > 1 else {
      let names = items.map { missingName($0) }.joined(separator: "、")
      return Phrase(zh: "缺数据：\(names)", en: "missing: \(names)")
    }
    let below = Set(groups.flatMap(\.items))
    var zh = items.filter { !below.contains($0) }.map { missingName($0) }
    var en = zh
    for (items, units) in groups {
      let what = items.map { plan.set.items[$0].name }.joined(separator: "、")
      let (names, rest) = names(of: units)
      zh.append("\(names.joined(separator: "、"))\(rest.zh)的\(what)")
      en.append("\(what) of \(names.joined(separator: ", "))\(rest.en)")
    }
    let (inChinese, inEnglish) = (zh.joined(separator: "；"), en.joined(separator: "; "))
    return Phrase(zh: "缺数据：\(inChinese)", en: "missing: \(inEnglish)")
  }

  /// An item that is missing; of a table that is there, the columns that some record lacks.
  private func missingName(_ item: Int) -> String {
    let name = plan.set.items[item].name
    guard let table = plan.set.items[item].table, case .list(let records) = slots[item] else {
      return name
    }
    let lacking = table.columns.indices.filter { column in
      records.contains { $0.context?.values[column].isNull ?? false }
    }
    let columns = lacking.map { table.columns[$0].name }.joined(separator: "、")
    return lacking.isEmpty ? name : "\(name).\(columns)"
  }

  private func whyNotApplicable(_ cause: NotApplicableCause, _ requirement: Requirement) -> Phrase {
    switch cause {
    case .applies:
      let text = requirement.applies?.text ?? ""
      return Phrase(zh: "不适用：不符合“\(text)”", en: "not applicable: '\(text)' does not hold")
    case .tooFew(let index):
      let text = requirement.guards[index].condition.text
      return Phrase(zh: "样本太少，不作评价：\(text)", en: "too few to judge: '\(text)'")
    case .nothingToJudge:
      return Phrase(zh: "分子分母均为零，无从评价", en: "zero of zero: nothing to judge")
    case .level(let level):
      return Phrase(
        zh: "由\(level.phrase.text(.zh))级填报，本级不评",
        en: "reported by the \(level.phrase.text(.en)), not judged at this level")
    }
  }
}

extension Judged {
  /// That all that is asked is there.
  var reached: Phrase {
    sentence(
      goal.isEmpty
        ? Phrase(zh: "达到要求", en: "all that is asked")
        : Phrase(zh: "达到\(goal)", en: "reaches \(goal)"))
  }

  /// That it is not.
  var missed: Phrase {
    sentence(
      goal.isEmpty
        ? Phrase(zh: "未达到要求", en: "short of what is asked")
        : Phrase(zh: "未达到\(goal)", en: "short of \(goal)"))
  }

  /// What stands short of all points: where that counts as met, from which share, and what all of them ask for.
  var short: Phrase {
    guard isMet else { return missed }
    let from = rule.requirement.metFrom.printed(asPercent: true, against: .one)
    let full =
      goal.isEmpty
      ? Phrase(zh: "没有得满分", en: "not all points")
      : Phrase(zh: "满分要\(goal)", en: "all points ask for \(goal)")
    return sentence(
      Phrase(
        zh: "已达到（得分值的\(from)即算），\(full.text(.zh))",
        en: "met (from \(from) of the points), \(full.text(.en))"))
  }

  private func sentence(_ rest: Phrase) -> Phrase {
    value.isEmpty
      ? rest : Phrase(zh: "\(value)，\(rest.text(.zh))", en: "\(value), \(rest.text(.en))")
  }
}

extension Phrase {
  /// All points are printed and not all are earned.
  fileprivate static let shortByAHair = Phrase(
    zh: "（差额不足一分的末位，四舍五入后得满分，但仍算没有达到）",
    en: " (short by less than is printed: all points after rounding, but not met)")

  /// A reason with the remarks on it.
  fileprivate static func + (reason: Phrase, remarks: [Phrase?]) -> Phrase {
    remarks.compactMap(\.self).reduce(reason) { $0 + $1 }
  }
}
