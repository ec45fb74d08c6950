/// Looking for words, byte by byte: what definitions are searched for needs no Unicode equivalence.
extension String {
  /// Whether another text, which is not empty, occurs.
  package func has(_ word: String) -> Bool {
    utf8.offset(of: word.utf8, from: utf8.startIndex) != nil
  }

  /// Whether one of the words occurs.
  func hasOne(of words: [String]) -> Bool { words.contains { has($0) } }

  /// The decimals in a text, each with what stands before it and behind it.
  var decimals: [(before: Substring, number: Substring, after: Substring)] {
    var found: [(before: Substring, number: Substring, after: Substring)] = []
    var index = utf8.startIndex
    while let start = utf8[index...].firstIndex(where: \.isDigit) {
      var end = utf8[start...].firstIndex { !$0.isDigit } ?? utf8.endIndex
      if end < utf8.endIndex, utf8[end] == UInt8(ascii: ".") {
        let fraction = utf8.index(after: end)
        let fractionEnd = utf8[fraction...].firstIndex { !$0.isDigit } ?? utf8.endIndex
        if fractionEnd > fraction { end = fractionEnd }
      }
      found.append((self[..<start], self[start..<end], self[end...]))
      index = end
    }
    return found
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}

extension String.UTF8View {
  /// Where a text occurs first, from an index on.
  fileprivate func offset(of word: Self, from start: Index) -> Index? {
    guard let first = word.first else { return start }
    var index = start
    while let found = self[index...].firstIndex(of: first) {
      if self[found...].starts(with: word) { return found }
      index = self.index(after: found)
    }
    return nil
  }
}
