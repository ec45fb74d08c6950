/// How bad something is.
public enum Severity: String, Sendable, Comparable, CaseIterable {
  case note
  case warning
  case error

  public static func < (a: Severity, b: Severity) -> Bool {
    let order: [Severity] = [.note, .warning, .error]
    return (order.firstIndex(of: a) ?? 0) < (order.firstIndex(of: b) ?? 0)
  }
}

/// A second place that helps to understand a diagnostic.
public struct Label: Sendable {
  public var place: Place
  @ForeignText public var message: Phrase

  public init(_ place: Place, _ message: Phrase) {
    self.place = place
    self.message = message
  }

  /// Makes a label of what one had: it was shown then, and is not looked through again.
  public init(shown place: Place, _ message: Phrase) {
    self.place = place
    _message = ForeignText(shown: message)
  }
}

/// An edit that mends the mistake: the bytes of a range of the file are replaced.
public struct Fix: Sendable, Hashable {
  public var path: String
  public var range: SourceRange
  public var replacement: String
  /// Whether it is the likeliest of several ways to mend it: then a person decides.
  public var isGuess: Bool

  public init(path: String, range: SourceRange, replacement: String, isGuess: Bool = false) {
    self.path = path
    self.range = range
    self.replacement = replacement
    self.isGuess = isGuess
  }

  /// Whether it may be written down: a replacement cannot be masked.
  var isShowable: Bool {
    PersonalNumber.first(in: replacement) == nil
      && replacement.unicodeScalars.allSatisfy {
        !$0.isHidden || "\t\r\n".unicodeScalars.contains($0)
      }
  }
}

/// The codes of a target's diagnostics: an enumeration, so that the compiler knows them all and none is left out of the
/// list of those that are explained.
public protocol DiagnosticCode: RawRepresentable<String>, CaseIterable, Sendable {}

/// A mistake of an author or of a submission: what, where, and what to do.
///
/// Made only by the factories beside each phase (`extension Diagnostic { static func … }`): they are the
/// catalogue of messages. Whatever they quote is shown as ``ForeignText``. Codes are kebab-case, say what is wrong and never
/// change meaning.
public struct Diagnostic: Sendable {
  public var code: String
  public var severity: Severity
  /// One sentence: lower case, no full stop, what was found and what was expected.
  @ForeignText public var message: Phrase
  public var place: Place?
  public var related: [Label]
  /// What to do.
  @ForeignText public var help: Phrase?
  public var fix: Fix?
  /// The code of the unit that the diagnostic is about, for diagnostics of submissions.
  @ForeignText public var unit: String?
  /// The item or requirement that the diagnostic is about.
  @ForeignText public var item: String?

  public init(
    _ code: some DiagnosticCode, _ severity: Severity, _ message: Phrase, at place: Place?,
    related: [Label] = [], help: Phrase? = nil, fix: Fix? = nil, unit: String? = nil,
    item: String? = nil
  ) {
    self.code = code.rawValue
    self.severity = severity
    self.message = message
    self.place = place
    self.related = related
    self.help = help
    self.fix = fix
    self.unit = unit
    self.item = item
  }

  /// Makes a diagnostic of the texts that one had: they were shown then, and are not looked through again.
  public init(
    shown code: String, _ severity: Severity, _ message: Phrase, at place: Place?,
    related: [Label] = [], help: Phrase? = nil, unit: String? = nil, item: String? = nil
  ) {
    (self.code, self.severity, self.related) = (code, severity, related)
    self.place = place
    _message = ForeignText(shown: message)
    _help = ForeignText(shown: help)
    _unit = ForeignText(shown: unit)
    _item = ForeignText(shown: item)
  }

  /// Whether it has a code.
  public func has(_ code: some DiagnosticCode) -> Bool { self.code == code.rawValue }
}

extension [Diagnostic] {
  /// The same diagnostics, each once, by path, offset, code, unit and item, then as they were found: no message decides.
  public func sorted() -> [Diagnostic] {
    typealias Key = (String, Int, String, String, String)
    func key(_ index: Int) -> Key {
      let diagnostic = self[index]
      return (
        diagnostic.place?.path ?? "", diagnostic.place?.offset ?? 0, diagnostic.code,
        diagnostic.unit ?? "", diagnostic.item ?? ""
      )
    }
    let order = indices.sorted { a, b in
      let (first, second) = (key(a), key(b))
      return first == second ? a < b : first < second
    }
    var result: [Diagnostic] = []
    result.reserveCapacity(count)
    var last: Key?
    var told: Set<String> = []
    for index in order {
      let key = key(index)
      if let last, last != key { told.removeAll(keepingCapacity: true) }
      last = key
      if told.insert(self[index].message.text(.en)).inserted { result.append(self[index]) }
    }
    return result
  }

  /// Whether any of them is an error.
  public var hasErrors: Bool { contains { $0.severity == .error } }
}
