package import Definitions
package import Formats
package import SourceText

/// What was handed in, after a first pass over all files: who reported, in which period, and what is wrong so far.
///
/// The values follow in blocks: `blocks` cuts the files one after the other, `read(_:)` turns a block into rows and may
/// run on several threads at once. Files are taken in the order of their printed paths, so the result depends neither
/// on the order of arguments nor on the number of workers or the size of blocks. Every unit stands in exactly one row:
/// what a unit reported in several rows or files is merged, and comes last.
package struct Submissions: Sendable {
  /// The registry that was given, or one made of the units that reported.
  package let registry: Registry
  /// Whether a registry was given; without one nobody is known not to have reported.
  package let isRegistryGiven: Bool
  /// The period of the run: asked for, or stated by the files; nil where neither, which is an error.
  package let period: Period?
  /// All periods that rows or files state, whatever their length; rows of others than `period` are not read.
  package let statedPeriods: Set<Period>
  /// The periods, of the set's length, of rows that may be units'; empty where the period was asked for. Where there are
  /// several, nobody can say which one is meant.
  package let rowPeriods: Set<Period>
  /// The files as printed, in order.
  package let paths: [String]
  /// The files as printed of which nothing, or not all, could be read.
  package let unread: [String]
  /// How many rows with values each unit of the registry handed in.
  package let rowCounts: By<Unit, Int32>
  /// What the first pass found: files, headers, units, periods, repeated rows, differing values. Sorted.
  package let diagnostics: [Diagnostic]
  let context: ReadingContext
  let finder: RowFinder
  let files: [SubmittedFile]
  let isMerged: By<Unit, Bool>
  let merged: [RowBlock]
  let records: RecordGrid
  let blockSize: Int
  /// Takes what is found beyond the first hundred problems of a block and code.
  package let sink: ProblemSink

  /// Whether a unit handed in anything.
  package func hasReported(_ unit: Index<Unit>) -> Bool { rowCounts[unit] > 0 }

  /// The units that handed in anything, ascending.
  package var reported: [Index<Unit>] { rowCounts.indices.filter { rowCounts[$0] > 0 } }

  /// The units that are another now, which has reported: nothing of theirs is used.
  package var replaced: Set<Index<Unit>> { finder.replaced }

  /// All blocks, not yet read. May be walked more than once.
  package var blocks: RawBlocks { RawBlocks(self) }

  /// The rows of a block and what is wrong with their values.
  package func read(_ block: RawBlock) -> (RowBlock, [Diagnostic]) {
    var (rows, diagnostics) =
      switch block.content {
      case .rows(let rows, let diagnostics): (rows, diagnostics)
      case .csv(let bytes, let reader):
        reader.read(bytes) { [isMerged] unit in !isMerged[unit] }
      }
    if !context.tables.isEmpty { diagnostics += records.join(&rows) }
    return (rows, diagnostics)
  }

  /// Reads everything at once, for small runs and tests.
  package func readAll() -> (blocks: [RowBlock], diagnostics: [Diagnostic]) {
    var rows: [RowBlock] = []
    var found = diagnostics
    for block in blocks {
      let (more, diagnostics) = read(block)
      if !more.rows.isEmpty { rows.append(more) }
      found += diagnostics
    }
    return (rows, (found + ((try? Problems(found, and: sink).all) ?? [])).sorted())
  }
}
