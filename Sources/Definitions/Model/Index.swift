/// Which of several things of a kind, from 0: the index of an item is none of a unit, and the compiler knows.
///
/// It costs no more than the number, also in other targets: public, for of what is only of the package no target makes its own
/// version, and each step would look up what it is of. A certain one is written like a number.
public struct Index<Of>: Hashable, Comparable, Strideable, Sendable, CustomStringConvertible,
  ExpressibleByIntegerLiteral
{
  @usableFromInline let number: Int32

  /// The index of what stands at a position.
  @inlinable public init(_ position: Int) { number = Int32(position) }

  @inlinable public init(integerLiteral position: Int) { self.init(position) }

  /// The position, from 0.
  @inlinable public var position: Int { Int(number) }

  public var description: String { "\(number)" }

  @inlinable public static func == (a: Index, b: Index) -> Bool { a.number == b.number }
  @inlinable public static func < (a: Index, b: Index) -> Bool { a.number < b.number }
  @inlinable public func hash(into hasher: inout Hasher) { hasher.combine(number) }
  @inlinable public func distance(to other: Index) -> Int { other.position - position }
  @inlinable public func advanced(by count: Int) -> Index { Index(position + count) }
}

/// Values by the index of what they belong to: `By<Unit, Points>` are the points of each unit.
public struct By<Of, Value> {
  @usableFromInline var kept: [Value]

  /// The values in their order.
  @inlinable public var values: [Value] { kept }

  @inlinable public init(_ values: [Value]) { kept = values }
}

/// Several things of a kind, each known by its index.
public typealias Indexed<Value> = By<Value, Value>

extension By: RandomAccessCollection, MutableCollection {
  public typealias Index = Definitions.Index<Of>

  // All of these are written out: what the protocols offer instead is not made for a type in other targets, and costs a lookup
  // each time.
  @inlinable public var startIndex: Index { Index(0) }
  @inlinable public var endIndex: Index { Index(values.count) }
  @inlinable public var count: Int { kept.count }
  @inlinable public var isEmpty: Bool { kept.isEmpty }
  @inlinable public var first: Value? { kept.first }
  @inlinable public var last: Value? { kept.last }
  @inlinable public var underestimatedCount: Int { kept.count }
  @inlinable public func index(after index: Index) -> Index { Index(index.position + 1) }
  @inlinable public func index(before index: Index) -> Index { Index(index.position - 1) }
  @inlinable public func formIndex(after index: inout Index) { index = Index(index.position + 1) }
  @inlinable public func formIndex(before index: inout Index) { index = Index(index.position - 1) }
  @inlinable public func index(_ index: Index, offsetBy count: Int) -> Index {
    Index(index.position + count)
  }
  @inlinable public func distance(from start: Index, to end: Index) -> Int {
    end.position - start.position
  }
  @inlinable public func makeIterator() -> IndexingIterator<[Value]> { kept.makeIterator() }

  @inlinable public subscript(index: Index) -> Value {
    _read { yield kept[index.position] }
    _modify { yield &kept[index.position] }
  }

  /// The same value for each of some things.
  @inlinable public init(repeating value: Value, count: Int) {
    kept = [Value](repeating: value, count: count)
  }

  /// Each value with its index.
  @inlinable public var indexed: Zip2Sequence<Range<Index>, [Value]> { zip(indices, kept) }

  /// Adds a value for the next.
  @inlinable public mutating func append(_ value: Value) { kept.append(value) }
}

extension By: Sendable where Value: Sendable {}
extension By: Equatable where Value: Equatable {}
extension By: Hashable where Value: Hashable {}

extension By: ExpressibleByArrayLiteral {
  @inlinable public init(arrayLiteral values: Value...) { kept = values }
}
