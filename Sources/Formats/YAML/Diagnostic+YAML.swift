import SourceText

extension Diagnostic {
  static func yamlTooLarge(_ place: Place, limit: Int) -> Diagnostic {
    Diagnostic(
      Code.fileTooLarge, .error,
      Phrase(
        zh: "文件超过 \(limit >> 20) MB，不予读取", en: "the file is larger than \(limit >> 20) MB"),
      at: place,
      help: Phrase(zh: "请把内容分成几个文件", en: "divide it into several files"))
  }

  static func yamlTooDeep(_ place: Place, limit: Int) -> Diagnostic {
    Diagnostic(
      Code.yamlTooDeep, .error,
      Phrase(zh: "嵌套超过 \(limit) 层", en: "nested more than \(limit) levels deep"), at: place)
  }

  static func yamlTooManyNodes(_ place: Place, limit: Int) -> Diagnostic {
    Diagnostic(
      Code.yamlTooManyNodes, .error,
      Phrase(zh: "内容超过 \(limit) 项", en: "more than \(limit) nodes in one file"), at: place)
  }

  static func yamlEmpty(_ place: Place) -> Diagnostic {
    Diagnostic(
      Code.yamlEmpty, .error,
      Phrase(zh: "文件里没有内容", en: "the file has no content"), at: place)
  }

  static func yamlSecondDocument(_ place: Place) -> Diagnostic {
    Diagnostic(
      Code.yamlSecondDocument, .error,
      Phrase(
        zh: "一个文件只能有一份内容，这里用“---”开始了第二份",
        en: "expected one document in the file, found a second one"),
      at: place,
      help: Phrase(zh: "请把第二份另存为一个文件", en: "move it to a file of its own"))
  }

  static func yamlAnchor(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.yamlAnchor, .error,
      Phrase(zh: "不使用锚点“&\(name)”", en: "anchors are not used here, found '&\(name)'"),
      at: place, help: plainHelp)
  }

  static func yamlAlias(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.yamlAnchor, .error,
      Phrase(zh: "不使用引用“*\(name)”", en: "aliases are not used here, found '*\(name)'"),
      at: place, help: plainHelp)
  }

  static func yamlTag(_ tag: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.yamlTag, .error,
      Phrase(zh: "不使用类型标记“\(tag)”", en: "tags are not used here, found '\(tag)'"),
      at: place, help: plainHelp)
  }

  private static var plainHelp: Phrase {
    Phrase(
      zh: "请直接写出内容；文字若以 & * ! 开头，要加引号",
      en: "write the content itself; put quotes around a text that begins with & * or !")
  }

  static func yamlKeyIsNotText(_ place: Place) -> Diagnostic {
    Diagnostic(
      Code.yamlKeyNotText, .error,
      Phrase(
        zh: "冒号前面应当是一个名称，这里却是一组内容",
        en: "expected a name before the colon, found a list or mapping"),
      at: place)
  }

  static func yamlDuplicateKey(_ name: String, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      Code.duplicateKey, .error,
      Phrase(zh: "“\(name)”重复出现", en: "'\(name)' is given twice"), at: place,
      related: [Label(first, Phrase(zh: "第一次在这里", en: "first given here"))],
      help: Phrase(zh: "只保留一处；这一处没有采用", en: "keep one of them; this one is not used"))
  }

  static func yamlForbiddenCharacter(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.forbiddenCharacter, .error,
      Phrase(
        zh: "含有不可见字符 \(name)", en: "the invisible character \(name) is not allowed here"),
      at: place,
      help: Phrase(
        zh: "删去它；多半是从别处粘贴带来的", en: "delete it; it was probably pasted in"))
  }

  static func notUTF8(_ place: Place, byte: UInt8) -> Diagnostic {
    let hex = String(byte, radix: 16, uppercase: true)
    return Diagnostic(
      Code.notUTF8, .error,
      Phrase(
        zh: "不是 UTF-8 编码（字节 0x\(hex)）", en: "the file is not UTF-8, found byte 0x\(hex)"),
      at: place,
      help: Phrase(zh: "请用编辑器另存为 UTF-8", en: "save it as UTF-8"))
  }

  /// A value in `{ }` or `[ ]` that was cut at a comma of its own.
  static func yamlSwallowedComma(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.yamlSwallowedComma, .error,
      Phrase(
        zh: "“\(text)”的括号没有合上：在 { } 或 [ ] 里，逗号会把表达式截断",
        en: "'\(text)' is cut off: inside { } or [ ] a comma ends the value"),
      at: place, help: quoteHelp)
  }

  /// An entry of `{ }` without a colon: the rest of a value after a comma of its own.
  static func yamlLoneEntry(
    _ text: String, at place: Place, whole: SourceRange?, in file: SourceFile
  ) -> Diagnostic {
    var fix: Fix?
    if let whole {
      let source = String(
        decoding: file.bytes[Int(whole.start)..<Int(whole.end)], as: UTF8.self)
      if !source.contains("\n"), !source.contains("'") {
        fix = Fix(path: file.path, range: whole, replacement: "'\(source)'")
      }
    }
    return Diagnostic(
      Code.yamlSwallowedComma, .error,
      Phrase(
        zh: "“\(text)”后面没有冒号和内容：在 { } 里，逗号会把前面的内容截断",
        en: "'\(text)' has no colon and value: inside { } a comma ends the value before it"),
      at: place, help: quoteHelp, fix: fix)
  }

  private static var quoteHelp: Phrase {
    Phrase(
      zh: "给整个表达式加上引号，或另起一行单独写",
      en: "put quotes around the whole expression, or give it a line of its own")
  }

  /// A text that YAML cuts at ` #`, which begins a comment.
  static func yamlSwallowedText(_ node: YAMLNode, _ comment: Range<Int>) -> Diagnostic {
    let file = node.file
    let cut = String(decoding: file.bytes[comment], as: UTF8.self)
    let whole = SourceRange(Int(node.range.start), comment.upperBound)
    let source = String(
      decoding: file.bytes[Int(whole.start)..<comment.upperBound], as: UTF8.self)
    let isMendable = !node.isEmpty && !source.contains("\n") && !source.contains("'")
    return Diagnostic(
      Code.yamlSwallowedText, .error,
      Phrase(
        zh: "“\(cut)”被当作注释丢掉了：空格后面的“#”会截断文字",
        en: "'\(cut)' is taken for a comment: '#' behind a blank cuts the text off"),
      at: file.place(SourceRange(comment.lowerBound, comment.upperBound)),
      help: Phrase(
        zh: "是文字的，给整段加上引号；是注释的，在“#”后面空一格",
        en: "put quotes around the whole text; for a comment, put a blank behind '#'"),
      fix: isMendable
        ? Fix(
          path: file.path, range: whole, replacement: "'\(source)'",
          isGuess: !(cut.utf8.dropFirst().first.map { (0x30...0x39).contains($0) } ?? false))
        : nil)
  }

  /// A space of another kind where YAML wants a blank.
  static func yamlWideSpace(_ range: Range<Int>, in file: SourceFile) -> Diagnostic {
    let spaces = String(decoding: file.bytes[range], as: UTF8.self).unicodeScalars
    let first = spaces.first.map { "U+" + String($0.value, radix: 16, uppercase: true) } ?? ""
    let name = first.count < 6 ? "U+00" + first.dropFirst(2) : first
    return Diagnostic(
      Code.forbiddenCharacter, .error,
      name == "U+3000"
        ? Phrase(
          zh: "这里有全角空格 U+3000，不能用来缩进或分隔",
          en: "the full-width space U+3000 cannot indent or separate")
        : Phrase(
          zh: "这里有特殊空格 \(name)，不能用来缩进或分隔",
          en: "the special space \(name) cannot indent or separate"),
      at: file.place(SourceRange(range.lowerBound, range.upperBound)),
      help: Phrase(zh: "改用半角空格", en: "use plain spaces"),
      fix: Fix(
        path: file.path, range: SourceRange(range.lowerBound, range.upperBound),
        replacement: String(repeating: " ", count: spaces.count * (name == "U+3000" ? 2 : 1)),
        isGuess: true))
  }
}
