/// The known names that a misspelt one may have meant: at most three, nearest first, ties in alphabetical order.
///
/// A name is near when its edit distance (in Unicode scalars) is at most a third of the longer name's length, at least one.
public func suggestions(for name: String, among known: some Sequence<String>) -> [String] {
  let wanted = Array(name.unicodeScalars)
  var found: [(distance: Int, name: String)] = []
  for candidate in known where candidate != name {
    let other = Array(candidate.unicodeScalars)
    let limit = max(1, max(wanted.count, other.count) / 3)
    if let distance = editDistance(wanted, other, atMost: limit),
      distance < max(wanted.count, other.count)
    {
      found.append((distance, candidate))
    }
  }
  found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
  return found.prefix(3).map(\.name)
}

/// The number of insertions, deletions, replacements and swaps of neighbours that turn one into the other; nothing where
/// it is above the limit.
private func editDistance(
  _ a: [Unicode.Scalar], _ b: [Unicode.Scalar], atMost limit: Int
) -> Int? {
  guard abs(a.count - b.count) <= limit else { return nil }
  var last = Array(0...b.count)
  var beforeLast = last
  var row = last
  for i in a.indices {
    row[0] = i + 1
    for j in b.indices {
      let replaced = last[j] + (a[i] == b[j] ? 0 : 1)
      row[j + 1] = min(last[j + 1] + 1, row[j] + 1, replaced)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
      }
    }
    // No later row is below the lowest of two that follow one another.
    if min(row.min() ?? 0, last.min() ?? 0) > limit { return nil }
    (beforeLast, last, row) = (last, row, beforeLast)
  }
  return last[b.count] <= limit ? last[b.count] : nil
}
