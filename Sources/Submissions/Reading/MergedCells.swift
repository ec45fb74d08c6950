/// Fills down what merged cells leave empty in a file with several rows for a unit: only the first of them names it.
///
/// Every pass over the file has to show it all rows, in their order.
struct MergedCells {
  private var above: CSVRecord?
  /// The last row that names somebody, whatever stands between.
  private(set) var named: CSVRecord?

  /// Whom and when a row is about, from above where it has neither code, name nor period itself.
  ///
  /// Nothing goes into a row with a word that makes it a total, a header or a remark.
  /// - Parameters:
  ///   - record: What the row says.
  ///   - kind: What the row is by its other texts, asked for where it says nothing.
  /// - Returns: What it comes to, and whether that is from above.
  mutating func fill(
    _ record: CSVRecord, kind: () -> OtherRow?
  ) -> (record: CSVRecord, isFilled: Bool) {
    guard record.namesNobody else {
      let kind = OtherRow.kind(of: record.code) ?? OtherRow.kind(of: record.name)
      // Below a subtotal nobody can say whether it goes on with the unit above.
      above = kind == nil ? record : nil
      if kind == nil { named = record }
      return (record, false)
    }
    guard let above, !record.hasPeriod,
      kind() == nil
    else {
      above = nil
      return (record, false)
    }
    return (above, true)
  }

  /// Takes an empty row, below which nothing goes on.
  mutating func end() { above = nil }
}
