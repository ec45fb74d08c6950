/// Which of several things of a kind, from 0: the index of an item is none of a unit, and the compiler knows.
///
/// It costs no more than the number, also in other targets; a certain one is written like a number.
package struct Index<Of>: Hashable, Comparable, Strideable, Sendable, CustomStringConvertible,
  ExpressibleByIntegerLiteral
{
  @usableFromInline let number: Int32

  /// The index of what stands at a position.
  @inlinable package init(_ position: Int) { number = Int32(position) }

  @inlinable package init(integerLiteral position: Int) { self.init(position) }

  /// The position, from 0.
  @inlinable package var position: Int { Int(number) }

  package var description: String { "\(number)" }

  @inlinable package static func == (a: Index, b: Index) -> Bool { a.number == b.number }
  @inlinable package static func < (a: Index, b: Index) -> Bool { a.number < b.number }
  @inlinable package func hash(into hasher: inout Hasher) { hasher.combine(number) }
  @inlinable package func distance(to other: Index) -> Int { other.position - position }
  @inlinable package func advanced(by count: Int) -> Index { Index(position + count) }
}

/// Values by the index of what they belong to: `By<Unit, Points>` are the points of each unit.
package struct By<Of, Value> {
  /// The values in their order.
  @usableFromInline package private(set) var values: [Value]

  @inlinable package init(_ values: [Value]) { self.values = values }
}

/// Several things of a kind, each known by its index.
package typealias Indexed<Value> = By<Value, Value>

extension By: RandomAccessCollection, MutableCollection {
  package typealias Index = Definitions.Index<Of>

  // All of these are written out: what the protocols offer instead is not made for a type in other targets, and costs a lookup
  // each time.
  @inlinable package var startIndex: Index { Index(0) }
  @inlinable package var endIndex: Index { Index(values.count) }
  @inlinable package var count: Int { values.count }
  @inlinable package var isEmpty: Bool { values.isEmpty }
  @inlinable package var first: Value? { values.first }
  @inlinable package var last: Value? { values.last }
  @inlinable package var underestimatedCount: Int { values.count }
  @inlinable package func index(after index: Index) -> Index { Index(index.position + 1) }
  @inlinable package func index(before index: Index) -> Index { Index(index.position - 1) }
  @inlinable package func formIndex(after index: inout Index) { index = Index(index.position + 1) }
  @inlinable package func formIndex(before index: inout Index) { index = Index(index.position - 1) }
  @inlinable package func index(_ index: Index, offsetBy count: Int) -> Index {
    Index(index.position + count)
  }
  @inlinable package func distance(from start: Index, to end: Index) -> Int {
    end.position - start.position
  }
  @inlinable package func makeIterator() -> IndexingIterator<[Value]> { values.makeIterator() }

  @inlinable package subscript(index: Index) -> Value {
    get { values[index.position] }
    _modify { yield &values[index.position] }
  }

  /// The same value for each of some things.
  @inlinable package init(repeating value: Value, count: Int) {
    values = [Value](repeating: value, count: count)
  }

  /// Each value with its index.
  @inlinable package var indexed: Zip2Sequence<Range<Index>, [Value]> { zip(indices, values) }

  /// Adds a value for the next.
  @inlinable package mutating func append(_ value: Value) { values.append(value) }
}

extension By: Sendable where Value: Sendable {}
extension By: Equatable where Value: Equatable {}
extension By: Hashable where Value: Hashable {}

extension By: ExpressibleByArrayLiteral {
  package init(arrayLiteral values: Value...) { self.values = values }
}
