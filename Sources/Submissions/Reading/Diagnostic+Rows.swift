package import Definitions
package import SourceText

extension Diagnostic {
  /// Half of the values of a record do not fit their columns.
  static func shiftedRecord(
    _ count: Int, _ all: Int, at place: Place, unit: String
  ) -> Diagnostic {
    Diagnostic(
      Code.shiftedRecord, .error,
      Phrase(
        zh: "这一行 \(all) 个数里有 \(count) 个与所在的列对不上，列可能错位，整行的值没有采用",
        en:
          "\(count) of the \(all) values of this row do not fit their columns: they may be shifted; none was used"
      ),
      at: place, help: Phrase(zh: "对照表头核对每一格，改正后重新报送", en: "compare each field with its heading"),
      unit: unit)
  }

  static func emptyRows(_ count: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.emptyRows, .note,
      Phrase(zh: "有 \(count) 个空行，没有读取", en: "left out \(count) empty rows"), at: place)
  }

  /// Rows of a file that are about no unit: totals, the header once more, notes and signatures.
  static func otherRows(_ counts: [OtherRow: Int], at place: Place) -> Diagnostic {
    let kinds = OtherRow.allCases.compactMap { kind in counts[kind].map { (kind, $0) } }
    let count = kinds.reduce(0) { $0 + $1.1 }
    let zh = kinds.map { "\($0.phrase.text(.zh)) \($1) 行" }.joined(separator: "、")
    let en = kinds.map { "\($0.phrase.text(.en)): \($1)" }.joined(separator: ", ")
    return Diagnostic(
      Code.rowsOfNoUnit, .note,
      Phrase(
        zh: "有 \(count) 行不是单位的数据，没有读取（\(zh)）",
        en: "left out \(count) rows that are about no unit (\(en))"), at: place)
  }

  static func mergedCells(_ count: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.mergedCells, .note,
      Phrase(
        zh: "有 \(count) 行没有写单位和填报期，按合并单元格处理，与上一行相同",
        en:
          "\(count) rows name neither unit nor period: taken as merged cells, the same as the row above"
      ), at: place)
  }

  static func noUnit(_ count: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.noUnit, .error,
      Phrase(
        zh: "有 \(count) 行没有写单位代码，没有读取", en: "\(count) rows name no unit and were not read"),
      at: place, help: Phrase(zh: "补上单位代码", en: "add the unit's code"))
  }

  static func unknownUnit(
    _ code: String, _ name: String, near: [String], _ count: Int, at place: Place
  ) -> Diagnostic {
    let shown = [code, name].filter { !$0.isEmpty }.joined(separator: " ")
    let isShortened = code.contains("E+") || code.contains("e+")
    return Diagnostic(
      Code.unknownUnit, .error,
      Phrase(
        zh: "单位名录里没有“\(shown)”，\(count) 行没有读取",
        en: "'\(shown)' is not in the registry; \(count) rows were not read"),
      at: place,
      help: isShortened
        ? Phrase(
          zh: "代码被电子表格缩写了，把这一列设为文本后重新导出",
          en: "the spreadsheet shortened the code: format the column as text and export it again")
        : Phrase.didYouMean(near)
          ?? Phrase(zh: "核对单位代码，或在名录里登记", en: "check the code, or register the unit"),
      unit: code)
  }

  static func severalUnits(
    _ name: String, _ units: [Unit], _ count: Int, at place: Place
  ) -> Diagnostic {
    let codes = Phrase.list(units.prefix(5).map(\.code))
    return Diagnostic(
      Code.ambiguousUnit, .error,
      Phrase(
        zh: "名为“\(name)”的单位有 \(units.count) 个（\(codes.text(.zh))），\(count) 行没有读取",
        en:
          "\(units.count) units are called '\(name)' (\(codes.text(.en))); \(count) rows were not read"
      ),
      at: place, help: Phrase(zh: "写上单位代码", en: "write the unit's code"))
  }

  /// Code and name of a row are those of different units.
  static func contradictingUnits(
    _ code: String, _ name: String, _ units: [Unit], _ count: Int, at place: Place
  ) -> Diagnostic {
    let list = Phrase.list(units.prefix(5).map { "\($0.code) \($0.name)" })
    return Diagnostic(
      Code.contradictingUnit, .error,
      Phrase(
        zh: "代码“\(code)”和名称“\(name)”不是同一个单位（名录：\(list.text(.zh))），\(count) 行没有读取",
        en:
          "'\(code)' and '\(name)' are different units (\(list.text(.en))); \(count) rows were not read"
      ),
      at: place, help: Phrase(zh: "改正代码或名称", en: "correct the code or the name"))
  }

  /// The number of a person stands where the code or the name of a unit is expected; it is not shown.
  static func personalUnit(
    _ number: PersonalNumber, _ count: Int, at place: Place
  ) -> Diagnostic {
    let what = PersonalData.Kind.number(number).phrase
    return Diagnostic(
      Code.personalData, .error,
      Phrase(
        zh: "单位的代码或名称里有\(what.text(.zh))，\(count) 行没有读取",
        en:
          "\(what.text(.en)) stands in the code or the name of a unit; \(count) rows were not read"),
      at: place,
      help: Phrase(
        zh: "只写单位的代码和名称，删去个人信息",
        en: "write the unit's code and name only, without data about persons"))
  }

  /// A code or a name is longer than any.
  static func longUnit(_ code: String, _ name: String, _ count: Int, at place: Place) -> Diagnostic
  {
    let text = (code.unicodeScalars.count > UnitMatcher.longestCode ? code : name).shown
    let shown = String(text.prefix(20))
    return Diagnostic(
      Code.longUnit, .error,
      Phrase(
        zh:
          "“\(shown)…”不像是单位的代码或名称（代码最长 \(UnitMatcher.longestCode) 字，名称最长 \(UnitMatcher.longestName) 字），\(count) 行没有读取",
        en:
          "'\(shown)…' is no code of a unit (at most \(UnitMatcher.longestCode) characters) and no name (at most \(UnitMatcher.longestName)); \(count) rows were not read"
      ),
      at: place,
      help: Phrase(
        zh: "改正代码或名称；说明文字不要写在这一列", en: "correct it; notes do not belong into this column"))
  }

  /// Rows without a code, where no registry is given: the name is that of one unit of the submission.
  static func unitByNameAlone(_ unit: Unit, _ count: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.nameAlone, .note,
      Phrase(
        zh: "有 \(count) 行没有写单位代码，按名称认作 \(unit.code) \(unit.name)",
        en: "\(count) rows have no code; read by their name as \(unit.code) \(unit.name)"),
      at: place, help: Phrase(zh: "补上单位代码", en: "add the unit's code"))
  }

  /// A unit became another within the period, and both have reported.
  static func replacedUnit(
    _ unit: Unit, by heir: Unit, _ count: Int, at place: Place
  ) -> Diagnostic {
    let day = unit.until.map { "\($0)" } ?? ""
    return Diagnostic(
      Code.replacedUnit, .error,
      Phrase(
        zh: "\(unit.title)已于 \(day) 并入\(heir.title)，本期\(heir.title)已报，这个单位的 \(count) 行没有采用",
        en:
          "\(unit.title) became part of \(heir.title) on \(day), which has reported for the period; \(count) rows of it were not used"
      ),
      at: place,
      help: Phrase(
        zh: "并入后由\(heir.title)一并报送；这几行里要算进去的，加到它的数里",
        en:
          "what belongs to the period is reported by \(heir.title): add to its values what is to count"
      ), unit: heir.code)
  }

  /// A unit became another within the period, which alone is scored, and has reported.
  package static func formerUnit(_ unit: Unit, by heir: Unit, at place: Place?) -> Diagnostic {
    let day = unit.until.map { "\($0)" } ?? ""
    return Diagnostic(
      Code.replacedUnit, .error,
      Phrase(
        zh: "\(unit.title)已于 \(day) 并入\(heir.title)，本期只评\(heir.title)，这个单位报的数没有采用",
        en:
          "\(unit.title) became part of \(heir.title) on \(day), which alone is scored for the period; what it reported was not used"
      ),
      at: place,
      help: Phrase(
        zh: "由\(heir.title)一并报送", en: "have \(heir.title) report for all of it"), unit: heir.code)
  }

  static func otherName(_ name: String, _ unit: Unit, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.otherName, .warning,
      Phrase(
        zh: "代码 \(unit.code) 在名录里是“\(unit.name)”，这里写的是“\(name)”",
        en: "\(unit.code) is '\(unit.name)' in the registry, here it is called '\(name)'"),
      at: place,
      help: Phrase(
        zh: "按代码读取；如果是曾用名，写进名录的 alias 一栏",
        en: "read by its code; add a former name to the registry's column 'alias'"),
      unit: unit.code)
  }

  /// The name beside a unit's code says that the row is about another time, or about a part of the unit.
  static func nameOfOtherTime(
    _ name: String, _ unit: Unit?, _ count: Int, at place: Place
  ) -> Diagnostic {
    let title = unit?.title ?? "单位"
    let whose = unit?.title ?? "its unit"
    let own = unit.map { "“\($0.name)”" } ?? "单位名称"
    let ownName = unit.map { "'\($0.name)'" } ?? "the name of the unit alone"
    return Diagnostic(
      Code.otherPeriod, .error,
      Phrase(
        zh: "名称“\(name)”写明这一行是\(title)另一个期的或其中一部分的数，\(count) 行没有读取",
        en:
          "by its name, '\(name)', the row is about another time or a part of \(whose); \(count) rows were not read"
      ),
      at: place,
      help: Phrase(
        zh: "是本期全部的数，名称栏只写\(own)；不是的，删去这一行，或另写填报期",
        en:
          "if it is all of the period, write \(ownName); otherwise remove the row, or state its period in a column"
      ), unit: unit?.code)
  }

  static func unitByName(_ code: String, _ unit: Unit, _ count: Int, at place: Place) -> Diagnostic
  {
    Diagnostic(
      Code.unitByName, .warning,
      Phrase(
        zh: "名录里没有代码“\(code)”，按名称认作 \(unit.code) \(unit.name)",
        en:
          "the code '\(code)' is not in the registry; read by its name as \(unit.code) \(unit.name)"
      ),
      at: place, help: Phrase(zh: "改正单位代码", en: "correct the code"), unit: unit.code)
  }

  static func notAssessed(_ unit: Unit, _ level: Level, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.unitNotAssessed, .warning,
      Phrase(
        zh: "“\(unit.name)”不是这套体系评价的层级，没有读取",
        en:
          "'\(unit.name)' is a \(unit.level.rawValue), the set assesses a \(level.rawValue); not read"
      ),
      at: place, unit: unit.code)
  }

  static func otherPeriod(
    _ label: String, expected: String, _ count: Int, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      Code.otherPeriod, .error,
      Phrase(
        zh: "填报期是 \(label)，本次评价的是 \(expected)，\(count) 行没有读取",
        en: "the period is \(label), this run is about \(expected); \(count) rows were not read"),
      at: place,
      help: Phrase(zh: "改正填报期，或换 --period", en: "correct the period, or ask for another --period"))
  }

  static func otherLength(
    _ label: String, _ length: PeriodLength, _ count: Int, at place: Place
  ) -> Diagnostic {
    let example = length.example
    return Diagnostic(
      Code.otherPeriod, .error,
      Phrase(
        zh: "填报期“\(label)”的长短与这套体系不同，\(count) 行没有读取",
        en: "the set asks for another length of period than '\(label)'; \(count) rows were not read"
      ),
      at: place, help: Phrase(zh: "写成 \(example) 的样子", en: "write it like \(example)"))
  }

  /// A record is about a longer period than the set's, and has values of items that are asked for more often.
  static func valuesOfOtherLength(
    _ period: Period, _ run: Period?, _ count: Int, at place: Place, unit: String
  ) -> Diagnostic {
    let expected = run?.label ?? ""
    return Diagnostic(
      Code.otherPeriod, .error,
      Phrase(
        zh: "这一行的填报期是 \(period.label)，其中 \(count) 个数不是按这么长的期报的，没有读取",
        en:
          "the row is about \(period.label); \(count) values that are asked for more often were not read"
      ),
      at: place,
      help: Phrase(
        zh: "把它们写到 \(expected) 的一行里", en: "write them in a row of \(expected)"), unit: unit)
  }

  static func unreadablePeriod(_ label: String, _ count: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.unreadablePeriod, .error,
      Phrase(
        zh: "“\(label)”不是填报期，\(count) 行没有读取",
        en: "expected a period, found '\(label)'; \(count) rows were not read"),
      at: place,
      help: Phrase(zh: "写成 2021Q2、2021-06 或 2021", en: "write it like 2021Q2, 2021-06 or 2021"))
  }

  static func noPeriod() -> Diagnostic {
    Diagnostic(
      Code.noPeriod, .error,
      Phrase(zh: "没有一处写明填报期", en: "nothing says which period this is about"), at: nil,
      help: Phrase(
        zh: "在文件里写明，或用 --period 指明", en: "state it in the files, or name it with --period"))
  }
}

extension PeriodLength {
  /// What the label of such a period looks like.
  package var example: String {
    switch self {
    case .month: "2021-06"
    case .quarter: "2021Q2"
    case .half: "2021H1"
    case .year: "2021"
    }
  }
}

extension OtherRow {
  /// What such rows are called.
  fileprivate var phrase: Phrase {
    switch self {
    case .total: Phrase(zh: "合计", en: "totals")
    case .heading: Phrase(zh: "重复的表头", en: "repeated headers")
    case .remark: Phrase(zh: "说明或落款", en: "notes and signatures")
    }
  }
}
