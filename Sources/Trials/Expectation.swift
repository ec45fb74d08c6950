package import FEEL
import Formats
package import SourceText

/// What a case expects of one result.
package struct Expectation: Sendable {
  package let fact: Fact
  /// The text as it is compared: words in English.
  package let text: String
  /// How far a number may be off, both ways; nil: not at all.
  package let within: Number?
  /// Where it is written.
  package let place: Place

  /// Whether a result is as expected: numbers by their value, everything else by its text.
  package func agrees(with found: String) -> Bool {
    if found == text { return true }
    // 0571 is a text, and not the number 571.
    if found.utf8.first == UInt8(ascii: "0"), found.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    {
      return false
    }
    // `1.80 of 4.50`: both numbers.
    let (parts, others) = (found.split(separator: " of "), text.split(separator: " of "))
    if parts.count == 2, others.count == 2 {
      return zip(parts, others).allSatisfy { part, other in
        Expectation.number(String(part)) == Expectation.number(String(other))
      }
    }
    guard let a = Expectation.number(found), let b = Expectation.number(text) else { return false }
    return within.map { (a - b).magnitude <= $0 } ?? (a == b)
  }

  /// A decimal or a percentage.
  static func number(_ text: String) -> Number? {
    guard text.utf8.last == UInt8(ascii: "%") else { return Number(decimal: text) }
    return Number(decimal: text.dropLast())?.divided(by: 100)
  }
}

/// Reads what a case expects of a unit, in either language.
struct ExpectationReader {
  let table: FactIndex
  private(set) var expectations: [Expectation] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ table: FactIndex) { self.table = table }

  /// Reads the expectations of a unit.
  mutating func read(_ node: YAMLNode) { read(node, below: "") }

  private mutating func read(_ node: YAMLNode, below path: String) {
    guard case .mapping(let entries) = node.content else { return }
    for (key, value) in entries {
      let name = key.text ?? ""
      let words = ResultNames.names(below: path)
      let path = (path.isEmpty ? "" : path + " ") + (words[name] ?? name)
      if let fact = table[path] {
        add(value, fact)
      } else if case .mapping = value.content, !table.names(after: path).isEmpty {
        read(value, below: path)
      } else if let fact = short(path, value) {
        add(value, fact)
      } else {
        diagnostics.append(unknown(key, below: path))
      }
    }
  }

  /// The result that is meant where only a value stands behind an id: of a requirement a word is its status and a number
  /// its points, of an adjustment a number what it moves.
  private func short(_ path: String, _ value: YAMLNode) -> Fact? {
    guard let text = value.text else { return nil }
    let isNumber = Expectation.number(text) != nil
    return table["\(path) \(isNumber ? "earned" : "status")"] ?? table["\(path) moved"]
  }

  private mutating func add(_ node: YAMLNode, _ fact: Fact) {
    var value = node
    var within: Number?
    if case .mapping(let entries) = node.content {
      for (key, part) in entries {
        switch key.text {
        case "is", "等于": value = part
        case "within", "误差":
          within = part.text.flatMap(Expectation.number)
          if within == nil { diagnostics.append(.expectedTolerance(part)) }
        default: diagnostics.append(.unknownResult(key, known: ["is", "等于", "within", "误差"]))
        }
      }
    }
    guard let written = text(value) else {
      diagnostics.append(.unknownResult(value, known: []))
      return
    }
    let text = ResultNames.values[written] ?? written.replacing("/", with: " of ")
    if let words = fact.words, !words.contains(text) {
      let chinese = words.compactMap { word in
        ResultNames.values.first { $0.value == word }?.key
      }
      diagnostics.append(.unknownResult(value, known: words + chinese))
      return
    }
    expectations.append(Expectation(fact: fact, text: text, within: within, place: value.place))
  }

  private func text(_ node: YAMLNode) -> String? {
    switch node.content {
    case .scalar(let text, _): text
    case .sequence(let members): members.map { $0.text ?? "" }.joined(separator: ", ")
    case .mapping: nil
    }
  }

  private func unknown(_ key: YAMLNode, below path: String) -> Diagnostic {
    // The names beside it, in both languages.
    let before = path.split(separator: " ").dropLast().joined(separator: " ")
    let english = table.names(after: before)
    let chinese = ResultNames.names(below: before).filter { english.contains($0.value) }
    return .unknownResult(key, known: english + chinese.keys.sorted())
  }
}

extension Fact {
  /// The names on the way to it.
  package var name: Phrase {
    let (path, english) = (self.path, self.path)
    return Phrase(zh: ResultNames.chinese(of: path), en: english)
  }

  /// A text of the result; words are translated.
  package func phrase(of text: String) -> Phrase {
    let chinese = words == nil ? nil : ResultNames.values.first { $0.value == text }?.key
    let shown = text.shownAmounts
    return Phrase(zh: chinese ?? shown, en: shown)
  }
}

/// What results are called in Chinese, and by other English words.
enum ResultNames {
  /// The path with its words in Chinese.
  static func chinese(of path: String) -> String {
    var before = ""
    var words: [String] = []
    for part in Fact.names(on: path) {
      let word = names(below: before).filter { $0.value == part }.keys.min {
        ($0.utf8.first ?? 0 < 0x80 ? 1 : 0, $0) < ($1.utf8.first ?? 0 < 0x80 ? 1 : 0, $1)
      }
      words.append(word ?? part)
      before += before.isEmpty ? part : " " + part
    }
    return words.joined(separator: " ")
  }

  /// The words for results, in Chinese, by level of the path.
  static func names(below path: String) -> [String: String] {
    if path.isEmpty || path == "projected" || path == "final" { return ofUnit }
    if path == "decisions" { return ofDecisions }
    if path.hasPrefix("made of") { return ofBreakdown }
    return path.hasPrefix("requirements") || path.hasPrefix("adjustments")
      || path.hasPrefix("groups") || path.hasPrefix("column") ? ofParts : [:]
  }

  private static let ofUnit = [
    "总分": "total", "可能范围": "range", "得分": "score", "得分合计": "earned", "基数": "base",
    "可以评定": "judged", "已报": "reported", "缺数据": "missing", "名次": "rank", "place": "rank",
    "重点任务": "tasks", "要求组": "groups", "要求": "requirements", "加扣分": "adjustments",
    "负面清单": "vetoes", "门槛": "gates", "差在": "obstacles", "略过": "skipped", "补上能得": "wins",
    "失分项": "gaps",
    "明细": "column", "最终决定": "decisions", "最终": "final", "预期": "projected", "构成": "made of",
  ]

  private static let ofDecisions = ["总分": "total", "等次": "grade"]

  private static let ofBreakdown = [
    "合计": "all", "已得": "done", "计划可得": "planned", "失分": "lost", "缺数据": "unanswered",
    "不适用": "not applicable",
  ]

  private static let ofParts = [
    "状态": "status", "得分": "earned", "points": "earned", "失分": "lost", "基数": "base",
    "最差": "worst", "最好": "best", "指标值": "value", "缺数据": "missing", "数据矛盾": "contradictory",
    "名次": "place", "变动": "moved", "各项合计": "rows", "封顶返还": "returned", "折算": "conversion",
    "限额": "limit", "按规则得分": "by rule", "目标": "target", "差距": "distance",
  ]

  /// The words that results may be, in Chinese.
  static let values = [
    "达到": "met", "部分得分": "partly", "未得分": "not met", "不适用": "not applicable", "免检": "exempt",
    "豁免": "waived", "不计入": "not counted", "缺数据": "missing", "通过": "passed", "未过": "failed",
    "待定": "open", "已认定": "found", "待认定": "asked", "不明": "unknown", "无": "none", "是": "yes",
    "否": "no", "未决定": "undecided",
  ]
}
