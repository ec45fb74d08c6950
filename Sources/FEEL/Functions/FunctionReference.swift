internal import SourceText

/// The reference page of the built-in functions: what each declaration says, in both languages.
public enum FunctionReference {
  /// The page in Markdown.
  public static var markdown: String {
    var text = """
      # FEEL 函数 · FEEL functions

      本页由函数的声明生成，例子都是测试。参数后的 `?` 表示可省略，`…` 表示可写多个；括号里是参数名，可按名称调用，如
      `substring(string: "foobar", start position: 3)`。只在指标体系中可用的函数注明“体系”。

      This page is made from the declarations of the functions, and every example is a test. `?` marks a parameter that may
      be left out, `…` one that takes several arguments; the names of the parameters serve calls by name. Functions that
      exist in definitions only are marked "definitions".


      """
    for group in Function.Group.allCases {
      let functions = Function.all.filter { $0.group == group }
      guard !functions.isEmpty else { continue }
      text += "## \(group.title.text(.zh)) · \(group.title.text(.en))\n\n"
      for function in functions { text += entry(function) }
    }
    return text
  }

  private static func entry(_ function: Function) -> String {
    var text = "### \(function.name)\n\n"
    var seen: Set<String> = []
    for overload in function.overloads where !overload.isPositional {
      let call = function.name + overload.parameterList
      if seen.insert(call).inserted { text += "    \(call)\n" }
    }
    let mark = function.dialect == .definitions ? "（体系 · definitions）" : ""
    text += "\n\(function.summary.text(.zh))。\(mark)\n\(function.summary.text(.en))\n\n"
    for example in function.examples { text += "    \(example.expression) = \(example.value)\n" }
    return text + "\n"
  }
}

extension Function.Group {
  /// The heading of the part.
  fileprivate var title: Phrase {
    switch self {
    case .conversion: Phrase(zh: "转换", en: "Conversion")
    case .boolean: Phrase(zh: "真假", en: "Truth values")
    case .string: Phrase(zh: "文字", en: "Texts")
    case .list: Phrase(zh: "列表", en: "Lists")
    case .numeric: Phrase(zh: "数", en: "Numbers")
    case .temporal: Phrase(zh: "日期与时间", en: "Dates and times")
    case .range: Phrase(zh: "范围之间的关系", en: "Relations of ranges")
    case .sort: Phrase(zh: "排序", en: "Order")
    case .context: Phrase(zh: "记录", en: "Contexts")
    case .missing: Phrase(zh: "缺数据", en: "Missing values")
    }
  }
}
