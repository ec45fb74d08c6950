/// What is wrong, or worth a word, about a value that was read.
enum ValueProblem: Hashable, Sendable {
  case notANumber
  case approximate
  case tooLong
  case badGrouping
  case scientific
  /// A percentage without its sign; the text may stand for a share or for points.
  case percentWithoutSign
  /// A number a little above 1 in a column of %: it stays as it is written, and may be a share that was meant (1.05 for
  /// 105%).
  case percentOrShare
  /// A sign whose number is lost: `%`, `达标率%`.
  case lostNumber
  /// A percentage where a plain number was expected.
  case unexpectedPercent
  /// A number with 万, 亿 or a measure of its own; it came to this many of the item's measure, and stays.
  case scaled(Decimal)
  /// A measure that is no power of ten of the item's, or that cannot be compared because the item declares none.
  case otherMeasure
  /// A number with a scale of its own (`三百`, `3千`) where numbers count in 万.
  case doubleScale
  case formulaError
  /// The formula of a spreadsheet, or what stands for a picture, in place of a value.
  case formula
  case negativeCount
  case fractionalCount
  /// A percentage outside the bounds that the item states.
  case outOfBounds
  /// Outside what the item calls believable, or a percentage without stated bounds outside 0% to 100%; the value stays.
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
