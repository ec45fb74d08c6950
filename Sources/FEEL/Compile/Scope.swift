/// Which of the two languages an expression is written in.
public enum Dialect: Sendable {
  /// FEEL as DMN 1.5 has it.
  case standard
  /// FEEL in definitions: percent literals, the stricter null of semantics S1, diagnostics for full-width signs.
  case definitions
}

/// A special form: a call such as `peers(x)` or `score("T05.03")` that reads a slot somebody else fills.
///
/// Its first argument is not evaluated in place: it is lifted into a program of its own.
public struct Form: Sendable {
  /// The name, a FEEL name.
  public let name: String
  /// How many arguments it takes; those after the first must be constants.
  public let parameters: ClosedRange<Int>
  /// The type of the call, given the type of the first argument.
  public let resultType: @Sendable (FEELType) -> FEELType

  public init(
    _ name: String, parameters: ClosedRange<Int> = 1...1,
    resultType: @escaping @Sendable (FEELType) -> FEELType
  ) {
    self.name = name
    self.parameters = parameters
    self.resultType = resultType
  }
}

/// The names that an expression may use.
public struct Scope: Sendable {
  /// What a name stands for.
  enum Binding: Sendable {
    case slot(Slot, FEELType)
    case constant(Value, FEELType)
    case form(Form)
  }

  /// Which language the expressions are written in.
  public let dialect: Dialect
  var names = NameTable<Binding>()
  /// The slots whose values are gathered from parts, each with its kind and type.
  var gathered: [Slot: (kind: Int, type: FEELType)] = [:]

  /// The slot behind those that were handed out.
  private var nextSlot: Int32 = 0

  /// Makes an empty scope; built-in functions are known in every scope.
  public init(_ dialect: Dialect = .standard) {
    self.dialect = dialect
  }

  /// Declares a value that is read from the next free slot: 0, 1, 2 … in the order of the declarations.
  @discardableResult
  public mutating func declare(_ name: String, _ type: FEELType = .any) -> Slot {
    let slot = Slot(rawValue: nextSlot)
    declare(name, type, slot: slot)
    return slot
  }

  /// Declares a value that is read from a slot; a later declaration of a name replaces an earlier one.
  public mutating func declare(_ name: String, _ type: FEELType, slot: Slot) {
    names.insert(name, .slot(slot, type))
    nextSlot = max(nextSlot, slot.rawValue &+ 1)
  }

  /// Declares a value that is known when the expression is compiled.
  public mutating func declare(_ name: String, constant: Value, type: FEELType) {
    names.insert(name, .constant(constant, type))
  }

  /// Says that the value of a slot is gathered from parts, such as the sum of what towns report.
  ///
  /// In a quotient of several values gathered from parts of one kind only those parts count that have all of them: the
  /// quotient reads slots of their own, which are lifted as calls of the form ``pairedForm``. Their further arguments are
  /// the slots that belong together, as numbers, ascending.
  public mutating func gather(_ slot: Slot, kind: Int, type: FEELType) {
    gathered[slot] = (kind, type)
  }

  /// The name of the form that stands for a gathered value of a quotient.
  public static let pairedForm = "paired"

  /// Declares a special form.
  public mutating func declare(form: Form) {
    names.insert(form.name, .form(form))
  }
}
