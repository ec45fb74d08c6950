import Definitions
import Formats
import SourceText

/// A column that a file of records may have.
struct RecordColumn {
  /// The name of the contract.
  var name: String
  /// Other headings under which it is accepted, a Chinese one first.
  var synonyms: [String]
  var isRequired: Bool

  init(_ name: String, _ synonyms: String..., isRequired: Bool = false) {
    self.name = name
    self.synonyms = synonyms
    self.isRequired = isRequired
  }

  private init(_ name: String, _ synonyms: [String], isRequired: Bool) {
    self.name = name
    self.synonyms = synonyms
    self.isRequired = isRequired
  }

  /// The unit that a record is about: its code, or its name where ``unitName`` is no column of the file.
  static let unit = RecordColumn("unit", ["单位代码"] + ColumnRole.code.headings, isRequired: true)
  /// What is remarked about the record.
  static let remark = RecordColumn("note", ColumnRole.note.headings, isRequired: false)
  /// The name of the unit beside its code, or alone.
  static let unitName = RecordColumn("name", ["单位"] + ColumnRole.name.headings, isRequired: false)
  /// The document that a record rests on.
  static let document = RecordColumn("document", "文号", "文件", isRequired: true)
  /// The period that a record is about.
  static let period = RecordColumn("period", "期别", "填报期")
  /// The day of a record, with further headings of it.
  static func date(_ headings: String..., isRequired: Bool) -> RecordColumn {
    RecordColumn("date", ["日期"] + headings, isRequired: isRequired)
  }

  /// What the column is called where the file has it under no heading.
  var title: Phrase { Phrase(zh: synonyms.first ?? name, en: name) }

  /// Whether a heading is the column's. Of several columns that a heading may be, it is the first that is still free:
  /// the second 单位 of verified values is their measure.
  func isCalled(_ heading: String) -> Bool {
    ([name] + synonyms).contains { CellText.key($0) == CellText.key(heading) }
  }
}

/// The columns of a kind of records, by name: a case for each, in the order in which a heading looks for one that is free.
protocol RecordField: CaseIterable, Hashable, Sendable {
  /// The headings under which it stands, and whether it has to be there.
  var column: RecordColumn { get }
  /// The code of the unit that a record is about.
  static var unitCode: Self { get }
  /// The name of that unit; nil where a record is the unit itself.
  static var unitName: Self? { get }
  /// A number, which a comma may cut; nil where there is none.
  static var number: Self? { get }
  /// The period that a record is about; nil where its days say when it counts.
  static var timeLabel: Self? { get }
}

extension RecordField {
  static var unitName: Self? { nil }
  static var number: Self? { nil }
  static var timeLabel: Self? { nil }

  static var columns: [RecordColumn] { allCases.map(\.column) }

  /// Whether a heading, which may be that of a column, is one of those that say which period a record is about.
  static func isOfPeriod(_ heading: String, _ column: Self?) -> Bool {
    guard let timeLabel else { return false }
    return column == timeLabel
      || column == nil
        && (timeLabel.column.isCalled(heading)
          || ColumnRole.named(CellText.key(heading))?.isOfPeriod == true)
  }
}
