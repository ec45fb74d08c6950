import Definitions
import SourceText

/// The units that a submission names, where no registry says which there are: each by its code.
struct StatedUnits {
  /// A code under which different names stand: nobody can say whose the rows are.
  struct Doubt {
    var code: String
    var names: [String]
    /// The row with the second name.
    var place: Place
  }

  private(set) var units: Indexed<Unit> = []
  private var indexOfCode: [String: Index<Unit>] = [:]
  private var doubts: [Index<Unit>: Doubt] = [:]
  private let level: Level

  /// No units yet; they will be of a level.
  init(_ level: Level) { self.level = level }

  /// The unit of a row that is like most: a known code with its name as it was first written, or none.
  func known(code: String, name: String) -> Index<Unit>? {
    guard let index = indexOfCode[code] else { return nil }
    return name.isEmpty || units[index].name == name ? index : nil
  }

  /// Whether no row has named a code so far.
  func isNew(_ code: String) -> Bool { indexOfCode[code] == nil }

  /// The unit of a code, which may be new, and what is known of its name.
  mutating func add(code: String, name: String, at place: () -> Place) -> Index<Unit> {
    guard let index = indexOfCode[code] else {
      let unit = units.endIndex
      indexOfCode[code] = unit
      units.append(Unit(code: code, name: name, level: level))
      return unit
    }
    let first = units[index].name
    if first.isEmpty {
      units[index].name = name
    } else if !name.isEmpty, CellText.key(first) != CellText.key(name) {
      var doubt = doubts[index] ?? Doubt(code: code, names: [first], place: place())
      if !doubt.names.contains(name) { doubt.names.append(name) }
      doubts[index] = doubt
    }
    return index
  }

  /// The units that can be told apart, in the order of their codes, by their indices here.
  var order: [Index<Unit>] {
    units.indices.filter { doubts[$0] == nil }.sorted { units[$0].code < units[$1].code }
  }

  /// The codes with several names, in their order.
  var doubtful: [Doubt] { doubts.sorted { $0.key < $1.key }.map(\.value) }
}
