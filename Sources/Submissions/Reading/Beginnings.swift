/// Words, to be found at the beginning of texts that are normal, or anywhere in them. Each text is compared with those only
/// that begin with a sign of it: nearly all of what is looked at has none of them.
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

  /// Whether one of the words stands anywhere in a text.
  func stand(in scalars: [Unicode.Scalar]) -> Bool {
    scalars.indices.contains { start in
      words[scalars[start]]?.contains { scalars[start...].starts(with: $0) } ?? false
    }
  }
}
