internal import SourceText

extension Diagnostic {
  static func wrongType(
    expected: FEELType, found: FEELType, at place: Place?, severity: Severity
  ) -> Diagnostic {
    Diagnostic(
      Code.wrongType, severity,
      Phrase(
        zh: "此处应为\(expected.chinese)，却是\(found.chinese)",
        en: "expected \(expected.english), found \(found.english)"),
      at: place)
  }

  static func notCondition(
    _ found: FEELType, of keyword: String, at place: Place?, severity: Severity
  ) -> Diagnostic {
    Diagnostic(
      Code.notACondition, severity,
      Phrase(
        zh: "“\(keyword)”需要条件（是或否），却是\(found.chinese)",
        en: "expected a condition for '\(keyword)', found \(found.english)"),
      at: place)
  }

  static func differentTypes(
    _ left: FEELType, _ operation: String, _ right: FEELType, at place: Place?, severity: Severity
  ) -> Diagnostic {
    Diagnostic(
      Code.differentTypes, severity,
      Phrase(
        zh: "\(left.chinese)与\(right.chinese)不能用“\(operation)”比较",
        en: "\(left.english) cannot be compared with \(right.english) by '\(operation)'"),
      at: place)
  }

  static func unordered(
    _ type: FEELType, _ operation: String, at place: Place?, severity: Severity
  ) -> Diagnostic {
    Diagnostic(
      Code.noOrder, severity,
      Phrase(
        zh: "\(type.chinese)没有大小之分，不能用“\(operation)”比较",
        en: "\(type.english) has no order, it cannot be compared by '\(operation)'"),
      at: place)
  }

  static func comparisonWithNull(_ operation: String, at place: Place?) -> Diagnostic {
    Diagnostic(
      Code.comparisonWithNull, .error,
      Phrase(
        zh: "与 null 用“\(operation)”比较，结果总是缺数据",
        en: "a comparison with null by '\(operation)' is always missing"),
      at: place,
      help: Phrase(zh: "判断是否未报用 is missing(…)", en: "ask with is missing(…)"))
  }

  static func bareNumberForPercent(
    _ text: String, _ number: Number, at place: Place?
  ) -> Diagnostic {
    Diagnostic(
      Code.bareNumberForPercent, .warning,
      Phrase(
        zh: "百分比与 \(text) 比较，\(text) 就是 \(number * 100)%",
        en: "a percentage is compared with \(text), which is \(number * 100)%"),
      at: place,
      help: Phrase.didYouMean("\(text)%"),
      fix: fix(place, text, text + "%", isGuess: true))
  }

  static func noArithmetic(
    _ left: FEELType, _ operation: String, _ right: FEELType, at place: Place?, severity: Severity
  ) -> Diagnostic {
    Diagnostic(
      Code.noArithmetic, severity,
      Phrase(
        zh: "\(left.chinese)与\(right.chinese)不能用“\(operation)”运算",
        en: "'\(operation)' does not take \(left.english) and \(right.english)"),
      at: place)
  }

  static func noNegation(_ type: FEELType, at place: Place?, severity: Severity) -> Diagnostic {
    Diagnostic(
      Code.noNegation, severity,
      Phrase(zh: "\(type.chinese)不能取负", en: "'-' does not take \(type.english)"), at: place)
  }

  static func notIterable(_ type: FEELType, at place: Place?) -> Diagnostic {
    Diagnostic(
      Code.notAList, .error,
      Phrase(zh: "此处应为列表，却是\(type.chinese)", en: "expected a list, found \(type.english)"),
      at: place)
  }

  static func mixedArguments(at place: Place?, severity: Severity) -> Diagnostic {
    Diagnostic(
      Code.mixedArguments, severity,
      Phrase(
        zh: "参数要么都写名称，要么都不写", en: "either all arguments are named, or none"), at: place)
  }

  static func wrongArguments(
    _ function: Function, _ names: [String?], at place: Place?, severity: Severity
  ) -> Diagnostic {
    let forms = function.overloads.filter { !$0.isPositional }
      .map { function.name + $0.parameterList }
    let given = names.compactMap(\.self)
    let found = given.isEmpty ? "\(names.count)" : given.joined(separator: ", ")
    return Diagnostic(
      Code.wrongArguments, severity,
      Phrase(
        zh: "“\(function.name)”的参数个数或名称不对：\(found)",
        en: "'\(function.name)' does not take these arguments: \(found)"),
      at: place,
      help: Phrase(
        zh: "写法：" + forms.joined(separator: " 或 "),
        en: "it is called as " + forms.joined(separator: " or ")))
  }

  static func wrongArgumentCount(
    _ count: Int, expected: Int, at place: Place?, severity: Severity
  ) -> Diagnostic {
    Diagnostic(
      Code.wrongArguments, severity,
      Phrase(
        zh: "函数需要 \(expected) 个参数，却有 \(count) 个",
        en: "the function takes \(expected) arguments, found \(count)"),
      at: place)
  }

  static func wrongArgumentType(
    _ function: String, _ parameter: String, expected: FEELType, found: FEELType, at place: Place?,
    severity: Severity
  ) -> Diagnostic {
    Diagnostic(
      Code.wrongArgumentType, severity,
      Phrase(
        zh: "“\(function)”的参数“\(parameter)”应为\(expected.chinese)，却是\(found.chinese)",
        en:
          "expected \(expected.english) as '\(parameter)' of '\(function)', found \(found.english)"
      ),
      at: place)
  }

  static func notFunction(_ type: FEELType, at place: Place?, severity: Severity) -> Diagnostic {
    Diagnostic(
      Code.notAFunction, severity,
      Phrase(zh: "\(type.chinese)不能调用", en: "expected a function, found \(type.english)"),
      at: place)
  }

  static func alwaysNull(_ reason: Reason, at place: Place?, severity: Severity) -> Diagnostic {
    Diagnostic(
      Code.alwaysNull, severity,
      Phrase(
        zh: "此处没有值，原因：\(reason.phrase.text(.zh))",
        en: "this never has a value: \(reason.phrase.text(.en))"),
      at: place)
  }

  static func constantCondition(_ value: Bool, unreachable place: Place?) -> Diagnostic {
    Diagnostic(
      Code.unreachableBranch, .warning,
      Phrase(
        zh: "条件恒为\(value ? "真" : "假")，这一支永远不会用到",
        en: "the condition is always \(value), this branch is never reached"),
      at: place)
  }
}

extension Overload {
  /// The parameters as the reference shows them: `(list, position, newItem)`.
  var parameterList: String {
    let last = parameters.count - 1
    let names = parameters.enumerated().map { index, parameter in
      let name = parameter.name + (isVariadic && index == last ? ", …" : "")
      return parameter.isOptional ? "\(name)?" : name
    }
    return "(" + names.joined(separator: ", ") + ")"
  }
}
