import Foundation
import Testing

/// The folders of a floor: which names types of which, and that no two name one another.
@Suite struct FolderTests {
  private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Sources").standardizedFileURL

  /// The floors that have been set right; a floor comes here when it is.
  @Test(arguments: ["Assessment", "Run", "Reporting", "Trials", "Formats", "YanshouEngine"])
  func `no two folders of a floor need one another`(_ floor: String) throws {
    let graph = try FolderGraph(Self.sources.appendingPathComponent(floor))
    #expect(!graph.folders.isEmpty)
    #expect(graph.circle == nil, "\(graph.circle ?? [])")
  }

  @Test func `a circle is found, with the names that make it`() {
    let graph = FolderGraph([
      ("a/A.swift", "struct A { let b: B } // C"), ("b/B.swift", "enum B { case c(C) }"),
      ("c/C.swift", #"struct C { let text = "A"; let a: [A] }"#), ("d/D.swift", "let d: A? = nil"),
    ])
    #expect(graph.circle == ["a -> b by B", "b -> c by C", "c -> a by A"])
    let straight = FolderGraph([
      ("a/A.swift", "struct A { let b: B } // C"), ("b/B.swift", "enum B { case c(C) }"),
      ("c/C.swift", #"struct C { let text = "A" }"#),
    ])
    #expect(straight.circle == nil)
  }
}

/// Which folders name types that other folders declare.
private struct FolderGraph {
  private(set) var folders: [String] = []
  /// By folder, the folders that it needs, each with the first type that it names.
  private var needs: [String: [String: String]] = [:]

  /// Reads all Swift files in and below a folder.
  init(_ folder: URL) throws {
    let paths =
      FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    self.init(
      try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
        (path, try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8))
      })
  }

  /// Takes files by their paths.
  init(_ files: [(path: String, text: String)]) {
    var declared: [Substring: Set<String>] = [:]
    var named: [String: Set<Substring>] = [:]
    for (path, text) in files {
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      let words = Self.words(of: text)
      for (before, name) in zip(words, words.dropFirst())
      where ["struct", "enum", "class", "protocol", "actor"].contains(before)
        && name.first?.isUppercase == true
      {
        declared[name, default: []].insert(folder)
      }
      named[folder, default: []].formUnion(words)
    }
    folders = named.keys.sorted()
    for folder in folders {
      for word in (named[folder] ?? []).sorted() {
        // A name that several folders declare says nothing.
        guard let home = declared[word], home.count == 1, let other = home.first,
          other != folder, needs[folder]?[other] == nil
        else { continue }
        needs[folder, default: [:]][other] = String(word)
      }
    }
  }

  /// The words of a text that stand in no comment and no literal.
  private static func words(of text: String) -> [Substring] {
    text.replacing(/\/\/.*/, with: "").replacing(/"""(.|\n)*?"""/, with: "")
      .replacing(/"(\\.|[^"\\\n])*"/, with: "")
      .split { !($0.isLetter || $0.isNumber || $0 == "_") }
  }

  /// A shortest circle of folders, a step each; nil where there is none.
  var circle: [String]? {
    for start in folders {
      var ways: [[String]] = [[start]]
      var seen: Set<String> = []
      while let way = ways.first {
        ways.removeFirst()
        for next in (needs[way.last ?? ""] ?? [:]).keys.sorted() {
          if next == start {
            return zip(way, way.dropFirst() + [start]).map { from, to in
              "\(from) -> \(to) by \(needs[from]?[to] ?? "")"
            }
          }
          if seen.insert(next).inserted { ways.append(way + [next]) }
        }
      }
    }
    return nil
  }
}
