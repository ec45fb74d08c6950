import Assessment
import Definitions
import FEEL
import SourceText

extension Obstacle {
  /// The kind of the obstacle, as `assessment.json` names it.
  var kind: String {
    switch self {
    case .total: "total"
    case .reported: "reported"
    case .task: "task"
    case .notMet: "not met"
    case .check: "check"
    case .veto: "veto"
    case .after: "after"
    case .notJudged: "not judged"
    case .blocked: "blocked"
    case .peers: "peers"
    case .closed: "closed"
    }
  }

  /// What is missing to the gate, in a few words that begin with what to do about it.
  func words(gate: Gate, _ set: IndicatorSet) -> Phrase {
    switch self {
    case .total(let needed, let short):
      Phrase(
        zh: "总分还差 \(short.points) 分（需 \(needed.points) 分）",
        en: "the total is \(short.points) short of \(needed.points)")
    case .reported(let needed, let items, let all):
      Phrase(
        zh: "应报 \(all) 项，已报 \(items) 项，不到 \(needed.percent)",
        en: "\(items) of \(all) items are reported, \(needed.percent) are needed")
    case .task(let index, let needed, let short):
      Phrase(
        zh:
          "\(set.tasks[index].id) \(set.tasks[index].title)还差 \(short.points) 分（需 \(needed.points) 分）",
        en:
          "\(set.tasks[index].id) \(set.tasks[index].title) is \(short.points) short of \(needed.points)"
      )
    case .notMet(let index, let lack):
      Self.notMet(set.requirements[index], lack)
    case .check(let index): Phrase(gate.checks[index].message)
    case .veto(let index, let state): Self.words(set.vetoes[index], state)
    case .after(let index):
      Phrase(
        zh: "须先通过“\(set.gates[index].shortTitle)”",
        en: "'\(set.gates[index].shortTitle)' comes first")
    case .notJudged:
      Phrase(zh: "计入的分值不到一半，不作评定", en: "less than half of the points can be judged")
    case .blocked(let source, isMissing: false):
      Phrase(
        zh: "\(set.node(of: source).id) 用到的数与别的单位比较后还可能判为矛盾，暂不评定",
        en:
          "what \(set.node(of: source).id) reads may yet contradict what others report, nothing is decided before that is known"
      )
    case .blocked(let source, isMissing: true):
      Phrase(
        zh: "\(set.node(of: source).id) 缺数据，暂不评定",
        en: "\(set.node(of: source).id) is missing, nothing is decided before it is there")
    case .peers(0):
      Phrase(zh: "用到的下级单位的数还没有定，结论未定", en: "what it asks of units below may still change")
    case .peers(let count):
      Phrase(
        zh: "另有 \(count) 个同类单位的数还没有定，结论未定",
        en:
          "what \(count) \(count == 1 ? "peer has" : "peers have") is not settled yet; provisional")
    case .closed:
      Phrase(zh: "截止日期已过仍未定，按未过处理", en: "still open after the closing date, which counts as failed")
    }
  }

  /// A requirement that a gate wants met: by the mark `core` or by another one.
  private static func notMet(_ requirement: Requirement, _ lack: Lack) -> Phrase {
    let (id, title) = (requirement.id, requirement.title)
    let state =
      switch lack {
      case .points: Phrase(zh: "未达到", en: "is not met")
      case .data: Phrase(zh: "未报", en: "is not reported")
      case .agreement: Phrase(zh: "数据矛盾", en: "has contradictory data")
      case .result: Phrase(zh: "算不出结果", en: "has no result")
      case .score: Phrase(zh: "待评分", en: "is not scored yet")
      }
    let (zh, en) = (state.text(.zh), state.text(.en))
    return requirement.marks.contains("core")
      ? Phrase(zh: "核心要求 \(id) \(zh)：\(title)", en: "core requirement \(id) \(en): \(title)")
      : Phrase(
        zh: "须达标的要求 \(id) \(zh)：\(title)",
        en: "requirement \(id), which the gate wants met, \(en): \(title)")
  }

  /// The state of a veto, in a few words.
  static func words(_ veto: Veto, _ state: VetoState) -> Phrase {
    let (id, title) = (veto.id, veto.title)
    let authority = veto.foundBy.joined(separator: "、")
    return switch state {
    case .none, .found:
      Phrase(zh: "\(id) \(title)，已认定", en: "\(id) \(title): found")
    case .asked:
      Phrase(
        zh: "\(id) \(title)：上报数据有迹象，待\(authority)认定",
        en: "\(id) \(title): the data show a sign, \(authority) has to find")
    case .unknown:
      Phrase(
        zh: "\(id) \(title)：判断所需的数据缺报", en: "\(id) \(title): what would show it is missing")
    }
  }
}

extension Number {
  /// A number of points as it is printed: two digits, or as many more as it takes not to look like zero.
  var points: String {
    let text = printed(asPercent: false, against: .zero)
    guard let dot = text.firstIndex(of: ".") else { return text + ".00" }
    let digits = text.distance(from: dot, to: text.endIndex) - 1
    return text + String(repeating: "0", count: max(0, 2 - digits))
  }

  /// A share as a percentage.
  var percent: String { printed(asPercent: true, against: nil) }
}

extension GateResult {
  /// What stands in the way, a sentence each; for a gate that is open while nothing does, what can still decide.
  func steps(_ gate: Gate, _ set: IndicatorSet, of unit: UnitAssessment) -> [Phrase] {
    guard obstacles.isEmpty, verdict == .open else {
      return obstacles.map { $0.words(gate: gate, set) }
    }
    return [.openWithoutObstacle(StillOpen(unit))]
  }
}

extension Phrase {
  /// That a gate is open though nothing stands in the way.
  static func openWithoutObstacle(_ open: StillOpen) -> Phrase {
    Phrase(zh: "按现有的数据各项都满足；", en: "all is fulfilled by what is known; ")
      + open.canDecide
  }
}
