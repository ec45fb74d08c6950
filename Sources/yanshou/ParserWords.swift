import SourceText

/// The sentences of the argument parser in the two languages: the library itself speaks English only.
///
/// A sentence is a pattern; `%` stands for what the library puts in. A line that fits no pattern stays
/// as it is.
enum ParserWords {
  /// The library's text, line by line, in a language.
  static func text(_ message: String, _ language: Language) -> String {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { translate(String($0), language) }.joined(separator: "\n")
  }

  /// Headings stand at the start of a line; what follows one is translated by itself.
  private static let headings: [(pattern: String, zh: String, en: String)] = [
    ("Error: ", "错误：", "error: "),
    ("OVERVIEW: ", "", ""),
    ("USAGE: ", "用法：", "usage: "),
    ("Usage: ", "用法：", "usage: "),
    ("ARGUMENTS:", "参数：", "arguments:"),
    ("OPTIONS:", "选项：", "options:"),
    ("SUBCOMMANDS:", "命令：", "commands:"),
    ("Help:  ", "说明：", "help:  "),
  ]

  private static let sentences: [(pattern: String, zh: String)] = [
    ("%Show help information.", "%显示帮助"),
    ("%Show the version.", "%显示版本"),
    ("%Show subcommand help information.", "%显示命令的帮助"),
    ("  See '%' for more information.", "  详见“%”"),
    ("  See '%' for detailed help.", "  详见“%”"),
    ("Unknown option '%'. Did you mean '%'?", "没有选项“%”，是不是“%”？"),
    ("Unknown option '%'", "没有选项“%”"),
    ("Missing value for '%'", "“%”缺少值"),
    ("Missing expected argument '%'", "缺少参数“%”"),
    ("Missing one of: %", "缺少其中之一：%"),
    ("Unexpected argument '%'", "多余的参数“%”"),
    ("% unexpected arguments: %", "% 个多余的参数：%"),
    (
      "The option '%' does not take any value, but '%' was specified.",
      "选项“%”不带值，却写了“%”"
    ),
    (
      "The value '%' is invalid for '%'. Please provide one of '%' and '%'.",
      "“%”不能作“%”的值，可以是“%”或“%”"
    ),
    ("The value '%' is invalid for '%'. Please provide one of %.", "“%”不能作“%”的值，可以是 %"),
    ("The value '%' is invalid for '%': %", "“%”不能作“%”的值：%"),
    ("The value '%' is invalid for '%'", "“%”不能作“%”的值"),
  ]

  /// What the values of arguments and options are called.
  private static let values: [(en: String, zh: String)] = [
    ("code", "代码"), ("expression", "表达式"), ("file", "文件"), ("folder", "文件夹"), ("format", "格式"),
    ("formats", "格式"), ("gate", "门槛"), ("id", "编号"), ("inputs", "输入"), ("json", "JSON"),
    ("lang", "语言"),
    ("level", "级别"),
    ("n", "个数"), ("name", "名称"), ("new", "新体系"), ("old", "旧体系"), ("options", "选项"), ("path", "路径"),
    ("period", "填报期"),
    ("set", "体系"),
    ("sets", "体系"), ("share", "比例"), ("subcommand", "命令"), ("submission", "报送"),
    ("submissions", "报送"), ("unit", "单位"),
  ]

  /// Parts of a line, wherever they stand in it.
  private static let parts: [(en: String, zh: String)] = [
    ("(default: ", "（默认："), ("(values: ", "（可选："),
  ]

  /// A line with its parts in Chinese, brackets and all.
  private static func translateParts(_ line: String) -> String {
    parts.reduce(line) { line, part in
      guard let open = line.firstRange(of: part.en),
        let close = line[open.upperBound...].firstIndex(of: ")")
      else { return line }
      let inside = line[open.upperBound..<close].replacing(", ", with: "、")
      let before = line[..<open.lowerBound]
      return
        (before.last == " " && before.dropLast().last?.isASCII == false
        ? before.dropLast() : before) + part.zh + inside + "）" + line[line.index(after: close)...]
    }
  }

  private static func translate(_ line: String, _ language: Language) -> String {
    for heading in headings where line.hasPrefix(heading.pattern) {
      let rest = String(line.dropFirst(heading.pattern.count))
      return (language == .zh ? heading.zh : heading.en) + translate(rest, language)
    }
    guard language == .zh else { return line }
    let named = nameValues(line)
    for sentence in sentences {
      if let parts = match(named, sentence.pattern) { return fill(sentence.zh, parts) }
    }
    return translateParts(named)
  }

  /// Puts the Chinese names of values in their places; where a column of explanations follows, it stays where it is.
  private static func nameValues(_ line: String) -> String {
    func named(_ text: some StringProtocol) -> String {
      values.reduce(String(text)) { $0.replacing("<\($1.en)>", with: "<\($1.zh)>") }
    }
    let label = line.prefix(explanationColumn)
    guard line.hasPrefix("  "), label.last == " ", label.count == explanationColumn else {
      return named(line)
    }
    var own = label
    while own.last == " " { own.removeLast() }
    return named(own).padded(to: explanationColumn - 1) + " "
      + named(line.dropFirst(explanationColumn))
  }

  /// The column at which the parser explains options.
  private static let explanationColumn = 26

  /// What stands for each `%` of the pattern, the shortest text first; nil where the line does not fit.
  private static func match(_ line: String, _ pattern: String) -> [String]? {
    let literals = pattern.split(separator: "%", omittingEmptySubsequences: false).map(String.init)
    guard let first = literals.first, line.hasPrefix(first) else { return nil }
    var rest = line.dropFirst(first.count)
    var parts: [String] = []
    for (index, literal) in literals.enumerated().dropFirst() {
      let isLast = index == literals.count - 1
      if isLast {
        guard rest.hasSuffix(literal) else { return nil }
        parts.append(String(rest.dropLast(literal.count)))
      } else {
        guard let range = rest.firstRange(of: literal) else { return nil }
        parts.append(String(rest[..<range.lowerBound]))
        rest = rest[range.upperBound...]
      }
    }
    return parts
  }

  private static func fill(_ pattern: String, _ parts: [String]) -> String {
    var result = ""
    var remaining = parts[...]
    for character in pattern {
      if character == "%", let part = remaining.popFirst() {
        result += part
      } else {
        result.append(character)
      }
    }
    return result
  }
}
