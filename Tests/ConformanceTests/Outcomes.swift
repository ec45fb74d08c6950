import Assessment
import Definitions
import Formats
import Run
import SourceText
import Submissions
import Testing

/// What a run made of a case.
struct Outcomes: Sendable, Equatable {
  var units: [String: Observation] = [:]
  /// The codes of the diagnostics about what was handed in, sorted.
  var problems: [String] = []
  /// The codes of the units that have not reported, ascending.
  var notReported: [String] = []
}

/// How a run is done; none of it may matter.
struct Manner: Sendable {
  var jobs = 1
  var isReversed = false
  /// About how many bytes of CSV are read at a time.
  var blockSize = 1 << 20
}

extension Case {
  /// The folder in which the set of a case stands.
  private static let folder = "case/set"

  /// Asks for what the case asks for.
  private func request(_ manner: Manner) throws -> RunRequest {
    func sources(_ texts: [String: String]) -> RunRequest.Files {
      .sources(
        texts.sorted { $0.key < $1.key }.map { .text($0.value, displayPath: $0.key) })
    }
    func source(_ text: String?, _ name: String) -> FileSource? {
      text.map { .text($0, displayPath: "\(name).csv") }
    }
    guard let period = Period(period) else {
      throw CaseError(description: "'\(period)' is no period")
    }
    var files = ["\(Case.folder)/set.yaml": set]
    for (year, text) in years { files["\(Case.folder)/years/\(year).yaml"] = text }
    for (name, text) in taken { files["\(Case.folder)/\(name)"] = text }
    var request = RunRequest(set: Case.folder, submissions: sources(submissions))
    if manner.isReversed, case .sources(let files) = request.submissions {
      request.submissions = .sources(files.reversed())
    }
    request.definitions = .memory(files)
    request.units = source(units ?? ownUnits, "units")
    request.records = RecordSources { source(records[$0], $0.rawValue) }
    request.previous = sources(previous)
    request.peers = sources(peers)
    request.planned = sources(planned.map { ["planned.csv": $0] } ?? [:])
    request.period = period
    request.level = try level.map { try #require(Level(rawValue: $0)) }
    request.isClosed = isClosed
    request.blockSize = manner.blockSize
    return request
  }

  /// A registry of the units that the case speaks of.
  private var ownUnits: String {
    let codes = Swift.Set(expected.keys).union(notReported).sorted()
    return "code,name,level\n" + codes.map { "\($0),\($0),county\n" }.joined()
  }

  /// Reads and scores what was handed in, as the command does.
  /// - Throws: `CaseError` where the set has mistakes, which are mistakes of the case.
  func run(_ manner: Manner = Manner()) async throws -> Outcomes {
    let run: OpenedRun
    do {
      run = try OpenedRun(try request(manner))
    } catch let refusal as RunRefusal {
      let details = refusal.details.map { diagnostic in
        "\(diagnostic.place?.description ?? "") \(diagnostic.code): \(diagnostic.message.text(.en))"
      }
      throw CaseError(
        description: ([refusal.reason.text(.en)] + details).joined(separator: "\n"))
    }
    var problems = run.diagnostics
    var outcomes = Outcomes()
    var standings: [UnitStanding] = []
    try await run.run(Observer(run.plan), jobs: manner.jobs) { block in
      outcomes.units.merge(block.output) { first, _ in first }
      standings += block.standings
      problems += block.diagnostics
    }
    let ranking = Ranking(standings)
    for (index, standing) in ranking.order.enumerated() {
      let code = run.registry.units[standing.unit].code
      outcomes.units[code]?["rank"] = ranking.place(of: standing.unit).map(String.init) ?? "none"
      outcomes.units[code]?["listed"] = String(index + 1)
    }
    outcomes.problems = try Problems(problems, and: run.submissions.sink).all.map(\.code).sorted()
    outcomes.notReported = run.scope.notReported(Swift.Set(standings.map(\.unit)))
      .map { run.registry.units[$0].code }
    return outcomes
  }
}
