package import SourceText

/// What a reader finds: the first hundred of each file and code as they are, the others put away.
package struct ProblemList: Sendable {
  private struct Key: Hashable {
    var path: String?
    var code: String
  }

  /// Those that are kept, in the order in which they were found.
  package private(set) var kept: [Diagnostic] = []
  private let sink: ProblemSink?
  private var counts: [Key: Int] = [:]

  /// An empty list, whose further problems go to a sink; without one they are told elsewhere.
  package init(_ sink: ProblemSink?) { self.sink = sink }

  /// Takes a problem.
  package mutating func append(_ problem: Diagnostic) {
    let key = Key(path: problem.place?.path, code: problem.code)
    let count = counts[key] ?? 0
    guard count < ProblemSink.kept else {
      sink?.put(problem)
      return
    }
    counts[key] = count + 1
    kept.append(problem)
  }

  /// Takes several.
  package static func += (list: inout ProblemList, problems: [Diagnostic]) {
    for problem in problems { list.append(problem) }
  }
}
