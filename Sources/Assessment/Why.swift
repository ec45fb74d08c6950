import Definitions
import FEEL
import Submissions
import SourceText

extension Scorer {
  /// Why a requirement has the points that it has, in one sentence.
  mutating func why(_ outcome: Outcome, of index: Int) -> Phrase {
    let value = valueText(outcome, of: index)
    let judged = if case .overridden(_, let replaced) = outcome.cause { replaced } else { outcome }
    let goal = goal(of: index, judged)
    let rule = plan.rules[index]
    let reason =
      outcome.remarks.contains(.collapsedScale)
      ? outcome.isFull ? reached(value, goal) : missed(value, goal)
      : why(
        outcome.cause, rule, earned: outcome.earned, isFull: outcome.isFull,
        isMet: outcome.status == .met, value, goal)
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
  private mutating func outOfReachNote(of index: Int, _ outcome: Outcome) -> Phrase? {
    guard case .lines = outcome.cause, !outcome.isFull, outcome.status != .missing else {
      return nil
    }
    let lines = plan.rules[index].lines.map(\.line)
    let isByValue = lines.allSatisfy { line in
      guard line.direction == .earn, line.test != nil, line.condition == nil else { return false }
      return if case .per(_, to: .some) = line.quantity { true } else { false }
    }
    guard isByValue, target(of: index)?.number == nil else { return nil }
    return Phrase(
      zh: "（按算出的终点，指标值再好也得不到满分）",
      en: " (with the ends as computed no value earns all points)")
  }

  /// The target as a reason may name it: only where a value that earns all reaches it, and one that does not is short of it.
  /// All may be earned without it, by another row or by steps that are not full.
  private mutating func goal(of index: Int, _ outcome: Outcome) -> String {
    guard let target = target(of: index) else { return "" }
    let requirement = plan.set.requirements[index]
    var isReached = target.isReached(by: outcome.value)
    if case .row(let row) = outcome.cause, case .table(let table) = requirement.scoring,
      requirement.statedTarget == nil
    {
      isReached = row != nil && row == table.rows.firstIndex { $0.earn.isAll }
    }
    return isReached == nil || isReached == outcome.isFull ? target.text : ""
  }

  /// A remark on a reason: how far scores that are taken from other assessments, and still open, may move the points.
  private func openNote(_ outcome: Outcome, of index: Int) -> Phrase? {
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
    guard outcome.replaced != nil, outcome.mayNotApply else { return nil }
    return Phrase(
      zh: "（是否适用尚缺数据；不适用时改判不起作用）",
      en: " (whether it applies is not known yet; where it does not, the decision has no effect)")
  }

  /// Why an adjustment moves the total as it does, in one sentence.
  func why(_ result: AdjustmentResult, ofAdjustment index: Int) -> Phrase {
    let rule = plan.adjustments[index]
    var scorer = self
    let reason = scorer.why(
      result.cause, rule, earned: result.moved, isFull: result.moved == .zero, isMet: false,
      valueText(result, ofAdjustment: index), "")
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

  private mutating func why(
    _ cause: Cause, _ rule: Rule, earned: Points, isFull: Bool, isMet: Bool, _ value: String,
    _ goal: String
  ) -> Phrase {
    func short() -> Phrase { isMet ? met(value, goal, rule) : missed(value, goal) }
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
    case .given(let index):
      let verification = record.verifications[index]
      return Phrase(
        zh: "由\(verification.by)评分（\(verification.document)）",
        en: "points given by \(verification.by) (\(verification.document))")
    case .overridden(let index, let replaced):
      let override = record.decisions[index]
      let (now, before) = (earned.text(digits: digits), replaced.earned.text(digits: digits))
      let reason = why(
        replaced.cause, rule, earned: replaced.earned, isFull: replaced.isFull,
        isMet: replaced.status == .met, value, goal)
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
    case .place(let place, let all, let unknown):
      return Phrase(
        zh: "\(value)，第\(place)名（共\(all)个）" + (unknown > 0 ? "，另有\(unknown)个未报，名次未定" : ""),
        en: "\(value), place \(place) of \(all)"
          + (unknown > 0 ? ", \(unknown) not known yet, provisional" : ""))
    case .lines(let effects): return why(effects, rule, value, goal)
    case .condition(let isMet):
      return isMet
        ? Phrase(zh: "已达到：\(goal)", en: "met: \(goal)")
        : Phrase(zh: "未达到：\(goal)", en: "not met: \(goal)")
    case .linear(let share):
      if share == .one { return reached(value, goal) }
      let percent = share.printed(asPercent: true, against: .one)
      let short = short()
      return Phrase(
        zh: "\(short.text(.zh))，按比例得\(percent)",
        en: "\(short.text(.en)), earns \(percent) in proportion")
    case .band(nil) where rule.isAdjustment:
      return Phrase(zh: "没有符合的一档", en: "no band fits")
    case .row(nil) where rule.isAdjustment:
      return Phrase(zh: "对照表中没有符合的一行", en: "no row of the table fits")
    case .row(let row?) where rule.isAdjustment:
      return whichRow(row, rule)
    case .band(let band):
      if isFull, !rule.isAdjustment { return reached(value, goal) }
      let line = band.map { rule.requirement.scoring.lines[$0] }
      if let line, line.isPerRecord, let records = whichRecords(line, rule) {
        return value.isEmpty
          ? records
          : Phrase(
            zh: "\(value)；\(records.text(.zh))", en: "\(value); \(records.text(.en))")
      }
      let test = line?.test
      guard let side = test.map({ self.side(of: $0) }) else { return short() }
      return Phrase(
        zh: "\(value)，属“\(side.text(.zh))”一档", en: "\(value), in the band '\(side.text(.en))'")
    case .row:
      return isFull ? reached(value, goal) : short()
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

  /// The row of its table that an adjustment goes by.
  private func whichRow(_ row: Int, _ rule: Rule) -> Phrase {
    guard case .table(let table) = rule.requirement.scoring else { return Phrase("") }
    let words = words(table.rows[row], of: table)
    let zh = "对照表第\(row + 1)行"
    let en = "row \(row + 1) of the table"
    return words.isEmpty
      ? Phrase(zh: zh, en: en) : Phrase(zh: "\(zh)：\(words)", en: "\(en): \(words)")
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

  private func reached(_ value: String, _ goal: String) -> Phrase {
    sentence(
      value, goal.isEmpty ? nil : Phrase(zh: "达到\(goal)", en: "reaches \(goal)"),
      otherwise: Phrase(zh: "达到要求", en: "all that is asked"))
  }

  private func missed(_ value: String, _ goal: String) -> Phrase {
    sentence(
      value, goal.isEmpty ? nil : Phrase(zh: "未达到\(goal)", en: "short of \(goal)"),
      otherwise: Phrase(zh: "未达到要求", en: "short of what is asked"))
  }

  /// What counts as met without having all points: from which share, and what all of them ask for.
  private func met(_ value: String, _ goal: String, _ rule: Rule) -> Phrase {
    let from = rule.requirement.metFrom.printed(asPercent: true, against: .one)
    let full =
      goal.isEmpty
      ? Phrase(zh: "没有得满分", en: "not all points")
      : Phrase(zh: "满分要\(goal)", en: "all points ask for \(goal)")
    let met = Phrase(
      zh: "已达到（得分值的\(from)即算），\(full.text(.zh))",
      en: "met (from \(from) of the points), \(full.text(.en))")
    return sentence(value, met, otherwise: met)
  }

  private func sentence(_ value: String, _ goal: Phrase?, otherwise: Phrase) -> Phrase {
    let rest = goal ?? otherwise
    guard !value.isEmpty else { return rest }
    return Phrase(zh: "\(value)，\(rest.text(.zh))", en: "\(value), \(rest.text(.en))")
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
