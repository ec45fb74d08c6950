import FEEL
package import Formats
import Definitions
package import SourceText

extension Registry {
  /// Reads a registry of units: CSV with `code, name, level, parent` and optionally `group, from, until, alias, into`.
  ///
  /// Of several parents, separated by a semicolon, the first is the one that values roll up to. `into` is the code of
  /// the unit that a unit became.
  ///
  /// Units that cannot be read are left out, each with a diagnostic; the others stand. The header is the first row: below a
  /// title nothing is read.
  package static func read(_ source: FileSource) -> (registry: Registry, diagnostics: [Diagnostic])
  {
    let file = RecordFile<Field>(source)
    var diagnostics = file.diagnostics
    // It says who is expected: what is not surely one is none, however many rows of it can be read.
    guard file.titles.isEmpty else {
      return (Registry([]), [.titledRegistry(file.titles[0], source.displayPath)])
    }
    var rows: [Entry] = []
    var others: [OtherRow: Int] = [:]
    var firstOther: Place?
    for row in file.rows {
      // What has a level is a unit, whatever it is called.
      if level(row.text(.level)) == nil, let kind = other(row) {
        others[kind, default: 0] += 1
        firstOther = firstOther ?? row.place
        continue
      }
      if let fault = row.fault {
        diagnostics.append(fault)
        continue
      }
      let code = row.text(.code).visible
      guard !code.isEmpty else {
        diagnostics.append(.unitWithoutCode(at: row.place))
        continue
      }
      if let number = person(in: row) {
        diagnostics.append(.personalUnit(number, 1, at: row.place))
        continue
      }
      if UnitMatcher.isTooLong(code, row.text(.name)) {
        diagnostics.append(.longUnit(code, row.text(.name), 1, at: row.place))
        continue
      }
      guard let level = level(row.text(.level)) else {
        diagnostics.append(.unknownLevel(row.text(.level), at: row.place(.level)))
        continue
      }
      // Who is expected stays so until the registry says otherwise by a day.
      diagnostics += row.textsOfVoid.map { .mayBeVoid($0, at: row.place) }
      let place = row.place(.code)
      let from = day(row, .from, &diagnostics)
      let until = day(row, .until, &diagnostics)
      let aliases = row.text(.alias).split { ";；、|".contains($0) }.map { CellText.normal($0) }
      var unit = Unit(
        code: code, name: row.text(.name).isEmpty ? code : row.written(.name), level: level,
        group: row.text(.group), aliases: aliases.filter { !$0.isEmpty }, from: from,
        until: until, place: place)
      unit.successor = row.text(.into).isEmpty ? nil : row.text(.into)
      unit.hasStatedParent = !row.text(.parent).isEmpty
      rows.append(Entry(unit: unit, parent: row.text(.parent), row: row))
    }
    if let firstOther { diagnostics.append(.otherRows(others, at: firstOther)) }
    leaveOutRepeated(&rows, &diagnostics)
    rows.sort { $0.unit.code < $1.unit.code }
    let index = Dictionary(
      rows.enumerated().map { ($1.unit.code, Index<Unit>($0)) },
      uniquingKeysWith: { first, _ in first })
    var units = Indexed(rows.map(\.unit))
    for (position, entry) in zip(units.indices, rows) {
      let codes = entry.parent.split { ";；、|".contains($0) }.map { CellText.normal($0) }
      var parents: [Index<Unit>] = []
      for code in codes where !code.isEmpty {
        guard let parent = index[code] else {
          diagnostics.append(
            .unknownParent(code, known: index.keys.sorted(), at: entry.row.place(.parent)))
          continue
        }
        guard units[parent].level > units[position].level else {
          diagnostics.append(
            .parentNotAbove(units[position], units[parent], at: entry.row.place(.parent)))
          continue
        }
        parents.append(parent)
      }
      units[position].parent = parents.first
      units[position].otherParents = Array(parents.dropFirst())
      if let code = units[position].successor, index[code] == nil {
        diagnostics.append(
          .unknownSuccessor(code, known: index.keys.sorted(), at: entry.row.place(.into)))
      }
    }
    let inCircle = units.indices.filter { becomesItself($0, units, index) }
    for position in inCircle {
      units[position].successor = nil
      diagnostics.append(
        .successorInCircle(units[position], at: rows[position.position].row.place(.into)))
    }
    return (Registry(units.values), diagnostics)
  }

  /// A unit as a row has it.
  private struct Entry {
    var unit: Unit
    var parent: String
    var row: RecordFile<Field>.Row

    /// All that the row says, apart from where.
    var texts: [String] { Field.allCases.map { CellText.key(row.text($0)) } }
  }

  /// Leaves out what several rows say of one code, unless they all say the same: nobody can tell which one is right.
  private static func leaveOutRepeated(_ rows: inout [Entry], _ diagnostics: inout [Diagnostic]) {
    let groups = Dictionary(grouping: rows.indices) { rows[$0].unit.code }.filter { $1.count > 1 }
    var left: Set<Int> = []
    for (code, places) in groups {
      let isSame = Set(places.map { rows[$0].texts }).count == 1
      left.formUnion(isSame ? places.dropFirst()[...] : places[...])
      for index in places.dropFirst() {
        diagnostics.append(
          .repeatedUnit(
            code, isSame: isSame, at: rows[index].row.place(.code),
            first: rows[places[0]].row.place(.code)))
      }
    }
    rows = rows.indices.filter { !left.contains($0) }.map { rows[$0] }
  }

  /// Whether a unit is said to become what becomes it again.
  private static func becomesItself(
    _ unit: Index<Unit>, _ units: Indexed<Unit>, _ index: [String: Index<Unit>]
  ) -> Bool {
    var last = unit
    for _ in units.indices {
      guard let next = units[last].successor.flatMap({ index[$0] }) else { return false }
      if next == unit { return true }
      last = next
    }
    return false
  }

  /// What a row is that is no unit: a total, the header once more, a note.
  private static func other(_ row: RecordFile<Field>.Row) -> OtherRow? {
    let text = row.text(.code).isEmpty ? row.text(.name) : row.text(.code)
    return text.isEmpty ? nil : OtherRow.kind(of: text)
  }

  /// The number of a person that stands where a unit is named.
  private static func person(in row: RecordFile<Field>.Row) -> PersonalNumber? {
    [Field.code, .name, .alias, .group].lazy
      .compactMap { PersonalNumber.first(in: row.text($0)) }.first
  }

  /// The day in a column; nil where it is empty, and with a diagnostic where it is none.
  private static func day(
    _ row: RecordFile<Field>.Row, _ column: Field, _ diagnostics: inout [Diagnostic]
  ) -> CalendarDate? {
    let text = row.text(column)
    guard !text.isEmpty else { return nil }
    if case .day(let days) = WrittenDate.read(text) { return CalendarDate(daysSinceEpoch: days) }
    diagnostics.append(.unreadableDay(text, at: row.place(column)))
    return nil
  }

  private enum Field: RecordField {
    case code, name, level, parent, group, alias, from, until, members, into

    static let unitCode = Field.code

    var column: RecordColumn {
      switch self {
      case .code: RecordColumn("code", "代码", "编码", "行政区划代码", "单位代码", isRequired: true)
      case .name: RecordColumn("name", "名称", "单位", "单位名称", isRequired: true)
      case .level: RecordColumn("level", "层级", "级别", isRequired: true)
      case .parent: RecordColumn("parent", "上级", "上级代码", "上级单位")
      case .group: RecordColumn("group", "组", "分组", "类别")
      case .alias: RecordColumn("alias", "别名", "曾用名", "aliases")
      case .from: RecordColumn("from", "起", "启用日期")
      case .until: RecordColumn("until", "止", "停用日期")
      case .members: RecordColumn("members", "成员")
      case .into: RecordColumn("into", "改为", "并入", "successor")
      }
    }
  }

  private static func level(_ text: String) -> Level? {
    if let level = Level(rawValue: text.lowercased()) { return level }
    switch text {
    case "市", "地级市", "市级": return .city
    case "县", "区", "县区", "县（区）", "县(区)", "县级": return .county
    case "镇", "街道", "乡", "镇街", "乡镇", "镇（街）", "镇(街)", "镇级", "团场": return .town
    case "村", "社区", "村社区", "村（社区）", "村(社区)", "村级", "连队": return .village
    default: return nil
    }
  }
}

extension Diagnostic {
  /// A registry has something above its header.
  static func titledRegistry(_ title: String, _ path: String) -> Diagnostic {
    Diagnostic(
      Code.titledRegistry, .error,
      Phrase(
        zh: "名录的第一行应是表头，上面却有“\(title)”，整个名录没有读取",
        en:
          "the first row of a registry is its header, found '\(title)' above it; nothing of it was read"
      ),
      at: Place(path: path), help: Phrase(zh: "删去表头上方的标题行", en: "remove the rows above the header"))
  }

  static func unitWithoutCode(at place: Place) -> Diagnostic {
    Diagnostic(
      Code.unitWithoutCode, .error,
      Phrase(zh: "这一行没有单位代码", en: "this unit has no code"), at: place,
      help: Phrase(zh: "填写行政区划代码", en: "write its code of administrative division"))
  }

  static func unreadableDay(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.unreadableDay, .error,
      Phrase(zh: "“\(text)”不是日期，按没有写处理", en: "expected a day, found '\(text)'; taken as not given"),
      at: place, help: Phrase(zh: "写成 2021-06-30", en: "write it as 2021-06-30"))
  }

  static func repeatedUnit(
    _ code: String, isSame: Bool, at place: Place, first: Place
  ) -> Diagnostic {
    Diagnostic(
      Code.repeatedUnitCode, isSame ? .warning : .error,
      isSame
        ? Phrase(
          zh: "单位代码 \(code) 登记了两次，内容相同，只算一次",
          en: "the code \(code) stands twice and says the same; it counts once")
        : Phrase(
          zh: "单位代码 \(code) 登记了不止一次，内容不同，分不清哪一行对，都没有读取",
          en:
            "the rows of the code \(code) differ; nobody can tell which is right, and none was read"
        ),
      at: place, related: [Label(first, Phrase(zh: "第一次在这里", en: "first here"))],
      help: Phrase(zh: "删除或改正其中一行", en: "remove or correct one of them"))
  }

  /// A unit is said to become itself, by way of others or not.
  static func successorInCircle(_ unit: Unit, at place: Place) -> Diagnostic {
    let code = unit.code
    return Diagnostic(
      Code.successorInCircle, .error,
      Phrase(
        zh: "\(code) 改为（并入）的单位又并回它自己，按没有改动处理",
        en: "what the unit \(code) became becomes it again; taken as if it had become nothing"),
      at: place,
      help: Phrase(zh: "改正“改为（并入）”一栏", en: "correct the column 'into'"))
  }

  static func unknownLevel(_ level: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.unknownLevel, .error,
      Phrase(
        zh: level.isEmpty ? "没有填层级" : "没有“\(level)”这一层级",
        en: level.isEmpty ? "the level is empty" : "unknown level '\(level)'"), at: place,
      help: Phrase(
        zh: "填 city（市）、county（县区）、town（镇街）或 village（村社区）",
        en: "write city, county, town or village"))
  }

  static func unknownParent(_ code: String, known: [String], at place: Place) -> Diagnostic {
    let near = suggestions(for: code, among: known)
    return Diagnostic(
      Code.unknownParent, .error,
      Phrase(zh: "上级单位 \(code) 不在名录里", en: "the parent \(code) is not in the registry"), at: place,
      help: Phrase.didYouMean(near)
        ?? Phrase(zh: "先把上级单位加入名录", en: "add the parent to the registry"))
  }

  static func unknownSuccessor(_ code: String, known: [String], at place: Place) -> Diagnostic {
    let near = suggestions(for: code, among: known)
    return Diagnostic(
      Code.unknownSuccessor, .error,
      Phrase(
        zh: "改为（并入）的单位 \(code) 不在名录里",
        en: "the unit \(code) that it became is not in the registry"), at: place,
      help: Phrase.didYouMean(near)
        ?? Phrase(zh: "先把新单位加入名录", en: "add the new unit to the registry"))
  }

  static func parentNotAbove(_ unit: Unit, _ parent: Unit, at place: Place) -> Diagnostic {
    let level = unit.level.rawValue
    let other = parent.level.rawValue
    let code = unit.code
    let above = parent.code
    return Diagnostic(
      Code.parentNotAbove, .error,
      Phrase(
        zh: "\(code)（\(level)）的上级 \(above) 是 \(other)，不在它之上",
        en: "the parent \(above) (\(other)) of \(code) (\(level)) is not above it"),
      at: place, help: Phrase(zh: "改正层级或上级代码", en: "correct the level or the parent"))
  }
}
