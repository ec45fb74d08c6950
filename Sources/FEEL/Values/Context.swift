/// A context: entries with names, in the order in which they were written.
///
/// Contexts of one table share their ``Shape``, so that a record costs its values and nothing else.
public struct Context: Sendable {
  /// The names of the entries.
  public let shape: Shape
  /// The values, one for each name of the shape, in its order.
  public let values: [Value]

  /// Makes a context over a shape; values that are missing at the end are null, more than names are dropped.
  public init(shape: Shape, values: [Value]) {
    self.shape = shape
    if values.count == shape.names.count {
      self.values = values
    } else {
      self.values = shape.names.indices.map { $0 < values.count ? values[$0] : .null }
    }
  }

  /// Makes a context of entries; of equal names the last one counts, at the place of the first.
  public init(_ entries: [(name: String, value: Value)]) {
    var names: [String] = []
    var values: [Value] = []
    var places: [String: Int] = [:]
    for (name, value) in entries {
      if let place = places[name] {
        values[place] = value
      } else {
        places[name] = names.count
        names.append(name)
        values.append(value)
      }
    }
    self.init(shape: Shape(names), values: values)
  }

  /// The value of an entry; nil when there is no such entry.
  public subscript(name: String) -> Value? {
    shape.index(of: name).map { values[$0] }
  }

  subscript(key: Shape.Key) -> Value? {
    shape.index(of: key).map { values[$0] }
  }

  /// The entries in order.
  public var entries: [(name: String, value: Value)] {
    Array(zip(shape.names, values)).map { (name: $0.0, value: $0.1) }
  }
}

/// The names of a context's entries, shared by all records of a table.
public final class Shape: Sendable {
  /// The names, each once.
  public let names: [String]
  private let keys: [Key]
  private let places: [UInt64: Int]

  /// Makes a shape; of equal names the first one counts.
  public init(_ names: [String]) {
    self.names = names
    keys = names.map(Key.init)
    // A few names are found faster by looking at each.
    places =
      names.count > 8
      ? Dictionary(zip(keys.map(\.hash), names.indices), uniquingKeysWith: { first, _ in first })
      : [:]
  }

  /// The index of a name.
  public func index(of name: String) -> Int? { index(of: Key(name)) }

  /// The index of a name whose hash is known.
  func index(of key: Key) -> Int? {
    if let place = places[key.hash], keys[place].text.hasSameBytes(as: key.text) { return place }
    for (place, own) in keys.enumerated() where own.hash == key.hash {
      if own.text.hasSameBytes(as: key.text) { return place }
    }
    return nil
  }

  /// A name with a hash that is computed once. Names are compared byte by byte: `==` would normalise what is not ASCII.
  struct Key: Sendable {
    let text: String
    let hash: UInt64

    init(_ text: String) {
      self.text = text
      // FNV-1a, 64 bits.
      hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
  }
}

extension String {
  /// Whether two texts are the same, byte by byte.
  func hasSameBytes(as other: String) -> Bool {
    let a = utf8Span.span
    let b = other.utf8Span.span
    guard a.count == b.count else { return false }
    for index in a.indices where a[index] != b[index] { return false }
    return true
  }
}
