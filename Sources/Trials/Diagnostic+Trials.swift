import Definitions
import Formats
import SourceText

/// What is wrong with a case itself.
extension Diagnostic {
  /// A result, or a word for one, that there is not.
  static func unknownResult(_ node: YAMLNode, known: [String]) -> Diagnostic {
    let name = node.text ?? ""
    let near = suggestions(for: name, among: known)
    let list = Phrase.list(Array(known.prefix(30)))
    return Diagnostic(
      Code.unknownResult, .error,
      Phrase(zh: "没有“\(name)”这个结果", en: "there is no result '\(name)'"), at: node.place,
      help: Phrase.didYouMean(near)
        ?? (known.isEmpty
          ? Phrase(zh: "写一个值", en: "write a value")
          : Phrase(zh: "可写：\(list.text(.zh))", en: "known here: \(list.text(.en))")),
      fix: near.first.map { Fix(path: node.file.path, range: node.range, replacement: $0) })
  }

  static func expectedTolerance(_ node: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.expectedTolerance, .error,
      Phrase(zh: "误差应当是数，实际是“\(text)”", en: "expected a number to be within, found '\(text)'"),
      at: node.place,
      help: Phrase(zh: "写成 {等于: 97.3, 误差: 0.05}", en: "write {is: 97.3, within: 0.05}"))
  }

  static func casePeriod(_ node: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.unreadableCasePeriod, .error,
      Phrase(zh: "“\(text)”不是填报期", en: "expected a period, found '\(text)'"), at: node.place,
      help: Phrase(
        zh: "写成 2021Q2、2021、2021H1 或 2021-06", en: "write 2021Q2, 2021, 2021H1 or 2021-06"))
  }

  static func caseWithoutPeriod(_ test: TestCase, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.caseWithoutPeriod, .error,
      Phrase(
        zh: "用例写了认定、豁免或往期，没有写填报期",
        en: "the case has findings, waivers or earlier periods and no period"),
      at: place,
      help: Phrase(
        zh: "认定按日期生效，往期从本期数起：加上 填报期，如 2021Q2",
        en:
          "a finding counts by its date, earlier periods are counted from this one: add a period, such as 2021Q2"
      ))
  }

  /// A period below `earlier` that is not.
  static func periodNotEarlier(_ node: YAMLNode, than period: Period) -> Diagnostic {
    Diagnostic(
      Code.periodNotEarlier, .error,
      Phrase(
        zh: "往期“\(node.text ?? "")”不在用例的填报期 \(period.label) 之前",
        en: "'\(node.text ?? "")' does not lie before the period of the case, \(period.label)"),
      at: node.place,
      help: Phrase(
        zh: "往期写用例的填报期以前的各期", en: "the periods below 'earlier' lie before the case's own"))
  }

  /// A unit below one that has none.
  static func noLevelBelow(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.noLevelBelow, .error,
      Phrase(
        zh: "“\(name)”没有层级：更低的层级不填报任何数据项",
        en: "there is no level for '\(name)': none below reports an item"),
      at: place,
      help: Phrase(
        zh: "下级单位属于紧接着的、有数据项的那一级（数据项的 层级）",
        en: "units below belong to the next level that has items ('level' of an item)"))
  }

  /// An item that is reported and stands where those from other assessments do.
  static func notTaken(_ item: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.notFromAssessment, .error,
      Phrase(
        zh: "数据项“\(item)”不取自另一套评价", en: "the item '\(item)' is not taken from another assessment"),
      at: place, help: Phrase(zh: "写在 填报 下", en: "state it under 'values'"))
  }

  /// A case that takes over the data of one that does not stand before it.
  static func unknownCase(_ node: YAMLNode, known: [String]) -> Diagnostic {
    let name = node.text ?? ""
    return Diagnostic(
      Code.unknownCase, .error,
      Phrase(
        zh: "本文件前面没有用例“\(name)”", en: "no case '\(name)' stands before this one in the file"),
      at: node.place,
      help: Phrase.didYouMean(suggestions(for: name, among: known))
        ?? Phrase(zh: "照抄那条用例的一句话", en: "copy the sentence of that case"))
  }

  static func expectsNothing(_ test: TestCase) -> Diagnostic {
    Diagnostic(
      Code.caseExpectsNothing, .error,
      Phrase(zh: "用例没有写应得的结果", en: "the case expects nothing"), at: test.place,
      help: Phrase(zh: "用 应得 写出要检验的结果", en: "say under 'expect' what must come out"))
  }

  static func repeatedCaseUnit(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.repeatedCaseUnit, .error,
      Phrase(zh: "单位“\(name)”在用例中写了两次", en: "the unit '\(name)' stands twice in the case"),
      at: place,
      help: Phrase(
        zh: "各单位用不同的名称；单位之外的填报属于单位“\(TestCase.onlyUnit)”",
        en: "give each its own name; what stands outside of units belongs to '\(TestCase.onlyUnit)'"
      ))
  }
}
