import Definitions
import SourceText

/// The units that a submission names, where no registry says which there are: each by its code.
struct StatedUnits {
  /// A code under which different names stand: nobody can say whose the rows are.
  struct Doubt {
    var code: String
    /// The names by their keys: whichever row comes first, each is called the same.
    private var spelling: [String: String] = [:]
    /// The row with the second name.
    var place: Place

    fileprivate init(_ unit: Unit, at place: Place) {
      code = unit.code
      self.place = place
      add(unit.name)
    }

    /// The names in their order.
    var names: [String] { spelling.values.sorted() }

    fileprivate mutating func add(_ name: String) {
      let key = CellText.key(name)
      spelling[key] = min(spelling[key] ?? name, name)
    }
  }

  /// A name that stands under several codes.
  struct Namesakes {
    /// Their codes, in order.
    var codes: [String]
    var name: String
    /// The row with the second code.
    var place: Place
  }

  private(set) var units: Indexed<Unit> = []
  private var indexOfCode: [String: Index<Unit>] = [:]
  private var doubts: [Index<Unit>: Doubt] = [:]
  /// The first unit of each name, as a key, and the others that have it with the row of the second.
  private var indexOfName: [String: Index<Unit>] = [:]
  private var others: [Index<Unit>: (units: Set<Index<Unit>>, place: Place)] = [:]
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
      note(name, of: unit, at: place)
      return unit
    }
    let first = units[index].name
    if name.isEmpty || first == name { return index }
    if first.isEmpty {
      units[index].name = name
      note(name, of: index, at: place)
    } else if CellText.key(first) == CellText.key(name) {
      units[index].name = min(first, name)
      doubts[index]?.add(name)
    } else {
      doubts[index, default: Doubt(units[index], at: place())].add(name)
    }
    return index
  }

  /// Notes whether a name is that of another unit, too.
  private mutating func note(_ name: String, of unit: Index<Unit>, at place: () -> Place) {
    let key = CellText.key(name)
    if key.isEmpty { return }
    guard let first = indexOfName[key] else { return indexOfName[key] = unit }
    others[first, default: ([], place())].units.insert(unit)
  }

  /// The units that can be told apart, in the order of their codes, by their indices here.
  var order: [Index<Unit>] {
    units.indices.filter { doubts[$0] == nil }.sorted { units[$0].code < units[$1].code }
  }

  /// The codes with several names, in their order.
  var doubtful: [Doubt] { doubts.values.sorted { $0.code < $1.code } }

  /// The names with several codes, but for codes that have several names themselves; in the order of the codes.
  var namesakes: [Namesakes] {
    others.compactMap { first, rest in
      let same = rest.units.union([first]).filter { doubts[$0] == nil }
      guard let any = same.first, same.count > 1 else { return nil }
      let name = same.reduce(units[any].name) { min($0, units[$1].name) }
      return Namesakes(codes: same.map { units[$0].code }.sorted(), name: name, place: rest.place)
    }
    .sorted { $0.codes.lexicographicallyPrecedes($1.codes) }
  }
}

extension Diagnostic {
  /// Different names under one code, where no registry is given.
  static func severalNames(_ doubt: StatedUnits.Doubt) -> Diagnostic {
    let (zh, en) = list(doubt.names)
    return Diagnostic(
      Code.severalNames, .error,
      Phrase(
        zh: "代码“\(doubt.code)”有几个名称：\(zh)，分不清是哪个单位，这个代码的各行都没有读取",
        en: "several names stand under the code '\(doubt.code)': \(en); none of its rows was read"),
      at: doubt.place,
      help: Phrase(
        zh: "改正代码或名称，或用 --units 给出单位名录",
        en: "correct the code or the names, or give a registry with --units"),
      unit: doubt.code)
  }

  /// Different codes beside one name, where no registry is given.
  static func severalCodes(_ namesakes: StatedUnits.Namesakes) -> Diagnostic {
    let (zh, en) = list(namesakes.codes)
    return Diagnostic(
      Code.severalCodes, .warning,
      Phrase(
        zh: "名称“\(namesakes.name)”有几个代码：\(zh)，按代码算作几个单位，各计各的分",
        en:
          "several codes stand beside the name '\(namesakes.name)': \(en); each was taken as a unit of its own"
      ),
      at: namesakes.place,
      help: Phrase(
        zh: "是一个单位的，改正代码；确是同名的几个单位，用 --units 给出单位名录",
        en:
          "if it is one unit, correct the code; if they share a name, give a registry with --units")
    )
  }

  /// The first of some texts in quotes, and how many there are.
  private static func list(_ texts: [String]) -> (zh: String, en: String) {
    let list = Phrase.quoted(Array(texts.prefix(10)))
    let (zh, en) = (list.text(.zh), list.text(.en))
    let more = texts.count - min(texts.count, 10)
    return more == 0 ? (zh, en) : ("\(zh) 等 \(texts.count) 个", "\(en) and \(more) more")
  }
}
