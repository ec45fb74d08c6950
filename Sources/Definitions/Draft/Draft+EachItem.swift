import Formats
import SourceText

extension Draft {
  /// Gives the reported items what holds for each of them and what they do not say themselves.
  mutating func fillItems() {
    guard let each = set.entry(.eachItem) else { return }
    for index in indices(.item) {
      let item = records[index].entry
      guard !item.has(.value), !item.has(.fromAssessment),
        let type = item.word(.type, ItemType.self)
      else { continue }
      var entry = item
      func fill(_ key: Key) { if !item.has(key) { entry.fields[key] = each.fields[key] } }
      fill(.level)
      if type.isNumeric { fill(.rollup) }
      if entry.has(.rollup) { fill(.complete) }
      if let id = item.id, entry.fields.count > item.fields.count {
        reasons[id] = reasons[id] ?? each.text(.why)
      }
      records[index].entry = entry
    }
  }
}
