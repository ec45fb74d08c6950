public import SourceText

/// A program with one small change, to find out whether anybody notices.
public struct Mutant: Sendable {
  public let program: Program
  /// What was changed, such as `>` to `>=`.
  public let from: String
  public let to: String
  /// The UTF-8 range in the program's text that the change is within.
  public let range: SourceRange?
}

extension Program {
  /// The program that always gives a value.
  public init(constant value: Value, like other: Program) {
    text = other.text
    reads = []
    type = other.type
    constant = value
    dialect = other.dialect
    let builder = UnitBuilder()
    let operand = builder.constant(value)
    unit = Unit(builder, result: operand)
  }

  /// The program with one operator or one number changed, in the order of its instructions.
  ///
  /// A number moves by a step up and a step down; a step is one for whole numbers, one point for percentages, else one
  /// of its last digit.
  public var mutants: [Mutant] {
    if let constant {
      return neighbours(of: constant).map {
        Mutant(
          program: Program(constant: $0, like: self), from: words(constant), to: words($0),
          range: nil)
      }
    }
    return operatorMutants + constantMutants
  }

  private var operatorMutants: [Mutant] {
    unit.code.indices.flatMap { index -> [Mutant] in
      let instruction = unit.code[index]
      return Program.exchanges(of: instruction.operation).map { other in
        var code = unit.code
        code[index].operation = other
        // The jump past the right side belongs to its `and` or `or`.
        if other == .and || other == .or {
          for jump in code.indices.prefix(index) where Int(code[jump].extra) == index + 1 {
            if code[jump].operation == .jumpIfFalse, other == .or {
              code[jump].operation = .jumpIfTrue
            } else if code[jump].operation == .jumpIfTrue, other == .and {
              code[jump].operation = .jumpIfFalse
            }
          }
        }
        // And so does the jump out of the loop to its `every` or `some`, which follows at once.
        if other == .judgeAll || other == .judgeSome {
          code[index + 1].operation = other == .judgeAll ? .jumpIfFalse : .jumpIfTrue
        }
        return Mutant(
          program: replacing(code: code, constants: unit.constants),
          from: Program.sign(instruction.operation), to: Program.sign(other),
          range: unit.ranges[index])
      }
    }
  }

  private var constantMutants: [Mutant] {
    var used: Set<Int> = []
    for instruction in unit.code {
      for operand in [instruction.a, instruction.b] where operand.kind == .constant {
        used.insert(operand.index)
      }
    }
    if unit.result.kind == .constant { used.insert(unit.result.index) }
    return used.sorted().flatMap { index in
      neighbours(of: unit.constants[index]).map { value in
        var constants = unit.constants
        constants[index] = value
        return Mutant(
          program: replacing(code: unit.code, constants: constants),
          from: words(unit.constants[index]), to: words(value), range: nil)
      }
    }
  }

  private func replacing(code: [Instruction], constants: [Value]) -> Program {
    Program(
      text: text, reads: reads, type: type, constant: nil,
      unit: Unit(unit, code: code, constants: constants), dialect: dialect)
  }

  private func neighbours(of value: Value) -> [Value] {
    switch value {
    case .number(let number):
      let isPercent = type == .percent || text.contains("%")
      return number.neighbours(isPercent: isPercent).map { .number($0) }
    case .date(let date):
      return [-1, 1].compactMap { date.adding(days: $0).map { .date($0) } }
    case .boolean(let truth): return [.boolean(!truth)]
    default: return []
    }
  }

  private func words(_ value: Value) -> String {
    if case .number(let number) = value { return number.exactText }
    return "\(value)"
  }

  private static func exchanges(of operation: Operation) -> [Operation] {
    switch operation {
    case .less: [.lessOrEqual, .greaterOrEqual]
    case .lessOrEqual: [.less, .greater]
    case .greater: [.greaterOrEqual, .lessOrEqual]
    case .greaterOrEqual: [.greater, .less]
    case .equal: [.notEqual]
    case .notEqual: [.equal]
    case .strictEqual: [.strictNotEqual]
    case .strictNotEqual: [.strictEqual]
    case .and: [.or]
    case .or: [.and]
    case .judgeAll: [.judgeSome]
    case .judgeSome: [.judgeAll]
    case .add: [.subtract]
    case .subtract: [.add]
    case .multiply: [.divide]
    case .divide: [.multiply]
    default: []
    }
  }

  private static func sign(_ operation: Operation) -> String {
    switch operation {
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .equal, .strictEqual: "="
    case .notEqual, .strictNotEqual: "!="
    case .and: "and"
    case .or: "or"
    case .judgeAll: "every"
    case .judgeSome: "some"
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    default: "\(operation)"
    }
  }
}

extension Number {
  /// The number a step below and a step above: one for whole numbers, one point for percentages, else one of the last
  /// digit.
  public func neighbours(isPercent: Bool = false) -> [Number] {
    var step = Number.one
    if isPercent {
      step = Number(mantissa: 1, scale: 2)
    } else if !isInteger, let dot = exactText.firstIndex(of: ".") {
      step = Number(
        mantissa: 1, scale: exactText.utf8.distance(from: dot, to: exactText.endIndex) - 1)
    }
    return [self - step, self + step]
  }
}
