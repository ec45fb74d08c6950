import ArgumentParser
import Formats
import Run
import SourceText

/// What the command tells the script that started it.
extension ExitCode {
  /// Done, and nothing was found: 0.
  static let clean = ExitCode(0)
  /// Done, with findings: a unit below the asked gate, errors in a set: 1.
  static let findings = ExitCode(1)
  /// The arguments are wrong, or an input cannot be read: 2.
  static let unusable = ExitCode(2)
  /// A result could not be written: 3.
  static let unwritable = ExitCode(3)
}

/// A failure that ends the command: one sentence for the reader, one code for the script.
struct Failure: Error, CustomStringConvertible {
  /// The exit code.
  let code: ExitCode
  /// What happened, in one sentence.
  @ForeignText private(set) var message: Phrase
  /// The language of the run; nil where it has none yet.
  var language: Language?
  /// What was found on the way, told below the sentence.
  var details: [Diagnostic] = []
  /// How many more there are than the details.
  var more = 0

  /// The sentence in the preferred language, for the parser, which wraps what `validate` throws.
  var description: String { message.preferred }

  /// Makes a failure of the arguments or of an input as a whole.
  static func unusable(_ message: Phrase) -> Failure {
    Failure(code: .unusable, message: message)
  }

  /// Makes a failure to write a result.
  static func unwritable(_ message: Phrase) -> Failure {
    Failure(code: .unwritable, message: message)
  }

  /// Runs a command whose output is a summary for people: where nobody was scored, the reason stands there as well.
  static func summarised(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let refusal as RunRefusal where refusal.kind == .nobody {
      let failure = Failure(refusal)
      let text = failure.message.text(failure.language ?? .preferred)
      guard StandardStream.output.write(text + "\n") else { throw ExitCode.unwritable }
      throw failure
    }
  }
}

extension Failure {
  /// A run that cannot be done.
  init(_ refusal: RunRefusal) {
    self.init(
      code: .unusable, message: refusal.reason, language: Language.asked ?? refusal.language,
      details: refusal.details, more: refusal.more)
  }
}
