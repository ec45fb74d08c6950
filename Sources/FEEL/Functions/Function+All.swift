extension Function {
  /// All built-in functions, by name.
  public static let all: [Function] = [
    abs, ceiling, count, date, floor, isMissing, known, max, mean, min, not, sum,
  ]

  /// The functions by name, for the parser.
  static let names: NameTable<Function> = {
    var names = NameTable<Function>()
    for function in all { names.insert(function.name, function) }
    return names
  }()
}
