/// What somebody else wrote, as it may be shown: the one door through which the text of a file comes into a phrase, a
/// name, a table or a page.
///
/// The digits of persons' numbers are stars; what moves the cursor of a terminal, ends a line, turns the direction of
/// writing or cannot be seen is replaced. One scalar stays one scalar, so that columns can be counted. What is compared or
/// read as a value is taken as it stands, before it comes here.
///
/// A property with this wrapper cannot hold anything else.
@propertyWrapper
public struct ForeignText<Content: ForeignContent>: Sendable {
  private var content: Content

  public init(wrappedValue: Content) { content = wrappedValue.shown }

  /// Trusts that a content is one that was shown before: it is not looked through again.
  init(shown content: Content) { self.content = content }

  /// What may be shown.
  public var wrappedValue: Content {
    get { content }
    set { content = newValue.shown }
  }
}

extension ForeignText: Equatable where Content: Equatable {}
extension ForeignText: Hashable where Content: Hashable {}

/// The same of a text in which amounts stand, such as an expression: eleven digits in it may be one of those, but for the
/// strings between its quotes.
@propertyWrapper
public struct ForeignAmounts<Content: ForeignContent>: Sendable {
  private var content: Content

  public init(wrappedValue: Content) { content = wrappedValue.shownAmounts }

  /// What may be shown.
  public var wrappedValue: Content {
    get { content }
    set { content = newValue.shownAmounts }
  }
}

/// What has texts of others in it.
public protocol ForeignContent: Sendable {
  /// The same as it may be shown; numbers of one kind may stay.
  func shown(keeping kept: PersonalNumber?) -> Self
}

extension ForeignContent {
  /// The same as it may be shown.
  public var shown: Self { shown(keeping: nil) }

  /// The same as it may be shown where amounts stand in it: what looks like a mobile number outside quotes may be one.
  public var shownAmounts: Self { shown(keeping: .mobile) }
}

extension String: ForeignContent {
  public func shown(keeping kept: PersonalNumber?) -> String {
    let bytes = TextBytes(self)
    let masked = bytes.mayHoldNumber ? masked(keeping: kept) : self
    let visible = bytes.mayHideSomething ? masked.visible : masked
    return visible.withoutCommand
  }
}

extension Optional: ForeignContent where Wrapped: ForeignContent {
  public func shown(keeping kept: PersonalNumber?) -> Wrapped? { self?.shown(keeping: kept) }
}

extension Array: ForeignContent where Element: ForeignContent {
  public func shown(keeping kept: PersonalNumber?) -> [Element] {
    map { $0.shown(keeping: kept) }
  }
}

extension Dictionary: ForeignContent where Key == String, Value: ForeignContent {
  public func shown(keeping kept: PersonalNumber?) -> [String: Value] {
    mapValues { $0.shown(keeping: kept) }
  }
}

extension String {
  /// The text with the digits of persons' numbers replaced, scalar for scalar; those of one kind may stay outside quotes.
  private func masked(keeping kept: PersonalNumber?) -> String {
    let found = PersonalDigits(unicodeScalars).found
    guard !found.isEmpty else { return self }
    let quoted = kept == nil ? [] : quotedScalars
    let hidden = Set(
      found.flatMap { number in
        number.scalars.filter { number.kind != kept || quoted.contains($0) }
      })
    var result = ""
    for (index, scalar) in unicodeScalars.enumerated() {
      result.unicodeScalars.append(hidden.contains(index) ? "*" : scalar)
    }
    return result
  }

  /// The scalars that stand between the quotes of strings.
  private var quotedScalars: Set<Int> {
    var quoted: Set<Int> = []
    var isQuoted = false
    var isEscaped = false
    for (index, scalar) in unicodeScalars.enumerated() {
      if scalar == "\"", !isEscaped { isQuoted.toggle() }
      if isQuoted { quoted.insert(index) }
      isEscaped = isQuoted && scalar == "\\" && !isEscaped
    }
    return quoted
  }

  /// The text with a full-width colon in place of the first, where it begins with two: at the beginning of a line, blanks
  /// or not, the logs of a build service take these for a command.
  private var withoutCommand: String {
    let scalars = unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.isBlank }), scalars[start] == ":",
      scalars[scalars.index(after: start)...].first == ":"
    else { return self }
    var result = scalars
    result.replaceSubrange(start...start, with: CollectionOfOne("：" as Unicode.Scalar))
    return String(result)
  }

  /// The text on one line, without anything that cannot be seen, scalar for scalar.
  public var visible: String {
    guard TextBytes(self).mayHideSomething, unicodeScalars.contains(where: \.isHidden) else {
      return self
    }
    var result = ""
    for scalar in unicodeScalars { result.unicodeScalars.append(scalar.stand) }
    return result
  }
}

extension Unicode.Scalar {
  /// Whether it cannot be seen, ends a line or turns the direction of writing.
  public var isHidden: Bool { stand != self }

  /// Whether it moves a cursor or turns the direction of writing: no text that is meant for readers has it.
  public var isControl: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Whether it is a blank, of whatever width.
  fileprivate var isBlank: Bool {
    switch value {
    case 0x21..<0x80, 0x3001...0xD7FF: false
    default: properties.isWhitespace
    }
  }

  /// What stands in its place where it is shown; itself where it can be seen.
  fileprivate var stand: Unicode.Scalar {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: " "
    // The pictures of control characters (U+2400) look like what they stand for.
    case 0..<0x20: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    case 0x20..<0x7F, 0x3000...0xD7FF: self
    default:
      switch properties.generalCategory {
      case .control, .format: "\u{FFFD}"
      default: self
      }
    }
  }
}
