import Foundation
import TestSupport
import Testing

/// What others wrote, planted wherever they write, and looked for in everything that the command writes.
struct ForeignTextTests {
  /// A number of a person or a character that no reader expects, and what must be nowhere.
  struct Plant: Sendable, CustomTestStringConvertible {
    var text: String
    var hidden: String

    /// A number.
    static func number(_ text: String) -> Plant { Plant(text: text, hidden: text) }

    /// A character within a text.
    static func character(_ scalar: String) -> Plant {
      Plant(text: "甲\(scalar)::error::乙", hidden: scalar)
    }

    var testDescription: String { text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined() }
  }

  private static let numbers: [Plant] = [
    "110101199003074231", "110101 19900307 4231", "110101-19900307-4231", "１１０１０１１９９００３０７４２３１",
    "110101900307423", "110101199003074239", "张三110101199003074231号",
    "13800138000110101199003074231",
  ].map { .number($0) }
  private static let mobiles: [Plant] = [
    "13800138000", "138 0013 8000", "+86-138-0013-8000", "１３８００１３８０００",
  ].map { .number($0) }
  private static let characters: [Plant] = [
    "\u{1B}[2J", "\u{7}", "\u{0}", "\u{202E}", "\u{2066}", "\u{9B}", "\u{7F}",
  ].map { .character($0) }

  /// A kind of input: its text with a mark in every field, and how the command is told of it.
  struct Kind: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var arguments: [String]
    /// Fields, by their number, where a mobile number may be an amount.
    var amounts: Set<Int> = []

    var testDescription: String { name }

    /// The text with a plant in one field, and what stands in the others.
    func planted(_ plant: String, in field: Int) -> String {
      var pieces = text.components(separatedBy: "‹")
      for index in pieces.indices.dropFirst() {
        let parts = pieces[index].components(separatedBy: "›")
        pieces[index] = (index - 1 == field ? plant : parts[0]) + parts[1]
      }
      return pieces.joined()
    }

    var fields: Int { text.components(separatedBy: "‹").count - 1 }
  }

  private static let kinds: [Kind] = [
    Kind(
      name: "wide.csv",
      text:
        "‹标题›\ncode,name,period,‹受理数›,‹别的列›,化解数,中心建成,事故数,通报数\n‹100001›,‹甲县›,‹2021Q2›,‹100›,‹1›,‹97›,‹是›,0,0\n‹合计›,,,‹100›,,,,,\n‹备注：本表由各县填报›,,,,,,,,\n100002,乙县,2021Q2,100,1,97,是,0,0\n",
      arguments: ["wide.csv"], amounts: [6, 8, 11]),
    Kind(
      name: "long.csv",
      text:
        "code,name,item,period,value,unit\n‹100001›,‹甲县›,‹受理数›,‹2021Q2›,‹100›,‹件›\n100001,甲县,‹化解数›,2021Q2,‹97›,件\n100002,乙县,受理数,2021Q2,5,件\n",
      arguments: ["long.csv"], amounts: [4, 7]),
    Kind(
      name: "transposed.csv",
      text: "指标,‹甲县›,‹乙县›\n‹受理数›,‹100›,90\n化解数,97,80\n",
      arguments: ["transposed.csv", "one.csv"], amounts: [3]),
    Kind(
      name: "a.xml",
      text:
        "<submissions period=\"‹2021Q2›\"><submission unit=\"‹100001›\" name=\"‹甲县›\"><item code=\"‹D0001›\" note=\"‹无›\" measure=\"‹件›\">‹100›</item><item code=\"D0002\">‹97›</item>‹ ›<x‹a›>‹1›</x></submission></submissions>",
      arguments: ["a.xml", "one.csv"], amounts: [6, 7]),
    Kind(
      name: "units.csv",
      text:
        "code,name,level,parent,group,from,until,alias,into,‹别的列›\n1000,某市,city,,,,,,,\n‹100001›,‹甲县›,‹county›,‹1000›,‹一组›,‹2020-01-01›,‹2030-01-01›,‹甲›,‹›,\n100002,乙县,county,1000,一组,,,,,\n",
      arguments: ["one.csv", "--units", "units.csv"]),
    Kind(
      name: "findings.csv",
      text:
        "unit,name,target,authority,document,date,until,reason,‹别的列›\n‹100001›,‹甲县›,‹V01›,‹市委政法委›,‹文›,‹2021-05-01›,‹2022-05-01›,‹理由›,\n",
      arguments: ["one.csv", "--units", "given.csv", "--findings", "findings.csv"]),
    Kind(
      name: "waivers.csv",
      text:
        "unit,target,authority,document,date,until,reason\n‹100001›,‹T01.01›,‹市委政法委›,‹文›,‹2021-05-01›,‹2022-05-01›,‹理由›\n",
      arguments: ["one.csv", "--units", "given.csv", "--waivers", "waivers.csv"]),
    Kind(
      name: "verified.csv",
      text:
        "unit,target,value,by,document,date,period,measure,note\n‹100001›,‹受理数›,‹90›,‹督查组组长›,‹文›,‹2021-05-01›,‹2021Q2›,‹件›,‹无›\n",
      arguments: ["one.csv", "--units", "given.csv", "--verified", "verified.csv"], amounts: [2]),
    Kind(
      name: "overrides.csv",
      text:
        "unit,target,value,by,document,date,reason,period\n‹100001›,‹T01.01›,‹30›,‹主任›,‹文›,‹2021-06-01›,‹理由›,‹2021Q2›\n",
      arguments: ["one.csv", "--units", "given.csv", "--overrides", "overrides.csv"]),
    Kind(
      name: "overrides.yaml",
      text:
        "- unit: \"‹100001›\"\n  target: \"‹T01.01›\"\n  value: \"‹30›\"\n  by: \"‹主任›\"\n  document: \"‹文›\"\n  date: \"‹2021-06-01›\"\n  reason: \"‹理由›\"\n  \"‹备注›\": \"‹无›\"\n",
      arguments: ["one.csv", "--units", "given.csv", "--overrides", "overrides.yaml"]),
  ]

  private static let one =
    "code,name,period,受理数,化解数,中心建成,事故数,通报数\n100001,甲县,2021Q2,100,97,是,0,0\n"
  private static let given =
    "code,name,level,parent\n1000,某市,city,\n100001,甲县,county,1000\n100002,乙县,county,1000\n"

  @Test(arguments: kinds.indices)
  func `no number of a person and no control character comes out of a file`(_ index: Int)
    async throws
  {
    let kind = Self.kinds[index]
    for field in 0..<kind.fields {
      let numbers = Self.numbers + (kind.amounts.contains(field) ? [] : Self.mobiles)
      // Each field gets some of the plants, all together all of them.
      for plants in [numbers, Self.characters] {
        let plant = plants[(field * 5 + index) % plants.count]
        let folder = try TemporaryFolder()
        try folder.write(Self.one, to: "one.csv")
        try folder.write(Self.given, to: "given.csv")
        try folder.write(kind.planted(plant.text, in: field), to: kind.name)
        let run = try await Command(folder: folder.url).run(
          ["assess", SmallSet.set] + kind.arguments + ["-o", "out", "--lang", "zh"])
        #expect(run.exitCode == 0 || run.exitCode == 2, "\(run)")
        try expectNone(of: [plant], in: folder, run, "\(kind.name) field \(field)")
      }
    }
  }

  @Test func `nor does it come out of the name of a file`() async throws {
    let plants = (Self.numbers + Self.mobiles + Self.characters).filter {
      !$0.text.contains("\u{0}")
    }
    let folder = try TemporaryFolder()
    try folder.write(Self.one, to: "in/one.csv")
    for plant in plants {
      try folder.write("x", to: "in/\(plant.text).docx")
      try folder.write("code,name,period,受理数\n1,丙,2021Q2,约\n", to: "in/b\(plant.text).csv")
    }
    let run = try await Command(folder: folder.url).run([
      "assess", SmallSet.set, "in", "-o", "out",
    ])
    #expect(run.exitCode == 0, "\(run)")
    try expectNone(of: plants, in: folder, run, "name")
  }

  @Test(arguments: ["text", "json", "sarif", "junit", "github"])
  func `nor out of the keys and values of a set that are told of`(_ format: String) async throws {
    for plants in [Self.numbers + Self.mobiles, Self.characters] {
      let texts = plants.map { plant in
        plant.text.replacing("\u{0}", with: "\\0").replacing("\u{1B}", with: "\\e")
          .replacing("\u{7}", with: "\\a").replacing("\u{7F}", with: "\\x7f")
          .replacing("\u{9B}", with: "\\x9b")
      }
      let folder = try TemporaryFolder()
      var text = """
        set: small
        title: T
        edition: "1"
        language: zh-CN
        assesses: "\(texts[0])"

        """
      text += texts.map { "\"\($0)\": 1\n\"x\\n::error::\($0)\": 1\n" }.joined()
      text += "items:\n"
      text += texts.map { "  \"\($0)\": {type: \"\($0)\", titel: \"\($0)\"}\n" }.joined()
      text += "tasks:\n  - task: T01\n    title: T\n    requirements:\n"
      text += texts.map {
        "      - {requirement: \"\($0)\", title: T, points: \"\($0)\", value: \"\($0)\"}\n"
      }.joined()
      try folder.write(text, to: "set.yaml")
      let run = try await Command(folder: folder.url).run([
        "lint", "set.yaml", "--format", format,
      ])
      #expect(run.exitCode == 1, "\(run)")
      try expectNone(of: plants, in: folder, run, format)
      #expect(!"\n\(run.output)\(run.error)".contains("\n::error::"))
    }
  }

  /// Looks for a plant in what a command printed and wrote, in texts and names.
  private func expectNone(
    of plants: [Plant], in folder: TemporaryFolder, _ run: Run, _ what: String
  ) throws {
    var texts = [("output", run.output), ("error", run.error)]
    for file in folder.files(under: "out") {
      texts.append((file, try folder.text("out/\(file)") + "\n" + file))
    }
    for (name, text) in texts {
      for plant in plants {
        #expect(
          text.range(of: plant.hidden, options: .literal) == nil,
          "\(what): \(plant.testDescription) in \(name)")
      }
      #expect(
        !text.unicodeScalars.contains {
          $0.value < 0x20 && $0 != "\n" && $0 != "\t" || (0x7F..<0xA0).contains($0.value)
            || (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
        }, "\(what): \(plants.map(\.testDescription)) leaves a control character in \(name)")
    }
  }
}
