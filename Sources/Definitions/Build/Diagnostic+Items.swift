import Formats
import SourceText

/// What is wrong with items, constants and settings.
extension Diagnostic {
  static func tooManyDigits(_ node: YAMLNode, digits: Int) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.tooManyDigits, .error,
      Phrase(
        zh: "分数“\(text)”的小数位多于规定的 \(digits) 位",
        en: "the points '\(text)' have more than \(digits) fraction digits"),
      at: node.place,
      help: Phrase(
        zh: "改写分数，或放宽 rounding（舍入）的小数位", en: "write fewer digits, or allow more in 'rounding'"))
  }

  static func noFullScore(_ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      Code.outOfRange, .error,
      Phrase(zh: "总分应当大于零", en: "expected a full score above zero"), at: node.place)
  }

  static func totalBelowPoints(_ node: YAMLNode, points: String) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.totalBelowPoints, .error,
      Phrase(
        zh: "总分上限 \(text) 低于总分 \(points)",
        en: "the bound \(text) of the total is below the full score \(points)"),
      at: node.place)
  }

  static func misplacedKey(_ key: YAMLNode, zh: String, en: String) -> Diagnostic {
    let name = key.text ?? ""
    return Diagnostic(
      Code.misplacedKey, .error,
      Phrase(zh: "“\(name)”不应写在这里：\(zh)", en: "'\(name)' has no place here: \(en)"),
      at: key.place)
  }

  static func choiceWithoutChoices(_ entry: Entry) -> Diagnostic {
    let name = entry.id ?? ""
    return Diagnostic(
      Code.choiceWithoutChoices, .error,
      Phrase(zh: "单选的数据项“\(name)”没有选项", en: "the choice '\(name)' has no choices"),
      at: entry.valuePlace(of: .type),
      help: Phrase(
        zh: "写上 of（选项），如 of: [已建成, 实施中]", en: "list them in 'of', such as of: [built, under way]"))
  }

  static func choicesAlike(_ node: YAMLNode, first: YAMLNode) -> Diagnostic {
    let (text, other) = (node.text ?? "", first.text ?? "")
    return Diagnostic(
      Code.choicesAlike, .error,
      Phrase(
        zh: "选项“\(text)”与“\(other)”只差大小写、全半角或空格，读取时分不开",
        en:
          "'\(text)' and '\(other)' differ in case, width or blanks only: reading cannot tell them apart"
      ),
      at: node.place, related: [Label(first.place, Phrase(zh: "另一个在这里", en: "the other one"))],
      help: Phrase(zh: "改用不同的字", en: "use words that differ"))
  }

  static func repeated(_ node: YAMLNode, first: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.repeated, .error,
      Phrase(zh: "“\(text)”列了两次", en: "'\(text)' is listed twice"), at: node.place,
      related: [Label(first.place, Phrase(zh: "第一次在这里", en: "first listed here"))])
  }

  static func wrongUnit(_ node: YAMLNode, isPercent: Bool) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.wrongUnit, .error,
      isPercent
        ? Phrase(
          zh: "百分比的范围“\(text)”两端都要带 %",
          en: "both ends of the range '\(text)' of a percentage need a %")
        : Phrase(
          zh: "范围“\(text)”的两端不能带 %", en: "the ends of the range '\(text)' must not have a %"),
      at: node.place)
  }

  static func unusableName(_ node: YAMLNode, isReserved: Bool) -> Diagnostic {
    let name = node.text ?? ""
    return Diagnostic(
      Code.unusableName, .error,
      isReserved
        ? Phrase(
          zh: "名称“\(name)”在表达式里另有含义",
          en: "the name '\(name)' has a meaning of its own in expressions")
        : Phrase(
          zh: "“\(name)”不能作表达式里的名称", en: "'\(name)' cannot be a name in expressions"),
      at: node.place,
      help: Phrase(
        zh: "换一个以汉字或字母开头、不含括号和标点、不带身份证号或手机号的短名作键，正式名称写在 title（名称）里",
        en:
          "give it a short name of letters and digits that begins with a letter, without the number of a person, and put the official words into 'title'"
      ))
  }

  static func expectedConstant(_ node: YAMLNode) -> Diagnostic {
    let found = node.described
    return Diagnostic(
      Code.expectedConstant, .error,
      Phrase(
        zh: "应当是数、百分比、日期或文字，实际是\(found.text(.zh))",
        en: "expected a number, a percentage, a date or a text, found \(found.text(.en))"),
      at: node.place,
      help: Phrase(
        zh: "数里不写分隔号和单位，如 12345", en: "write numbers without separators and units, such as 12345"))
  }

  static func duplicateCode(_ node: YAMLNode, first: YAMLNode) -> Diagnostic {
    let code = node.text ?? ""
    return Diagnostic(
      Code.duplicateCode, .error,
      Phrase(zh: "数据项代码“\(code)”重复了", en: "two items have the code '\(code)'"), at: node.place,
      related: [Label(first.place, Phrase(zh: "第一次在这里", en: "first used here"))])
  }

  static func ambiguousHeading(_ node: YAMLNode, first: Place) -> Diagnostic {
    let heading = node.text ?? ""
    return Diagnostic(
      Code.ambiguousHeading, .warning,
      Phrase(
        zh: "表头“\(heading)”也是另一个数据项的名称",
        en: "the heading '\(heading)' also stands for another item"),
      at: node.place, related: [Label(first, Phrase(zh: "另一个在这里", en: "the other item"))],
      help: Phrase(
        zh: "填报表里只写这个名称时分不清是哪一项", en: "a column with this heading alone could be either"))
  }

  static func itemCycle(_ node: YAMLNode, _ cycle: [String]) -> Diagnostic {
    let chain = (cycle + cycle.prefix(1)).joined(separator: " → ")
    return Diagnostic(
      Code.itemCycle, .error,
      cycle.count == 1
        ? Phrase(
          zh: "“\(cycle[0])”由它自己算出", en: "'\(cycle[0])' is computed from itself")
        : Phrase(zh: "数据项互相循环计算：\(chain)", en: "items are computed from one another: \(chain)"),
      at: node.place)
  }

  static func unusedItem(_ item: Item) -> Diagnostic {
    let name = item.name
    return Diagnostic(
      Code.unusedItem, .warning,
      Phrase(zh: "没有任何表达式用到数据项“\(name)”", en: "nothing reads the item '\(name)'"),
      at: item.place,
      help: Phrase(zh: "不用就删去，免得让人白填", en: "delete it, so that nobody fills it in for nothing"),
      item: name)
  }

  static func unexpectedCount(_ node: YAMLNode, count: Int) -> Diagnostic {
    let expected = node.text ?? ""
    return Diagnostic(
      Code.unexpectedCount, .error,
      Phrase(zh: "应有 \(expected) 条，实有 \(count) 条", en: "expected \(expected), found \(count)"),
      at: node.place,
      help: Phrase(
        zh: "查漏补缺，或改正 expect（应有）", en: "look for what is missing or too many, or correct 'expect'"))
  }
}
