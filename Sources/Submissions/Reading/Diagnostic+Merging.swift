import Definitions
import SourceText

extension Diagnostic {
  static func longRecord(_ found: Int, _ expected: Int, at place: Place, unit: String) -> Diagnostic
  {
    Diagnostic(
      Code.longRecord, .error,
      Phrase(
        zh: "这一行有 \(found) 格，表头只有 \(expected) 列，列可能错位，整行的值没有采用",
        en: "\(found) fields under \(expected) columns: the values may be shifted; none was used"),
      at: place,
      help: Phrase(
        zh: "含逗号的内容要加引号；数字不要写千分位",
        en: "put quotes around what contains a comma; leave thousands ungrouped"),
      unit: unit)
  }

  /// A number that an unquoted comma has cut in two; `parts` are its pieces.
  static func cutNumber(_ parts: [String], at place: Place, unit: String) -> Diagnostic {
    let number = parts.map { CellText.normal($0) }.joined(separator: ",")
    return Diagnostic(
      Code.cutNumber, .error,
      Phrase(
        zh: "“\(number)”像是写了千分位而没有加引号的一个数，后面的列可能错位，这一行的值没有采用",
        en:
          "'\(number)' looks like one number, cut at its comma: the values may be shifted; none was used"
      ),
      at: place,
      help: Phrase(
        zh: "数字不要写千分位，或整格加引号；确是两格的，删去行末多出的逗号，备注写成文字",
        en:
          "leave thousands ungrouped or put quotes around the number; if these are two fields, drop commas at the end of the row, and write remarks in words"
      ),
      unit: unit)
  }

  static func shortRecord(
    _ found: Int, _ expected: Int, at place: Place, unit: String
  ) -> Diagnostic {
    Diagnostic(
      Code.shortRecord, .error,
      Phrase(
        zh: "这一行只有 \(found) 格，表头有 \(expected) 列，列可能错位，整行的值没有采用",
        en: "\(found) fields under \(expected) columns: the values may be shifted; none was used"),
      at: place,
      help: Phrase(
        zh: "空着的格子也要留逗号；由电子表格另存的，先在最后一列逐行填上内容（如“/”）再存",
        en:
          "keep the commas of empty cells; in a spreadsheet fill the last column ('/') before saving"
      ),
      unit: unit)
  }

  static func differingValues(
    _ item: String, at place: Place, first: Place, unit: String
  ) -> Diagnostic {
    Diagnostic(
      Code.differingValues, .error,
      Phrase(
        zh: "“\(item)”前后填了两个不同的值，都没有采用", en: "two different values for '\(item)'; neither is used"),
      at: place,
      related: [Label(first, Phrase(zh: "另一个值在这里", en: "the other value"))],
      help: Phrase(zh: "只保留正确的一个", en: "keep the right one"), unit: unit, item: item)
  }

  static func repeatedValue(
    _ item: String, at place: Place, first: Place, unit: String
  ) -> Diagnostic {
    Diagnostic(
      Code.repeatedValue, .warning,
      Phrase(zh: "“\(item)”填了两次，值相同", en: "'\(item)' is reported twice, with the same value"),
      at: place, related: [Label(first, Phrase(zh: "第一次在这里", en: "first here"))], unit: unit,
      item: item)
  }

  static func repeatedUnit(_ name: String, at place: Place, first: Place, unit: String)
    -> Diagnostic
  {
    Diagnostic(
      Code.repeatedUnit, .warning,
      Phrase(
        zh: "“\(name)”报送了不止一次，相同的值只采用一次",
        en: "'\(name)' is there more than once; equal values are used once"),
      at: place, related: [Label(first, Phrase(zh: "第一次在这里", en: "first here"))], unit: unit)
  }
}
