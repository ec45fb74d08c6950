/// A language that people read: Chinese first, English too.
public enum Language: String, Sendable, CaseIterable {
  case zh
  case en
}

/// A sentence in both languages, put together only when it is printed.
///
/// The place where a phrase is written is the catalogue: Chinese and English stand side by side.
public struct Phrase: Sendable {
  private let body: @Sendable (Language) -> String
  /// Whether it tells what others wrote.
  private var isForeign = false

  /// Makes a phrase; both texts are put together when they are asked for.
  public init(
    zh: @autoclosure @escaping @Sendable () -> String,
    en: @autoclosure @escaping @Sendable () -> String
  ) {
    body = { $0 == .zh ? zh() : en() }
  }

  /// Makes a phrase that reads the same in every language, such as a name or a number.
  public init(_ text: String) {
    body = { _ in text }
  }

  /// One phrase after the other.
  public static func + (a: Phrase, b: Phrase) -> Phrase {
    Phrase(zh: a.text(.zh) + b.text(.zh), en: a.text(.en) + b.text(.en))
  }

  /// The text in a language.
  public func text(_ language: Language) -> String {
    isForeign ? body(language).shown : body(language)
  }
}

extension Phrase: ForeignContent {
  /// The phrase, which quotes others, as it may be shown.
  public var shown: Phrase {
    var phrase = self
    phrase.isForeign = true
    return phrase
  }
}
