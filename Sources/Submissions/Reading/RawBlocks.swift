import Definitions
import Formats
import SourceText

/// A part of what was handed in, to be read by `Submissions.read(_:)`.
package struct RawBlock: Sendable {
  enum Content: Sendable {
    /// Records of a file with a row per unit.
    case csv(CSVBlock, WideBlockReader)
    /// Rows that are read already.
    case rows(RowBlock, [Diagnostic])
  }

  let content: Content
}

/// The blocks of a run, in order; each walk reads the files anew.
package struct RawBlocks: Sequence {
  private let submissions: Submissions

  init(_ submissions: Submissions) { self.submissions = submissions }

  package func makeIterator() -> Iterator { Iterator(submissions) }

  /// One walk over the blocks; holds one file open at a time.
  package final class Iterator: IteratorProtocol {
    private let submissions: Submissions
    private var files: ArraySlice<SubmittedFile>
    private var merged: ArraySlice<RowBlock>
    private var cutter: CSVCutter?
    private var wide: WideBlockReader?
    private var xml: XMLRowReader?

    init(_ submissions: Submissions) {
      self.submissions = submissions
      files = submissions.files[...]
      merged = submissions.merged[...]
    }

    package func next() -> RawBlock? {
      while true {
        if let rows = xml?.next() { return RawBlock(content: .rows(rows.0, rows.1)) }
        xml = nil
        if let block = nextCSV() { return block }
        guard let file = files.popFirst() else { break }
        if let failure = open(file) { return failure }
      }
      return merged.popFirst().map { RawBlock(content: .rows($0, [])) }
    }

    private func nextCSV() -> RawBlock? {
      guard let wide else { return nil }
      do throws(TextError) {
        if let block = try cutter?.next() { return RawBlock(content: .csv(block, wide)) }
      } catch {
        self.wide = nil
        cutter = nil
        return failure(error)
      }
      self.wide = nil
      cutter = nil
      return nil
    }

    private func open(_ file: SubmittedFile) -> RawBlock? {
      let isMerged = submissions.isMerged
      switch file.kind {
      case .xml(let encoding):
        xml = XMLRowReader(submissions.context, submissions.finder, file, encoding) {
          !isMerged[$0]
        }
      case .csv(_, let head) where head.columns.shape != .wide: return nil
      case .csv(let encoding, let head):
        do throws(TextError) {
          cutter = try CSVCutter(
            file.source, encoding, separator: head.separator, blockSize: submissions.blockSize)
        } catch {
          return failure(error)
        }
        wide = WideBlockReader(
          submissions.context, submissions.context.items, submissions.finder, file, head,
          submissions.sink)
      }
      return nil
    }

    /// A file that could be read in the first pass and no longer can.
    private func failure(_ error: TextError) -> RawBlock {
      let empty = RowBlock(
        files: [], rows: [], cells: [], stride: submissions.context.set.items.count, texts: [],
        origins: .points([]))
      return RawBlock(content: .rows(empty, [error.diagnostic]))
    }
  }
}
