import Definitions
import Formats
import SourceText
import Submissions

/// One case of the law: a set, what was handed in, and what must come out.
struct Case: Sendable {
  /// What the case says, as a sentence.
  var sentence = ""
  /// A complete set of one file.
  var set = ""
  /// What single years change in the set: texts by year.
  var years: [String: String] = [:]
  /// The sets whose scores are taken: texts by the name by which the set calls them.
  var taken: [String: String] = [:]
  /// The registry as CSV; nil for one made of the units that the case speaks of.
  var units: String?
  /// What was handed in: texts by file name.
  var submissions: [String: String] = [:]
  /// What is on record, as CSV: a key of the case is the role of the file.
  var records: [RecordRole: String] = [:]
  /// What the units plan to reach, as a CSV submission.
  var planned: String?
  /// What was handed in earlier: texts by file name.
  var previous: [String: String] = [:]
  /// What peers handed in: texts by file name.
  var peers: [String: String] = [:]
  /// The level that is scored; nil for the set's.
  var level: String?
  /// The clauses of `law.yaml` that the case stands for.
  var law: [String] = []
  /// Whether the closing date has passed.
  var isClosed = false
  /// The label of the period.
  var period = "2021Q2"
  /// What is expected of each unit, by code: a text for each path such as `requirements T1.01 earned`.
  var expected: [String: [String: String]] = [:]
  /// The codes of the diagnostics about what was handed in, sorted, each as often as it comes; a case may write
  /// `not-a-number × 3`.
  var problems: [String] = []
  /// The codes of the units that have not reported, sorted.
  var notReported: [String] = []
}

/// What is wrong with the file of a case itself.
struct CaseError: Error, CustomStringConvertible {
  let description: String
}

extension Case {
  /// Reads a case; its mistakes are thrown, so that a case cannot pass by saying nothing.
  init(_ file: SourceFile) throws(CaseError) {
    let (root, diagnostics) = YAMLNode.parse(file)
    if let first = diagnostics.first {
      throw CaseError(
        description: "\(first.place?.lineDescription ?? "") \(first.message.text(.en))")
    }
    guard let root, case .mapping(let entries) = root.content else {
      throw CaseError(description: "a case is a mapping")
    }
    var stated: Swift.Set<String> = []
    for (key, node) in entries {
      let name = key.text ?? ""
      stated.insert(name)
      switch name {
      case "case": sentence = try node.scalar()
      case "law": law = try node.scalar().split(separator: ", ").map(String.init)
      case "by hand": _ = try node.scalar()
      case "closed": isClosed = try node.scalar() == "yes"
      case "set": set = try node.scalar()
      case "years":
        for (name, text) in try node.pairs() { years[name] = try text.scalar() }
      case "taken":
        for (name, text) in try node.pairs() { taken[name] = try text.scalar() }
      case "units": units = try node.scalar()
      case "submission": submissions["submission.csv"] = try node.scalar()
      case "submissions":
        for (name, text) in try node.pairs() { submissions[name] = try text.scalar() }
      case "previous":
        for (name, text) in try node.pairs() { previous[name] = try text.scalar() }
      case "peers":
        for (name, text) in try node.pairs() { peers[name] = try text.scalar() }
      case "level": level = try node.scalar()
      case "planned": planned = try node.scalar()
      case "period": period = try node.scalar()
      case "expect":
        for (code, unit) in try node.pairs() {
          var paths: [String: String] = [:]
          try unit.flatten("", into: &paths)
          guard !paths.isEmpty else { throw node.error("expects nothing of \(code)") }
          expected[code] = paths
        }
      case "problems": problems = try node.texts()
      case "not reported": notReported = try node.texts()
      default:
        guard let role = RecordRole(rawValue: name) else {
          throw key.error("a case has no key '\(name)'")
        }
        records[role] = try node.scalar()
      }
    }
    for name in ["case", "law", "set", "by hand"] where !stated.contains(name) {
      throw CaseError(description: "a case needs '\(name)'")
    }
    guard !submissions.isEmpty else { throw CaseError(description: "nothing is handed in") }
    guard !(expected.isEmpty && problems.isEmpty && notReported.isEmpty) else {
      throw CaseError(description: "a case must expect something")
    }
    problems = problems.flatMap(TestCase.repeated)
    guard problems == problems.sorted(), notReported == notReported.sorted() else {
      throw CaseError(description: "'problems' and 'not reported' are sorted")
    }
  }
}

extension YAMLNode {
  fileprivate func error(_ text: String) -> CaseError {
    CaseError(description: "\(place.lineDescription) \(text)")
  }

  fileprivate func scalar() throws(CaseError) -> String {
    guard let text, !text.isEmpty else { throw error("a text is missing") }
    return text
  }

  fileprivate func pairs() throws(CaseError) -> [(String, YAMLNode)] {
    guard case .mapping(let entries) = content else { throw error("keys with values expected") }
    return entries.map { ($0.key.text ?? "", $0.value) }
  }

  fileprivate func texts() throws(CaseError) -> [String] {
    guard case .sequence(let members) = content else { throw error("a list expected") }
    var texts: [String] = []
    for member in members { texts.append(try member.scalar()) }
    return texts
  }

  /// The texts below the node by their paths, the keys joined by spaces; a list is one text.
  fileprivate func flatten(
    _ path: String, into paths: inout [String: String]
  ) throws(CaseError) {
    switch content {
    case .scalar(let text, _): paths[path] = text
    case .sequence: paths[path] = try texts().joined(separator: ", ")
    case .mapping(let entries):
      for (key, value) in entries {
        let name = key.text ?? ""
        try value.flatten(path.isEmpty ? name : "\(path) \(name)", into: &paths)
      }
    }
  }
}
