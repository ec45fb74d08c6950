package import SourceText

/// All problems of a run in their order, each once: in memory where they are few, else on the disk.
///
/// The order is file, offset, code, unit, item, then that in which they were found.
package struct Problems: Sendable {
  /// Where they are.
  private enum Store: Sendable {
    case memory([Diagnostic])
    case merged(MergedProblems, ProblemSink)
  }

  /// How many are read at a time.
  private static let piece = 512

  private let store: Store
  /// The first hundred of them.
  package let head: [Diagnostic]

  /// Those that a run found, and those that its readers put away.
  package init(_ found: [Diagnostic], and sink: ProblemSink) throws(WriteError) {
    if sink.isEmpty {
      self.init(found)
    } else {
      let merged = try sink.merged(with: found)
      var lines: [Key: Place] = [:]
      for diagnostic in found {
        if let place = diagnostic.place { lines[Key(diagnostic.code, place)] = place }
      }
      var head: [Diagnostic] = []
      for index in 0..<min(merged.ends.count, ProblemSink.kept) {
        var diagnostic = PackedProblem.unpack(try sink.bytes(merged.range(index))[...])
        // What was kept has its line still.
        if let place = diagnostic.place {
          diagnostic.place = lines[Key(diagnostic.code, place)] ?? place
        }
        head.append(diagnostic)
      }
      self.init(store: .merged(merged, sink), head: head)
    }
  }

  private init(store: Store, head: [Diagnostic]) {
    self.store = store
    self.head = head
  }

  /// A few problems.
  package init(_ found: [Diagnostic]) {
    let sorted = found.sorted()
    self.init(store: .memory(sorted), head: Array(sorted.prefix(ProblemSink.kept)))
  }

  private struct Key: Hashable {
    var code: String
    var path: String
    var offset: Int

    init(_ code: String, _ place: Place) {
      (self.code, path, offset) = (code, place.path, place.offset)
    }
  }

  /// How many there are.
  package var count: Int {
    switch store {
    case .memory(let all): all.count
    case .merged(let merged, _): merged.ends.count
    }
  }

  /// Whether there is none.
  package var isEmpty: Bool { count == 0 }

  /// How many there are of a severity.
  package func count(_ severity: Severity) -> Int {
    switch store {
    case .memory(let all): all.count { $0.severity == severity }
    case .merged(let merged, _): merged.severities[severity] ?? 0
    }
  }

  /// One of them, by its number from 0.
  package func problem(_ index: Int) throws(WriteError) -> Diagnostic {
    switch store {
    case .memory(let all): all[index]
    case .merged(let merged, let sink):
      PackedProblem.unpack(try sink.bytes(merged.range(index))[...])
    }
  }

  /// All of them at once, for small runs.
  package var all: [Diagnostic] {
    get throws(WriteError) {
      var all: [Diagnostic] = []
      try forEach { (problem) throws(WriteError) in all.append(problem) }
      return all
    }
  }

  /// Takes how bad each of them is and which unit it is about, one after the other.
  package func forEachSubject(
    _ take: (_ severity: Severity, _ unit: String?) -> Void
  ) throws(WriteError) {
    switch store {
    case .memory(let all): for problem in all { take(problem.severity, problem.unit) }
    case .merged(let merged, let sink):
      try forEachPiece(merged, sink) { bytes, start throws(WriteError) in
        let subject = PackedProblem.subject(bytes, at: start.lowerBound)
        take(subject.severity, subject.unit)
      }
    }
  }

  /// Takes one after the other.
  package func forEach(_ take: (Diagnostic) throws(WriteError) -> Void) throws(WriteError) {
    switch store {
    case .memory(let all): for problem in all { try take(problem) }
    case .merged(let merged, let sink):
      try forEachPiece(merged, sink) { bytes, range throws(WriteError) in
        try take(PackedProblem.unpack(bytes[range]))
      }
    }
  }

  /// Takes the bytes of some at a time, and where in them each stands.
  private func forEachPiece(
    _ merged: MergedProblems, _ sink: ProblemSink,
    _ take: ([UInt8], Range<Int>) throws(WriteError) -> Void
  ) throws(WriteError) {
    for start in stride(from: 0, to: count, by: Problems.piece) {
      let end = min(start + Problems.piece, count)
      let first = merged.range(start).lowerBound
      let bytes = try sink.bytes(first..<merged.range(end - 1).upperBound)
      for index in start..<end {
        let range = merged.range(index)
        try take(bytes, (range.lowerBound - first)..<(range.upperBound - first))
      }
    }
  }
}
