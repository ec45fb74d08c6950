package import SourceText

extension ItemType {
  /// What the type is called.
  package var phrase: Phrase { Phrase(zh: chinese, en: rawValue) }
}

extension PeriodLength {
  /// What a period of this length is called.
  package var phrase: Phrase { Phrase(zh: chinese, en: rawValue) }
}

extension MissingPolicy {
  /// What happens to the points, in a word.
  package var phrase: Phrase { Phrase(zh: chinese, en: rawValue) }
}

extension NotApplicablePolicy {
  /// What happens to the points, in a word.
  package var phrase: Phrase { Phrase(zh: chinese, en: rawValue) }
}
