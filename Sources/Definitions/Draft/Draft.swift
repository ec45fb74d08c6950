import Formats
import SourceText

/// A set as its files say it: entries in order, laid over one another, nothing resolved.
struct Draft: Sendable {
  /// An entry with an id or a name, or a check.
  struct Record: Sendable {
    var entry: Entry
    /// The record that holds it: the task of a requirement, its subtask or its group.
    var parent: Int?
    /// Whether an overlay took it out; then what it holds is out as well.
    var isDropped = false
  }

  /// The keys of the set itself.
  var set: Entry
  /// How many entries there must be; never inherited.
  var expect: Entry?
  /// All records, in the order in which they were met.
  var records: [Record] = []
  /// Records by id; an id is never used again.
  private(set) var byID: [String: Int] = [:]
  /// Items and constants by name.
  private(set) var byName: [String: Int] = [:]
  /// Why an overlay changes, adds to or drops something, by the id of what it changes; the last reason counts.
  var reasons: [String: String] = [:]
  /// Whether every entry of every list could be read; if not, sums and counts say nothing.
  var isComplete = true

  init(set: Entry) { self.set = set }

  /// Adds a record; returns the earlier one where its id or name is taken.
  @discardableResult
  mutating func add(_ entry: Entry, in parent: Int? = nil) -> (index: Int, earlier: Int?) {
    let index = records.count
    var earlier: Int?
    if let id = entry.id {
      if entry.kind == .item || entry.kind == .constant {
        earlier = byName[id]
        if earlier == nil { byName[id] = index }
      } else {
        earlier = byID[id]
        if earlier == nil { byID[id] = index }
      }
    }
    records.append(Record(entry: entry, parent: parent))
    return (index, earlier)
  }

  /// The record that a change names.
  func target(_ id: String) -> Int? {
    guard let index = byID[id] ?? byName[id], !isDropped(index) else { return nil }
    return index
  }

  /// The ids and names that a change may name.
  var targets: [String] {
    (Array(byID) + Array(byName)).filter { !isDropped($0.value) }.map(\.key)
  }

  /// Whether a record, or one that holds it, was taken out.
  func isDropped(_ index: Int) -> Bool {
    var current: Int? = index
    while let record = current {
      if records[record].isDropped { return true }
      current = records[record].parent
    }
    return false
  }

  /// The records of a kind that are not taken out, in order.
  func indices(_ kinds: EntryKind...) -> [Int] {
    records.indices.filter { kinds.contains(records[$0].entry.kind) && !isDropped($0) }
  }

  /// The entries of a kind that are not taken out, in order.
  func entries(_ kind: EntryKind) -> [Entry] { indices(kind).map { records[$0].entry } }
}
