internal import SourceText

extension Diagnostic {
  /// How bad a finding is that FEEL turns into null: an error in definitions.
  private static func severity(_ dialect: Dialect) -> Severity {
    dialect == .definitions ? .error : .warning
  }

  static func unknownName(
    _ name: String, known: [String], next: (found: String, meant: String)?, at place: Place?,
    dialect: Dialect
  ) -> Diagnostic {
    let similar = suggestions(for: name, among: known)
    let help: Phrase? =
      if let next {
        Phrase(
          zh: "名称后面的“\(next.found)”是全角符号，",
          en: "the name is followed by the full-width '\(next.found)': ")
          + Phrase.didYouMean(next.meant)
      } else {
        Phrase.didYouMean(similar)
      }
    return Diagnostic(
      Code.unknownName, severity(dialect),
      Phrase(zh: "没有名为“\(name)”的指标项、常量或函数", en: "nothing is called '\(name)'"),
      at: place, help: help,
      fix: similar.count == 1 ? fix(place, name, similar[0], isGuess: true) : nil)
  }

  static func unknownEntry(
    _ name: String, known: [String], at place: Place?, severity: Severity
  ) -> Diagnostic {
    let similar = suggestions(for: name, among: known)
    let offered = similar.isEmpty ? known.sorted().prefix(8).map { $0 } : similar
    return Diagnostic(
      Code.unknownEntry, severity,
      Phrase(zh: "没有“\(name)”这一列或属性", en: "there is no entry or property '\(name)'"),
      at: place,
      help: offered.isEmpty
        ? nil
        : Phrase(zh: "可用：", en: "there are: ") + Phrase.list(offered))
  }

  static func repeatedEntry(_ name: String, at place: Place?, dialect: Dialect) -> Diagnostic {
    Diagnostic(
      Code.repeatedEntry, severity(dialect),
      Phrase(zh: "“\(name)”在同一记录中出现两次", en: "the entry '\(name)' occurs twice"), at: place)
  }

  static func unknownType(_ name: String, at place: Place?, dialect: Dialect) -> Diagnostic {
    Diagnostic(
      Code.unknownType, severity(dialect),
      Phrase(zh: "没有名为“\(name)”的类型", en: "no type is called '\(name)'"), at: place,
      help: Phrase(
        zh:
          "可用：number、string、boolean、date、time、date and time、list<…>、context<…>、range<…>、function<…>-> …",
        en:
          "there are: number, string, boolean, date, time, date and time, days and time duration, "
          + "years and months duration, list<…>, context<…>, range<…>, function<…>-> …, Any, Null"))
  }

  static func externalFunction(at place: Place?, dialect: Dialect) -> Diagnostic {
    Diagnostic(
      Code.externalFunction, severity(dialect),
      Phrase(
        zh: "外部函数不会被调用，其值为空",
        en: "a function that is implemented outside is not called; its value is null"),
      at: place)
  }

  /// A function whose value changes from one run to the next.
  static func noClock(_ name: String, at place: Place?) -> Diagnostic {
    Diagnostic(
      Code.noClock, .error,
      Phrase(
        zh: "指标体系里不能用“\(name)()”：评价只有填报期，没有“今天”",
        en: "'\(name)()' cannot be used in definitions: a run has a period and no clock"),
      at: place,
      help: Phrase(
        zh: "写明日期，如 @\"2021-12-31\"，或由单位填报一个日期",
        en: "write the date, such as @\"2021-12-31\", or let the units report one"))
  }

  static func variableInForm(_ name: String, at place: Place?) -> Diagnostic {
    Diagnostic(
      Code.variableInForm, .error,
      Phrase(
        zh: "“\(name)”是表达式内的变量，此处只能用指标项和常量",
        en:
          "expected items and constants only, found the variable '\(name)' of the expression around"
      ),
      at: place,
      help: Phrase(
        zh: "previous、earlier、peers 等的参数是单独计算的",
        en: "the argument of previous, earlier, peers and the like is computed on its own"))
  }

  static func wrongFormArguments(
    _ name: String, _ count: Int, _ expected: ClosedRange<Int>, at place: Place?
  ) -> Diagnostic {
    let wanted =
      expected.count == 1
      ? "\(expected.lowerBound)" : "\(expected.lowerBound)–\(expected.upperBound)"
    return Diagnostic(
      Code.wrongArguments, .error,
      Phrase(
        zh: "“\(name)”需要 \(wanted) 个参数，却有 \(count) 个",
        en: "'\(name)' takes \(wanted) arguments, found \(count)"),
      at: place)
  }

  static func formNeedsConstant(_ name: String, at place: Place?) -> Diagnostic {
    Diagnostic(
      Code.formNeedsConstant, .error,
      Phrase(
        zh: "“\(name)”从第二个参数起只能是常数", en: "expected a constant as a further argument of '\(name)'"),
      at: place)
  }
}
