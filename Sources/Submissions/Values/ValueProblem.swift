/// What is wrong, or worth a word, about a value that was read.
enum ValueProblem: Hashable, Sendable {
  case notANumber
  case approximate
  case tooLong
  case badGrouping
  case scientific
  /// A percentage without its sign; the text may stand for a share or for points.
  case percentWithoutSign
  /// A sign whose number is lost: `%`, `达标率%`.
  case lostNumber
  /// A percentage where a plain number was expected.
  case unexpectedPercent
  /// A number with a scale of its own (`3万`) for an item that is measured in 万.
  case doubleScale
  case formulaError
  case negativeCount
  case fractionalCount
  /// Outside what the item calls believable; the value stays.
  case implausible
  /// 无 for a number: read as missing; it may have meant zero.
  case noneForZero
  /// 无 for yes or no: read as missing; it may have meant no.
  case noneForNo
  case notYesNo
  case notADate
  case noDay
  case noSuchDay
  /// A spreadsheet's number of a day; the value stays.
  case serialDate
  case unknownChoice
  case textTooLong
  case personal(PersonalData.Kind)
}
