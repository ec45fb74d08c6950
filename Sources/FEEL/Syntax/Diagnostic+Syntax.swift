internal import SourceText

/// What the parser would have taken at the place of a syntax error.
enum Expected: Sendable {
  case end, expression, name, key, type, nameOrNumber
  case sign(String)
  /// What closes a bracket that was opened before.
  case closing(String, at: Int)

  var phrase: Phrase {
    switch self {
    case .end: Phrase(zh: "运算符或表达式结束", en: "an operator or the end")
    case .expression: Phrase(zh: "数、名称等表达式", en: "an expression")
    case .name: Phrase(zh: "名称", en: "a name")
    case .key: Phrase(zh: "名称或引号中的文字", en: "a name or a text in quotes")
    case .type: Phrase(zh: "类型", en: "a type")
    case .nameOrNumber: Phrase(zh: "数或名称", en: "a number or a name")
    case .sign(let sign): Phrase(zh: "“\(sign)”", en: "'\(sign)'")
    case .closing(let bracket, _):
      switch bracket {
      case "(": Phrase(zh: "“,”或“)”", en: "',' or ')'")
      case "[": Phrase(zh: "“,”或“]”", en: "',' or ']'")
      default: Phrase(zh: "“,”或“}”", en: "',' or '}'")
      }
    }
  }
}

extension Diagnostic {
  static func emptyExpression(at place: Place?) -> Diagnostic {
    Diagnostic(
      Code.emptyExpression, .error,
      Phrase(zh: "表达式是空的", en: "expected an expression, found nothing"), at: place)
  }

  static func unexpected(_ found: String, expected: Expected, at place: Place?) -> Diagnostic {
    Diagnostic(
      Code.unexpectedToken, .error,
      Phrase(
        zh: "此处应为\(expected.phrase.text(.zh))，却是“\(found)”",
        en: "expected \(expected.phrase.text(.en)), found '\(found)'"),
      at: place)
  }

  static func unexpectedEnd(expected: Expected, at place: Place?) -> Diagnostic {
    Diagnostic(
      Code.unexpectedEnd, .error,
      Phrase(
        zh: "表达式没有写完，还缺\(expected.phrase.text(.zh))",
        en: "expected \(expected.phrase.text(.en)), found the end of the expression"),
      at: place)
  }

  static func fullWidthSign(_ found: String, _ meant: String, at place: Place?) -> Diagnostic {
    Diagnostic(
      Code.fullWidthSign, .error,
      Phrase(
        zh: "“\(found)”是全角符号，应为半角“\(meant)”",
        en: "expected the ASCII sign '\(meant)', found the full-width '\(found)'"),
      at: place,
      help: Phrase(
        zh: "切换到半角输入后改为“\(meant)”", en: "write '\(meant)'"),
      fix: fix(place, found, meant))
  }

  static func doubleEquals(at place: Place?) -> Diagnostic {
    Diagnostic(
      Code.doubleEquals, .error,
      Phrase(zh: "相等用一个“=”表示，却写了“==”", en: "expected '=', found '=='"), at: place,
      fix: fix(place, "==", "="))
  }

  static func tooDeep(at place: Place?) -> Diagnostic {
    Diagnostic(
      Code.expressionTooDeep, .error,
      Phrase(
        zh: "表达式嵌套超过 \(Parser.deepest) 层或连写过长",
        en: "the expression nests deeper than \(Parser.deepest) levels, or its chain is too long"),
      at: place,
      help: Phrase(zh: "拆成几个指标项分别计算", en: "split it into several items"))
  }

  static func numberTooLarge(_ text: String, at place: Place?) -> Diagnostic {
    Diagnostic(
      Code.numberTooLarge, .error,
      Phrase(
        zh: "数“\(text.prefix(40))”过大或位数过多",
        en: "the number '\(text.prefix(40))' is too large or has too many digits"),
      at: place)
  }

  static func unclosedText(at place: Place?) -> Diagnostic {
    Diagnostic(
      Code.unclosedText, .error,
      Phrase(zh: "引号没有配对", en: "the text in quotes has no end"), at: place)
  }

  static func unknownEscape(at place: Place?) -> Diagnostic {
    Diagnostic(
      Code.unknownEscape, .error,
      Phrase(
        zh: "转义“\\u”之后应为四位、“\\U”之后应为六位十六进制数",
        en: "expected four hexadecimal digits after '\\u', six after '\\U'"),
      at: place)
  }

  static func unreadableTemporal(_ text: String, at place: Place?, dialect: Dialect) -> Diagnostic {
    Diagnostic(
      Code.unreadableDate, dialect == .definitions ? .error : .warning,
      Phrase(
        zh: "“\(text)”不是日期、时间或时长",
        en: "expected a date, a time or a duration, found '\(text)'"),
      at: place,
      help: Phrase(
        zh: "日期写作 2021-12-31，时间写作 08:30:00，时长写作 P30D 或 P1Y6M",
        en: "write a date as 2021-12-31, a time as 08:30:00, a duration as P30D or P1Y6M"))
  }

  /// An edit of exactly the place, where the place holds exactly what was found.
  static func fix(
    _ place: Place?, _ found: String, _ replacement: String, isGuess: Bool = false
  ) -> Fix? {
    guard let place, place.width == found.unicodeScalars.count else { return nil }
    return Fix(
      path: place.path,
      range: SourceRange(place.offset, place.offset + found.utf8.count), replacement: replacement,
      isGuess: isGuess)
  }
}
