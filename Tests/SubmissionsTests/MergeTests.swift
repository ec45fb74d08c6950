import Definitions
import SourceText
import TestSupport
import Testing

@testable import Submissions

struct MergeTests {
  private let wide = "code,D1,D2\n330602,3,90%\n330603,4,91%\n"

  @Test func `what a unit reports in several files is put together`() throws {
    let run = try Run([
      "a.csv": wide, "b.csv": "code,item,value\n330602,D3,是\n",
      "c.xml": "<submission unit='330602'><item code='D6'>甲</item></submission>",
    ])
    #expect(
      run.rows == [
        "330603: D1=4@a.csv:3:8 D2=91e-2@a.csv:3:10",
        "330602: D1=3@a.csv:2:8 D2=90e-2@a.csv:2:10 D3=yes@b.csv:2:11 D6='甲'@c.xml:1:43",
      ])
    #expect(run.found.isEmpty)
    #expect(run.submissions.rowCounts == [0, 3, 1, 0])
  }

  @Test func `the same values again are one warning, at the later row`() throws {
    let run = try Run(["a.csv": wide, "b.csv": "code,D1,D2\n330602,3.0,９０％\n"])
    #expect(run.values == ["330603: D1=4 D2=91e-2", "330602: D1=3 D2=90e-2"])
    #expect(run.found == ["b.csv:2:1 repeated-unit"])
    #expect(run.diagnostics.first?.related.first?.place.description == "a.csv:2:1")
  }

  @Test func `differing values are an error each and give no value, the others stay`() throws {
    let run = try Run(["a.csv": wide, "b.csv": "code,D1,D2\n330602,3,91%\n"])
    #expect(run.values == ["330603: D1=4 D2=91e-2", "330602: D1=3 D2=!!"])
    #expect(run.found == ["b.csv:2:10 differing-values"])
    #expect(run.diagnostics.first?.severity == .error)
    #expect(run.diagnostics.first?.related.first?.place.description == "a.csv:2:10")
    #expect(run.diagnostics.first?.unit == "330602")
    #expect(run.diagnostics.first?.item == "化解率")
  }

  @Test func `texts, choices and dates agree when they say the same`() throws {
    let run = try Run([
      "a.csv": "code,D4,D5,D6\n330602,2021-06-30,已建成,甲\n330603,2021-06-30,已建成,甲\n",
      "b.csv": "code,D4,D5,D6\n330602,2021年6月30日, 已建成 ,甲\n330603,2021-07-01,实施中,乙\n",
    ])
    #expect(
      run.values == [
        "330602: D4=day18808 D5=已建成 D6='甲'", "330603: D4=!! D5=!! D6=!!",
      ])
    #expect(
      run.diagnostics.map(\.code) == [
        "repeated-unit", "differing-values", "differing-values", "differing-values",
      ])
  }

  @Test func `mistakes in merged rows are reported once`() throws {
    let run = try Run(["a.csv": "code,D1,D2\n330602,x,90%\n330602,,93\n"])
    #expect(run.values == ["330602: D1=! D2=!"])
    #expect(run.diagnostics.map(\.code) == ["not-a-number", "percent-without-sign"])
  }

  @Test func `the order of files and the size of blocks change nothing`() throws {
    var generator = SeededGenerator(seed: 41)
    let cells = ["3", "4", "约3", "", "3.0", "\"1,234\"", "13812345678"]
    for round in 0..<60 {
      func cell() -> String { cells.randomElement(using: &generator) ?? "" }
      func unit() -> String {
        ["330602", "330603", "330604", "330621", "9", "合计", ""].randomElement(using: &generator)
          ?? ""
      }
      var wide = "code,name,D1,D7\n"
      var long = "code,item,period,value\n"
      var xml = "<submissions>"
      for _ in 0..<Int.random(in: 0..<5, using: &generator) {
        wide += "\(unit()),,\(cell()),\(cell())\n"
        long += "\(unit()),D\(Int.random(in: 1...8, using: &generator)),2021Q2,\(cell())\n"
        xml += "<submission unit='\(unit())'><item code='D1'>\(cell())</item></submission>"
      }
      let files = ["c.csv": wide, "b.csv": long, "a.xml": xml + "</submissions>", "d.csv": wide]
      let whole = try Run(files)
      let seen = (
        whole.rows,
        whole.diagnostics.map {
          "\($0.place?.description ?? "") \($0.code) \($0.message.text(.zh))"
        }
      )
      for size in [1, 9, 33] {
        let cut = try Run(files, blockSize: size)
        #expect(cut.rows.sorted() == seen.0.sorted(), "seed 41, round \(round), size \(size)")
        #expect(
          cut.diagnostics.map {
            "\($0.place?.description ?? "") \($0.code) \($0.message.text(.zh))"
          } == seen.1, "seed 41, round \(round), size \(size)")
      }
      // Each unit once.
      let units = whole.blocks.flatMap { $0.rows.map(\.unit) }
      #expect(Set(units).count == units.count)
      #expect(Set(units) == Set(whole.submissions.reported), "seed 41, round \(round)")
    }
  }

  @Test func `renaming files so that they are read in another order keeps the kinds of cells`()
    throws
  {
    var generator = SeededGenerator(seed: 43)
    let cells = ["3", "4", "约3", "", "3.0", "13812345678", "—"]
    for round in 0..<200 {
      let texts = (0..<3).map { _ in
        "code,D1\n330602,\(cells.randomElement(using: &generator) ?? "")\n"
      }
      func kinds(_ order: [Int]) throws -> [String] {
        let files = Dictionary(
          uniqueKeysWithValues: order.enumerated().map { ("\($0).csv", texts[$1]) })
        return try Run(files).values.map {
          $0.replacing("3.0", with: "3").replacing("30e-1", with: "3")
        }
      }
      let first = try kinds([0, 1, 2])
      for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        #expect(try kinds(order) == first, "seed 43, round \(round), \(texts)")
      }
    }
  }

  @Test func `no bytes crash the reader or lose a unit`() throws {
    var generator = SeededGenerator(seed: 47)
    let pieces = [
      "code", "name", "period", "D1", "化解率", "item", "value", ",", ",", "\n", "\n", "330602",
      "330603", "越城区", "9", "90%",
      "约3", "\"", "\"\"", ";", "\t", "合计", "2021Q2", "<submissions>", "<submission unit='330602'>",
      "<item code='D1'>", "</item>", "</submission>", "</submissions>", " ", "\r", "13812345678",
    ]
    for round in 0..<600 {
      func bytes() -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0..<40, using: &generator) {
          if round.isMultiple(of: 4) {
            bytes.append(UInt8.random(in: 0...255, using: &generator))
          } else {
            bytes += Array((pieces.randomElement(using: &generator) ?? "").utf8)
          }
        }
        return bytes
      }
      let head = Array("code,D1,化解率\n".utf8)
      let files = ["a.csv": bytes(), "b.csv": head + bytes(), "c.xml": bytes()]
      let run = try Run(files, registry: round.isMultiple(of: 3) ? nil : SmallSet.registry)
      for diagnostic in run.diagnostics {
        #expect(!diagnostic.message.text(.zh).isEmpty && !diagnostic.message.text(.en).isEmpty)
      }
      let units = run.blocks.flatMap { $0.rows.map(\.unit) }
      #expect(Set(units) == Set(run.submissions.reported), "seed 47, round \(round): \(files)")
      #expect(Set(units).count == units.count, "seed 47, round \(round)")
      _ = run.rows
    }
  }
}
