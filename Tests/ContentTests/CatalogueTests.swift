import Definitions
import FEEL
import Foundation
import SourceText
import Testing

/// The indicator sets of the repository against the catalogue of the guideline.
struct CatalogueTests {
  /// A row of the catalogue: the edition of 92 requirements, on a scale of 1,000 points.
  struct Row: Sendable, CustomTestStringConvertible {
    var id: String
    var task: String
    var points: Int64
    var provenance: String
    var testDescription: String { id }
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static let catalogue: [Row] = {
    let file = root.appending(path: "Tests/ContentTests/catalogue.csv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let cells = line.split(separator: ",").map(String.init)
      guard cells.count == 5, let points = Int64(cells[3]) else { return nil }
      return Row(id: cells[0], task: cells[1], points: points, provenance: cells[4])
    }
  }()

  /// The names of all sets.
  private static let names: [String] = {
    let folder = root.appending(path: "Indicators").path
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return all.filter { !$0.contains(".") }.sorted()
  }()

  /// All sets, read once.
  private static let sets: [String: LoadedSet] = {
    var sets: [String: LoadedSet] = [:]
    for name in names {
      sets[name] = try? loadSet(root.appending(path: "Indicators/\(name)").path, period: "2021Q2")
    }
    return sets
  }()

  /// A set that has errors, which another test reports.
  private struct HasErrors: Error {
    var set: String
  }

  private static func set(_ name: String) throws -> IndicatorSet {
    guard let set = sets[name]?.set else { throw HasErrors(set: name) }
    return set
  }

  @Test func `the catalogue lists 92 requirements worth 1000 points`() {
    #expect(Self.catalogue.count == 92)
    #expect(Self.catalogue.map(\.points).reduce(0, +) == 1000)
  }

  @Test(arguments: names)
  func `a set of the repository loads without a diagnostic`(name: String) throws {
    let loaded = try #require(Self.sets[name])
    for diagnostic in loaded.diagnostics {
      Issue.record("\(diagnostic.code) \(diagnostic.message.text(.en))")
    }
    #expect(loaded.set != nil)
  }

  @Test(arguments: catalogue)
  func `a row of the catalogue stands in the common guideline with its points`(row: Row) throws {
    let set = try Self.set("common-2020")
    let requirement = try #require(set.requirements.first { $0.id == row.id })
    #expect(requirement.points == Points(units: row.points * 10))
    #expect(requirement.provenance.rawValue == row.provenance)
    let task = try #require(requirement.task)
    #expect(set.tasks[task].title == row.task)
    #expect(row.id.hasPrefix(set.tasks[task].id + "."))
  }

  @Test(arguments: [
    "common-2020": 92, "common-2020-108": 108, "dongguan": 121, "shaoxing": 105,
  ])
  func `a set has eighteen tasks whose requirements add up to 100 points`(
    name: String, requirements: Int
  ) throws {
    let set = try Self.set(name)
    #expect(set.tasks.count == 18)
    #expect(set.requirements.count == requirements)
    #expect(set.points == Points(units: 10_000))
    #expect(set.tasks.map(\.points).reduce(.zero, +) == set.points)
  }

  @Test(arguments: names)
  func `every requirement says who leads, what to show and how to win the points back`(
    name: String
  ) throws {
    for requirement in try Self.set(name).requirements {
      #expect(requirement.lead != nil, "\(requirement.id)")
      #expect(!requirement.evidence.isEmpty, "\(requirement.id)")
      #expect(requirement.remedy != nil, "\(requirement.id)")
      #expect(requirement.effort != nil, "\(requirement.id)")
      #expect(requirement.source != nil, "\(requirement.id)")
    }
  }

  @Test(arguments: names)
  func `what is drafted says so in its source`(name: String) throws {
    for requirement in try Self.set(name).requirements where requirement.provenance == .drafted {
      #expect(requirement.source?.contains("起草") == true, "\(requirement.id)")
    }
  }

  @Test(arguments: ["T03.04", "T08.04", "T08.06", "T09.08", "T10.01", "T10.04", "T15.05"])
  func `a requirement that may reward hiding a count says why it stays`(id: String) throws {
    let set = try Self.set("common-2020")
    let requirement = try #require(set.requirements.first { $0.id == id })
    #expect(requirement.perverse != nil)
  }

  @Test func `a dozen requirements are core`() throws {
    let set = try Self.set("common-2020")
    #expect(set.requirements.count { $0.marks.contains("core") } == 12)
  }

  @Test func `every item has a code of its own and is read somewhere`() throws {
    let set = try Self.set("shaoxing")
    let codes = set.items.compactMap(\.code)
    #expect(codes.count == set.items.count)
    #expect(Set(codes).count == codes.count)
    var read = Swift.Set<Int32>()
    for expression in set.checks.map(\.condition) + set.vetoes.compactMap(\.askWhen) {
      read.formUnion(expression.program.reads.map(\.rawValue))
    }
    for requirement in set.requirements + set.adjustments {
      read.formUnion(requirement.reads.map(\.rawValue))
    }
    for (index, item) in set.items.enumerated() {
      #expect(read.contains(Int32(index)), "\(item.name)")
    }
  }
}
