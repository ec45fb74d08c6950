/// The variables that an expression declares itself, while they are visible.
struct Locals {
  /// The variables, innermost last.
  private var visible: [Local] = []
  /// Where the variables of a name stand, innermost last.
  private var places = NameTable<[Int]>()
  /// The records of the filters around, innermost last.
  private var records: [Record] = []
  /// The names of the entries that were looked through last: filters of one list, and paths into one, have the same.
  private var known: [(types: [String: FEELType], table: NameTable<Entry>)] = []

  /// How many variables are visible.
  var count: Int { visible.count }

  /// An entry of a record that is visible by its name alone.
  struct Entry: Sendable {
    let name: String
    let type: FEELType
  }

  /// The record of a filter.
  struct Record {
    let local: Local
    /// Its place among the variables.
    let place: Int
  }

  /// A name that was found.
  struct Found {
    let local: Local
    let place: Int
    /// The entry of the record that is meant; nil for the variable itself.
    let entry: Entry?
    let isRecord: Bool
    /// The offset past the name.
    let end: Int
  }

  /// Shows a variable.
  mutating func append(_ local: Local, isRecord: Bool = false) {
    if isRecord { records.append(Record(local: local, place: visible.count)) }
    let place = visible.count
    places.update(local.name) { places in
      if places == nil { places = [place] } else { places?.append(place) }
    }
    visible.append(local)
  }

  /// Hides all variables but the first so many.
  mutating func removeAll(beyond count: Int) {
    while visible.count > count, let last = visible.popLast() {
      places.update(last.name) { places in
        _ = places?.popLast()
        if places?.isEmpty == true { places = nil }
      }
      if records.last?.place == visible.count { records.removeLast() }
    }
  }

  /// The longest name at an offset, the innermost of several; of a record, an entry before the record itself.
  mutating func longest(in lexer: Lexer, at start: Int, word: String) -> Found? {
    var best: Found?
    if let (end, found) = places.longest(in: lexer, at: start, word: word), let place = found.last {
      best = Found(
        local: visible[place], place: place, entry: nil,
        isRecord: records.contains { $0.place == place }, end: end)
    }
    for record in records.reversed() {
      guard case .context(let types) = record.local.type,
        let (end, entry) = entries(types).longest(in: lexer, at: start, word: word),
        end > best?.end ?? 0 || (end == best?.end && record.place >= best?.place ?? 0)
      else { continue }
      best = Found(
        local: record.local, place: record.place, entry: entry, isRecord: true, end: end)
    }
    return best
  }

  /// The names of the entries of a context.
  mutating func entries(_ types: [String: FEELType]) -> NameTable<Entry> {
    if let index = known.firstIndex(where: { $0.types == types }) { return known[index].table }
    var table = NameTable<Entry>()
    for (name, type) in types { table.insert(name, Entry(name: name, type: type)) }
    if known.count == Locals.mostKnown { known.removeFirst() }
    known.append((types, table))
    return table
  }

  /// How many contexts' names are kept.
  private static let mostKnown = 8

  /// The records inside of a place whose entries are not all known before evaluation, outermost first.
  func openRecords(inside place: Int, _ dialect: Dialect) -> [Local] {
    records.filter { $0.place > place && $0.local.type.isOpenRecord(dialect) }.map(\.local)
  }

  /// All names, for suggestions.
  var names: [String] {
    visible.map(\.name)
      + records.flatMap { record -> [String] in
        guard case .context(let types) = record.local.type else { return [] }
        return Array(types.keys)
      }
  }
}
