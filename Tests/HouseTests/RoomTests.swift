import Testing

/// What stays in its room.
@Suite struct RoomTests {
  @Test(arguments: ["Run", "Trials", "Reporting", "YanshouEngine"])
  func `only Assessment knows in which slot a value stands`(_ floor: String) throws {
    let files = try SwiftCode.all(below: floor)
    #expect(!files.isEmpty)
    for file in files {
      #expect(
        Set(["Slot", "slot", "slots", "Scorer"]).isDisjoint(with: file.words.map(String.init)),
        "\(file.path)")
    }
  }

  @Test func `no task and no walk over blocks stands in Assessment`() throws {
    for file in try SwiftCode.all(below: "Assessment") {
      #expect(
        Set(["async", "await", "Task", "withThrowingTaskGroup"]).isDisjoint(
          with: file.words.map(String.init)), "\(file.path)")
    }
  }
}
