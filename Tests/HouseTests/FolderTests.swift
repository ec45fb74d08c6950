import Testing

/// The folders of a floor: which names types of which, and that no two name one another.
@Suite struct FolderTests {
  /// The floors that have been set right; a floor comes here when it is.
  @Test(arguments: ["Assessment", "Run", "Reporting", "Trials", "Formats", "YanshouEngine"])
  func `no two folders of a floor need one another`(_ floor: String) throws {
    let graph = FolderGraph(try SwiftCode.all(below: floor))
    #expect(!graph.folders.isEmpty)
    #expect(graph.circle == nil, "\(graph.circle ?? [])")
  }

  @Test func `a circle is found, with the names that make it`() {
    let graph = FolderGraph([
      SwiftCode("a/A.swift", "struct A { let b: B } // C"),
      SwiftCode("b/B.swift", "enum B { case c(C) }"),
      SwiftCode("c/C.swift", #"struct C { let text = "A"; let a: [A] }"#),
      SwiftCode("d/D.swift", "let d: A? = nil"),
    ])
    #expect(graph.circle == ["a -> b by B", "b -> c by C", "c -> a by A"])
    let straight = FolderGraph([
      SwiftCode("a/A.swift", "struct A { let b: B } // C"),
      SwiftCode("b/B.swift", "enum B { case c(C) }"),
      SwiftCode("c/C.swift", #"struct C { let text = "A" }"#),
    ])
    #expect(straight.circle == nil)
  }
}

/// Which folders name types that other folders declare.
private struct FolderGraph {
  private(set) var folders: [String] = []
  /// By folder, the folders that it needs, each with the first type that it names.
  private var needs: [String: [String: String]] = [:]

  /// Takes files with paths below the floor.
  init(_ files: [SwiftCode]) {
    var declared: [Substring: Set<String>] = [:]
    var named: [String: Set<Substring>] = [:]
    for file in files {
      let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
      let words = file.words
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
