/// Words, to be found at the beginning of texts that are normal. Each text is compared with those only that have its first sign:
/// nearly all of what is looked at has none of them.
struct Beginnings: Sendable {
  private let words: [Unicode.Scalar: [[Unicode.Scalar]]]

  init(_ words: [String]) {
    self.words = Dictionary(
      grouping: words.map { Array($0.unicodeScalars) }.filter { !$0.isEmpty }, by: { $0[0] })
  }

  /// Whether a text is one of the words, or begins with one behind which a fitting sign stands.
  func begin(_ text: String, _ fits: (Unicode.Scalar) -> Bool = { _ in true }) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let words = words[first] else { return false }
    return words.contains { word in
      guard scalars.starts(with: word) else { return false }
      return scalars.dropFirst(word.count).first.map(fits) ?? true
    }
  }
}
