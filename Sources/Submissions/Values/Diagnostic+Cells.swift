import Definitions
import FEEL
import SourceText

extension Diagnostic {
  /// What is wrong with a cell; `text` is what stands there and is never shown where it may be personal data.
  static func cell(
    _ problem: CellProblem, _ text: String, of item: Item, at place: Place?, unit: String?
  ) -> Diagnostic {
    let name = item.name
    let shown = text.count > 40 ? text.prefix(40) + "…" : text[...]
    func make(
      _ code: String, _ message: Phrase, _ help: Phrase, _ severity: Severity = .error
    ) -> Diagnostic {
      Diagnostic(code, severity, message, at: place, help: help, unit: unit, item: name)
    }
    switch problem {
    case .notNumber:
      return make(
        "not-a-number",
        Phrase(
          zh: "“\(name)”应为数字,填的是“\(shown)”", en: "expected a number for '\(name)', found '\(shown)'"
        ),
        Phrase(zh: "只填数字;没有数据就留空", en: "write digits only; leave it empty when there is no value"))
    case .tooLong:
      return make(
        "number-too-long",
        Phrase(
          zh: "“\(name)”的数字超过18位,无法精确读取:“\(shown)”",
          en: "the number for '\(name)' has more than 18 digits: '\(shown)'"),
        Phrase(zh: "核对是否多填了位数或填错了列", en: "check the number of digits and the column"))
    case .bound:
      return make(
        "bound-not-value",
        Phrase(
          zh: "“\(name)”填的是范围,不是数值:“\(shown)”",
          en: "expected a value for '\(name)', found a bound: '\(shown)'"),
        Phrase(zh: "填报实际数值,去掉“约”“余”“以上”等字", en: "write the exact value, without 约, 余, 以上 or ≥"))
    case .loneSign:
      return make(
        "lost-number",
        Phrase(
          zh: "“\(name)”只有“\(shown)”,数字缺失", en: "the number before '\(shown)' is lost for '\(name)'"
        ),
        Phrase(zh: "补填数字;此前按缺数据处理,不当作零", en: "write the number; until then it is missing, not zero")
      )
    case .percentWithoutSign(let fixed):
      return make(
        "percent-without-sign",
        Phrase(
          zh: "“\(name)”是百分比,填的“\(shown)”没有百分号",
          en: "expected a percentage for '\(name)', found '\(shown)' without a sign"),
        Phrase(
          zh: "如果是百分之\(shown),写成 \(fixed)", en: "write \(fixed) if that is what is meant"))
    case .unexpectedSign:
      return make(
        "unexpected-percent",
        Phrase(
          zh: "“\(name)”应填数量,填的是百分比“\(shown)”",
          en: "expected an amount for '\(name)', found the percentage '\(shown)'"),
        Phrase(
          zh: "填报数量" + (item.measure.map { "(单位:\($0))" } ?? ""),
          en: "write the amount" + (item.measure.map { " in \($0)" } ?? "")))
    case .negativeCount:
      return make(
        "negative-count",
        Phrase(
          zh: "“\(name)”是件数,不能为负:“\(shown)”", en: "the count '\(name)' is negative: '\(shown)'"),
        Phrase(zh: "核对原始台账", en: "compare it with the records"))
    case .fractionalCount:
      return make(
        "fractional-count",
        Phrase(
          zh: "“\(name)”是件数,应为整数:“\(shown)”",
          en: "the count '\(name)' is not a whole number: '\(shown)'"),
        Phrase(zh: "核对是否填成了比率或换了单位", en: "check whether a rate or another unit was meant"))
    case .implausible:
      let low = item.plausible?.lowerBound.printed(item.type == .percent) ?? ""
      let high = item.plausible?.upperBound.printed(item.type == .percent) ?? ""
      return make(
        "implausible-value",
        Phrase(
          zh: "“\(name)”为“\(shown)”,超出常见范围 \(low) 至 \(high)",
          en: "'\(name)' is '\(shown)', outside \(low) to \(high)"),
        Phrase(zh: "核对后如属实,可保留", en: "keep it if it is right"), .warning)
    case .notYesNo:
      return make(
        "not-yes-or-no",
        Phrase(
          zh: "“\(name)”应填“是”或“否”,填的是“\(shown)”",
          en: "expected 是 or 否 for '\(name)', found '\(shown)'"),
        Phrase(zh: "填“是”或“否”(√ 或 × 也可以)", en: "write 是 or 否 (√ and × are taken as well)"))
    case .notDate:
      return make(
        "not-a-date",
        Phrase(
          zh: "“\(name)”应为日期,填的是“\(shown)”", en: "expected a date for '\(name)', found '\(shown)'"),
        Phrase(zh: "写成 2021-06-30 或 2021年6月30日", en: "write it as 2021-06-30"))
    case .serialDate(let date):
      return make(
        "serial-date",
        Phrase(
          zh: "“\(name)”填的“\(shown)”是电子表格的日期序号,按 \(date.text) 读取",
          en: "'\(shown)' for '\(name)' is a spreadsheet's serial date, read as \(date.text)"),
        Phrase(zh: "把单元格格式改为日期后重新导出", en: "format the cell as a date before exporting"), .warning)
    case .notChoice:
      let near = suggestions(for: text, among: item.choices)
      let choices = item.choices.joined(separator: "、")
      return make(
        "unknown-choice",
        Phrase(
          zh: "“\(name)”没有“\(shown)”这一选项", en: "'\(shown)' is not one of the choices of '\(name)'"),
        Phrase(
          zh: near.isEmpty ? "可填:\(choices)" : "是不是“\(near[0])”?可填:\(choices)",
          en: near.isEmpty
            ? "choices: \(choices)" : "did you mean '\(near[0])'? choices: \(choices)"
        ))
    case .personalData(let kind):
      let what =
        switch kind {
        case .identityNumber: Phrase(zh: "公民身份号码", en: "an identity number")
        case .mobileNumber: Phrase(zh: "手机号码", en: "a mobile number")
        case .names: Phrase(zh: "人员名单", en: "a list of names")
        }
      return make(
        "personal-data",
        Phrase(
          zh: "“\(name)”像是填了\(what.text(.zh)),未读入",
          en: "'\(name)' looks like \(what.text(.en)); it was not taken in"),
        Phrase(zh: "只报汇总数,删除个人信息后重新报送", en: "hand in totals only, without data about persons"))
    case .textTooLong:
      return make(
        "text-too-long",
        Phrase(
          zh: "“\(name)”的文字超过\(CellReader.longestText)字节",
          en: "the text for '\(name)' is longer than \(CellReader.longestText) bytes"),
        Phrase(zh: "只写要点,佐证另附文号", en: "write the essentials and cite a document"))
    case .notConfidential:
      return make(
        "confidential-content",
        Phrase(
          zh: "“\(name)”是涉密事项,只收“是/否”或文号",
          en: "'\(name)' is confidential: only yes or no and a document number are taken"),
        Phrase(zh: "不要填写内容", en: "do not write the content"))
    }
  }
}

extension Number {
  fileprivate func printed(_ isPercent: Bool) -> String {
    isPercent ? (self * 100).text(maximumDigits: 4) + "%" : text(maximumDigits: 4)
  }
}

extension CalendarDate {
  /// The date as 2021-06-30.
  fileprivate var text: String {
    let month = month < 10 ? "0\(month)" : "\(month)"
    return "\(year)-\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}
