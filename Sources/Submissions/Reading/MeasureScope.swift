import Definitions

/// What the texts around some values say of their measures: above and below a table, in a file, a submission, a record.
struct MeasureScope: Sendable {
  /// The notes that count there.
  var notes: [MeasureNote] = []
  /// The items whose values stand there; nil where that is not known.
  var items: Set<Int>?
  /// What else stands there is measured in.
  var outer: Set<String> = []
}

extension ItemReading {
  /// The notes in a text around values.
  /// - Parameters:
  ///   - text: The text.
  ///   - label: What stands before it in a cell or an attribute of its own: 金额单位.
  /// - Returns: The notes, in their order.
  func notes(around text: String, label: String = "") -> [MeasureNote] {
    guard !text.isEmpty else { return [] }
    var found = notes(inRemark: label.isEmpty ? text : "\(label):\(text)")
    for index in found.indices {
      found[index].text = text
      // 万元 alone, in a cell of a title.
      if label.isEmpty, Measure(text)?.isKnown(headings.bases) == true, !MeasureNote.states(text) {
        found[index].isSure = found[index].isOfMoney
      }
    }
    return found
  }

  /// Whether a note around values speaks of some of them: it is of none of the things that others of these names are, and is
  /// sure, or fits one of the items.
  /// - Parameters:
  ///   - note: The note.
  ///   - items: The items whose values stand there; nil where that is not known.
  ///   - others: What else stands there is called, as keys.
  /// - Returns: Whether it does.
  func speaks(_ note: MeasureNote, of items: Set<Int>?, besides others: [String]) -> Bool {
    let isOfOther =
      named(by: note.subject).isEmpty && others.contains { note.subject.hasSuffix($0) }
    return !isOfOther && counts(note, among: items)
  }

  /// The measure of a value by all that is said of it: that beside it goes first, and contradicts what names its item around
  /// it; else the nearest scope in which anything is said of it.
  /// - Parameters:
  ///   - own: What stands beside the value or above it alone.
  ///   - scopes: What is said around it, the nearest first.
  ///   - item: The item.
  /// - Returns: The measure, and the text that states it.
  func stated(
    _ own: [(measure: StatedMeasure, text: String)], within scopes: [MeasureScope], item: Int
  ) -> (measure: StatedMeasure, text: String) {
    let own = one(of: own)
    if own.measure != .none {
      return one(of: [own] + scopes.map { stated(naming: $0.notes, item: item) })
    }
    return scopes.lazy.map {
      self.stated($0.notes, item: item, among: $0.items, outer: $0.outer)
    }.first { $0.measure != .none } ?? (.none, "")
  }
}
