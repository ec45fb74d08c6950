import Definitions
import Foundation
import SourceText
import TestSupport
import Testing

@testable import Reporting

@Test func `a text in JSON comes back as it was`() throws {
  let text = "甲\"乙\\丙\n\r\t\u{1}\u{1F}𠮷 / <x>"
  var json = JSONText(lineDepth: 1)
  json.object { json in
    json.field("text", text)
    json.field("points", Points(units: -50), digits: 2)
    json.field("none", nil as Int?)
    json.arrayField("list", ["a", "b"])
    json.objectField("empty") { _ in }
  }
  let value = try JSONSerialization.jsonObject(with: Data(json.bytes))
  let object = try #require(value as? [String: Any])
  #expect(object["text"] as? String == text)
  #expect(object["list"] as? [String] == ["a", "b"])
  #expect(object["none"] is NSNull)
  #expect(String(decoding: json.bytes, as: UTF8.self).contains("\"points\": -0.50"))
}

@Test func `assessment.json fits the published schema`() async throws {
  let folder = try TemporaryFolder()
  var fixture = try Fixture.six()
  fixture.findings.append(try fixture.finding("990602", "V03"))
  let texts = try await fixture.written([.json])
  try folder.write(try #require(texts["assessment.json"]), to: "assessment.json")
  let schema = Fixture.folder.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Docs/assessment.schema.json")
  let python = Process()
  python.executableURL = URL(filePath: "/usr/bin/env")
  python.arguments = [
    "python3", "-c",
    """
    import json, sys
    try: import jsonschema
    except ImportError: sys.exit(42)
    schema, value = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
    jsonschema.Draft202012Validator.check_schema(schema)
    errors = list(jsonschema.Draft202012Validator(schema).iter_errors(value))
    for error in errors[:5]: print(error.json_path, error.message[:300], file=sys.stderr)
    sys.exit(1 if errors else 0)
    """, schema.path, folder.path("assessment.json"),
  ]
  try python.run()
  python.waitUntilExit()
  if [42, 127].contains(python.terminationStatus) {
    print("skipped: python3 with jsonschema is not installed, the schema was not checked")
  } else {
    #expect(python.terminationStatus == 0)
  }
}
