import FEEL
import Formats
import SourceText

/// What is wrong with points, tasks, groups, views and gates.
extension Diagnostic {
  static func pointsAndWeight(_ entry: Entry) -> Diagnostic {
    Diagnostic(
      Code.pointsAndWeight, .error,
      Phrase(zh: "分值和权重只能写一个", en: "a requirement has points or a weight, not both"),
      at: entry.place(of: .weight))
  }

  static func withoutPoints(_ entry: Entry) -> Diagnostic {
    let id = entry.id ?? ""
    return Diagnostic(
      Code.withoutPoints, .error,
      Phrase(zh: "要求“\(id)”没有分值", en: "the requirement '\(id)' has no points"),
      at: entry.headPlace,
      help: Phrase(
        zh: "写上 points（分值）或 weight（权重）",
        en: "give it 'points', or a 'weight' to share the task's points"))
  }

  static func weightNotPositive(_ node: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.outOfRange, .error,
      Phrase(zh: "权重“\(text)”应当大于零", en: "expected a weight above zero, found '\(text)'"),
      at: node.place)
  }

  static func nothingToShare(_ entry: Entry) -> Diagnostic {
    Diagnostic(
      Code.nothingToShare, .error,
      Phrase(
        zh: "其他要求已用完任务的分值，没有可按权重分摊的",
        en: "the other requirements leave no points to share out by weight"),
      at: entry.place(of: .weight))
  }

  static func sumDiffers(
    _ entry: Entry, sum: Points, stated: Points, digits: Int, of id: String
  ) -> Diagnostic {
    let (have, want) = (sum.text(digits: digits), stated.text(digits: digits))
    let isShort = sum < stated
    let gap = (isShort ? stated - sum : sum - stated).text(digits: digits)
    let (zh, en) = entry.kind == .set ? ("各项重点任务", "its tasks") : ("各条要求", "its requirements")
    return Diagnostic(
      Code.pointsDoNotAddUp, .error,
      Phrase(
        zh: "“\(id)”的分值是 \(want)，\(zh)合计 \(have)，\(isShort ? "少" : "多") \(gap)",
        en:
          "'\(id)' has \(want) points, \(en) add up to \(have): \(gap) too \(isShort ? "few" : "many")"
      ),
      at: entry.valuePlace(of: .points))
  }

  static func taskWithoutRequirements(_ entry: Entry) -> Diagnostic {
    let id = entry.id ?? ""
    return Diagnostic(
      Code.emptyEntry, .error,
      Phrase(zh: "任务“\(id)”下没有要求", en: "the task '\(id)' has no requirements"),
      at: entry.headPlace)
  }

  static func groupWithoutMembers(_ entry: Entry) -> Diagnostic {
    let id = entry.id ?? ""
    return Diagnostic(
      Code.emptyEntry, .error,
      Phrase(zh: "要求组“\(id)”里没有要求", en: "the group '\(id)' has no requirements"),
      at: entry.headPlace)
  }

  static func bestAboveMembers(_ node: YAMLNode, members: Int) -> Diagnostic {
    let best = node.text ?? ""
    return Diagnostic(
      Code.bestAboveMembers, .error,
      Phrase(
        zh: "取最好的 \(best) 条，组内却只有 \(members) 条",
        en: "the best \(best) count, but the group has only \(members)"),
      at: node.place)
  }

  static func sharesAboveAll(_ key: YAMLNode, sum: Number) -> Diagnostic {
    let text = (sum * Number(100)).description
    return Diagnostic(
      Code.sharesAboveAll, .error,
      Phrase(zh: "各分项合计 \(text)%，超过 100%", en: "the shares add up to \(text)%, above 100%"),
      at: key.place)
  }

  static func shareNotPositive(_ node: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.outOfRange, .error,
      Phrase(zh: "份额“\(text)”应当大于零", en: "expected a share above zero, found '\(text)'"),
      at: node.place)
  }

  static func gateWithoutNeeds(_ entry: Entry) -> Diagnostic {
    let id = entry.id ?? ""
    return Diagnostic(
      Code.emptyEntry, .error,
      Phrase(zh: "门槛“\(id)”没有任何要求", en: "the gate '\(id)' asks for nothing"),
      at: entry.headPlace,
      help: Phrase(
        zh: "写上 needs（须达到）或 checks（校验）", en: "say what it 'needs', or give it 'checks'"))
  }

  static func gateCycle(_ node: YAMLNode) -> Diagnostic {
    let id = node.text ?? ""
    return Diagnostic(
      Code.gateCycle, .error,
      Phrase(zh: "门槛互为前置：“\(id)”又排在本门槛之后", en: "the gate '\(id)' comes after this one in turn"),
      at: node.place)
  }

  static func gateAfterLater(_ node: YAMLNode) -> Diagnostic {
    let id = node.text ?? ""
    return Diagnostic(
      Code.gateAfterLater, .error,
      Phrase(zh: "前置门槛“\(id)”写在本门槛的后面", en: "the gate '\(id)' stands later in the list"),
      at: node.place,
      help: Phrase(zh: "先写前置的门槛", en: "list gates in the order in which they are passed"))
  }

  static func passedLater(_ id: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.gateAfterLater, .error,
      Phrase(
        zh: "判定本门槛时，门槛“\(id)”还没有结果", en: "the gate '\(id)' is not judged before this one"),
      at: place, help: Phrase(zh: "只能问写在前面的门槛", en: "ask for gates that stand earlier in the list"))
  }

  static func unreachableTotal(_ node: YAMLNode, most: String) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.unreachableTotal, .error,
      Phrase(
        zh: "总分最多 \(most)，达不到 \(text)",
        en: "the total is at most \(most), below the \(text) asked for"),
      at: node.place)
  }

  static func formNeedsID(_ node: YAMLNode, form: String) -> Diagnostic {
    Diagnostic(
      Code.formNeedsID, .error,
      Phrase(
        zh: "“\(form)”的括号里应当是带引号的编号", en: "expected an id in quotes as the argument of '\(form)'"),
      at: node.place, help: Phrase(zh: "如 \(form)(\"T05.03\")", en: "such as \(form)(\"T05.03\")"))
  }

  static func unknownID(
    _ code: Code, _ id: String, at place: Place, known: some Sequence<String>, zh: String,
    en: String
  ) -> Diagnostic {
    Diagnostic(
      code, .error, Phrase(zh: "没有编号为“\(id)”的\(zh)", en: "there is no \(en) '\(id)'"), at: place,
      help: Phrase.didYouMean(suggestions(for: id, among: known)))
  }

  static func vetoWithoutEffect(_ entry: Entry) -> Diagnostic {
    let id = entry.id ?? ""
    return Diagnostic(
      Code.emptyEntry, .error,
      Phrase(zh: "否决“\(id)”没有后果", en: "the veto '\(id)' does nothing"),
      at: entry.place(of: .then),
      help: Phrase(
        zh: "写上 bar（一票否决）、grade at most（一票否优）、lose（扣）或 total at most（总分最多）",
        en: "give it 'bar', 'grade at most', 'lose' or 'total at most'"))
  }
}
