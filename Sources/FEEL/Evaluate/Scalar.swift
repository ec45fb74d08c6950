/// A small number or a truth value in 16 bytes without any reference: what the short cut of ``Machine`` computes with.
struct Scalar: Sendable {
  /// The numerator; for a truth value 0 or 1.
  let top: Int64
  /// The denominator, above 0; 0 marks a truth value, -1 everything else.
  let bottom: Int64

  @inline(__always)
  init(_ top: Int64, _ bottom: Int64) {
    self.top = top
    self.bottom = bottom
  }

  @inline(__always)
  init(_ truth: Bool) { self.init(truth ? 1 : 0, 0) }

  /// Anything that is neither a small number nor a truth value.
  static let other = Scalar(0, -1)

  @inline(__always)
  init(_ value: borrowing Value) {
    switch value {
    case .number(let number):
      if case .small(let top, let bottom) = number.storage {
        self.init(top, bottom)
      } else {
        self = .other
      }
    case .boolean(let truth): self.init(truth)
    default: self = .other
    }
  }

  @inline(__always)
  var isNumber: Bool { bottom > 0 }

  @inline(__always)
  var isTruth: Bool { bottom == 0 }
}

extension Machine {
  /// How many registers the short cut has.
  static let scalarRegisters = 16

  /// The value of a unit of arithmetic, comparisons and conditions over small numbers and truth values.
  ///
  /// The same bytecode as ever, run without reference counting; nil as soon as anything else turns up (null, a wide
  /// number, a division by zero): then the machine starts over.
  static func shortCut(
    _ unit: Unit, _ slots: [Value], _ registers: inout [Scalar]
  ) -> Value? {
    let code = unit.code
    let constants = unit.scalars
    var next = 0
    while next < code.count {
      let step = code[next]
      next += 1
      let a = load(step.a, registers, constants, slots)
      let result: Scalar
      switch step.operation {
      case .move:
        result = a
      case .add, .subtract, .multiply, .divide:
        let b = load(step.b, registers, constants, slots)
        guard a.isNumber, b.isNumber, let value = step.operation.apply(a, b) else { return nil }
        result = value
      case .equal, .strictEqual, .notEqual, .strictNotEqual, .less, .lessOrEqual, .greater,
        .greaterOrEqual:
        let b = load(step.b, registers, constants, slots)
        guard a.isNumber, b.isNumber, let value = step.operation.compare(a, b) else { return nil }
        result = Scalar(value)
      case .and:
        let b = load(step.b, registers, constants, slots)
        guard a.isTruth, b.isTruth else { return nil }
        result = Scalar(a.top & b.top, 0)
      case .or:
        let b = load(step.b, registers, constants, slots)
        guard a.isTruth, b.isTruth else { return nil }
        result = Scalar(a.top | b.top, 0)
      case .jump:
        next = Int(step.extra)
        continue
      case .jumpIfFalse:
        guard a.isTruth else { return nil }
        if a.top == 1 { continue }
        result = a
        next = Int(step.extra)
      case .jumpIfTrue:
        guard a.isTruth else { return nil }
        if a.top == 0 { continue }
        result = a
        next = Int(step.extra)
      case .branch, .strictBranch:
        guard a.isTruth else { return nil }
        if a.top == 0 { next = Int(step.extra) }
        continue
      default:
        return nil
      }
      registers[Int(step.destination)] = result
    }
    let value = load(unit.result, registers, constants, slots)
    if value.isNumber { return .number(Number(small: value.top, value.bottom)) }
    return value.isTruth ? .boolean(value.top == 1) : nil
  }
}

/// The value of an operand.
@inline(__always)
private func load(
  _ operand: Operand, _ registers: [Scalar], _ constants: [Scalar], _ slots: [Value]
) -> Scalar {
  let index = operand.index
  switch operand.kind {
  case .register: return registers[index]
  case .constant: return constants[index]
  case .slot: return index < slots.count ? Scalar(slots[index]) : .other
  case .capture: return .other
  }
}

extension Operation {
  /// Whether the short cut knows the operation.
  var isScalar: Bool {
    switch self {
    case .move, .add, .subtract, .multiply, .divide, .equal, .strictEqual, .notEqual,
      .strictNotEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or, .jump,
      .jumpIfFalse, .jumpIfTrue, .branch, .strictBranch:
      true
    case .power, .negate, .jumpIfNull, .list, .context, .range, .path, .entry, .index, .iterate,
      .iterateRange, .iterateItems, .next, .append, .select, .strictSelect, .judgeAll, .judgeSome,
      .settle, .call, .callValue,
      .closure, .instance, .membership:
      false
    }
  }

  /// Arithmetic on two numbers; nil where the result is none or too wide.
  @inline(__always)
  fileprivate func apply(_ a: Scalar, _ b: Scalar) -> Scalar? {
    switch self {
    case .multiply:
      let (top, o1) = a.top.multipliedReportingOverflow(by: b.top)
      let (bottom, o2) = a.bottom.multipliedReportingOverflow(by: b.bottom)
      return o1 || o2 ? nil : Scalar(top, bottom)
    case .divide:
      if b.top <= 0 { return nil }
      if a.bottom == b.bottom { return Scalar(a.top, b.top) }
      let (top, o1) = a.top.multipliedReportingOverflow(by: b.bottom)
      let (bottom, o2) = a.bottom.multipliedReportingOverflow(by: b.top)
      return o1 || o2 ? nil : Scalar(top, bottom)
    default:
      let isSum = self == .add
      if a.bottom == b.bottom {
        let (top, overflow) =
          isSum
          ? a.top.addingReportingOverflow(b.top) : a.top.subtractingReportingOverflow(b.top)
        return overflow ? nil : Scalar(top, a.bottom)
      }
      let (left, o1) = a.top.multipliedReportingOverflow(by: b.bottom)
      let (right, o2) = b.top.multipliedReportingOverflow(by: a.bottom)
      let (bottom, o3) = a.bottom.multipliedReportingOverflow(by: b.bottom)
      let (top, o4) =
        isSum ? left.addingReportingOverflow(right) : left.subtractingReportingOverflow(right)
      return o1 || o2 || o3 || o4 ? nil : Scalar(top, bottom)
    }
  }

  /// Whether a comparison of two numbers holds; nil where it needs wide numbers.
  @inline(__always)
  fileprivate func compare(_ a: Scalar, _ b: Scalar) -> Bool? {
    var (left, right) = (a.top, b.top)
    if a.bottom != b.bottom {
      let (x, o1) = left.multipliedReportingOverflow(by: b.bottom)
      let (y, o2) = right.multipliedReportingOverflow(by: a.bottom)
      if o1 || o2 { return nil }
      (left, right) = (x, y)
    }
    switch self {
    case .equal, .strictEqual: return left == right
    case .notEqual, .strictNotEqual: return left != right
    case .less: return left < right
    case .lessOrEqual: return left <= right
    case .greater: return left > right
    default: return left >= right
    }
  }
}
