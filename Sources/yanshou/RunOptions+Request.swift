import ArgumentParser
import Definitions
import Formats
import Run
import SourceText
import Submissions

extension RunOptions {
  /// What the options ask for; `year` is the period whose year's changes of the set apply, where it is not that of the
  /// submissions.
  func request(
    set: String, submissions: [String], year: Period? = nil
  ) throws(Failure) -> RunRequest {
    var request = RunRequest(set: set, submissions: .paths(submissions))
    request.year = year
    return try laid(over: request)
  }

  /// A request with what the options say in place of what it says.
  func laid(over request: RunRequest) throws(Failure) -> RunRequest {
    var request = request
    request.definitions = definitions.tree
    if let units { request.units = .named(units) }
    for role in RecordRole.allCases {
      let path =
        switch role {
        case .findings: findings
        case .waivers: waivers
        case .verified: verified
        case .overrides: overrides
        }
      if let path { request.records[role] = .named(path) }
    }
    if !previous.isEmpty { request.previous = .paths(previous) }
    if !peers.isEmpty { request.peers = .paths(peers) }
    if let planned { request.planned = .paths([planned]) }
    if let period = try Period.asked(period) { request.period = period }
    if let level = try Level.asked(level) { request.level = level }
    if closed { request.isClosed = true }
    return request
  }
}

extension Period {
  /// The period of an option; nil where it is not given.
  static func asked(_ text: String?) throws(Failure) -> Period? {
    guard let text else { return nil }
    guard let period = Period(text) else {
      throw Failure.unusable(
        Phrase(
          zh: "填报期“\(text)”无法识别，写成 2021Q2、2021 或 2021-06",
          en: "expected a period such as 2021Q2, 2021 or 2021-06, found '\(text)'"))
    }
    return period
  }
}

extension Level {
  /// The level of an option; nil where it is not given.
  fileprivate static func asked(_ text: String?) throws(Failure) -> Level? {
    guard let text else { return nil }
    guard let level = Level(rawValue: text) else {
      throw Failure.unusable(
        .unknown(
          Phrase(zh: "层级", en: "level"), text, among: Level.allCases.map(\.rawValue)))
    }
    return level
  }
}

extension StandardStream {
  /// Tells a person something on standard error, on a line of its own; the words may name files, folders and arguments.
  static func tell(_ words: Phrase, _ language: Language = .preferred) {
    StandardStream.error.write(words.shown.text(language) + "\n")
  }

  /// Prints diagnostics to standard error, at most a hundred of them; `more` are not at hand.
  static func report(_ diagnostics: [Diagnostic], more: Int = 0, _ language: Language) {
    guard !diagnostics.isEmpty else { return }
    let renderer = TextRenderer(language: language, color: StandardStream.error.isTerminal)
    StandardStream.error.write(renderer.render(diagnostics, more: more) + "\n")
  }
}
