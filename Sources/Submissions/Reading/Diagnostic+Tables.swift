import Definitions
import FEEL
import SourceText

/// What is wrong with tables of records.
extension Diagnostic {
  static func noTableColumn(_ table: String, known: [String], at place: Place) -> Diagnostic {
    let list = Phrase.list(known)
    return Diagnostic(
      Code.noItemColumn, .error,
      Phrase(
        zh: "文件名是明细表“\(table)”，表头里却没有它的一列",
        en: "the file is named after the table '\(table)', and no column of the header is one of it"
      ),
      at: place,
      help: Phrase(zh: "明细表的列：", en: "the columns of the table: ") + list, item: table)
  }

  static func missingColumns(_ table: String, _ columns: [String], at place: Place) -> Diagnostic {
    let list = Phrase.list(columns)
    return Diagnostic(
      Code.missingTableColumn, .error,
      Phrase(
        zh: "明细表“\(table)”缺少列：\(list.text(.zh))；用到它们的按缺数据处理",
        en: "the table '\(table)' lacks the columns \(list.text(.en)); what reads them is missing"),
      at: place, help: Phrase(zh: "补上这些列后重新报送", en: "add them and hand the table in again"),
      item: table)
  }

  static func notATable(_ name: String, at place: Place, unit: String) -> Diagnostic {
    Diagnostic(
      Code.notATable, .error,
      Phrase(
        zh: "“\(name)”不是明细表，没有读取", en: "'\(name)' is not a table; it was not read"), at: place,
      help: Phrase(zh: "一个值写在 <item> 里", en: "write a single value as an <item>"), unit: unit,
      item: name)
  }

  static func tooManyRecords(_ table: String, at place: Place, unit: String) -> Diagnostic {
    Diagnostic(
      Code.tooManyRecords, .error,
      Phrase(
        zh: "“\(table)”的记录超过 \(RecordList.mostRecords) 条，没有采用",
        en: "more than \(RecordList.mostRecords) records of '\(table)'; none is used"), at: place,
      help: Phrase(
        zh: "只报本期的记录；更多的按类合并", en: "hand in the records of the period only, or sum them up"),
      unit: unit, item: table)
  }

  /// Records are nobody's and may be a unit's: its table is not whole.
  static func doubtfulTable(
    _ table: String, _ unit: Unit, _ count: Int, at place: Place
  ) -> Diagnostic {
    let shown = unit.title
    return Diagnostic(
      Code.doubtfulTable, .error,
      Phrase(
        zh: "明细表“\(table)”有 \(count) 行分不清是谁的或是哪一期的，可能是“\(shown)”本期的；它的这张表按缺数据处理",
        en:
          "\(count) rows of the table '\(table)' leave open whose or of which period they are, and may be those of '\(shown)': its table is missing"
      ),
      at: place,
      help: Phrase(
        zh: "每一行都写上单位代码和填报期，重新报送",
        en: "write the unit's code and the period in every row and hand it in again"),
      unit: unit.code, item: table)
  }

  static func emptyRecord(_ table: String, at place: Place, unit: String) -> Diagnostic {
    Diagnostic(
      Code.emptyRecord, .warning,
      Phrase(
        zh: "“\(table)”有一条空记录，没有读取",
        en: "an empty record among those of '\(table)'; it was left out"),
      at: place, help: Phrase(zh: "补上内容，或删去这一条", en: "fill it in, or delete it"), unit: unit,
      item: table)
  }

  /// A row has nothing but a word for what is missing where a record, or 无, is expected.
  static func unreportedTable(
    _ table: String, _ text: String, at place: Place, unit: String
  ) -> Diagnostic {
    let shown = CellText.written(text).shown
    return Diagnostic(
      Code.tableNotReported, .error,
      Phrase(
        zh: "明细表“\(table)”写的是“\(shown)”，按没有报送处理，不当作没有发生",
        en:
          "the table '\(table)' says '\(shown)': it counts as not reported, not as without records"),
      at: place,
      help: writeNone + Phrase(zh: "；有的补报记录", en: ", or hand in the records"),
      unit: unit, item: table)
  }

  /// A record has nothing but one text that may say that there is nothing, or nothing but zeros beside other records.
  static func thinRecord(_ table: String, at place: Place, unit: String) -> Diagnostic {
    Diagnostic(
      Code.thinRecord, .warning,
      Phrase(
        zh: "明细表“\(table)”的这一行只有一格文字、只有 0 或写着合计一类的词，仍算一条记录",
        en:
          "this row of the table '\(table)' has one text, nothing but zeros, or the word for a total; it counts as a record"
      ),
      at: place,
      help: writeNone + Phrase(zh: "；有的填全各列", en: ", else fill in the columns"),
      unit: unit, item: table)
  }

  /// Records say in all columns what earlier ones of the same unit say.
  static func repeatedRecord(
    _ table: String, _ count: Int, at place: Place, first: Place, unit: String
  ) -> Diagnostic {
    Diagnostic(
      Code.repeatedRecord, .note,
      Phrase(
        zh: "明细表“\(table)”有 \(count) 条记录与前面的一条各列都相同，仍各算一条",
        en:
          "\(count) records of the table '\(table)' say the same as an earlier one; each was counted"
      ),
      at: place, related: [Label(first, Phrase(zh: "前面的一条", en: "the earlier one"))],
      help: Phrase(
        zh: "重复填的，删去；确有其事的，写明区别", en: "remove what was entered twice, or say how they differ"),
      unit: unit, item: table)
  }

  /// Records have days outside the period of their table.
  static func recordOfOtherTime(
    _ table: String, _ day: CalendarDate, _ period: Period, _ count: Int, at place: Place,
    unit: String
  ) -> Diagnostic {
    Diagnostic(
      Code.recordOfOtherTime, .note,
      Phrase(
        zh: "明细表“\(table)”有 \(count) 条记录的日期（如 \(day)）不在 \(period.label) 之内，仍算在内",
        en:
          "\(count) records of the table '\(table)' have a day, such as \(day), outside \(period.label); they were counted"
      ),
      at: place,
      help: Phrase(
        zh: "核对是不是本期的；不是的，删去，或改正日期",
        en: "check that they are of the period; if not, remove them or correct the day"),
      unit: unit, item: table)
  }

  /// A row without a name has the sums of the rows above it.
  static func unnamedSum(_ table: String, at place: Place, unit: String) -> Diagnostic {
    Diagnostic(
      Code.thinRecord, .warning,
      Phrase(
        zh: "明细表“\(table)”的这一行没有名称，各数正好是以上各行之和，像是合计，仍算一条记录",
        en:
          "this row of the table '\(table)' has no name and the sums of the rows above it, as a total has; it counts as a record"
      ),
      at: place,
      help: Phrase(
        zh: "是合计的，写上“合计”或删去；是记录的，写上名称",
        en: "write 合计 or delete it where it is a total, else write its name"),
      unit: unit, item: table)
  }

  /// A row has nothing where the table has columns, and something where it has none.
  static func unclearRecord(_ table: String, at place: Place, unit: String) -> Diagnostic {
    Diagnostic(
      Code.unclearRecord, .error,
      Phrase(
        zh: "明细表“\(table)”的这一条只有没有读取的内容，分不清是没有发生还是写错了列；这张表按缺数据处理",
        en:
          "this record of the table '\(table)' holds nothing but what is not read: there may be one, or none; the table is missing"
      ),
      at: place,
      help: Phrase(zh: "列名（字段名）按明细表的规定写；", en: "use the names of the table's columns; ")
        + writeNone,
      unit: unit, item: table)
  }

  /// A row of zeros, or of words such as 未发生, was taken to say that there are no records.
  static func takenForNone(_ table: String, at place: Place, unit: String) -> Diagnostic {
    Diagnostic(
      Code.takenForNone, .note,
      Phrase(
        zh: "明细表“\(table)”的这一行不是记录，按没有发生读取",
        en: "this row of the table '\(table)' is no record: it was read as 'there are none'"),
      at: place, help: writeNone, unit: unit, item: table)
  }

  /// Rows within a table sum up others.
  static func totalRecords(_ table: String, _ count: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.totalInTable, .note,
      Phrase(
        zh: "明细表“\(table)”有 \(count) 行是合计、其中项、对比、小标题或附注，不是记录，没有读取",
        en:
          "\(count) rows of the table '\(table)' are totals, headings or notes, no records; they were left out"
      ),
      at: place, item: table)
  }

  /// The rows of a unit sum up records that are not there.
  static func onlyTotals(_ table: String, at place: Place, unit: String) -> Diagnostic {
    Diagnostic(
      Code.onlyTotals, .error,
      Phrase(
        zh: "明细表“\(table)”只有合计、其中项、小标题或附注，没有明细记录，这张表按缺数据处理",
        en: "the table '\(table)' has totals, headings or notes and no records: it is missing"),
      at: place,
      help: Phrase(
        zh: "一起一行填报明细；没有发生的写“无”",
        en: "write the records, one a row, or 无 where there are none"),
      unit: unit, item: table)
  }

  static func differingTables(
    _ table: String, at place: Place, first: Place, unit: String
  ) -> Diagnostic {
    Diagnostic(
      Code.differingValues, .error,
      Phrase(
        zh: "“\(table)”报送了两份不同的记录，都没有采用",
        en: "two different sets of records for '\(table)'; neither is used"), at: place,
      related: [Label(first, Phrase(zh: "另一份在这里", en: "the other one"))],
      help: Phrase(
        zh: "只保留正确的一份；一个单位的记录写在同一个文件里",
        en: "keep the right one; the records of a unit belong into one file"), unit: unit,
      item: table)
  }

  /// Two statements about one item that differ: two values, two tables, or a table and the number of its records.
  static func differing(
    _ item: String, _ earlier: Cell, _ cell: Cell, _ lists: [RecordList], at place: Place,
    _ first: Place, unit: String
  ) -> Diagnostic {
    switch (earlier.kind, cell.kind) {
    case (.table, .table): return .differingTables(item, at: place, first: first, unit: unit)
    case (.table, .number):
      let found = lists[Int(earlier.bits)].count
      return .otherCount(
        item, stated: cell.whole, found: found, at: place, first, unit: unit)
    case (.number, .table):
      let found = lists[Int(cell.bits)].count
      return .otherCount(
        item, stated: earlier.whole, found: found, at: first, place, unit: unit)
    default: return .differingValues(item, at: place, first: first, unit: unit)
    }
  }

  static func otherCount(
    _ table: String, stated: Int, found: Int, at place: Place, _ records: Place, unit: String
  ) -> Diagnostic {
    miscounted(
      table, stated,
      Phrase(
        zh: "，实有记录 \(found) 条，都没有采用", en: ", \(found) are there; neither is used"),
      at: place, [Label(records, Phrase(zh: "记录在这里", en: "the records"))],
      help: Phrase(zh: "补齐记录，或改正条数", en: "add what is missing, or correct the number"),
      unit: unit)
  }

  static func recordsMissing(
    _ table: String, stated: Int, at place: Place, unit: String
  ) -> Diagnostic {
    miscounted(
      table, stated, Phrase(zh: "，却没有报送记录", en: ", and none was handed in"), at: place,
      help: Phrase(
        zh: "另附名为“\(table)”的 CSV，或在 XML 里写 <table>；没有发生的填 0",
        en: "hand in a CSV named '\(table)' or a <table> in XML; write 0 if there are none"),
      unit: unit)
  }

  /// The number of a table's records is stated, and `found` says what is there.
  private static func miscounted(
    _ table: String, _ stated: Int, _ found: Phrase, at place: Place, _ related: [Label] = [],
    help: Phrase, unit: String
  ) -> Diagnostic {
    Diagnostic(
      Code.recordsMiscounted, .error,
      Phrase(zh: "“\(table)”填报 \(stated) 条", en: "\(stated) records of '\(table)' are stated")
        + found,
      at: place, related: related, help: help, unit: unit, item: table)
  }

  /// What to do where there are no records.
  private static let writeNone = Phrase(zh: "没有发生的写“无”", en: "write 无 if there are none")
}
