import SourceText

extension Diagnostic {
  /// A text that is not YAML: libyaml's problem in plain words, and where the open construct began.
  static func yamlSyntax(_ error: YAMLSyntaxError, in file: SourceFile) -> Diagnostic {
    let character = error.offset < file.bytes.count ? file.bytes[error.offset] : nil
    let words = syntaxWords(error, at: character, in: file)
    var related: [Label] = []
    var offset = error.offset
    if let start = error.contextOffset, start != offset {
      if isMendedAtItsStart(error) {
        offset = start
      } else {
        let began = file.place(SourceRange(start, start + 1))
        related.append(Label(began, Phrase(zh: "这一部分从这里开始", en: "this part begins here")))
      }
    }
    let width = offset >= file.bytes.count || file.bytes[offset] == 0x0A ? 0 : 1
    let place = file.place(SourceRange(offset, offset + width))
    return Diagnostic(
      Code.yamlSyntax, .error, words.message, at: place, related: related, help: words.help)
  }

  /// Whether the author has to look where the construct began, not where reading stopped.
  private static func isMendedAtItsStart(_ error: YAMLSyntaxError) -> Bool {
    error.problem == "did not find expected comment or line break"
      || error.problem == "could not find expected ':'"
      || error.context == "while scanning a quoted scalar" && error.problem.contains("found unexp")
  }

  private static func syntaxWords(
    _ error: YAMLSyntaxError, at character: UInt8?, in file: SourceFile
  ) -> (message: Phrase, help: Phrase?) {
    let problem = error.problem
    if character == 0x09 || problem.contains("tab character") {
      return (
        Phrase(zh: "这里用了制表符（Tab）缩进", en: "found a tab where spaces were expected"),
        Phrase(zh: "请改用空格缩进", en: "indent with spaces")
      )
    }
    if problem.contains("end of stream"), error.context.contains("quoted") {
      return (
        Phrase(zh: "引号没有合上", en: "the quote is never closed"),
        Phrase(zh: "在文字末尾补上引号", en: "add the closing quote")
      )
    }
    if problem.contains("document indicator"), error.context.contains("quoted") {
      return (
        Phrase(zh: "引号没有合上，就遇到了“---”", en: "the quote is still open at '---'"), nil
      )
    }
    if problem.hasPrefix("did not find expected ',' or") {
      return flowWords(closing: problem.contains("]") ? "]" : "}", at: character)
    }
    if problem.contains("escape") || problem.contains("hexdecimal") {
      return (
        Phrase(zh: "双引号里的“\\”用法不对", en: "unknown escape after '\\' in double quotes"),
        Phrase(
          zh: "要写反斜杠本身，请用单引号", en: "use single quotes where a backslash is meant")
      )
    }
    if problem == "found character that cannot start any token" {
      return startWords(character)
    }
    if problem == "did not find expected comment or line break" {
      return (
        Phrase(
          zh: "一行内容不能以“>”或“|”开头", en: "a value cannot begin with '>' or '|'"),
        quote
      )
    }
    return indentationWords(problem, character)
  }

  private static func flowWords(
    closing: String, at character: UInt8?
  ) -> (message: Phrase, help: Phrase?) {
    if character == UInt8(ascii: "[") || character == UInt8(ascii: "{") {
      let found = character == UInt8(ascii: "[") ? "[" : "{"
      return (
        Phrase(
          zh: "“\(found)”把 { } 或 [ ] 里的内容截断了",
          en: "'\(found)' cuts off the value: inside { } or [ ] it begins a new one"),
        quote
      )
    }
    return (
      Phrase(
        zh: "括号没有合上：这里应当是“,”或“\(closing)”",
        en: "the bracket is not closed: expected ',' or '\(closing)'"),
      Phrase(
        zh: "补上“\(closing)”，或检查前面少写的逗号、引号",
        en: "add '\(closing)', or look for a missing comma or quote before it")
    )
  }

  private static func startWords(_ character: UInt8?) -> (message: Phrase, help: Phrase?) {
    let sign = character.map { String(decoding: [$0], as: UTF8.self) } ?? ""
    return (
      Phrase(zh: "内容不能以“\(sign)”开头", en: "a value cannot begin with '\(sign)'"), quote
    )
  }

  private static func indentationWords(
    _ problem: String, _ character: UInt8?
  ) -> (message: Phrase, help: Phrase?) {
    switch problem {
    case "mapping values are not allowed in this context":
      return (
        Phrase(zh: "这里不应当有冒号", en: "found a colon where no name can be"),
        Phrase(
          zh: "检查缩进；文字里若有“: ”，要加引号",
          en: "check the indentation; put quotes around a text that contains ': '")
      )
    case "could not find expected ':'":
      return (
        Phrase(zh: "这一行的名称后面少了冒号", en: "expected ':' after the name"),
        Phrase(
          zh: "写成“名称: 内容”，用半角冒号（不是“：”），冒号后要有空格",
          en: "write 'name: value' with ':' (not the full-width '：') and a space after it")
      )
    case "did not find expected key":
      return (
        Phrase(zh: "这里应当是下一个名称", en: "expected the next name here"),
        Phrase(
          zh: "检查缩进是否与上面对齐；引号后面若还有文字，要把整段加上引号",
          en: "align it with the names above; where text follows a quoted part, quote the whole")
      )
    case "did not find expected '-' indicator":
      return (
        Phrase(zh: "这里应当是以“-”开头的下一项", en: "expected the next entry, beginning with '-'"),
        Phrase(zh: "检查缩进是否与上面的“-”对齐", en: "align it with the '-' above")
      )
    case "block sequence entries are not allowed in this context",
      "mapping keys are not allowed in this context":
      return (
        Phrase(zh: "这里不能开始新的一项", en: "an entry cannot begin here"),
        Phrase(zh: "检查缩进，或另起一行", en: "check the indentation, or begin a new line")
      )
    case "control characters are not allowed":
      return (
        Phrase(zh: "含有控制字符", en: "found a control character"),
        Phrase(zh: "删去它", en: "delete it")
      )
    default:
      let sign = character.map { $0 < 0x80 ? String(decoding: [$0], as: UTF8.self) : "" } ?? ""
      return (
        sign.isEmpty || character == 0x0A
          ? Phrase(zh: "这里的写法读不懂", en: "this cannot be read: \(problem)")
          : Phrase(zh: "读到“\(sign)”时不明白写法", en: "cannot read on at '\(sign)': \(problem)"),
        Phrase(
          zh: "检查缩进、引号和括号", en: "check the indentation, the quotes and the brackets")
      )
    }
  }

  private static var quote: Phrase {
    Phrase(zh: "给整段内容加上引号", en: "put quotes around the whole value")
  }
}
