import Foundation
import SourceText
import Testing

@testable import Definitions

/// The schema of definitions, looked at with a validator that is not ours.
@Suite struct SchemaTests {
  private static let schema = Repository.root.appending(path: "Docs/definition.schema.json")

  @Test func `the committed schema is what the field table says`() throws {
    let committed = (try? String(contentsOf: Self.schema, encoding: .utf8)) ?? ""
    let current = DefinitionSchema.json
    if Repository.updatesGoldens, committed != current {
      try current.write(to: Self.schema, atomically: true, encoding: .utf8)
    }
    #expect(committed == current, "run with UPDATE_GOLDENS=1 and look at the difference")
  }

  @Test func `every file of our sets fits the schema`() throws {
    let files = ["Indicators", "Samples", "Tests/CommandTests/Data"].flatMap {
      Repository.files(in: $0, withExtension: "yaml")
    }
    #expect(files.count > 30)
    let refused = try validate(files.map(\.path))
    #expect(refused ?? [] == [])
  }

  @Test func `every file of our sets names the schema in its first line`() throws {
    for file in Repository.files(in: "Indicators", withExtension: "yaml") {
      let first = try String(contentsOf: file, encoding: .utf8).prefix { $0 != "\n" }
      let sign = "# yaml-language-server: $schema="
      #expect(first.hasPrefix(sign), "\(file.path)")
      let named = URL(
        filePath: String(first.dropFirst(sign.count)), relativeTo: file.deletingLastPathComponent())
      #expect(named.standardizedFileURL == Self.schema.standardizedFileURL, "\(file.path)")
    }
  }

  /// Files that fit, in either language.
  private static let good = [
    "年度: 2021\n常数:\n  全省平均: {值: 93.1%, 依据: 公报}\n",
    "task: T1\ntitle: 甲\npoints: \"6\"\nrequirements: []\n",
    "task: T1\nwhy: 补充\n要求:\n  - 要求: T1.1\n    名称: 甲\n    计分办法: {达标得分: true}\n    依据性质: 起草\n",
    "items:\n  甲: {type: table, columns: {乙: 文字, 丙: {类型: 件数}}, computed: {丁: e.丙 * 2}}\n",
    "set: a\nextends: ../b\nchange:\n  - {change: T1, why: 改, 分值: 3, 视角: {五治: {法治: 60%}}}\n",
    "cases:\n  - case: 一\n    values: {甲: ~, 乙: [1]}\n    expect: {total: 3}\n",
  ]

  /// Files with one mistake each.
  private static let bad = [
    "task: T1\ntitle: 甲\npoints: 6\nrequirement: []\n",
    "task: T1\ntitle: 甲\n名称: 甲\npoints: 6\n",
    "task: T1\npoints: 6\n",
    "task: 12\ntitle: 甲\npoints: 6\n",
    "task: T 1\ntitle: 甲\npoints: 6\n",
    "task: T1\ntitle: 甲\npoints: -1\n",
    "task: T1\ntitle: 甲\npoints: 六\n",
    "task: T1\ntitle: 甲\nboard: 甲\nboard1: 乙\npoints: 6\n",
    "task: T1\ntitle: 甲\npoints: 6\n要求:\n  - 名称: 甲\n",
    "set: a\ntitle: 甲\n",
    "items:\n  甲: {type: counts}\n",
    "items:\n  甲: {type: count, plausible: 3}\n",
    "items:\n  甲: {type: count, blank: 1}\n",
    "items:\n  甲: {type: count, complete: 0.9}\n",
    "items:\n  甲: {type: count, confidential: maybe}\n",
    "items:\n  甲: {type: count, synonyms: []}\n",
    "constants:\n  甲: {value: 1}\n",
    "year: 21\nconstants: {}\n",
    "set: a\nextends: ../b\nchange:\n  - {change: T1, points: 3}\n",
    "set: a\nextends: ../b\nchange:\n  - {change: T1, why: 改, due: 2021/12/31}\n",
    "cases:\n  - values: {甲: 1}\n",
    "{}\n",
    "- task: T1\n",
  ]

  @Test func `the schema tells what is wrong from what is right`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = try (Self.good + Self.bad).enumerated().map { index, text in
      let file = folder.appending(path: "\(index).yaml")
      try text.write(to: file, atomically: true, encoding: .utf8)
      return file.path
    }
    guard let refused = try validate(paths) else { return }
    for (path, text) in zip(paths, Self.good) { #expect(!refused.contains(path), "\(text)") }
    for (path, text) in zip(paths.dropFirst(Self.good.count), Self.bad) {
      #expect(refused.contains(path), "\(text)")
    }
  }

  /// The files that Python's jsonschema refuses; nil, with a line that says so, where it is not installed.
  private func validate(_ files: [String]) throws -> [String]? {
    let python = Process()
    let output = Pipe()
    python.executableURL = URL(filePath: "/bin/sh")
    python.arguments =
      [
        "-c",
        """
        program=$1; shift
        for python in python3 /usr/bin/python3; do
          if "$python" -c 'import jsonschema, yaml' 2>/dev/null; then
            exec "$python" -c "$program" "$@"
          fi
        done
        exit 42
        """, "sh",
        """
        import json, sys, jsonschema, yaml
        class Loader(yaml.SafeLoader): pass
        # Dates and '=' are texts, as in YAML 1.2.
        Loader.yaml_implicit_resolvers = {
            first: [rule for rule in rules if rule[0].split(":")[-1] not in ("timestamp", "value")]
            for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()}
        schema = json.load(open(sys.argv[1], encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for path in sys.argv[2:]:
            error = jsonschema.exceptions.best_match(
                validator.iter_errors(yaml.load(open(path, encoding="utf-8"), Loader)))
            if error is None: continue
            print(path)
            print(path, error.json_path, error.message[:200], file=sys.stderr)
        """, Self.schema.path,
      ] + files
    python.standardOutput = output
    try python.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    python.waitUntilExit()
    guard python.terminationStatus != 42 else {
      print("skipped: python3 with jsonschema and yaml is not installed, no file was validated")
      return nil
    }
    #expect(python.terminationStatus == 0)
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
