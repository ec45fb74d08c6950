import Foundation
import Testing

/// Where the texts of others are kept: nothing but `ForeignText` holds them.
@Suite struct ForeignTextTests {
  private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Sources").standardizedFileURL

  /// The types that are made of what files say, and their texts that are ours.
  private static let types: [(file: String, type: String, ours: Set<String>)] = [
    ("SourceText/Diagnostic.swift", "Label", []),
    ("SourceText/Diagnostic.swift", "Diagnostic", ["code"]),
    ("Submissions/Registry.swift", "Unit", []), ("Submissions/Registry.swift", "Finding", []),
    ("Submissions/Override.swift", "Override", []),
    ("Submissions/Verification.swift", "Verification", []),
    ("Run/RunFile.swift", "RunFile", ["role", "sha256"]),
    ("Formats/Files/FileSource.swift", "FileSource", []),
    ("Formats/Files/FileError.swift", "FileError", []),
    ("Formats/Files/WriteError.swift", "WriteError", []),
  ]

  @Test(arguments: types)
  func `a type that is made of what files say keeps their texts as foreign text`(
    _ file: String, _ type: String, _ ours: Set<String>
  ) throws {
    let text = try String(
      contentsOf: Self.sources.appendingPathComponent(file), encoding: .utf8)
    let body = try #require(text.components(separatedBy: "struct \(type):").dropFirst().first)
      .components(separatedBy: "\n}\n")[0]
    var seen = 0
    for line in body.split(separator: "\n") where line.hasPrefix("  ") && !line.hasPrefix("   ") {
      let property = try /(?:var|let) (\w+): (?:String|\[String\]|Phrase|Place)\??(?: =.*)?$/
        .firstMatch(in: line)
      guard let property, !ours.contains(String(property.1)) else { continue }
      seen += 1
      let isPlace = line.hasSuffix("Place") || line.hasSuffix("Place?")
      #expect(
        line.contains("@ForeignText") || isPlace && type != "Diagnostic" && type != "Label",
        "\(type): \(line)")
    }
    #expect(seen > 0)
  }

  @Test func `only one place knows what the number of a person looks like`() throws {
    let paths =
      FileManager.default.enumerator(atPath: Self.sources.path)?
      .compactMap { $0 as? String } ?? []
    for path in paths where path.hasSuffix(".swift") && !path.hasPrefix("SourceText/") {
      let text = try String(
        contentsOf: Self.sources.appendingPathComponent(path), encoding: .utf8)
      #expect(!text.contains("PersonalDigits"), "\(path)")
    }
  }
}
