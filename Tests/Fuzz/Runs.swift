import Assessment
import Definitions
import Dispatch
import Formats
import Run
import SourceText
import Submissions

/// The set of indicators that submissions and records are read for.
private let files = [
  "small/set.yaml": """
  set: small
  title: 测试
  edition: "1"
  language: zh-CN
  assesses: county
  period: quarter
  points: 100
  rounding: {digits: 2, mode: half-up}
  part: share
  missing: no points
  gates:
    - gate: pass
      title: 及格
      needs: {total: 60%}
  """,
  "small/data.yaml": """
  items:
    受理数: {code: D0001, title: 受理矛盾纠纷数, type: count, measure: 件}
    化解数: {code: D0002, title: 化解矛盾纠纷数, type: count, measure: 件}
    中心建成: {code: D0003, title: 矛调中心是否建成, type: yes-no}
    事故数: {code: D0004, title: 事故数, type: count, measure: 起}
  """,
  "small/tasks/T01.yaml": """
  task: T01
  title: 化解矛盾
  points: 100
  lead: 信访局
  requirements:
    - {requirement: T01.01, title: 化解率, points: 50, value: 化解数 / 受理数,
       score: {linear: {zero: 50%, full: 95%}}}
    - {requirement: T01.02, title: 中心, points: 30, score: {met: 中心建成}}
    - {requirement: T01.03, title: 事故, points: 20, score: {lines: [{lose: 5, each: 事故数}]}}
  """,
]

private let units = """
  code,name,level
  100001,甲县,county
  100002,乙县,county
  100003,丙县,county

  """

private let submissions = """
  code,name,period,受理数,化解数,中心建成,事故数
  100001,甲县,2021Q2,100,97,是,0
  100002,乙县,2021Q2,100,90,否,2

  """

/// What is found in a text of definitions is found again, and there is a set where there is no error.
func readDefinitions(_ input: [UInt8]) {
  let text = String(decoding: input, as: UTF8.self)
  let texts = files.merging(["small/tasks/T01.yaml": text]) { $1 }
  for (name, tree) in [
    ("a.yaml", FileTree.memory(["a.yaml": text])), ("small", .memory(texts)),
  ] {
    guard let first = try? loadSet(name, from: tree), let again = try? loadSet(name, from: tree)
    else { continue }
    same(first.diagnostics.map(telling), again.diagnostics.map(telling), "diagnostics")
    same(first.set == nil, first.diagnostics.hasErrors, "set and errors")
    if let set = first.set { _ = (first.diagnostics, set.requirements.map(\.title)) }
  }
}

/// What is on record: one file is tried as each kind of it.
func readRecords(_ input: [UInt8]) {
  let file = FileSource(displayPath: "records.csv", content: .bytes(input))
  for role in RecordRole.allCases {
    compareRuns(
      of: .text(submissions, displayPath: "a.csv"), RecordSources { $0 == role ? file : nil })
  }
}

/// A table, or XML where it begins so.
func readSubmissions(_ input: [UInt8]) {
  let isXML = input.first { $0 > 0x20 } == UInt8(ascii: "<")
  compareRuns(
    of: FileSource(displayPath: isXML ? "a.xml" : "a.csv", content: .bytes(input)),
    RecordSources())
}

/// A run has the same scores and remarks however many bytes are read at a time, and by however many workers.
private func compareRuns(of source: FileSource, _ records: RecordSources) {
  let whole = run(source, records, blockSize: 2 << 20, jobs: 1)
  same(run(source, records, blockSize: 64, jobs: 2), whole, "runs")
}

private func run(
  _ source: FileSource, _ records: RecordSources, blockSize: Int, jobs: Int
) -> [String] {
  var request = RunRequest(set: "small", submissions: .sources([source]))
  request.definitions = .memory(files)
  request.units = .text(units, displayPath: "units.csv")
  request.records = records
  request.period = Period("2021Q2")
  request.blockSize = blockSize
  let asked = request
  return waiting {
    do {
      let run = try OpenedRun(asked)
      var told: [String] = []
      let finished = try await run.finish(Totals(), jobs: jobs) { told += $0.output }
      return told.sorted() + (try finished.problems.all.map(telling))
    } catch let refusal as RunRefusal {
      return [refusal.reason.text(.en)] + refusal.details.map(telling)
    } catch {
      return ["\(error)"]
    }
  }
}

/// What a task gives, waited for.
private func waiting(_ work: @escaping @Sendable () async -> [String]) -> [String] {
  let done = DispatchSemaphore(value: 0)
  let box = Box()
  Task {
    box.lines = await work()
    done.signal()
  }
  done.wait()
  return box.lines
}

/// Written by one task, read when it has ended.
private final class Box: @unchecked Sendable {
  var lines: [String] = []
}

private func telling(_ diagnostic: Diagnostic) -> String {
  "\(diagnostic.code) \(diagnostic.place.map { "\($0.path):\($0.line):\($0.column)" } ?? "") \(diagnostic.message.text(.zh))"
}

/// Says how each unit stands.
private struct Totals: UnitRenderer {
  func needs(of unit: Index<Unit>) -> ReportNeeds { ReportNeeds(facts: .all) }

  func start() -> [String] { [] }

  func add(_ unit: UnitReport, to output: inout [String]) {
    let scored = unit.assessment
    output.append(
      "\(unit.unit.code) \(scored.total) \(scored.worstTotal) \(String(describing: scored.bestTotal))"
        + " \(scored.outcomes.map { "\($0.status)\($0.earned)" })")
  }
}
