public import SourceText

/// Where a value stands in the array that a program is evaluated over.
public struct Slot: RawRepresentable, Hashable, Comparable, Sendable {
  public let rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  public static func < (a: Slot, b: Slot) -> Bool { a.rawValue < b.rawValue }
}

/// Why there is no value.
public enum Reason: UInt8, Sendable, CaseIterable {
  /// The literal `null`, or a null that was handed in.
  case unspecified
  /// Not reported, not readable or refused.
  case missing
  /// Zero divided by zero: there was nothing to judge.
  case nothingToJudge
  /// Something above zero divided by a reported zero.
  case contradiction
  /// An operand or argument has a type that the operation does not take.
  case wrongType
  /// An argument has the right type but a value that the function does not take.
  case wrongArgument
  /// The function does not take these arguments: too few, too many or unknown names.
  case wrongParameters
  /// A name that nothing declares.
  case unknownName
  /// A context has no such entry, a list no such index.
  case notFound
  /// A text could not be read as the value that was asked for.
  case unreadable
  /// A condition has no truth value.
  case noCondition
  /// A value that is not a function was called.
  case notFunction
  /// A number or date grew beyond what is computed.
  case tooLarge
  /// The evaluation took too many steps or produced too much.
  case tooManySteps
  /// Calls or values were nested too deeply.
  case tooDeep
  /// A pattern is not a regular expression, or matching it takes too long.
  case badPattern
  /// The evaluation was given no clock, no zone data or nothing else that the function asks the outside for.
  case unavailable
}

/// A null with its reason: which operand of which operation it came from.
public struct Null: Sendable, Hashable {
  /// Why there is no value.
  public let reason: Reason
  private let rawSlot: Int32
  private let start: UInt32
  private let end: UInt32

  public init(_ reason: Reason, slot: Slot? = nil, range: SourceRange? = nil) {
    self.reason = reason
    rawSlot = slot?.rawValue ?? -1
    start = range?.start ?? .max
    end = range?.end ?? .max
  }

  /// The slot that had no value, when the null came out of one.
  public var slot: Slot? { rawSlot >= 0 ? Slot(rawValue: rawSlot) : nil }

  /// The UTF-8 range of the expression that had no value; nil for a null that was handed in.
  public var range: SourceRange? {
    start == .max ? nil : SourceRange(Int(start), Int(end))
  }

  /// The null that stands when two meet in one operation: the stronger reason, and of equals the first.
  ///
  /// Contradiction > missing > nothing to judge > everything else (semantics S1), independent of the order.
  public func combined(with other: Null) -> Null {
    if other.reason.strength > reason.strength { return other }
    if other.reason.strength < reason.strength { return self }
    // The lower slot, so that the order of the operands does not matter.
    if reason.strength > 0, let slot, let theirs = other.slot, theirs < slot { return other }
    return self
  }
}

extension Reason {
  /// How strong the reason is when two nulls meet.
  var strength: Int {
    switch self {
    case .contradiction: 3
    case .missing: 2
    case .nothingToJudge: 1
    default: 0
    }
  }

  /// The reason in words.
  public var phrase: Phrase {
    switch self {
    case .unspecified: Phrase(zh: "空值", en: "null")
    case .missing: Phrase(zh: "缺数据", en: "missing")
    case .nothingToJudge: Phrase(zh: "零除以零，无从评价", en: "zero divided by zero: nothing to judge")
    case .contradiction: Phrase(zh: "除数为零而被除数不为零，数据矛盾", en: "division of a non-zero number by zero")
    case .wrongType: Phrase(zh: "类型不符", en: "an operand of the wrong type")
    case .wrongArgument: Phrase(zh: "参数取值不符", en: "an argument out of its range")
    case .wrongParameters: Phrase(zh: "参数个数或名称不符", en: "wrong number or names of arguments")
    case .unknownName: Phrase(zh: "名称未定义", en: "unknown name")
    case .notFound: Phrase(zh: "没有这一项", en: "no such entry")
    case .unreadable: Phrase(zh: "文字无法转换", en: "text that cannot be converted")
    case .noCondition: Phrase(zh: "条件没有真假", en: "a condition that is neither true nor false")
    case .notFunction: Phrase(zh: "调用的不是函数", en: "a call of something that is not a function")
    case .tooLarge: Phrase(zh: "数值过大", en: "a number that is too large")
    case .tooManySteps: Phrase(zh: "计算步骤过多", en: "too many steps")
    case .tooDeep: Phrase(zh: "嵌套过深", en: "nesting too deep")
    case .badPattern:
      Phrase(zh: "正则表达式有误或匹配过久", en: "a regular expression that is wrong or takes too long")
    case .unavailable: Phrase(zh: "所需的外部信息未提供", en: "something that the evaluation was not given")
    }
  }
}
