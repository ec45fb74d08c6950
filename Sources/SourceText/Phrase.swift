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
  private var origin = Origin.own

  /// Whose words it has.
  private enum Origin {
    /// Ours.
    case own
    /// What others wrote, which is masked when it is asked for, but for numbers of one kind.
    case foreign(keeping: PersonalNumber?)
    /// What others wrote, masked when it was put together.
    case shown
  }

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

  /// Makes a phrase of texts that were shown before: they are not looked through again.
  public static func shown(zh: String, en: String) -> Phrase {
    var phrase = Phrase(zh: zh, en: en)
    phrase.origin = .shown
    return phrase
  }

  /// One phrase after the other.
  public static func + (a: Phrase, b: Phrase) -> Phrase {
    Phrase(zh: a.text(.zh) + b.text(.zh), en: a.text(.en) + b.text(.en))
  }

  /// The text in a language.
  public func text(_ language: Language) -> String {
    if case .foreign(let kept) = origin { return body(language).shown(keeping: kept) }
    return body(language)
  }
}

extension Phrase: ForeignContent {
  /// The phrase, which quotes others, as it may be shown.
  public func shown(keeping kept: PersonalNumber?) -> Phrase {
    var phrase = self
    switch origin {
    case .shown, .foreign(nil): break
    case .own, .foreign: phrase.origin = .foreign(keeping: kept)
    }
    return phrase
  }
}
