/// What stands behind the keys of an entry, in the order of the file.
///
/// Entries have few keys: looking one up goes through them.
struct EntryFields: Sendable {
  private var keys: [Key] = []
  private var contents: [Entry.Content] = []

  /// The content of a key; nil takes the key out.
  subscript(key: Key) -> Entry.Content? {
    get { keys.firstIndex(of: key).map { contents[$0] } }
    set {
      let index = keys.firstIndex(of: key)
      switch (index, newValue) {
      case (let index?, let content?): contents[index] = content
      case (let index?, nil):
        keys.remove(at: index)
        contents.remove(at: index)
      case (nil, let content?):
        keys.append(key)
        contents.append(content)
      case (nil, nil): break
      }
    }
  }

  /// Whether the key was written.
  func contains(_ key: Key) -> Bool { keys.contains(key) }
}

extension EntryFields: RandomAccessCollection {
  var startIndex: Int { 0 }
  var endIndex: Int { keys.count }

  subscript(position: Int) -> (key: Key, value: Entry.Content) {
    (keys[position], contents[position])
  }
}
