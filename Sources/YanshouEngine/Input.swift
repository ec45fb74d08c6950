import Definitions
import Formats
import Run
import SourceText
import Submissions

/// What an assessment reads besides the set.
public struct Input: Sendable {
  /// A file: on the disk, or at hand.
  public enum File: Sendable {
    /// A file on the disk; among submissions also a folder, whose tables and XML are read.
    case path(String)
    /// A text that is at hand, with the name by which problems call it; its ending says what it is: `.csv` or `.xml`.
    case text(String, name: String)

    /// A table that is at hand: a header, then the rows, cell by cell as text.
    public static func table(_ rows: [[String]], name: String) -> File {
      let lines = rows.map { row in row.map(quoted).joined(separator: ",") + "\n" }
      return .text(lines.joined(), name: name)
    }

    /// A field of CSV; what is quoted keeps its commas and line ends.
    private static func quoted(_ text: String) -> String {
      "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        + "\""
    }
  }

  /// What was handed in.
  public var submissions: [File]
  /// The registry of units; nil for the one that the set names, if any. Without one the units are those of the submissions.
  public var units: File?
  /// Submissions of earlier periods.
  public var previous: [File] = []
  /// Submissions of peers, for places and means only.
  public var peers: [File] = []
  /// Findings about signs of vetoes.
  public var findings: File?
  /// Waivers of requirements.
  public var waivers: File?
  /// Verified values and given points.
  public var verified: File?
  /// Overrides and final decisions.
  public var overrides: File?
  /// The period, such as `2021Q2`; nil for the one that the submissions state.
  public var period: String?
  /// The level that is scored, such as `county`; nil for the one that the set assesses.
  public var level: String?
  /// Whether the closing date has passed: what is open at a gate counts as failed.
  public var isClosed = false

  /// Makes an input of submissions alone.
  public init(_ submissions: File...) { self.submissions = submissions }

  /// What a run is asked for.
  func request(_ set: String) throws -> RunRequest {
    var request = RunRequest(set: set, submissions: try Input.files(submissions))
    request.units = units.map(Input.source)
    request.records = RecordSources { role in
      let file =
        switch role {
        case .findings: findings
        case .waivers: waivers
        case .verified: verified
        case .overrides: overrides
        }
      return file.map(Input.source)
    }
    request.previous = try Input.files(previous)
    request.peers = try Input.files(peers)
    request.period = try period.map { text in
      guard let period = Period(text) else {
        throw EngineError(
          Phrase(
            zh: "填报期“\(text)”无法识别，写成 2021Q2、2021 或 2021-06",
            en: "expected a period such as 2021Q2, 2021 or 2021-06, found '\(text)'"))
      }
      return period
    }
    request.level = try level.map { text in
      guard let level = Level(rawValue: text) else {
        let known = Level.allCases.map(\.rawValue).joined(separator: ", ")
        throw EngineError(
          Phrase(
            zh: "没有层级“\(text)”，可用：\(known)", en: "unknown level '\(text)', choose from \(known)"))
      }
      return level
    }
    request.isClosed = isClosed
    return request
  }

  private static func source(_ file: File) -> FileSource {
    switch file {
    case .path(let path): .named(path)
    case .text(let text, let name): .text(text, displayPath: name)
    }
  }

  /// The files of one kind: folders are walked, texts stand beside them.
  private static func files(_ files: [File]) throws -> RunRequest.Files {
    let texts = files.compactMap { file in
      if case .text = file { source(file) } else { nil }
    }
    let paths = files.compactMap { file in
      if case .path(let path) = file { path } else { nil }
    }
    guard !texts.isEmpty else { return .paths(paths) }
    guard paths.isEmpty else {
      throw EngineError(
        Phrase(
          zh: "同一类文件要么都给路径，要么都给内容",
          en: "the files of one kind are either all paths or all texts"))
    }
    return .sources(texts)
  }
}
