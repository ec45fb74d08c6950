import ArgumentParser
import Definitions
import Formats
import Pages
import SourceText
import Trials

/// `yanshou lint`: checks definitions.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: Phrase(
      zh: "检查指标体系：写错的、矛盾的、不起作用的、可能写漏的",
      en: "Checks indicator sets: what is wrong, contradictory, idle or likely forgotten."
    ).preferred)

  @OptionGroup private var sets: SetArguments

  @Option(
    help: ArgumentHelp(
      zh: "输出格式：\(formatNames)", en: "The format: \(formatNames).", valueName: "format"))
  var format: String = "text"

  @Flag(help: ArgumentHelp(zh: "有警告时退出码也为 1", en: "Exit with 1 for warnings too."))
  var strict = false

  @Flag(
    help: ArgumentHelp(
      zh: "先改正只有一种改法的问题，再检查", en: "First mend what can be mended in one way only."))
  var fix = false

  @Option(
    help: ArgumentHelp(
      zh: "上一版体系，核对编号有无改动或重用", en: "The edition before, to compare ids with.",
      valueName: "set"))
  var previous: String?

  @Flag(
    help: ArgumentHelp(
      zh: "先把新增和停用的编号写入编号清单 ids.yaml，再检查",
      en: "First write new ids and those given up into the list of ids, ids.yaml."))
  var updateIds = false

  @OptionGroup private var definitions: DefinitionOptions

  @OptionGroup private var language: LanguageOption

  private static var formatNames: String {
    DiagnosticFormat.all.map(\.name).joined(separator: ",")
  }

  func run() throws {
    guard let format = DiagnosticFormat.named(format) else {
      throw Failure.unusable(
        .unknown(Phrase(zh: "格式", en: "format"), format, among: DiagnosticFormat.all.map(\.name)))
    }
    let sets = try self.sets.paths()
    let before = try previous.map { try loadPrevious($0) }
    if fix { try mend(sets) }
    if updateIds { try sets.forEach { try updateList($0) } }
    var linted = try sets.map {
      try lint($0, displayPath: $0.asGiven, previous: before, from: definitions.tree)
    }
    for (index, path) in sets.enumerated() where !linted[index].diagnostics.hasErrors {
      linted[index].diagnostics += try TrialRun(path, from: definitions.tree).mistakes.filter {
        $0.severity == .error
      }
    }
    let report = DiagnosticReport(
      linted.flatMap(\.diagnostics),
      language: Language.asked ?? linted.lazy.compactMap(\.language).first ?? .preferred,
      color: StandardStream.output.isTerminal,
      pages: DiagnosticPage.all, version: Yanshou.version)
    guard StandardStream.output.write(format.render(report)) else { throw ExitCode.unwritable }
    if report.count(.error) > 0 || strict && report.count(.warning) > 0 { throw ExitCode.findings }
  }

  /// The edition before; one that cannot be loaded is reported and ends the command.
  private func loadPrevious(_ path: String) throws -> IndicatorSet {
    let loaded = try loadSet(path, displayPath: path.asGiven, from: definitions.tree)
    guard let set = loaded.set else {
      StandardStream.error.write(TextRenderer(language: .preferred).render(loaded.diagnostics))
      throw ExitCode.unusable
    }
    return set
  }

  /// Mends what can be mended in one way only, again and again, since one mistake may hide another.
  private func mend(_ sets: [String]) throws {
    for _ in 0..<8 {
      let fixes = try sets.flatMap {
        try lint($0, displayPath: $0.asGiven, from: definitions.tree).diagnostics
      }
      .compactMap(\.fix).filter { !$0.isGuess }
      guard !fixes.isEmpty else { return }
      for (path, fixes) in Dictionary(grouping: fixes, by: \.path).sorted(by: { $0.key < $1.key }) {
        let file = try readSourceFile(path, displayPath: path)
        let mended = file.applying(fixes)
        let output = try OutputFile(path: path)
        try output.write(mended.bytes)
        try output.commit()
        for edit in mended.applied { StandardStream.tell(edit) }
      }
    }
  }
}

extension LintCommand {
  /// Writes the list of ids of a set, unless an id stands for something else than before: that is for a person.
  private func updateList(_ set: String) throws {
    let errors = try Definitions.lint(
      set, displayPath: set.asGiven, from: definitions.tree
    ).diagnostics.filter {
      $0.severity == .error && !$0.has(LintCode.idDropped)
    }
    guard errors.isEmpty, let (path, text) = try updatedIDs(set, from: definitions.tree),
      (try? readSourceFile(path, displayPath: path).bytes) != Array(text.utf8)
    else { return }
    let output = try OutputFile(path: path)
    try output.write(text)
    try output.commit()
    let words = Phrase(zh: "已写 \(path)", en: "wrote \(path)")
    StandardStream.tell(words)
  }
}

extension SourceFile {
  /// The bytes with edits made, and what was changed; an edit that overlaps an earlier one is left out.
  fileprivate func applying(_ fixes: [Fix]) -> (bytes: [UInt8], applied: [Phrase]) {
    var result: [UInt8] = []
    var applied: [Phrase] = []
    var done = 0
    for fix in Set(fixes).sorted(by: {
      ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end)
    }) {
      let (start, end) = (Int(fix.range.start), Int(fix.range.end))
      guard start >= done, end <= bytes.count else { continue }
      result += bytes[done..<start] + Array(fix.replacement.utf8)
      let old = String(decoding: bytes[start..<end], as: UTF8.self)
      let place = place(fix.range).description
      applied.append(
        Phrase(
          zh: "\(place)：已改“\(old)” → “\(fix.replacement)”",
          en: "\(place): '\(old)' → '\(fix.replacement)'"))
      done = end
    }
    return (result + bytes[done...], applied)
  }
}

extension String {
  /// The path as it was given, without a slash at its end and without `./`: places are paths that can be opened.
  fileprivate var asGiven: String { settledPath(self) }
}
