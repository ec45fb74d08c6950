import SourceText
import Testing

@Suite struct PlaceReachTests {
  @Test func `a place is 32 bytes`() {
    #expect(MemoryLayout<Place>.size == 32)
  }

  @Test func `what lies beyond four gigabytes is not cut short`() {
    let file = PlacedFile("a.xml")
    let (offset, line, column) = (5_000_000_000_000, 700_000_000_000, 4_999_999_999_999)
    let place = Place(in: file, offset: offset, line: line, column: column, width: 7)
    #expect(place.offset == offset)
    #expect(place.width == 7)
    #expect(place.description == "a.xml:700000000000:4999999999999")
    #expect(place < Place(in: file, offset: offset + 1))
  }

  @Test func `what is greater than its room is the greatest that has any`() {
    let counts = LongAndShort(.max, .max)
    #expect(counts.long == 1 << 40 - 1)
    #expect(counts.short == 1 << 24 - 1)
    #expect(LongAndShort(-1, -1) == LongAndShort(0, 0))
  }

  @Test func `places of a file are equal however the file is named to them`() {
    let place = Place(path: "a.csv", offset: 3, line: 1, column: 4)
    #expect(place == Place(in: PlacedFile("a.csv"), offset: 3, line: 1, column: 4))
    #expect(place != Place(path: "b.csv", offset: 3, line: 1, column: 4))
    #expect(place < Place(path: "b.csv"))
    #expect(!(Place(path: "b.csv") < place))
  }

  @Test func `the line is found again in a file that was read whole`() {
    let file = SourceFile(path: "a.yaml", text: "first\r\nsecond: 甲乙\r\n\r\nlast")
    let second = file.place(SourceRange(15, 18))
    #expect(second.description == "a.yaml:2:9")
    #expect(second.excerpt == "second: 甲乙")
    #expect(file.place(SourceRange(0, 0)).excerpt == "first")
    #expect(file.place(SourceRange(23, 23)).excerpt == "")
    #expect(file.place(SourceRange(27, 29)).excerpt == "last")
  }

  @Test func `a path is shown masked, and the place of it too`() {
    let place = Place(path: "张三330602199001011237.csv", line: 2)
    #expect(!place.path.contains("199001011237"))
    #expect(place.lineDescription == place.path + ":2")
  }
}
