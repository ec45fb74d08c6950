import ArgumentParser
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
  let message: Phrase

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
}
