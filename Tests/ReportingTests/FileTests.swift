import Definitions
import Foundation
import TestSupport
import Testing

@testable import Formats
@testable import Reporting

@Test func `a file that is not committed leaves the old one, and nothing else`() throws {
  let folder = try TemporaryFolder()
  try folder.write("old", to: "a.csv")
  do {
    let file = try OutputFile(path: folder.path("a.csv"))
    try file.write("new")
    try file.finish()
    #expect(try folder.text("a.csv") == "old")
    #expect(try folder.names(in: "").count == 2)
  }
  #expect(try folder.names(in: "") == ["a.csv"])
  #expect(try folder.text("a.csv") == "old")
}

@Test func `a committed file takes the place of the old one`() throws {
  let folder = try TemporaryFolder()
  try folder.write("old", to: "a.csv")
  let file = try OutputFile(path: folder.path("a.csv"))
  let long = [UInt8](repeating: 0x61, count: 1 << 20)
  try file.write(long)
  try file.write("end")
  try file.commit()
  #expect(try folder.text("a.csv").utf8.count == long.count + 3)
  #expect(try folder.names(in: "") == ["a.csv"])
}

@Test func `a report that fails leaves all old reports whole`() async throws {
  let fixture = try Fixture.six()
  let folder = try TemporaryFolder()
  try FileManager.default.createDirectory(
    atPath: folder.path("problems.csv"), withIntermediateDirectories: true)
  try folder.write("x", to: "problems.csv/x")
  try folder.write("old", to: "scores.csv")
  var writer = try ReportWriter(
    try fixture.context, formats: [.problems, .scores], folder: folder.path(""))
  let run = try await fixture.run(&writer)
  let error = #expect(throws: WriteError.self) {
    _ = try writer.write(run, record: Fixture.record)
  }
  #expect(error?.reason == .isAFolder)
  #expect(try folder.text("scores.csv") == "old")
}

@Test func `a file where the folder should be is an error of its own`() throws {
  let folder = try TemporaryFolder()
  try folder.write("", to: "out")
  let error = #expect(throws: WriteError.self) { _ = try ReportFolder(folder.path("out/deep")) }
  #expect(error?.reason == .notAFolder)
}

@Test func `a folder and those above it are made`() throws {
  let folder = try TemporaryFolder()
  try makeFolder(folder.path("a/b/c/"))
  try makeFolder(folder.path("a/b/c"))
  #expect(try folder.names(in: "a/b") == ["c"])
}

@Test func `parts come back in any order, however large`() throws {
  let folder = try TemporaryFolder()
  let parts = try UnitParts(in: folder.path(""), shownAs: "out", units: 3)
  let large = [UInt8](repeating: 0x62, count: 3 << 20)
  var first = RenderedParts()
  first.bytes = Array("aa".utf8)
  first.close(2)
  // Little is kept until the block is whole; much goes to the disk at once.
  parts.relieve(&first)
  #expect(first.bytes.count == 2)
  first.bytes += large
  first.close(0)
  parts.relieve(&first)
  #expect(first.bytes.isEmpty && first.units.isEmpty)
  var second = RenderedParts()
  second.bytes = Array("cc".utf8)
  second.close(1)
  try parts.append(second)
  let file = try OutputFile(path: folder.path("out"))
  try parts.copy([0, 1, 2], to: file)
  try file.commit()
  let text = try folder.text("out")
  #expect(text.utf8.count == large.count + 4 && text.hasPrefix("bb") && text.hasSuffix("bccaa"))
  #expect(try folder.names(in: "") == ["out"])
}

/// The examples of FIPS 180-4 and NIST's validation suite.
@Test(arguments: [
  ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
  ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  (
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
  ),
  (
    String(repeating: "a", count: 1_000_000),
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
  ),
])
func `SHA-256 gives the published digests`(message: String, digest: String) {
  #expect(SHA256.hex(Array(message.utf8)) == digest)
}

@Test func `SHA-256 does not depend on how a message is cut`() {
  var random = Seeded(7)
  let message = (0..<1000).map { _ in UInt8(random.below(256)) }
  let whole = SHA256.hex(message)
  for length in 0...130 {
    #expect(SHA256.hex(Array(message[..<length])).utf8.count == 64)
    var hash = SHA256()
    hash.update(Array(message[..<length]))
    hash.update(Array(message[length...]))
    #expect(hash.hex() == whole)
  }
}
