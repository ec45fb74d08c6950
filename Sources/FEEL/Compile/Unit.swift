internal import SourceText

/// A stretch of bytecode with its own registers: a program, or the body of a function that it defines.
final class Unit: Sendable {
  let code: [Instruction]
  let constants: [Value]
  /// How many registers it needs; parameters come first.
  let registers: Int
  /// For each instruction, the part of the text whose value it computes; nil where it computes none.
  let ranges: [SourceRange?]
  /// The operands that are names, for the trace: sorted by instruction.
  let leaves: [Leaf]
  let calls: [CallSite]
  let lambdas: [Lambda]
  let types: [FEELType?]
  let shapes: [Shape]
  /// The names of entries and properties.
  let keys: [Shape.Key]
  /// Where the value is at the end.
  let result: Operand
  /// The constants for the short cut.
  let scalars: [Scalar]
  /// Whether the short cut knows all operations.
  let isScalar: Bool
  /// What a whole program says, for who analyses it; nil for the body of a function.
  let outline: Outline?
  /// The tree of a whole program, for who analyses it; nil for the body of a function.
  let tree: Expression?

  init(
    _ builder: UnitBuilder, result: Operand, tree: Expression? = nil,
    outlined source: OutlineSource? = nil
  ) {
    self.tree = tree
    outline = tree.flatMap { tree in source.map { Outline(tree, $0) } }
    code = builder.code
    constants = builder.constants
    registers = builder.registers
    ranges = builder.ranges
    leaves = builder.leaves
    calls = builder.calls
    lambdas = builder.lambdas
    types = builder.types
    shapes = builder.shapes
    keys = builder.keys
    self.result = result
    scalars = constants.map { Scalar($0) }
    isScalar =
      registers <= Machine.scalarRegisters && code.allSatisfy { $0.operation.isScalar }
  }

  /// The same unit with other instructions and constants; each must have the count of those here.
  init(_ other: Unit, code: [Instruction], constants: [Value]) {
    self.code = code
    self.constants = constants
    registers = other.registers
    ranges = other.ranges
    leaves = other.leaves
    calls = other.calls
    lambdas = other.lambdas
    types = other.types
    shapes = other.shapes
    keys = other.keys
    result = other.result
    tree = nil
    outline = nil
    scalars = constants.map { Scalar($0) }
    isScalar =
      registers <= Machine.scalarRegisters && code.allSatisfy { $0.operation.isScalar }
  }

  /// A name that an instruction reads.
  struct Leaf: Sendable {
    let instruction: Int32
    let operand: Operand
    let range: SourceRange
  }

  /// A call: which function with how many arguments, and which parameter each argument is for.
  struct CallSite: Sendable {
    /// The overload of a built-in function; nil for a function that is only known when it is called.
    let overload: Overload?
    /// The name of the built-in function; empty for another one.
    let function: String
    /// The parameter of each argument, where the overload is known.
    let places: [Int]
    /// The names of the arguments; empty for a call by position.
    let names: [String]
    let count: Int
    /// The slot that is all that a built-in function is called with.
    var slot: Int?
  }

  /// A function that the expression defines.
  struct Lambda: Sendable {
    let unit: Unit
    let parameters: [Local]
    let result: FEELType
    /// What it takes along from around it when it is made.
    let captures: [Operand]
  }
}

/// Where an operand is: the kind in the two upper bits, the index below.
struct Operand: Sendable, Hashable {
  let raw: Int32

  enum Kind: Int32 { case register, constant, slot, capture }

  init(_ kind: Kind, _ index: Int) { raw = kind.rawValue << 29 | Int32(truncatingIfNeeded: index) }

  @inline(__always)
  var index: Int { Int(raw & 0x1FFF_FFFF) }

  @inline(__always)
  var kind: Kind { Kind(rawValue: raw >> 29) ?? .register }

  static let none = Operand(.register, 0)
}

/// One operation: up to two operands, a register for the result, and a number whose meaning depends on the operation
/// (most often the instruction to go on with).
struct Instruction: Sendable {
  var operation: Operation
  var destination: Int32
  var a: Operand
  var b: Operand
  var extra: Int32
}

/// The operations. `d` is the destination, `a` and `b` the operands, `n` the number.
enum Operation: UInt8, Sendable {
  /// d = a.
  case move
  /// d = a ∘ b.
  case add, subtract, multiply, divide, power
  /// d = -a.
  case negate
  /// d = a ∘ b. The strict ones are missing where a side is null.
  case equal, notEqual, strictEqual, strictNotEqual
  case less, lessOrEqual, greater, greaterOrEqual
  /// d = a ∘ b, three-valued.
  case and, or
  /// Go to n.
  case jump
  /// Where a is false (true), d = a and go to n.
  case jumpIfFalse, jumpIfTrue
  /// Go to n unless a is true.
  case branch
  /// Go to n unless a is true; where a has no truth value, d = null and go to b.
  case strictBranch
  /// Go to n if register d is null.
  case jumpIfNull
  /// d = the list (context, range) of the values from register a on; n values, or the shape n, or the form n.
  case list, context, range
  /// d = the entry or property with the name n of a.
  case path
  /// d = the entry with the name of number b of the record a, and go to n; nothing where there is none.
  case entry
  /// d = the element number b of a, or the list a where b is true.
  case index
  /// d, d+1, d+2 = the list to go through, the place in it, the element; null where a is no list.
  case iterate
  /// The same for the whole numbers or dates from a to b.
  case iterateRange
  /// The same for a filter: a value that is no list is a list of one. Where n is 1, an empty list is gone through once,
  /// with null, as the condition may turn out to be a number.
  case iterateItems
  /// Moves the iteration in d on, or goes to n at its end.
  case next
  /// Adds a to the list d.
  case append
  /// Adds element a to the list d where the condition b holds. Where b is a number, d = that element of the list in
  /// register n and the filter ends, as it does for null in the strict dialect: register n becomes empty.
  case select
  case strictSelect
  /// d = all (some) of the conditions so far and the condition a; a list in d stands for none so far.
  case judgeAll, judgeSome
  /// d = what no condition at all comes to, n, where d is a list.
  case settle
  /// d = the result of the call n with the arguments from register a on (of the function b).
  case call, callValue
  /// d = the function n, with what it takes along.
  case closure
  /// d = whether a is an instance of the type n.
  case instance
  /// d = whether a is in b: a range, a list, or an equal value.
  case membership
}
