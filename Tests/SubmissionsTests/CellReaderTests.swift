import Definitions
import FEEL
import SourceText
import Testing

@testable import Submissions

@Suite struct CellReaderTests {
  @Test(arguments: [
    ("2021-06-30", "2021-06-30"), ("2021年6月30日", "2021-06-30"), ("2021.6.30", "2021-06-30"),
    ("2021/6/30", "2021-06-30"), ("２０２１．６．３０", "2021-06-30"), ("20210630", "2021-06-30"),
    ("44377", "2021-06-30"),
  ])
  func `a date is read in every form that people write`(_ text: String, _ iso: String) throws {
    let fields = iso.split(separator: "-").compactMap { Int($0) }
    let date = try #require(CalendarDate(year: fields[0], month: fields[1], day: fields[2]))
    let isSerial = text == "44377"
    #expect(DateReader.read(text) == (isSerial ? .serial(date) : .date(date)))
  }

  @Test(arguments: ["2021-02-30", "2021-6", "6月30日", "2021-06-30-1", "昨天", "12", ""])
  func `what is no date is not guessed at`(_ text: String) {
    #expect(DateReader.read(text) == .none)
  }
}
