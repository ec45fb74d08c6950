import Foundation
import Testing

/// The ways of scoring: each has a room on each floor that asks something of it, and nobody asks which way one is.
@Suite struct WayTests {
  /// The names of the ways, as `WayFloor` lists them.
  private static func ways(in files: [SwiftCode]) -> [String] {
    files.filter { $0.code.contains("protocol WayFloor") }
      .flatMap { $0.code.matches(of: /static func room\(of way: (\w+)\) -> Room/) }
      .map { String($0.output.1) }
  }

  /// Where a value is taken for one way among others, by a cast or by its type.
  private static func guesses(_ files: [SwiftCode], _ ways: [String]) throws -> [String] {
    let way = "(\(ways.joined(separator: "|")))"
    let guess = try Regex("\\b(as *[?!]?|is) +\(way)\\b|[=!]= *\(way)\\.self|\(way)\\.self *[=!]=")
    return files.filter { !Set(ways).isDisjoint(with: $0.words.map(String.init)) }.flatMap { file in
      file.code.matches(of: guess).map { "\(file.path): \(file.code[$0.range])" }
    }
  }

  @Test func `each way has a file on each floor that has rooms`() throws {
    let files = try SwiftCode.all()
    let paths = Set(files.map(\.path))
    let ways = Self.ways(in: files)
    #expect(ways.count > 6)
    let floors = files.filter { $0.code.contains(/enum \w+: WayFloor\b/) }
      .compactMap { $0.path.split(separator: "/").first }
    #expect(floors.sorted() == ["Assessment", "Definitions", "Reporting"])
    let rooms = floors.flatMap { floor in ways.map { "\(floor)/Ways/\($0).swift" } }
    #expect(rooms.filter { !paths.contains($0) } == [])
  }

  @Test func `the list of the reference has each way once`() throws {
    let files = try SwiftCode.all()
    let lists = files.flatMap { file in
      file.code.matches(of: /static let all: \[any AuthoredWay\.Type\] = \[([^\]]*)\]/)
        .flatMap { $0.output.1.matches(of: /(\w+)\.self/).map { String($0.output.1) } }
    }
    #expect(lists.sorted() == Self.ways(in: files).sorted())
  }

  @Test(arguments: [
    "Docs/diagnostics/score-without-way.md", "Tests/AssessmentTests/FuzzTests.swift",
  ])
  func `the page that lists the ways, and random sets, know each of them`(path: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    func text(_ path: String) throws -> String {
      try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
    let known = Set(try text(path).split { !$0.isASCII || !$0.isLetter }.map(String.init))
    for way in Self.ways(in: try SwiftCode.all()) {
      let room = try text("Sources/Definitions/Ways/\(way).swift")
      let key = try #require(room.firstMatch(of: /Field\(\s*\.(\w+),/), "\(way)").output.1
      #expect(known.contains(String(key)), "\(path) does not know '\(key)'")
    }
  }

  @Test func `nobody asks which way of scoring one is`() throws {
    let files = try SwiftCode.all()
    #expect(try Self.guesses(files, Self.ways(in: files)) == [])
  }

  @Test(arguments: [
    ("if way is Linear {", true), ("guard let x = way as? Linear", true), ("way as! Linear", true),
    ("case let x as Linear:", true), ("type(of: way) == Linear.self", true),
    ("if Linear.self != type(of: way)", true),
    ("// is Linear", false), (#"let text = "as Linear""#, false),
    ("extension Linear: Way {", false),
    ("[Lines.self, Linear.self]", false), ("way as? LinearEnds", false), ("basis Linear", false),
  ])
  func `a guess is found where it is one`(line: String, isGuess: Bool) throws {
    let found = try Self.guesses([SwiftCode("a.swift", line)], ["Lines", "Linear"])
    #expect(found.isEmpty != isGuess)
  }
}
