import Formats
import SourceText
import Testing

@testable import YanshouEngine

@Suite struct EngineErrorTests {
  @Test func `a full folder of temporary files is an error that says so`() {
    let error = EngineError(WriteError(path: "/scratch", reason: .temporary(28)))
    #expect(error.message.text(.en).contains("'/scratch'"))
    #expect(error.message.text(.en).contains("the disk is full"))
    #expect(error.message.text(.zh).contains("磁盘已满"))
    #expect(error.details.isEmpty)
  }

  @Test func `an error of another kind is given on in its own words`() {
    struct Other: Error, CustomStringConvertible { let description = "out of coffee" }
    #expect(EngineError(Other()).message.text(.zh).contains("out of coffee"))
  }
}
