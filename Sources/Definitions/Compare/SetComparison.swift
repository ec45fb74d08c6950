import SourceText

/// Compares two editions of a set by what they mean.
package struct SetComparison {
  private let old: IndicatorSet
  private let new: IndicatorSet
  private var changes: [SetChange] = []

  /// The changes from one edition to the other, in the order of the new one; what is gone stands where it stood.
  package static func changes(from old: IndicatorSet, to new: IndicatorSet) -> [SetChange] {
    var comparison = SetComparison(old: old, new: new)
    comparison.compare()
    return comparison.changes
  }

  private init(old: IndicatorSet, new: IndicatorSet) {
    self.old = old
    self.new = new
  }

  private mutating func compare() {
    let (before, after) = (old.comparedEntries, new.comparedEntries)
    for kind in SetChange.Kind.order {
      compare(before.filter { $0.kind == kind }, after.filter { $0.kind == kind }, kind)
    }
  }

  private mutating func compare(
    _ before: [ComparedEntry], _ after: [ComparedEntry], _ kind: SetChange.Kind
  ) {
    let byID = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let ids = Set(after.map(\.id))
    var gone = before.filter { !ids.contains($0.id) }
    var added = after.filter { byID[$0.id] == nil }
    if kind == .requirement { pair(&gone, &added) }
    for entry in after {
      if let earlier = byID[entry.id] { compare(earlier, entry) }
    }
    for entry in gone { report(entry, .removed, old: entry.place, new: nil) }
    for entry in added { report(entry, .added, old: nil, new: entry.place) }
  }

  /// Finds requirements that were split, merged or renamed among those that are gone and those that are new.
  private mutating func pair(_ gone: inout [ComparedEntry], _ added: inout [ComparedEntry]) {
    func requirement(_ entry: ComparedEntry, _ set: IndicatorSet) -> Requirement? {
      set.requirements.first { $0.id == entry.id }
    }
    func task(_ entry: ComparedEntry, _ set: IndicatorSet) -> String {
      requirement(entry, set)?.task.map { set.tasks[$0].id } ?? ""
    }
    func points(_ entries: [ComparedEntry], _ set: IndicatorSet) -> Int64 {
      entries.reduce(0) { $0 + (requirement($1, set)?.points.units ?? 0) }
    }
    let (old, new) = (self.old, self.new)
    for task in new.tasks.map(\.id) {
      let here = gone.filter { self.task($0, old) == task }
      let there = added.filter { self.task($0, new) == task }
      for entry in here {
        let same = there.first { other in
          points([entry], old) == points([other], new) && meaning(entry, old) == meaning(other, new)
        }
        if let same, added.contains(where: { $0.id == same.id }) {
          report(entry, .renamed(to: same.id), old: entry.place, new: same.place)
          gone.removeAll { $0.id == entry.id }
          added.removeAll { $0.id == same.id }
          continue
        }
        let own = there.filter { $0.id.hasPrefix(entry.id) }
        let parts = own.count > 1 ? own : here.count == 1 ? there : []
        guard parts.count > 1, points(parts, new) == points([entry], old) else { continue }
        report(entry, .split(into: parts.map(\.id)), old: entry.place, new: parts[0].place)
        gone.removeAll { $0.id == entry.id }
        added.removeAll { part in parts.contains { $0.id == part.id } }
      }
      let left = gone.filter { self.task($0, old) == task }
      let fresh = added.filter { self.task($0, new) == task }
      if left.count > 1, fresh.count == 1, points(left, old) == points(fresh, new) {
        report(fresh[0], .merged(from: left.map(\.id)), old: left[0].place, new: fresh[0].place)
        gone.removeAll { entry in left.contains { $0.id == entry.id } }
        added.removeAll { $0.id == fresh[0].id }
      }
    }
  }

  private func task(_ entry: ComparedEntry, _ set: IndicatorSet) -> String {
    set.requirements.first { $0.id == entry.id }?.task.map { set.tasks[$0].id } ?? ""
  }

  private func meaning(_ entry: ComparedEntry, _ set: IndicatorSet) -> String {
    let parts = entry.scoring?.compared(in: set, rule: entry.place) ?? []
    let aspects = entry.aspects.filter(\.affectsScores).map(\.meaning)
    return (aspects + parts.map(\.meaning)).joined(separator: "\n\n")
  }

  // MARK: One entry

  private mutating func compare(_ before: ComparedEntry, _ after: ComparedEntry) {
    for (a, b) in zip(before.aspects, after.aspects) where a.meaning != b.meaning {
      report(after, a, b, part: nil, from: before)
    }
    guard let earlier = before.scoring, let later = after.scoring else { return }
    let (a, b) = (
      earlier.compared(in: old, rule: before.place), later.compared(in: new, rule: after.place)
    )
    if type(of: earlier) != type(of: later) {
      let name = Phrase(zh: "计分办法", en: "score")
      report(
        after, .changed(aspect: name, from: earlier.name, to: later.name),
        old: a.first?.place ?? before.place, new: b.first?.place ?? after.place)
      return
    }
    compare(a, b, before, after)
  }

  /// Compares lines, bands or rows: those that mean the same are matched first, what is left in between one by one.
  private mutating func compare(
    _ a: [ScoringPart], _ b: [ScoringPart], _ before: ComparedEntry, _ after: ComparedEntry
  ) {
    let kept = matches(a.map(\.meaning), b.map(\.meaning))
    var (i, j) = (0, 0)
    for (nextA, nextB) in kept + [(a.count, b.count)] {
      while i < nextA || j < nextB {
        switch (i < nextA, j < nextB) {
        case (true, true):
          for (x, y) in zip(a[i].aspects, b[j].aspects) where x.meaning != y.meaning {
            report(after, x, y, part: b[j], from: before, a[i])
          }
          i += 1
          j += 1
        case (true, false):
          report(
            after, .changed(aspect: a[i].name, from: a[i].shown, to: Phrase("")),
            old: a[i].place, new: after.place)
          i += 1
        default:
          report(
            after, .changed(aspect: b[j].name, from: Phrase(""), to: b[j].shown),
            old: before.place, new: b[j].place)
          j += 1
        }
      }
      i = nextA + 1
      j = nextB + 1
    }
  }

  /// The longest common subsequence of two lists, as pairs of indices.
  private func matches(_ a: [String], _ b: [String]) -> [(Int, Int)] {
    var lengths = [[Int]](
      repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in a.indices.reversed() {
      for j in b.indices.reversed() {
        lengths[i][j] =
          a[i] == b[j] ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if a[i] == b[j] {
        pairs.append((i, j))
        i += 1
        j += 1
      } else if lengths[i + 1][j] >= lengths[i][j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }

  // MARK: Reporting

  private mutating func report(
    _ entry: ComparedEntry, _ a: Aspect, _ b: Aspect, part: ScoringPart?,
    from before: ComparedEntry, _ earlier: ScoringPart? = nil
  ) {
    let (name, aspect) = (part?.name ?? Phrase(""), b.name)
    let full = Phrase(
      zh: [name.text(.zh), aspect.text(.zh)].filter { !$0.isEmpty }.joined(separator: " "),
      en: [name.text(.en), aspect.text(.en)].filter { !$0.isEmpty }.joined(separator: " "))
    var change = SetChange(
      kind: entry.kind, id: entry.id, title: entry.title,
      what: .changed(aspect: full, from: a.shown, to: b.shown),
      affectsScores: b.affectsScores && entry.affectsScores,
      old: a.place ?? earlier?.place ?? before.place, new: b.place ?? part?.place ?? entry.place,
      why: new.reasons[entry.id] ?? old.reasons[entry.id])
    if entry.kind == .check { change.id = "" }
    changes.append(change)
  }

  private mutating func report(
    _ entry: ComparedEntry, _ what: SetChange.What, old place: Place?, new other: Place?
  ) {
    changes.append(
      SetChange(
        kind: entry.kind, id: entry.kind == .check ? "" : entry.id, title: entry.title,
        what: what, affectsScores: entry.affectsScores, old: place, new: other,
        why: new.reasons[entry.id] ?? old.reasons[entry.id]))
  }
}

extension SetChange.Kind {
  /// The order in which changes are listed.
  fileprivate static let order: [SetChange.Kind] = [
    .set, .task, .requirement, .group, .adjustment, .gate, .veto, .exemption, .item, .check, .view,
  ]
}
