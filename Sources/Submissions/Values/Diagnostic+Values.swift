import Definitions
import FEEL
import SourceText

extension Diagnostic {
  /// What is wrong with a value, or worth a word; `text` is what stands there, with personal numbers masked.
  static func value(
    _ problem: ValueProblem, _ text: String, of item: Item, at place: Place?, unit: String?
  ) -> Diagnostic {
    let whole = CellText.written(text).shown
    let shown = whole.count > 40 ? whole.prefix(40) + "…" : whole
    let words = ValueWords(problem, shown, item)
    return Diagnostic(
      words.code, problem.severity, words.message, at: place, help: words.help, unit: unit,
      item: item.name)
  }
}

extension ValueProblem {
  /// Whether the value is lost (error), kept with a question (warning), or read as the writer surely meant (note).
  fileprivate var severity: Severity {
    switch self {
    case .scaled: .note
    case .implausible, .percentOrShare, .noneForZero, .noneForNo, .serialDate: .warning
    case .notANumber, .approximate, .tooLong, .badGrouping, .scientific, .percentWithoutSign,
      .lostNumber, .unexpectedPercent, .doubleScale, .formulaError, .formula, .outOfBounds,
      .otherMeasure, .negativeCount, .fractionalCount, .notYesNo, .notADate, .noDay, .noSuchDay,
      .unknownChoice, .textTooLong,
      .personal:
      .error
    }
  }
}

/// The code and the wording of a problem with a value.
private struct ValueWords {
  let code: Code
  let message: Phrase
  let help: Phrase

  private init(_ code: Code, _ message: Phrase, _ help: Phrase) {
    self.code = code
    self.message = message
    self.help = help
  }

  init(_ problem: ValueProblem, _ shown: String, _ item: Item) {
    switch problem {
    case .notANumber, .approximate, .tooLong, .badGrouping, .scientific, .lostNumber,
      .formulaError, .formula:
      self.init(unread: problem, shown, item)
    case .percentWithoutSign, .percentOrShare, .unexpectedPercent, .doubleScale, .negativeCount,
      .fractionalCount, .scaled, .otherMeasure, .implausible, .outOfBounds, .noneForZero:
      self.init(number: problem, shown, item)
    case .noneForNo, .notYesNo, .notADate, .noDay, .noSuchDay, .serialDate, .unknownChoice,
      .textTooLong, .personal:
      self.init(other: problem, shown, item)
    }
  }

  /// What cannot be read as a number, or at all.
  private init(unread problem: ValueProblem, _ shown: String, _ item: Item) {
    let name = item.name
    switch problem {
    case .approximate:
      self.init(
        .boundNotValue,
        Phrase(
          zh: "“\(name)”填的是约数或范围：“\(shown)”",
          en: "expected a value for '\(name)', found a bound or an estimate: '\(shown)'"),
        Phrase(
          zh: "填报实际数值，去掉“约”“余”“以上”等字",
          en: "write the exact value, without 约, 余, 以上 or ≥"))
    case .tooLong:
      self.init(
        .numberTooLong,
        Phrase(
          zh: "“\(name)”的数字超过 18 位，不能精确读取：“\(shown)”",
          en: "the number for '\(name)' has more than 18 digits: '\(shown)'"),
        Phrase(zh: "核对位数和所在的列", en: "check the number of digits and the column"))
    case .badGrouping:
      self.init(
        .unclearComma,
        Phrase(
          zh: "“\(name)”的“\(shown)”里，逗号不在千分位上",
          en: "the comma in '\(shown)' for '\(name)' does not group thousands"),
        Phrase(
          zh: "小数点用“.”；千分位可以不写", en: "write a decimal point as '.', and leave thousands ungrouped"))
    case .scientific:
      self.init(
        .shortenedNumber,
        Phrase(
          zh: "“\(name)”的“\(shown)”被电子表格缩写，丢了位数",
          en: "the spreadsheet shortened '\(shown)' for '\(name)' and lost digits"),
        Phrase(zh: "把单元格设为数字格式后重新导出", en: "format the cell as a number and export it again"))
    case .lostNumber:
      self.init(
        .lostNumber,
        Phrase(
          zh: "“\(name)”只有“\(shown)”，数字缺失",
          en: "the number before '\(shown)' is lost for '\(name)'"),
        Phrase(
          zh: "补填数字；此前按缺数据处理，不当作零",
          en: "write the number; until then it is missing, not zero"))
    case .formulaError:
      self.init(
        .formulaError,
        Phrase(
          zh: "“\(name)”是电子表格的公式错误：“\(shown)”",
          en: "'\(name)' is an error of the spreadsheet: '\(shown)'"),
        Phrase(zh: "改正公式，或直接填数值", en: "correct the formula, or write the value"))
    case .formula:
      self.init(
        .formulaNotValue,
        Phrase(
          zh: "“\(name)”是电子表格的公式或图片，不是值：“\(shown)”",
          en: "'\(name)' holds a formula or a picture of the spreadsheet, no value: '\(shown)'"),
        Phrase(
          zh: "复制后“选择性粘贴—数值”，图片改填文字，再导出",
          en: "paste the value in its place (a text in place of a picture) and export it again"))
    default:
      self.init(
        .notANumber,
        Phrase(
          zh: "“\(name)”应为数字，填的是“\(shown)”",
          en: "expected a number for '\(name)', found '\(shown)'"),
        ValueWords.alone(shown, item) ?? ValueWords.later(shown, item)
          ?? Phrase(zh: "只填数字；", en: "write digits only; ") + ValueWords.none(item))
    }
  }

  /// What to write where something stands behind a value: 310万（含上级）.
  private static func alone(_ shown: String, _ item: Item) -> Phrase? {
    guard let end = shown.firstIndex(where: { "(（[［【〔,，;；:：。、".contains($0) }) else { return nil }
    let (value, rest) = (String(shown[..<end]), String(shown[end...]))
    guard rest.contains(where: \.isLetter),
      ValueReader([item]).read(value, item: 0).cell.hasValue
    else { return nil }
    return Phrase(
      zh: "这一格只填“\(value)”，“\(rest)”写到备注里",
      en: "write '\(value)' alone, and '\(rest)' among the remarks")
  }

  /// What to do where a word stands for a value that is still to come.
  private static func later(_ shown: String, _ item: Item) -> Phrase? {
    guard CellText.isWaiting(shown) else { return nil }
    return Phrase(zh: "定下来以后补填；", en: "write it when it is known; ") + none(item)
  }

  /// What to write where there is no value.
  private static func none(_ item: Item) -> Phrase {
    item.blankIsZero
      ? Phrase(
        zh: "还没有数据的写“暂无”，空格会当作 0",
        en: "write 暂无 where there is no value: an empty cell counts as 0")
      : Phrase(zh: "没有数据就留空", en: "leave it empty when there is no value")
  }

  /// A number that the item cannot have, or that needs a second look.
  private init(number problem: ValueProblem, _ shown: String, _ item: Item) {
    let name = item.name
    let measure = item.measure ?? (item.type.isPercent ? "%" : "")
    switch problem {
    case .percentWithoutSign:
      self.init(
        .percentWithoutSign,
        Phrase(
          zh: "“\(name)”是百分比，填的“\(shown)”没有百分号",
          en: "expected a percentage for '\(name)', found '\(shown)' without a sign"),
        ValueWords.asked(shown))
    case .percentOrShare:
      self.init(
        .percentOrShare,
        Phrase(
          zh: "“\(name)”以 % 计，“\(shown)”按 \(shown)% 读取",
          en: "'\(name)' is written in %, '\(shown)' is read as \(shown)%"),
        ValueWords.askedOfShare(shown))
    case .unexpectedPercent:
      self.init(
        .unexpectedPercent,
        Phrase(
          zh: "“\(name)”应填数量，填的是百分比“\(shown)”",
          en: "expected an amount for '\(name)', found the percentage '\(shown)'"),
        ValueWords.amount(shown, measure))
    case .doubleScale:
      self.init(
        .unclearUnit,
        Phrase(
          zh: "“\(name)”以\(measure)计，“\(shown)”里又有万、亿等字",
          en: "'\(name)' is measured in \(measure), and '\(shown)' has a scale of its own"),
        Phrase(
          zh: "写成以\(measure)计的数字", en: "write the number in \(measure), in digits only"))
    case .scaled(let value):
      let number = Number(mantissa: value.mantissa, scale: value.scale).text(maximumDigits: 30)
      let gap = measure.isEmpty ? "" : " "
      self.init(
        .measureConverted,
        Phrase(
          zh: "“\(name)”的“\(shown)”按 \(number)\(gap)\(measure)读取",
          en: "'\(shown)' for '\(name)' is read as \(number)\(gap)\(measure)"),
        Phrase(zh: "不对的，只填数字", en: "write digits only if it is not"))
    case .otherMeasure:
      self.init(
        .otherMeasure,
        measure.isEmpty
          ? Phrase(
            zh: "体系没有写“\(name)”的计量单位，带单位的“\(shown)”没法核对，没有采用",
            en: "'\(name)' declares no measure to compare with that of '\(shown)'; it is not used")
          : Phrase(
            zh: "“\(name)”以\(measure)计，“\(shown)”用的是别的单位，没有采用",
            en: "'\(name)' is measured in \(measure), '\(shown)' in something else; it is not used"),
        Phrase(
          zh: measure.isEmpty ? "只填数字，或请体系编制人写上计量单位" : "改填以\(measure)计的数字",
          en: measure.isEmpty
            ? "write digits only, or have the set declare the measure" : "write it in \(measure)"))
    case .negativeCount:
      self.init(
        .negativeCount,
        Phrase(
          zh: "“\(name)”是计数，不能为负：“\(shown)”", en: "the count '\(name)' is negative: '\(shown)'"),
        Phrase(zh: "核对原始台账", en: "compare it with the records"))
    case .fractionalCount:
      self.init(
        .fractionalCount,
        Phrase(
          zh: "“\(name)”是计数，应为整数：“\(shown)”",
          en: "the count '\(name)' is not a whole number: '\(shown)'"),
        Phrase(zh: "核对是否填成了比率或换了单位", en: "check whether a rate or another unit was meant"))
    case .noneForZero:
      self.init(
        .noneOrZero,
        Phrase(
          zh: "“\(name)”填了“\(shown)”，没有当作 0", en: "'\(shown)' for '\(name)' is not taken for 0"),
        Phrase(zh: "如果是一件也没有，写 0", en: "write 0 if there was none"))
    case .outOfBounds:
      let (low, high) = ValueWords.bounds(item)
      self.init(
        .outOfBounds,
        Phrase(
          zh: "“\(name)”为“\(shown)”，超出 \(low) 至 \(high)，没有采用",
          en: "'\(name)' is '\(shown)', outside \(low) to \(high); it is not used"),
        ValueWords.moved(shown, item)
          + Phrase(
            zh: "；确属实的，请体系编制人放宽该项的合理范围",
            en: "; if it is right, the set's author has to widen 'plausible'"))
    default:
      let (low, high) = ValueWords.bounds(item)
      self.init(
        .implausibleValue,
        Phrase(
          zh: "“\(name)”为“\(shown)”，不在合理范围 \(low) 至 \(high) 内",
          en: "'\(name)' is '\(shown)', outside the plausible range \(low) to \(high)"),
        ValueWords.moved(shown, item)
          + Phrase(zh: "；属实的可以保留", en: "; keep it if it is right"))
    }
  }

  /// What to write in place of a percentage where an amount is asked for.
  private static func amount(_ shown: String, _ measure: String) -> Phrase {
    let number = shown.filter { !"%％‰".contains($0) }
    let (zh, en) = measure.isEmpty ? ("", "") : (" \(measure)", " \(measure)")
    return Phrase(
      zh: "这里填数量，不填比率；确是 \(number)\(zh)的，写 \(number)",
      en: "write the amount, not a rate; write \(number) if there are \(number)\(en)")
  }

  /// What a value outside its bounds may have been meant for: 930% for 93% or 9.3%, 0.936% for 93.6%.
  private static func moved(_ shown: String, _ item: Item) -> Phrase {
    let text = CellText.normal(shown)
    let range = item.plausible ?? Number.zero...Number.one
    let written = WrittenNumber.read(text.hasSuffix("%") ? text.dropLast() : text[...])
    let steps: [Number] =
      item.type.isPercent
      ? [Number(mantissa: 1, scale: 1), Number(mantissa: 1, scale: 2), 100] : []
    let near = steps.compactMap { step -> String? in
      guard case .number(let decimal) = written, decimal.mantissa > 0 else { return nil }
      let number = decimal.number * step
      guard range.contains(number * Number(mantissa: 1, scale: 2)) else { return nil }
      return number.text(maximumDigits: 18) + "%"
    }
    guard !near.isEmpty else {
      return Phrase(zh: "核对小数点和单位", en: "check the point and the measure")
    }
    return Phrase(
      zh: "核对小数点，是 \(near.joined(separator: " 或 ")) 的照此改写",
      en: "check the point, and write \(near.joined(separator: " or ")) if that is meant")
  }

  /// What is asked about a number a little above 1 in a column of %.
  private static func askedOfShare(_ shown: String) -> Phrase {
    guard case .number(let number) = WrittenNumber.read(shown) else { return asked(shown) }
    let percent = (number.number * 100).text(maximumDigits: 18)
    return Phrase(
      zh: "是 \(shown)% 的可以保留；如果是 \(percent)%，写成 \(percent)%",
      en: "keep it if \(shown)% is meant; write \(percent)% if that is")
  }

  /// What is asked about a percentage without its sign: 0.936 is likely 93.6%, 1.05 likely 105%, 93.6 likely 93.6%.
  private static func asked(_ shown: String) -> Phrase {
    if case .number(let number) = WrittenNumber.read(shown), number.mantissa != 0,
      number.number.magnitude <= ValueReader.mostShare
    {
      let percent = (Number(mantissa: number.mantissa, scale: number.scale) * 100)
        .text(maximumDigits: 18)
      return Phrase(
        zh: "是不是 \(percent)%？是就写成 \(percent)%；若确是百分之\(shown)，写成 \(shown)%",
        en:
          "is it \(percent)%? then write \(percent)%; write \(shown)% only if that is what is meant"
      )
    }
    return Phrase(
      zh: "如果是百分之\(shown)，写成 \(shown)%", en: "write \(shown)% if that is what is meant")
  }

  /// The bounds of an item as a message shows them: those stated, or 0% and 100%.
  private static func bounds(_ item: Item) -> (low: String, high: String) {
    let isPercent = item.type.isPercent
    let range = item.plausible ?? Number.zero...Number.one
    return (range.lowerBound.printed(isPercent), range.upperBound.printed(isPercent))
  }

  /// Yes and no, dates, choices, texts.
  private init(other problem: ValueProblem, _ shown: String, _ item: Item) {
    let name = item.name
    switch problem {
    case .noneForNo:
      self.init(
        .noneOrZero,
        Phrase(
          zh: "“\(name)”填了“\(shown)”，没有当作“否”", en: "'\(shown)' for '\(name)' is not taken for 否"),
        Phrase(zh: "如果没有做到，写“否”", en: "write 否 if it was not done"))
    case .notYesNo:
      self.init(
        .notYesOrNo,
        Phrase(
          zh: "“\(name)”应填“是”或“否”，填的是“\(shown)”",
          en: "expected 是 or 否 for '\(name)', found '\(shown)'"),
        ValueWords.alone(shown, item) ?? ValueWords.later(shown, item)
          ?? Phrase(
            zh: "填“是”或“否”（√ 或 × 也可以）", en: "write 是 or 否 (√ and × are taken as well)"))
    case .noDay:
      self.init(
        .dateWithoutDay,
        Phrase(
          zh: "“\(name)”的日期没有写到日：“\(shown)”", en: "the date '\(shown)' for '\(name)' has no day"),
        dateHelp)
    case .noSuchDay:
      self.init(
        .noSuchDay,
        Phrase(zh: "“\(name)”的日期不存在：“\(shown)”", en: "there is no day '\(shown)' for '\(name)'"),
        dateHelp)
    case .serialDate:
      let days = Int(CellText.normal(shown)) ?? 0
      let date = CalendarDate(daysSinceEpoch: days - 25_569)?.written ?? ""
      self.init(
        .serialDate,
        Phrase(
          zh: "“\(name)”的“\(shown)”是电子表格的日期序号，按 \(date) 读取",
          en: "'\(shown)' for '\(name)' is a spreadsheet's number of a day, read as \(date)"),
        Phrase(zh: "把单元格设为日期格式后重新导出", en: "format the cell as a date and export it again"))
    case .unknownChoice:
      let near = suggestions(for: shown, among: item.choices)
      let choices = Phrase.list(item.choices)
      self.init(
        .unknownChoice,
        Phrase(
          zh: "“\(name)”没有“\(shown)”这一选项", en: "'\(shown)' is not one of the choices of '\(name)'"),
        (Phrase.didYouMean(near).map { $0 + Phrase(zh: "", en: " ") } ?? Phrase(""))
          + Phrase(zh: "可填：", en: "choices: ") + choices)
    case .textTooLong:
      self.init(
        .textTooLong,
        Phrase(
          zh: "“\(name)”的文字超过 \(ValueReader.longestText) 字节",
          en: "the text for '\(name)' is longer than \(ValueReader.longestText) bytes"),
        Phrase(zh: "只写要点，佐证另附文号", en: "write the essentials and cite a document"))
    case .personal(let kind):
      let what = kind.phrase
      self.init(
        .personalData,
        Phrase(
          zh: "“\(name)”像是填了\(what.text(.zh))，没有读取",
          en: "'\(name)' looks like \(what.text(.en)); it was not taken in"),
        Phrase(
          zh: "只报汇总数，删除个人信息后重新报送", en: "hand in totals only, without data about persons"))
    default:
      self.init(
        .notADate,
        Phrase(
          zh: "“\(name)”应为日期，填的是“\(shown)”", en: "expected a date for '\(name)', found '\(shown)'"),
        ValueWords.alone(shown, item) ?? ValueWords.later(shown, item) ?? dateHelp)
    }
  }
}

private let dateHelp = Phrase(
  zh: "写成 2021-06-30 或 2021年6月30日", en: "write it as 2021-06-30 or 2021年6月30日")

extension PersonalData.Kind {
  /// What it is, as a part of a sentence.
  var phrase: Phrase {
    switch self {
    case .number(.identity), .number(.formerIdentity):
      Phrase(zh: "公民身份号码", en: "an identity number")
    case .number(.mobile): Phrase(zh: "手机号码", en: "a mobile number")
    case .names: Phrase(zh: "人员名单", en: "a list of names")
    }
  }
}

extension Number {
  /// The number as a message shows it.
  fileprivate func printed(_ isPercent: Bool) -> String {
    isPercent ? (self * 100).text(maximumDigits: 4) + "%" : text(maximumDigits: 4)
  }
}

extension CalendarDate {
  /// The date as 2021-06-30.
  var written: String {
    let month = month < 10 ? "0\(month)" : "\(month)"
    return "\(year)-\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}
