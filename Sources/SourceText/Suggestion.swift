/// The known names that a misspelt one may have meant: at most three, nearest first, ties in alphabetical order.
///
/// A name is near when its edit distance (in Unicode scalars) is at most a third of the longer name's length, at least one.
public func suggestions(for name: String, among known: some Sequence<String>) -> [String] {
  let wanted = name.unicodeScalars.map(\.value)
  var found: [(distance: Int, name: String)] = []
  for candidate in known where candidate != name {
    let other = candidate.unicodeScalars.map(\.value)
    let longer = max(wanted.count, other.count)
    let limit = max(1, longer / 3)
    // Each scalar that the other does not have takes an edit.
    guard abs(wanted.count - other.count) <= limit, missing(wanted, in: other) <= limit,
      let distance = editDistance(wanted, other, atMost: limit), distance < longer
    else { continue }
    found.append((distance, candidate))
  }
  found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
  return found.prefix(3).map(\.name)
}

/// How many scalars do not stand in another text at all.
private func missing(_ a: [UInt32], in b: [UInt32]) -> Int {
  var missing = 0
  for scalar in a {
    var index = 0
    while index < b.count, b[index] != scalar { index += 1 }
    if index == b.count { missing += 1 }
  }
  return missing
}

/// The number of insertions, deletions, replacements and swaps of neighbours that turn one into the other; nothing where
/// it is above the limit.
private func editDistance(_ a: [UInt32], _ b: [UInt32], atMost limit: Int) -> Int? {
  var last = Array(0...b.count)
  var beforeLast = last
  var row = last
  var leastBefore = 0
  for i in a.indices {
    row[0] = i + 1
    var least = i + 1
    for j in b.indices {
      var edits = last[j] + (a[i] == b[j] ? 0 : 1)
      if last[j + 1] < edits { edits = last[j + 1] + 1 }
      if row[j] < edits { edits = row[j] + 1 }
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j], beforeLast[j - 1] < edits {
        edits = beforeLast[j - 1] + 1
      }
      row[j + 1] = edits
      if edits < least { least = edits }
    }
    // No later row is below the lowest of two that follow one another.
    if least > limit, leastBefore > limit { return nil }
    leastBefore = least
    (beforeLast, last, row) = (last, row, beforeLast)
  }
  return last[b.count] <= limit ? last[b.count] : nil
}
