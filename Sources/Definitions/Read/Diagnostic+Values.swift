package import Formats
package import SourceText

/// What is wrong with a text that stands for a value.
extension Diagnostic {
  package static func expectedNumber(_ node: YAMLNode) -> Diagnostic {
    wrong(.expectedNumber, node, zh: "一个数", en: "a number")
  }

  static func expectedWholeNumber(_ node: YAMLNode, _ range: ClosedRange<Int>) -> Diagnostic {
    wrong(
      .expectedWholeNumber, node,
      zh: "\(range.lowerBound) 到 \(range.upperBound) 的整数",
      en: "a whole number from \(range.lowerBound) to \(range.upperBound)")
  }

  static func expectedPercentage(_ node: YAMLNode) -> Diagnostic {
    // A bare number most likely lacks its sign.
    let number = node.text.flatMap(Literal.number)
    let fix = number.map { _ in
      Fix(
        path: node.file.path, range: node.range, replacement: "\(node.text ?? "")%", isGuess: true)
    }
    return wrong(
      .expectedPercentage, node, zh: "带 % 的百分比，如 85%",
      en: "a percentage with its sign, such as 85%",
      fix: fix)
  }

  static func expectedThreshold(_ node: YAMLNode) -> Diagnostic {
    wrong(
      .expectedNumber, node, zh: "分数，或占可得分的百分比（如 85%）",
      en: "points, or a percentage of the points that can be had, such as 85%")
  }

  static func expectedYesOrNo(_ node: YAMLNode) -> Diagnostic {
    wrong(.expectedYesOrNo, node, zh: "true（是）或 false（否）", en: "true or false")
  }

  static func expectedZero(_ node: YAMLNode) -> Diagnostic {
    wrong(
      .expectedZero, node, zh: "0：空白只能当作零，否则就是缺报",
      en: "0: a blank cell is a zero or it is missing")
  }

  static func expectedDate(_ node: YAMLNode) -> Diagnostic {
    let fix = node.text.flatMap(Literal.writtenDate).map {
      Fix(path: node.file.path, range: node.range, replacement: $0)
    }
    return wrong(
      .expectedDate, node, zh: "日期，如 2021-12-31", en: "a date such as 2021-12-31", fix: fix)
  }

  static func expectedRange(_ node: YAMLNode) -> Diagnostic {
    wrong(
      .expectedRange, node, zh: "范围，如 80% to 100%（80%至100%）",
      en: "a range such as 80% to 100%")
  }

  static func reversedRange(_ node: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.reversedRange, .error,
      Phrase(
        zh: "范围“\(text)”的下限高于上限", en: "the range '\(text)' ends below its beginning"),
      at: node.place, help: Phrase(zh: "小的写在前面", en: "write the lower end first"))
  }

  static func outOfRange(_ node: YAMLNode, _ range: ClosedRange<Int>) -> Diagnostic {
    outOfRange(node, low: "\(range.lowerBound)", high: "\(range.upperBound)")
  }

  static func outOfRange(_ node: YAMLNode, percent range: ClosedRange<Int>) -> Diagnostic {
    outOfRange(node, low: "\(range.lowerBound)%", high: "\(range.upperBound)%")
  }

  private static func outOfRange(_ node: YAMLNode, low: String, high: String) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.outOfRange, .error,
      Phrase(
        zh: "“\(text)”超出范围，应当在 \(low) 到 \(high) 之间",
        en: "'\(text)' is out of range, expected \(low) to \(high)"),
      at: node.place)
  }

  static func negativeNumber(_ node: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.negativeNumber, .error,
      Phrase(zh: "“\(text)”不能是负数", en: "'\(text)' must not be negative"), at: node.place,
      help: Phrase(
        zh: "得分用 earn（得），扣分用 lose（扣），都写正数",
        en: "'earn' and 'lose' say which way points move; both take positive numbers"))
  }

  static func fullWidthValue(_ node: YAMLNode, ascii: String) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.fullWidthValue, .error,
      Phrase(
        zh: "“\(text)”里有全角字符", en: "'\(text)' is written with full-width characters"),
      at: node.place,
      help: Phrase(zh: "改用半角：\(ascii)", en: "write '\(ascii)'"),
      fix: Fix(path: node.file.path, range: node.range, replacement: ascii))
  }

  static func fullWidthComma(_ node: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    let ascii = text.split { $0 == "，" || $0 == "、" }.map { Literal.trim(String($0)) }
      .joined(separator: ", ")
    return Diagnostic(
      Code.fullWidthComma, .error,
      Phrase(
        zh: "“\(text)”里的全角逗号或顿号不能分隔名称",
        en: "the full-width comma in '\(text)' does not separate names"),
      at: node.place, help: Phrase(zh: "改为 [\(ascii)]", en: "write [\(ascii)]"),
      fix: Fix(
        path: node.file.path, range: node.range,
        replacement: node.isListed ? ascii : "[\(ascii)]"))
  }

  static func numberAsID(_ node: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.numberAsID, .error,
      Phrase(
        zh: "编号“\(text)”看起来是个数", en: "the id '\(text)' looks like a number"),
      at: node.place,
      help: Phrase(
        zh: "编号是文字，要带字母或汉字，如 T\(text)：表格软件会把 3.10 改成 3.1，加引号也没有用",
        en:
          "an id is text such as T\(text): spreadsheets turn 3.10 into 3.1, and quotes do not help"
      ))
  }

  static func unusableID(_ node: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.unusableID, .error,
      Phrase(zh: "“\(text)”不能作编号", en: "'\(text)' cannot be an id"), at: node.place,
      help: Phrase(
        zh: "编号只能含字母、汉字、数字和 . _ -，不超过 64 个字，不能带身份证号、手机号",
        en:
          "an id has letters, digits and . _ - only, at most 64 characters, and no number of a person"
      ))
  }

  static func unknownWord(
    _ node: YAMLNode, _ field: Field, _ vocabulary: Vocabulary
  ) -> Diagnostic {
    let (text, name) = (node.text ?? "", field.names)
    let near = suggestions(for: text, among: vocabulary.all)
    let english = vocabulary.words.map(\.english).joined(separator: ", ")
    let chinese = vocabulary.words.map { "\($0.english)(\($0.chinese))" }.joined(separator: "、")
    return Diagnostic(
      Code.unknownWord, .error,
      Phrase(
        zh: "“\(name[1])”不能是“\(text)”，应当是 \(chinese)",
        en: "'\(name[0])' cannot be '\(text)', expected one of \(english)"),
      at: node.place,
      help: Phrase.didYouMean(near),
      fix: near.first.map { Fix(path: node.file.path, range: node.range, replacement: $0) })
  }

  private static func wrong(
    _ code: Code, _ node: YAMLNode, zh: String, en: String, fix: Fix? = nil
  ) -> Diagnostic {
    let found = node.described
    let help = fix.map { Phrase.didYouMean($0.replacement) }
    return Diagnostic(
      code, .error,
      Phrase(
        zh: "应当是\(zh)，实际是\(found.text(.zh))", en: "expected \(en), found \(found.text(.en))"),
      at: node.place, help: help, fix: fix)
  }
}

extension Diagnostic {
  static func leadingZero(_ node: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.leadingZero, .warning,
      Phrase(zh: "“\(text)”开头多一个零", en: "'\(text)' begins with a zero too many"),
      at: node.place,
      help: Phrase(zh: "是不是漏了小数点，或者多打了零", en: "was a decimal point lost, or a zero typed twice"))
  }
}

extension YAMLNode {
  /// Whether the node stands in a list in `[ ]`, as far as the sign before it tells.
  fileprivate var isListed: Bool {
    let before = file.bytes[..<Int(range.start)].last { $0 != 0x20 }
    return before == UInt8(ascii: "[") || before == UInt8(ascii: ",")
  }

  /// What the node is, for messages: its text in quotes, a list, a mapping, or nothing.
  var described: Phrase {
    switch content {
    case .scalar(let text, _):
      if isEmpty { return Phrase(zh: "空的", en: "nothing") }
      let shown = text.unicodeScalars.count > 40 ? String(text.prefix(40)) + "…" : text
      return Phrase(zh: "“\(shown)”", en: "'\(shown)'")
    case .sequence: return Phrase(zh: "一个列表", en: "a list")
    case .mapping: return Phrase(zh: "一组键和值", en: "keys with values")
    }
  }
}
