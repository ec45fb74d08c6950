import Assessment
import Definitions
import FEEL
import SourceText

extension Verdict {
  /// A sign that stands beside the word, never instead of it.
  var sign: String {
    switch self {
    case .passed: "✓"
    case .failed: "✗"
    case .open: "…"
    }
  }

  /// The verdict in one word.
  var phrase: Phrase {
    switch self {
    case .passed: Phrase(zh: "通过", en: "passed")
    case .failed: Phrase(zh: "未过", en: "failed")
    case .open: Phrase(zh: "待定", en: "open")
    }
  }
}

extension Status {
  /// A sign that stands beside the word.
  var sign: String {
    switch self {
    case .met, .exempt: "✓"
    case .partly: "◐"
    case .notMet: "✗"
    case .missing: "?"
    case .notApplicable, .waived, .notCounted: "–"
    }
  }

  /// The state in one word.
  var phrase: Phrase {
    switch self {
    case .met: Phrase(zh: "达到", en: "met")
    case .partly: Phrase(zh: "部分得分", en: "partly")
    case .notMet: Phrase(zh: "未得分", en: "not met")
    case .missing: Phrase(zh: "缺数据", en: "missing")
    case .notApplicable: Phrase(zh: "不适用", en: "not applicable")
    case .exempt: Phrase(zh: "免检", en: "exempt")
    case .waived: Phrase(zh: "准予豁免", en: "waived")
    case .notCounted: Phrase(zh: "不计入", en: "not counted")
    }
  }
}

extension Outcome {
  /// The state in one word; what nobody has scored yet is not called missing data.
  var phrase: Phrase {
    if case .notGiven = cause { return Phrase(zh: "待评分", en: "not scored yet") }
    // Points say nothing of one that has all its points, or none to earn.
    if status.isUnmet, status != .missing, earned == base {
      return Phrase(zh: "未达到", en: "not met")
    }
    return status.phrase
  }
}

extension Provenance {
  /// Where a requirement comes from, in one word.
  var phrase: Phrase {
    switch self {
    case .seed: Phrase(zh: "公开报道", en: "reported in public")
    case .programme: Phrase(zh: "官方项目", en: "from the programme")
    case .comparable: Phrase(zh: "同类办法", en: "from a comparable scheme")
    case .drafted: Phrase(zh: "起草", en: "drafted")
    }
  }
}

extension Value {
  /// A value of a unit below: what it is, that there is nothing to judge, or that it is not there.
  var wordsBelow: Phrase {
    guard case .null(let null) = self else { return phrase }
    return null.reason == .nothingToJudge
      ? Phrase(zh: "（不适用）", en: "(not applicable)")
      : Phrase(zh: "（未报）", en: "(not reported)")
  }
}

extension DataState {
  /// The state of the data in one word.
  var phrase: Phrase {
    switch self {
    case .reported: Phrase(zh: "已报", en: "reported")
    case .rolledUp: Phrase(zh: "已汇总", en: "rolled up")
    case .partial: Phrase(zh: "部分汇总", en: "partly rolled up")
    case .taken: Phrase(zh: "取自另一套评价", en: "taken from another assessment")
    case .incomplete: Phrase(zh: "下级没有报齐", en: "not all units below have reported")
    case .verified: Phrase(zh: "已核定", en: "verified")
    case .blank: Phrase(zh: "空白", en: "blank")
    case .missing: Phrase(zh: "未报", en: "not reported")
    case .unreadable: Phrase(zh: "无法识别", en: "unreadable")
    case .conflicting: Phrase(zh: "前后不一", en: "conflicting")
    case .contradictory: Phrase(zh: "相互矛盾", en: "contradictory")
    case .refused: Phrase(zh: "疑似个人信息，未收", en: "refused")
    }
  }
}

extension Gap {
  /// What is taken for the repair of a gap, where more than its own points hangs on it; nil where nothing has to be assumed.
  func assumption(_ set: IndicatorSet) -> Phrase? {
    if isAssumed {
      return Phrase(
        zh: "只算这一条得满分；它用的数别处也用，怎样改没有唯一答案",
        en:
          "these points alone: other points move with the same items, and there is more than one way"
      )
    }
    guard isTargetMoving else { return repair(set) }
    guard let repair = repair(set) else {
      return Phrase(
        zh: "目标可能随本单位的数一起变，这里只算这一条得满分，实际可能少些",
        en:
          "what is asked may move with the unit's own value: these points alone, which may turn out fewer"
      )
    }
    return repair
      + Phrase(
        zh: "；目标随本单位的数一起变，这时还没有得满分",
        en: "; what is asked moves with the unit's own value, it does not earn all yet")
  }

  /// The change of what is reported that is taken for the repair; nil where there is none.
  private func repair(_ set: IndicatorSet) -> Phrase? {
    if changes.isEmpty { return nil }
    return changes.map { change in
      let item = set.items[change.item]
      return Phrase("\(item.name) = ") + item.phrase(change.value)
    }.joined()
  }

  /// What is said beside the points to win: what they assume, and why there are none; nil where they speak for themselves.
  func note(_ set: IndicatorSet) -> Phrase? {
    if isDecided {
      return Phrase(
        zh: "（分数已由人改判，改报数据不再改变它）",
        en: " (a person decided the points: no change of what is reported moves them)")
    }
    if isAssumed {
      return Phrase(
        zh: "（增加的分只算这一条：它用的数别处也用，怎样改没有唯一答案）",
        en:
          " (only these points are counted: others move with the same items, and there is more than one way)"
      )
    }
    if isTargetMoving, let assumption = assumption(set) {
      return Phrase(zh: "（", en: " (") + assumption + Phrase(zh: "）", en: ")")
    }
    if let repair = repair(set) {
      return Phrase(zh: "（按 ", en: " (with ") + repair
        + Phrase(zh: " 全部重算）", en: ", everything scored again)")
    }
    if win != .zero { return nil }
    return Phrase(
      zh: "（受组内封顶或总分限额，单独补上暂不加分）",
      en: " (a cap of its group or of the total takes it away)")
  }
}

extension StringProtocol {
  /// The text without spaces at its ends.
  var trimmed: String {
    var rest = self[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
