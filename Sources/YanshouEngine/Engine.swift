import Assessment
import Definitions
import Formats
import Run
public import SourceText
import Submissions

/// Scores submissions by a set of indicators, as the command does, inside a program of your own.
///
/// ```swift
/// let engine = Engine(set: "Indicators/shaoxing")
/// var input = Input(.path("Samples/shaoxing/2021Q2"))
/// input.units = .path("Samples/shaoxing/units.csv")
/// let run = try await engine.assess(input)
/// for unit in run.units { print(unit.code, unit.total, unit.reason(of: "T01.01")?.text(.en) ?? "") }
/// ```
///
/// The same files give the same results, whatever the number of workers and the order of rows and files. Nothing but the named
/// files is read, and nothing is written but a temporary file where there are problems by the ten thousand.
public struct Engine: Sendable {
  /// The folder or file of the set.
  public var set: String
  /// How many blocks of rows are worked on at a time, from 1.
  public var jobs = 1

  /// Makes an engine for a set, which is read when something is assessed: its year follows from the period.
  public init(set: String) { self.set = set }

  /// Reads and scores what was handed in.
  ///
  /// What is wrong with single values, rows and files does not stop it: it is among the problems of the result.
  /// - Parameter input: What to read.
  /// - Returns: A result for each unit that reported, in the order of their codes in the registry.
  /// - Throws: `EngineError` for mistakes in the set, for a named file that cannot be read, where no unit would be scored, and
  ///   where the folder of temporary files takes nothing more.
  public func assess(_ input: Input) async throws(EngineError) -> Assessments {
    do {
      let run = try OpenedRun(try input.request(set))
      return try await assessments(of: run)
    } catch {
      throw EngineError(error)
    }
  }

  private func assessments(of run: OpenedRun) async throws -> Assessments {
    var units: [(index: Index<Unit>, result: UnitResult)] = []
    let finished = try await run.finish(ResultRenderer(run: run), jobs: max(1, jobs)) { block in
      units += block.output
    }
    for index in units.indices {
      units[index].result.place = finished.ranking.place(of: units[index].index)
    }
    return Assessments(
      set: run.set.id, title: run.set.title, edition: run.set.edition, period: run.period.label,
      units: units.sorted { $0.index < $1.index }.map(\.result),
      notReported: finished.notReported.map { run.registry.units[$0].code },
      problems: (run.setDiagnostics + (try finished.problems.all)).sorted())
  }
}

/// Why nothing was assessed.
public struct EngineError: Error, CustomStringConvertible, Sendable {
  /// What stands in the way, in one sentence.
  @ForeignText public private(set) var message: Phrase
  /// What was found on the way: for a set with mistakes, the mistakes.
  public let details: [Diagnostic]

  public var description: String {
    ([message] + details.map(\.message)).map { $0.text(.en) }.joined(separator: "\n")
  }

  init(_ error: any Error) {
    switch error {
    case let error as EngineError: self = error
    case let refusal as RunRefusal:
      self.init(refusal.reason, refusal.details)
    case let error as SetReadError: self.init(error.message)
    case let error as FileError: self.init(error.message, [error.diagnostic])
    case let error as WriteError: self.init(error.message)
    default:
      let words = String(describing: error)
      self.init(Phrase(zh: "没有评价：\(words)", en: "nothing was scored: \(words)"))
    }
  }

  init(_ message: Phrase, _ details: [Diagnostic] = []) {
    self.message = message
    self.details = details
  }
}
