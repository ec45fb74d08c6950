extension Phrase {
  /// Several words, one after the other.
  public static func list(_ words: [String]) -> Phrase { list(words.map { Phrase($0) }) }

  /// Several phrases, one after the other.
  public static func list(_ phrases: [Phrase]) -> Phrase {
    Phrase(
      zh: phrases.map { $0.text(.zh) }.joined(separator: "、"),
      en: phrases.map { $0.text(.en) }.joined(separator: ", "))
  }

  /// A name in quotes.
  public static func quoted(_ name: String) -> Phrase { Phrase(zh: "“\(name)”", en: "'\(name)'") }

  /// Several names, each in quotes.
  public static func quoted(_ names: [String]) -> Phrase { list(names.map { quoted($0) }) }

  /// The question that offers what may have been meant; nil where there is nothing.
  public static func didYouMean(_ near: [String]) -> Phrase? {
    guard let last = near.last else { return nil }
    let (first, quoted) = (Phrase.quoted(near.dropLast()), Phrase.quoted(last))
    return near.count == 1
      ? Phrase(zh: "是不是\(quoted.text(.zh))？", en: "did you mean \(quoted.text(.en))?")
      : Phrase(
        zh: "是不是\(first.text(.zh))或\(quoted.text(.zh))？",
        en: "did you mean \(first.text(.en)) or \(quoted.text(.en))?")
  }

  /// The question that offers the one thing that may have been meant.
  public static func didYouMean(_ meant: String) -> Phrase {
    let quoted = Phrase.quoted(meant)
    return Phrase(zh: "是不是\(quoted.text(.zh))？", en: "did you mean \(quoted.text(.en))?")
  }
}
