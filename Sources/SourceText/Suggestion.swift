/// The known names that a misspelt one may have meant: at most three, nearest first, ties in alphabetical order.
///
/// A name is near when its edit distance (in Unicode scalars) is at most a third of the longer name's length, at least one.
public func suggestions(for name: String, among known: some Sequence<String>) -> [String] {
  let wanted = name.unicodeScalars.map(\.value)
  var found: [(distance: Int, name: String)] = []
  for candidate in known where candidate != name {
    let other = candidate.unicodeScalars.map(\.value)
    let longer = max(wanted.count, other.count)
    // What is further away than three others is not told.
    let limit = min(max(1, longer / 3), found.count < most ? longer : found[most - 1].distance)
    // Each scalar that the other does not have takes an edit.
    guard abs(wanted.count - other.count) <= limit, missing(wanted, in: other) <= limit,
      let distance = editDistance(wanted, other, atMost: limit), distance < longer
    else { continue }
    let place = found.firstIndex { (distance, candidate) < ($0.distance, $0.name) } ?? found.count
    found.insert((distance, candidate), at: place)
    if found.count > most { found.removeLast() }
  }
  return found.map(\.name)
}

/// How many suggestions are made.
private let most = 3

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
private func editDistance(_ one: [UInt32], _ other: [UInt32], atMost limit: Int) -> Int? {
  // What both begin or end with takes no edit.
  var (start, end) = (0, 0)
  let shorter = min(one.count, other.count)
  while start < shorter, one[start] == other[start] { start += 1 }
  while end < shorter - start, one[one.count - 1 - end] == other[other.count - 1 - end] { end += 1 }
  let (a, b) = (Array(one[start..<(one.count - end)]), Array(other[start..<(other.count - end)]))
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
