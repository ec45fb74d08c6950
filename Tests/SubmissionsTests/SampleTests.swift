import Definitions
import Formats
import SourceText
import Testing

@testable import Submissions

struct SampleTests {
  /// The repository's folder.
  private var root: String {
    #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
  }

  @Test func `the sample of Shaoxing is read in every format`() throws {
    let loaded = try loadSet(root + "/Indicators/shaoxing", period: "2021Q2")
    let set = try #require(loaded.set)
    let units = FileSource.file(root + "/Samples/shaoxing/units.csv", displayPath: "units.csv")
    let (registry, problems) = Registry.read(units)
    #expect(problems.isEmpty)
    let files = try SubmissionFiles.find([root + "/Samples/shaoxing/2021Q2"]).sources
    #expect(files.allSatisfy { $0.displayPath.hasPrefix("2021Q2/9906") })
    let submissions = SubmissionReader(set, registry: registry).read(files)
    let (blocks, diagnostics) = submissions.readAll()
    #expect(submissions.period?.label == "2021Q2")
    #expect(submissions.reported.count == 6)
    let units2 = blocks.flatMap { $0.rows.map(\.unit) }
    #expect(Set(units2) == Set(submissions.reported))
    #expect(diagnostics.map(\.code) == ["percent-without-sign"])
    #expect(diagnostics.first?.unit == "990683")
  }

  @Test func `a path that is not there is said so, a folder's files are printed below its name`()
    throws
  {
    #expect(throws: FileError.self) { try SubmissionFiles.find(["/nowhere/at/all"]) }
    let path = root + "/Samples/shaoxing/2021Q1"
    let twice = try SubmissionFiles.find([path, path + "/"]).sources
    #expect(twice.count == Set(twice.map(\.displayPath)).count)
    let single = try SubmissionFiles.find([root + "/Samples/shaoxing/units.csv"]).sources
    #expect(single.map(\.displayPath) == ["units.csv"])
  }

  @Test func `a folder's other files are passed over, one that is named is not`() throws {
    let files = try SubmissionFiles.find([root + "/Samples/shaoxing"]).sources
    #expect(files.contains { $0.displayPath == "shaoxing/2021Q2/990681-戊市.xml" })
    #expect(!files.contains { $0.displayPath.hasSuffix(".md") })
    let named = try SubmissionFiles.find([root + "/Samples/shaoxing/README.md"]).sources
    let submissions = SubmissionReader(try SmallSet.load(), period: Period("2021Q2")).read(named)
    #expect(submissions.diagnostics.map(\.code) == ["unknown-file"])
    let book = FileSource.text("PK", displayPath: "a.XLSX")
    let refused = SubmissionReader(try SmallSet.load(), period: Period("2021Q2")).read([book])
    #expect(refused.diagnostics.map(\.code) == ["workbook-as-text"])
  }
}
