import SourceText

extension Diagnostic {
  static func xmlEncoding(_ name: String, path: String) -> Diagnostic {
    Diagnostic(
      Code.xmlEncoding, .error,
      Phrase(
        zh: "不支持编码“\(name)”，应当是 UTF-8 或 GB18030",
        en: "expected UTF-8 or GB18030, found the encoding '\(name)'"),
      at: Place(path: path), help: Phrase(zh: "请另存为 UTF-8", en: "save it as UTF-8"))
  }

  /// What stopped the reading of an XML file.
  static func xml(_ failure: XMLFailure, path: String) -> Diagnostic {
    let position = failure.position
    let place = Place(
      path: path, offset: position.offset, line: position.line, column: position.column)
    return switch failure.kind {
    case .syntax(let code, let isInElement):
      xmlSyntax(code, isInElement: isInElement, at: place)
    case .doctype:
      Diagnostic(
        Code.xmlDoctype, .error,
        Phrase(
          zh: "文件带有 <!DOCTYPE …> 声明，不予读取",
          en: "a file with a <!DOCTYPE …> declaration is not read"),
        at: place, help: Phrase(zh: "删去这一声明", en: "delete the declaration"))
    case .include:
      Diagnostic(
        Code.xmlInclude, .error,
        Phrase(zh: "不读取 XInclude 引入的内容", en: "XInclude is not read"), at: place,
        help: Phrase(zh: "把内容直接写进文件", en: "write the content into the file itself"))
    case .tooDeep: limit("元素嵌套过深", "elements are nested too deeply", place)
    case .tooManyAttributes: limit("一个元素的属性过多", "an element has too many attributes", place)
    case .attributeTooLong: limit("属性值过长", "the value of an attribute is too long", place)
    case .textTooLong: limit("一段文字过长", "a text is too long", place)
    case .gapTooLong: limit("连续 4 MB 没有元素", "4 MB without an element", place)
    }
  }

  static func xmlNUL(_ place: Place) -> Diagnostic {
    Diagnostic(
      Code.forbiddenCharacter, .error,
      Phrase(zh: "文件含有空字符 U+0000", en: "the file contains the character U+0000"), at: place)
  }

  private static func limit(_ zh: String, _ en: String, _ place: Place) -> Diagnostic {
    Diagnostic(Code.xmlLimit, .error, Phrase(zh: zh, en: en), at: place)
  }

  /// What stopped the parser, by its error number: never in its own words, which are English only.
  private static func xmlSyntax(_ code: Int, isInElement: Bool, at place: Place) -> Diagnostic {
    let words: Phrase =
      switch code {
      case 4:
        Phrase(zh: "没有内容：应当以“<”开头", en: "no content: expected '<' at the start")
      case 5 where !isInElement && place.offset == 0:
        Phrase(zh: "没有内容：应当以“<”开头", en: "no content: expected '<' at the start")
      case 5 where !isInElement:
        Phrase(zh: "最外层元素之后还有内容", en: "found content after the outermost element")
      case 5, 40, 45, 47, 63, 74, 77:
        Phrase(
          zh: "文件不完整：有元素没有结束标签", en: "the file is cut off: an element is not closed")
      case 6, 7, 8:
        Phrase(
          zh: "字符编号（&#…;）写得不对", en: "the number of a character (&#…;) is not written correctly")
      case 9: Phrase(zh: "含有 XML 不允许的字符", en: "found a character that XML does not allow")
      case 26:
        Phrase(
          zh: "实体没有定义；只能用 &lt; &gt; &amp; &quot; &apos;",
          en: "unknown entity; only &lt; &gt; &amp; &quot; &apos; can be used")
      case 22, 23, 68:
        Phrase(
          zh: "这里不能直接写“<”或“&”，应写成 &lt; 或 &amp;",
          en: "'<' and '&' must be written as &lt; and &amp; here")
      case 38: Phrase(zh: "属性值里的“<”应写成 &lt;", en: "'<' in an attribute must be written as &lt;")
      case 39: Phrase(zh: "属性值要加引号", en: "expected quotes around the value of the attribute")
      case 41: Phrase(zh: "属性没有值", en: "the attribute has no value")
      case 42, 203: Phrase(zh: "属性重复", en: "the attribute is given twice")
      case 46, 64:
        Phrase(
          zh: "“<?xml … ?>”只能写在文件的最前面，前面不能有空行或其他内容",
          en: "'<?xml … ?>' must stand at the very start of the file, without a line before it")
      case 33, 34, 57, 75, 78, 79, 81, 96, 108:
        Phrase(
          zh: "开头的“<?xml … ?>”写得不对", en: "the '<?xml … ?>' at the start is not written correctly")
      case 62:
        Phrase(zh: "文字里的“]]>”应写成“]]&gt;”", en: "']]>' in a text must be written as ']]&gt;'")
      case 65: Phrase(zh: "两个属性之间少了空格", en: "expected a space between two attributes")
      case 73: Phrase(zh: "标签没有用“>”结束", en: "expected '>' at the end of the tag")
      case 76:
        Phrase(
          zh: "结束标签与开始标签不一致", en: "the end tag does not match the start tag")
      case 80: Phrase(zh: "注释里不能有两个连写的减号“--”", en: "a comment must not contain '--'")
      case 110: Phrase(zh: "名称过长", en: "a name is too long")
      case 201: Phrase(zh: "名称的前缀没有声明", en: "the prefix of the name is not declared")
      case 200, 202, 204, 205:
        Phrase(zh: "名称里的冒号用得不对", en: "the colon in a name is not used correctly")
      default:
        Phrase(zh: "从这里起不是正确的 XML 写法", en: "from here on it is not written as XML asks")
      }
    return Diagnostic(
      Code.xmlSyntax, .error, words, at: place,
      help: Phrase(
        zh: "后面的内容没有读取；前面完整的部分照常使用",
        en: "what follows was not read; what is complete before it is used"))
  }
}
