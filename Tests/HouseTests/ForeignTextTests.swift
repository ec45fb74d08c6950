import Foundation
import Testing

/// Where the texts of others are kept: every text of a type that leaves its module is foreign text, or named here.
@Suite struct ForeignTextTests {
  /// The modules whose types are made of what files and calls say, and come out in words, tables, pages or errors.
  private static let modules = [
    "SourceText", "Formats/Files", "Formats/Problems", "Definitions", "Submissions", "Run",
    "Assessment", "Trials",
    "Reporting", "YanshouEngine", "yanshou",
  ]

  /// Texts that are not wrapped, by their type: each line says why.
  private static let exceptions: [(reason: String, texts: [String])] = [
    (
      "ours: codes, formats, versions, digests, words",
      [
        "Diagnostic.code", "DiagnosticPage.code", "DiagnosticPage.text", "DiagnosticReport.version",
        "DiagnosticFormat.name", "ReportFormat.name", "ReportFormat.summary",
        "RunRecord.version", "RunFile.role", "RunFile.sha256", "RequirementResult.status",
        "SetLayout.periods", "SetLayout.File.years",
      ]
    ),
    (
      "ids and names, which the loader refuses where they have what must not be shown",
      [
        "IndicatorSet.id", "Item.name", "Item.code", "Constant.name", "KeyTask.id", "Subtask.id",
        "Group.id", "Exemption.id", "Veto.id", "Gate.id", "Requirement.id", "Requirement.subtask",
        "Table.ComputedColumn.name", "WayBranch.id", "Branch.id", "ViewPlan.ids", "GateResult.id",
        "RequirementResult.id", "Assessments.set", "Period.label", "Assessments.period",
        "Fact.path", "Fact.words", "FactIndex.names",
      ]
    ),
    (
      "compared with what is written: shown where they are put into words",
      [
        "Item.choices", "Item.synonyms", "Expectation.text", "RowBlock.texts", "RecordList.texts",
      ]
    ),
    (
      "paths by which files are found: places and errors have them shown",
      [
        "SourceFile.path", "Fix.path", "IndicatorSet.units", "TakenValue.set", "TakenSet.identity",
        "FileTree.texts", "FileTree.allowed", "SetLayout.path", "SetLayout.File.path",
        "SetLayout.File.texts", "ByteReader.path", "FileStamp.names", "FolderTransaction.path",
        "FolderTransaction.shown", "FolderTransaction.ours", "InputFile.displayPath",
        "LineReader.displayPath", "OutputFile.path", "ProblemSink.folder", "SpillFile.folder",
        "SpillFile.shown", "OpenedRun.path", "RunRequest.set", "Engine.set",
        "RunRequest.alsoScored", "RunRequest.leftOut", "WorkspaceSettings.Named.path",
      ]
    ),
    (
      "made of what is shown already",
      [
        "Expression.text", "Constant.text", "PlacedFile.path", "Target.text",
        "RuleFacts.value", "RuleFacts.distance", "RuleFacts.why", "WorkedExample.value",
        "WorkedExample.why", "ViewPlan.Columns.title", "UnitDigest.code", "UnitDigest.name",
        "OpenedRun.unread", "SubmissionFiles.unread", "Submissions.unread", "Submissions.paths",
        "Assessments.title", "Assessments.edition",
        "Assessments.notReported", "Score.description", "UnitResult.code", "UnitResult.name",
        "GateResult.title", "RequirementResult.Cell.item", "RequirementResult.title",
        "RequirementResult.value", "RequirementResult.reason",
      ]
    ),
    ("masked when they are asked for", ["LineWindow.wide"]),
    (
      "an edit that a machine makes: one that cannot be shown is left out of reports",
      ["Fix.replacement"]
    ),
    ("what a program asks for", ["Input.period", "Input.level"]),
  ]

  @Test func `every text that leaves a module is foreign text, or stands among the exceptions`()
    throws
  {
    let excepted = Set(Self.exceptions.flatMap(\.texts))
    var found: Set<String> = []
    var wrapped = 0
    for file in try Self.modules.flatMap({ try SwiftCode.all(below: $0) }) {
      for text in Self.texts(in: file) {
        if text.isForeign {
          wrapped += 1
        } else {
          found.insert(text.name)
        }
      }
    }
    #expect(wrapped > 60)
    for name in found.subtracting(excepted).sorted() {
      Issue.record("\(name) holds a text and is neither wrapped nor among the exceptions")
    }
    for name in excepted.subtracting(found).sorted() {
      Issue.record("\(name) is an exception and is not there, or is wrapped")
    }
  }

  /// What is written with no wrapper: words of others have to be told by the function that masks them.
  @Test func `what is told on standard error is told through one function`() throws {
    let writers = try SwiftCode.all(below: "yanshou").filter {
      $0.code.contains("StandardStream.error.write(")
    }.map(\.path)
    // Help and words of the parser, diagnostics, the failure that ends a call, and what moves a line of progress.
    #expect(
      Set(writers) == [
        "Eval.swift", "EvalBatch.swift", "EvalPrompt.swift", "EvalSession.swift",
        "LintCommand.swift", "Progress.swift", "RunOptions+Request.swift", "Yanshou.swift",
      ])
  }

  private static let kinds: Set<Substring> = [
    "struct", "class", "enum", "extension", "actor", "protocol",
  ]

  private struct Text {
    var name: String
    var isForeign: Bool
  }

  /// The texts that the types of a file hold and others can see: of a struct, a class or an enum, and of the errors of the
  /// command.
  private static func texts(in file: SwiftCode) -> [Text] {
    var owners: [(depth: Int, name: String, isSeen: Bool, holds: Bool)] = []
    var found: [Text] = []
    for line in file.code.split(separator: "\n") {
      // Most lines are neither, and patterns are slow.
      let words = line.split(separator: " ", maxSplits: 5)
      let isType = words.contains { kinds.contains($0) }
      guard isType || words.contains("var") || words.contains("let") else { continue }
      let depth = line.prefix { $0 == " " }.count
      if isType,
        let type = line.wholeMatch(
          of:
            /\s*((?:@\w+ |package |public |final |private |fileprivate |indirect )*)(struct|class|enum|extension|actor|protocol) ([\w.]+).*/
        )
      {
        owners.removeAll { $0.depth >= depth }
        let isExtension = type.2 == "extension"
        owners.append(
          (
            depth, String(type.3),
            isExtension || type.1.contains("package") || type.1.contains("public")
              || type.3 == "Failure",
            !isExtension && type.2 != "protocol"
          ))
      }
      guard line.contains("String") || line.contains("Phrase"),
        let property =
          line.wholeMatch(
            of:
              /\s*((?:@\w+(?:\([^)]*\))? )*)(?:(?:package|public|private|fileprivate)(?:\(set\))? )*(?:var|let) (\w+): (?:\[?String\??\]?|\[?Phrase\]?|\[String: \[?String\]?\])\??(?: = .*)?/
          )
      else { continue }
      let around = owners.filter { $0.depth < depth }
      guard let owner = around.last, owner.depth + 2 == depth, owner.holds,
        around.allSatisfy(\.isSeen)
      else { continue }
      found.append(
        Text(
          name: (around.map(\.name) + [String(property.2)]).joined(separator: "."),
          isForeign: property.1.contains("@Foreign")))
    }
    return found
  }

  @Test func `only one place knows what the number of a person looks like`() throws {
    for file in try SwiftCode.all() where !file.path.hasPrefix("SourceText/") {
      #expect(!file.code.contains("PersonalDigits"), "\(file.path)")
    }
  }
}
