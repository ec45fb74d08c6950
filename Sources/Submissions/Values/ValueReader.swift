import Definitions
import FEEL
import SourceText

/// What a text comes to as the value of an item.
struct ReadValue: Equatable, Sendable {
  /// The value, without origin.
  var cell: Cell
  /// The text of an item of type text; the cell's bits are for the caller to set.
  @ForeignText var text: String?
  /// What is wrong, or worth a word.
  var problem: ValueProblem?

  init(_ cell: Cell, text: String? = nil, problem: ValueProblem? = nil) {
    self.cell = cell
    self.text = text
    self.problem = problem
  }

  static func unreadable(_ problem: ValueProblem) -> ReadValue {
    ReadValue(Cell(.unreadable), problem: problem)
  }
}

/// Reads the texts of cells as values of the items of a set.
struct ValueReader: Sendable {
  /// The longest text of a cell that is kept, in bytes.
  static let longestText = 4_096

  /// What reading needs to know of an item.
  private struct Rule: Sendable {
    var type: ItemType
    var notation: ItemType.Notation
    var isWhole: Bool
    var isPercent: Bool
    /// The measure as it is declared, and what it is.
    var written: String
    var measure: Measure?
    var plausible: ClosedRange<Number>?
    var choices: [String: Int]
    var blankIsZero: Bool
  }

  /// What the commonest values need to know of an item, without references.
  private struct QuickRule: Sendable {
    enum Kind: UInt8 { case number, percent, yesNo, other }

    var kind: Kind
    var isWhole: Bool
    var isBounded: Bool
    var blankIsZero: Bool
  }

  private let rules: [Rule]
  private let quickRules: [QuickRule]

  /// A reader for the items of a set.
  init(_ items: [Item]) {
    rules = items.map { item in
      Rule(
        type: item.type, notation: item.type.notation, isWhole: item.type.isWhole,
        isPercent: item.type.isPercent, written: CellText.normal(item.measure ?? ""),
        measure: item.scale,
        plausible: item.plausible,
        choices: Dictionary(
          item.choices.enumerated().map { (CellText.key($1), $0) },
          uniquingKeysWith: { first, _ in first }),
        blankIsZero: item.blankIsZero)
    }
    quickRules = rules.map { rule in
      let kind: QuickRule.Kind =
        switch rule.notation {
        case .number: rule.isPercent ? .percent : .number
        case .yesNo: .yesNo
        case .date, .choice, .text: .other
        }
      return QuickRule(
        kind: kind, isWhole: rule.isWhole,
        isBounded: rule.plausible != nil,
        blankIsZero: rule.blankIsZero)
    }
  }

  /// The value of an item that a text states; `stated` is the measure that stands beside it.
  func read(
    _ bytes: [UInt8], _ range: Range<Int>, item: Int, _ stated: StatedMeasure = .none
  ) -> ReadValue {
    let rule = rules[item]
    if stated == .none {
      if let cell = readQuickly(bytes, range, item: item) { return ReadValue(cell) }
      if let value = plain(bytes, range, quickRules[item].kind) { return checked(value, rule) }
    }
    return read(String(decoding: bytes[range], as: UTF8.self), rule, stated)
  }

  /// The value of an item that a text states; `stated` is the measure that stands beside it.
  func read(_ text: String, item: Int, _ stated: StatedMeasure = .none) -> ReadValue {
    let bytes = Array(text.utf8)
    return read(bytes, bytes.indices, item: item, stated)
  }

  /// The commonest values, which nothing can be wrong with: nothing at all, plain numbers, 是 and 否; nil for all others.
  func readQuickly(_ bytes: [UInt8], _ range: Range<Int>, item: Int) -> Cell? {
    let rule = quickRules[item]
    if range.isEmpty { return rule.blankIsZero ? Cell(.number) : Cell(.blank) }
    switch rule.kind {
    case .number, .percent:
      guard !rule.isBounded, let number = plain(bytes, range, rule.kind),
        !rule.isWhole || number.scale == 0, rule.kind == .number || number.isShare
      else { return nil }
      return Cell(.number, bits: number.mantissa, scale: UInt8(clamping: number.scale))
    case .yesNo:
      guard range.count == 3 else { return nil }
      let start = range.lowerBound
      switch (bytes[start], bytes[start + 1], bytes[start + 2]) {
      case (0xE6, 0x98, 0xAF): return Cell(.yesNo, bits: 1)
      case (0xE5, 0x90, 0xA6): return Cell(.yesNo, bits: 0)
      default: return nil
      }
    case .other: return nil
    }
  }

  private func blank(_ rule: Rule) -> ReadValue {
    ReadValue(rule.blankIsZero ? Cell(.number) : Cell(.blank))
  }

  private func read(_ written: String, _ rule: Rule, _ stated: StatedMeasure) -> ReadValue {
    let text = CellText.normal(written)
    if text.isEmpty { return blank(rule) }
    // What the item declares as an option is an answer, whatever it would say elsewhere: 无, 没有.
    if rule.type == .choice, let choice = rule.choices[CellText.key(text)] {
      return ReadValue(Cell(.choice, bits: Int64(choice)))
    }
    if let kind = personalNumber(in: text, rule) {
      return ReadValue(Cell(.refused), problem: .personal(kind))
    }
    // Of a table only the number of its records is stated where a value is expected.
    if rule.type == .table, text == "无" || text == "没有" { return ReadValue(Cell(.number)) }
    if CellText.isNothing(text) {
      return ReadValue(Cell(.blank), problem: none(text, rule.notation))
    }
    if CellText.isFormulaError(text) { return .unreadable(.formulaError) }
    if CellText.isFormula(text) { return .unreadable(.formula) }
    switch rule.notation {
    case .number:
      switch stated {
      case .none, .unchecked: return number(text, rule, nil)
      case .shift(let power): return number(text, rule, power)
      case .other: return .unreadable(.otherMeasure)
      }
    case .yesNo: return yesNo(text)
    case .date: return date(text)
    case .choice: return .unreadable(.unknownChoice)
    case .text:
      if PersonalData.isListOfNames(text) {
        return ReadValue(Cell(.refused), problem: .personal(.names))
      }
      guard text.utf8.count <= ValueReader.longestText else { return .unreadable(.textTooLong) }
      return ReadValue(Cell(.text), text: CellText.written(written))
    }
  }

  /// The kind of personal number that a text holds. An amount may look like a telephone number, and one of 15 digits may be
  /// an amount, but no count: where a number is asked for, only an identity number is none.
  private func personalNumber(in text: String, _ rule: Rule) -> PersonalData.Kind? {
    let found = PersonalNumber.all(in: text)
    let number: PersonalNumber? =
      switch rule.notation {
      case .number: found.first { rule.isWhole ? $0 != .mobile : $0 == .identity }
      case .yesNo, .date, .choice, .text: found.first
      }
    return number.map { .number($0) }
  }

  private func none(_ text: String, _ notation: ItemType.Notation) -> ValueProblem? {
    guard text == "无" || text == "没有" else { return nil }
    return switch notation {
    case .number: .noneForZero
    case .yesNo: .noneForNo
    case .date, .choice, .text: nil
    }
  }

  // MARK: Numbers

  /// The commonest case without a string: digits, a point, a percent sign.
  private func plain(
    _ bytes: [UInt8], _ range: Range<Int>, _ kind: QuickRule.Kind
  ) -> Decimal? {
    guard kind == .number || kind == .percent else { return nil }
    var mantissa: Int64 = 0
    var digits = 0
    var scale = 0
    var hasPoint = false
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte >= 0x30, byte <= 0x39 {
        mantissa = mantissa &* 10 &+ Int64(byte & 15)
        digits += 1
        if hasPoint { scale += 1 }
      } else if byte == UInt8(ascii: "."), !hasPoint, digits > 0 {
        hasPoint = true
      } else {
        break
      }
      // Fifteen digits may be an identity number: looked at more closely.
      guard digits < 15 else { return nil }
      index += 1
    }
    guard digits > 0, !hasPoint || scale > 0 else { return nil }
    if index == range.upperBound {
      return kind == .percent && mantissa != 0 ? nil : Decimal(mantissa, scale: scale)
    }
    guard kind == .percent, bytes[index] == UInt8(ascii: "%"), index + 1 == range.upperBound else {
      return nil
    }
    return Decimal(mantissa, scale: scale + 2)
  }

  /// A number with or without a measure of its own; one without is 10^`shift` of the item's.
  private func number(_ text: String, _ rule: Rule, _ shift: Int?) -> ReadValue {
    if rule.isPercent { return percent(text, rule, shift) }
    let (number, tail) = parts(text, rule)
    guard !tail.isEmpty else { return bare(text, rule, shift ?? 0) }
    if number.isEmpty { return .unreadable(.notANumber) }
    guard let own = Measure(tail),
      own.isKnown(rule.measure.map { [$0.base] } ?? [])
    else { return failure(WrittenNumber.read(text)) }
    let result = WrittenNumber.read(number)
    guard case .number(let value) = result else { return failure(result) }
    guard own.base == rule.measure?.base else {
      if own.base == "1" { return .unreadable(.unexpectedPercent) }
      return .unreadable(.otherMeasure)
    }
    let isAsDeclared = text == number + tail && tail == rule.written
    return scaled(
      value, own.power - (rule.measure?.power ?? 0), rule,
      isNoted: !isAsDeclared && !isDeclared(text, rule))
  }

  /// Whether a text is a plain number in the declared measure: 300万元 where 万元 is declared.
  private func isDeclared(_ text: String, _ rule: Rule) -> Bool {
    guard !rule.written.isEmpty, text.hasSuffix(rule.written) else { return false }
    return !text.dropLast(rule.written.count).contains { "万亿千百".contains($0) }
  }

  /// A number, and the measure that is written behind it.
  private func parts(_ text: String, _ rule: Rule) -> (number: String, measure: String) {
    // A rate such as 件/万人 has a numeral in its own name.
    if rule.written.contains("/"), text.hasSuffix(rule.written) {
      return (String(trimmed(text.dropLast(rule.written.count))), rule.written)
    }
    let scalars = text.unicodeScalars
    let last = scalars.lastIndex {
      WrittenNumber.isDigit($0) || WrittenNumber.chineseDigit($0) != nil
        || "十百千万亿拾佰仟".unicodeScalars.contains($0)
    }
    guard let last else { return ("", text) }
    let end = scalars.index(after: last)
    return (String(trimmed(text[..<end])), String(trimmed(text[end...])))
  }

  /// A number without a measure of its own; 万 and 亿 in it count from the base of the item's measure.
  private func bare(_ text: String, _ rule: Rule, _ shift: Int) -> ReadValue {
    let result = WrittenNumber.read(text)
    guard case .number(let value) = result else { return failure(result) }
    let power = rule.measure?.power ?? 0
    let isScaled = text.contains { "万亿".contains($0) }
    let isInSteps = power == 0 && shift == 0
    if !isScaled, !isInSteps, text.contains(where: { "千百".contains($0) }) {
      return .unreadable(.doubleScale)
    }
    let isNoted =
      (isScaled || isInSteps && text.contains { "千百".contains($0) })
      && (!isInSteps || text.unicodeScalars.contains(where: WrittenNumber.isDigit))
    return scaled(value, isScaled ? -power : shift, rule, isNoted: isNoted)
  }

  /// A number times 10^`power`; a note says what it came to.
  private func scaled(
    _ value: Decimal, _ power: Int, _ rule: Rule, isNoted: Bool
  ) -> ReadValue {
    guard let result = value.normal.shifted(power) else { return .unreadable(.tooLong) }
    return checked(
      power == 0 ? value : result.normal, rule, isNoted ? .scaled(result.normal) : nil)
  }

  private func failure(_ result: WrittenNumber.Result) -> ReadValue {
    switch result {
    case .number, .notANumber: .unreadable(.notANumber)
    case .approximate: .unreadable(.approximate)
    case .tooLong: .unreadable(.tooLong)
    case .badGrouping: .unreadable(.badGrouping)
    case .scientific: .unreadable(.scientific)
    }
  }

  /// A percentage; without a sign of its own it has that of its column, 10^`shift`.
  private func percent(_ text: String, _ rule: Rule, _ shift: Int?) -> ReadValue {
    for (sign, digits) in [("%", 2), ("‰", 3)] where text.hasSuffix(sign) {
      let rest = trimmed(text.dropLast())
      let hasNumber = rest.unicodeScalars.contains {
        WrittenNumber.isDigit($0) || WrittenNumber.chineseDigit($0) != nil || $0 == "十"
      }
      guard hasNumber else { return .unreadable(.lostNumber) }
      return value(WrittenNumber.read(rest), rule, moved: digits)
    }
    if text == "百分之百" { return checked(Decimal(1), rule) }
    for (words, digits) in [("百分之", 2), ("千分之", 3), ("万分之", 4)] where text.hasPrefix(words) {
      return value(WrittenNumber.read(trimmed(text.dropFirst(3))), rule, moved: digits)
    }
    if let tenths = tenths(text) { return checked(tenths, rule) }
    let result = WrittenNumber.read(text)
    guard case .number(let number) = result else { return failure(result) }
    if number.mantissa == 0 { return checked(number, rule) }
    // Below a heading with % a share may stand as 0.936 or -0.05 all the same: asked, not guessed.
    guard let shift, !number.isInOne else { return .unreadable(.percentWithoutSign) }
    guard let result = number.normal.shifted(shift) else { return .unreadable(.tooLong) }
    let mayBeShare =
      shift == ValueReader.percentPower && number.number.magnitude <= ValueReader.mostShare
    return checked(result.normal, rule, mayBeShare ? .percentOrShare : nil)
  }

  /// The power of ten of a column of %.
  private static let percentPower = -2
  /// Up to which number a share may stand in place of a percentage: beyond 100% there is little.
  static let mostShare = Number(mantissa: 12, scale: 1)

  /// 九成, 九成五, 9成.
  private func tenths(_ text: String) -> Decimal? {
    let parts = text.split(separator: "成", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    func digit(_ text: Substring) -> Int64? {
      if text == "十" || text == "10" { return 10 }
      guard text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first else {
        return nil
      }
      return WrittenNumber.isDigit(scalar)
        ? Int64(scalar.value - 0x30) : WrittenNumber.chineseDigit(scalar)
    }
    guard let high = digit(parts[0]) else { return nil }
    if parts[1].isEmpty { return Decimal(high, scale: 1) }
    guard let low = digit(parts[1]), low < 10, high < 10 else { return nil }
    return Decimal(high * 10 + low, scale: 2)
  }

  private func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return text
  }

  private func value(
    _ result: WrittenNumber.Result, _ rule: Rule, moved digits: Int
  ) -> ReadValue {
    guard case .number(let number) = result else { return failure(result) }
    return checked(Decimal(number.mantissa, scale: number.scale + digits), rule)
  }

  /// A number as the item's value, if the item may have it.
  private func checked(
    _ written: Decimal, _ rule: Rule, _ note: ValueProblem? = nil
  ) -> ReadValue {
    let number = written.scale > 30 ? written.normal : written
    if rule.isWhole {
      if number.mantissa < 0 { return .unreadable(.negativeCount) }
      if number.normal.scale > 0 { return .unreadable(.fractionalCount) }
    }
    let cell = Cell(.number, bits: number.mantissa, scale: UInt8(clamping: number.scale))
    let isPercent = rule.isPercent
    guard let range = rule.plausible ?? (isPercent ? Number.zero...Number.one : nil),
      !range.contains(Number(mantissa: number.mantissa, scale: number.scale))
    else { return ReadValue(cell, problem: note) }
    // The bounds that are stated of a percentage are those it can have: 986% of the satisfied is a slip of the point.
    if isPercent, rule.plausible != nil { return .unreadable(.outOfBounds) }
    return ReadValue(cell, problem: .implausible)
  }

  // MARK: Other types

  private func yesNo(_ text: String) -> ReadValue {
    switch text.lowercased() {
    case "是", "√", "✓", "✔", "☑", "yes", "y", "true": ReadValue(Cell(.yesNo, bits: 1))
    case "否", "×", "✗", "✘", "✕", "no", "n", "false": ReadValue(Cell(.yesNo, bits: 0))
    default: .unreadable(.notYesNo)
    }
  }

  private func date(_ text: String) -> ReadValue {
    switch WrittenDate.read(text) {
    case .day(let day): ReadValue(Cell(.date, bits: Int64(day)))
    case .serial(let day): ReadValue(Cell(.date, bits: Int64(day)), problem: .serialDate)
    case .noDay: .unreadable(.noDay)
    case .noSuchDay: .unreadable(.noSuchDay)
    case .notADate: .unreadable(.notADate)
    }
  }
}
