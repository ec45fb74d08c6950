package import Assessment
package import Definitions
package import SourceText
package import Submissions

/// An assessment of many units, block by block: the order in which blocks are worked on cannot be seen.
package struct Batch: Sendable {
  package let plan: ScoringPlan
  /// Whether a report shows the values of the units below.
  package var keepsUnitsBelow = false
  /// What is known before any row was looked at.
  private let atFirst: FactTable
  /// How many blocks are worked on at a time, from 1.
  private let jobs: Int

  /// Makes a batch of what is known of units; so many blocks are worked on at a time.
  package init(_ known: FactTable, jobs: Int) {
    plan = known.plan
    atFirst = known
    self.jobs = max(1, jobs)
  }

  /// Makes a batch of units that are scored.
  /// - Parameters:
  ///   - plan: How units are scored.
  ///   - occasion: Whom it is about, and when.
  ///   - background: What is known besides the rows.
  ///   - jobs: How many blocks are worked on at a time.
  package init(
    _ plan: ScoringPlan, _ occasion: Occasion, _ background: Background = Background(), jobs: Int
  ) {
    self.init(
      FactTable(plan, plan.facts(at: occasion.level), occasion, background), jobs: jobs)
  }

  /// Scores every row of every block, `collect`ing the results in the order of the blocks; units that only others below
  /// them reported for come last.
  ///
  /// `blocks` is walked once more for each stratum of what has to be known first. `read` turns a raw block into rows and is
  /// called from several tasks at a time.
  package func run<Raw: Sendable, Renderer: UnitRenderer>(
    _ blocks: () -> some Sequence<Raw>,
    read: @escaping @Sendable (Raw) -> (RowBlock, [Diagnostic]),
    renderer: Renderer,
    collect: (BlockResult<Renderer.Output>) throws -> Void
  ) async throws {
    let known = try await facts(blocks, read: read)
    var among = AmongUnits(known)
    try await inOrder(blocks(), and: known.rowsToScoreBesides) { work in
      let (block, diagnostics) = work.rows(read)
      var result = BlockResult(output: renderer.start(), diagnostics: diagnostics)
      result.marks = BlockMarks(block, known)
      for part in block.parts { score(part, known, renderer, &result) }
      return result
    } collect: { (result: BlockResult<Renderer.Output>) in
      var result = result
      among.add(&result)
      try collect(result)
    }
    guard !among.diagnostics.isEmpty else { return }
    try collect(BlockResult(output: renderer.start(), diagnostics: among.diagnostics))
  }

  private func score<Renderer: UnitRenderer>(
    _ part: BlockAtHand, _ known: FactTable, _ renderer: Renderer,
    _ result: inout BlockResult<Renderer.Output>
  ) {
    let scores = plan.score(part, known, .now)
    result.diagnostics += scores.diagnostics
    result.standings += scores.standings
    let ahead = known.knowsPlans ? plan.score(part, known, .planned) : nil
    if let ahead { result.diagnostics += ahead.contradictions(beyond: scores) }
    scores.report(to: renderer, known, ahead: ahead, &result.output)
  }

  /// What this period's rows give to calls of `previous` and `earlier` of a later one.
  ///
  /// - Parameters:
  ///   - calls: The calls that ask; nil for all of the plan.
  ///   - blocks: The rows of the period, read by the set of the later one.
  ///   - read: Turns a block into rows.
  ///   - successor: The unit of the later registry that a unit has become; nil where there is none.
  /// - Returns: By unit of the later registry a value for each call of the plan.
  /// - Throws: What a walk over the blocks throws.
  package func earlierValues<Raw: Sendable>(
    _ calls: Set<FactGraph.TimeCall>?, _ blocks: () -> some Sequence<Raw>,
    read: @escaping @Sendable (Raw) -> (RowBlock, [Diagnostic]),
    successor: @escaping @Sendable (Index<Unit>) -> Index<Unit>?
  ) async throws -> EarlierValues {
    let known = try await facts(blocks, read: read)
    var answers = EarlierAnswers(to: calls, known, successor: successor)
    let question = answers.question
    var told: [Diagnostic] = []
    try await inOrder(blocks(), and: known.rowsToScoreBesides + known.silentRowsBelow) { work in
      let (block, said) = work.rows(read)
      return (question.answers(of: block), said)
    } collect: { (given: [EarlierAnswers.Answer], said: [Diagnostic]) in
      told += said
      answers.take(given)
    }
    return answers.values(told)
  }

  /// What the rows of a block of a period give to all calls of `previous` and `earlier`.
  package func earlierValues(_ block: RowBlock) async throws -> EarlierValues {
    try await earlierValues(nil, { CollectionOfOne(block) }, read: { ($0, []) }) { $0 }
  }

  /// What is known of units from beyond their own rows: one walk over the rows for each stratum of facts.
  private func facts<Raw: Sendable>(
    _ blocks: () -> some Sequence<Raw>,
    read: @escaping @Sendable (Raw) -> (RowBlock, [Diagnostic])
  ) async throws -> FactTable {
    var known = atFirst
    known.open(keepsUnitsBelow: keepsUnitsBelow)
    for stratum in known.strata {
      var walk = FactWalk(stratum, known)
      let question = walk.question
      try await inOrder(blocks(), and: known.silentRows) { work in
        question.answers(of: work.rows(read).0)
      } collect: { (facts: BlockFacts) in
        walk.take(facts)
      }
      known = walk.closed()
    }
    return known
  }

  /// What some blocks are worked on for: rows to be read, or rows that nobody handed in.
  private enum Work<Raw: Sendable>: Sendable {
    case raw(Raw)
    case rows(RowBlock)

    func rows(_ read: (Raw) -> (RowBlock, [Diagnostic])) -> (RowBlock, [Diagnostic]) {
      switch self {
      case .raw(let raw): read(raw)
      case .rows(let block): (block, [])
      }
    }
  }

  /// Works on at most `jobs` elements at a time and collects the results in the order of the elements, then of the rows.
  private func inOrder<Raw: Sendable, Result: Sendable>(
    _ elements: some Sequence<Raw>, and more: [RowBlock],
    work: @escaping @Sendable (Work<Raw>) -> Result, collect: (Result) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var started = 0
      var next = 0
      var waiting: [Int: Result] = [:]
      func take(_ index: Int, _ result: Result) throws {
        waiting[index] = result
        while let ready = waiting.removeValue(forKey: next) {
          try collect(ready)
          next += 1
        }
      }
      func start(_ element: Work<Raw>) async throws {
        if started - next >= jobs, let (index, result) = try await group.next() {
          try take(index, result)
        }
        let index = started
        group.addTask { (index, work(element)) }
        started += 1
      }
      for element in elements { try await start(.raw(element)) }
      for block in more { try await start(.rows(block)) }
      while let (index, result) = try await group.next() { try take(index, result) }
    }
  }
}
