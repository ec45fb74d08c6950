package import Definitions
package import SourceText

/// What was handed in, after a first pass over all files: who reported, in which period, and what is wrong so far.
///
/// The values follow in blocks: `makeStream()` cuts the files one after the other, `parse(_:)` turns a raw block into
/// rows and may run on several threads at once. Files are taken in the order of their printed paths, so the result
/// depends neither on the order of arguments nor on the number of workers. Every unit stands in exactly one row of one
/// block: what a unit reported in several rows or files is merged, and comes last.
package struct Submissions: Sendable {
  /// The registry that was given, or one made of the units that reported.
  package var registry: Registry
  /// Whether a registry was given; without one nobody is known not to have reported.
  package var isRegistryGiven: Bool
  /// The period of the run: asked for, or stated by the files; nil where neither, which is an error among the diagnostics.
  package var period: Period?
  /// The files as printed, in order.
  package var paths: [String]
  /// How many rows each unit of the registry handed in.
  package var rowCounts: [Int32]
  /// What was found in the first pass: headers, units, periods, repeated rows, contradicting values.
  package var diagnostics: [Diagnostic]

  /// Whether a unit handed in anything.
  package func hasReported(_ unit: Int) -> Bool { rowCounts[unit] > 0 }
}
