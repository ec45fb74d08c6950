/// A function as a value: one of the built-in functions, or one that an expression defines.
public final class Callable: Sendable {
  /// The name of a built-in function; empty for one that an expression defines.
  public let name: String

  init(name: String) {
    self.name = name
  }
}
