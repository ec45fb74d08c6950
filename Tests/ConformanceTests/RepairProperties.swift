import Testing

/// What a repair wins, against the same numbers handed in once more with the repair made.
@Suite struct RepairProperties {
  /// A rule over what two towns reported together (`x`, `y`) and what the county did (`c`), and the change that repairs it.
  enum Form: CaseIterable {
    case share, many, few, own, rest, both

    var value: String {
      switch self {
      case .share: "x / y"
      case .many, .few: "x"
      case .own: "c"
      case .rest: "c - x"
      case .both: "c + x"
      }
    }

    func linear(_ full: Int) -> String {
      switch self {
      case .share: "{zero: 50%, full: 100%}"
      case .few: "{zero: 200, full: \(full)}"
      case .many, .own, .rest, .both: "{zero: 0, full: \(full)}"
      }
    }

    /// What `x` or `c` have to be.
    func repaired(_ numbers: Numbers, _ full: Int) -> Numbers {
      var numbers = numbers
      switch self {
      case .share: numbers.x = numbers.y
      case .many, .few: numbers.x = full
      case .own: numbers.c = full
      case .rest: numbers.c = full + numbers.x
      case .both where full >= numbers.x: numbers.c = full - numbers.x
      case .both: numbers.x = full - numbers.c
      }
      return numbers
    }
  }

  struct Numbers: Equatable {
    var x: Int
    var y: Int
    var c: Int

    /// The rows of a county whose towns have these together.
    func rows(_ first: Int) -> String {
      let part = min(first, x)
      return "1,,,\(c)\n101,\(part),\(y),\n102,\(x - part),0,\n"
    }
  }

  private static func total(_ text: String?) throws -> Int {
    let digits = try #require(text).filter { $0 != "." }
    return try #require(Int(digits))
  }

  @Test(arguments: 1...60)
  func `a repair wins what the unit scores with it, towns and all`(_ seed: Int) async throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    func whole(_ range: ClosedRange<Int>) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return range.lowerBound + Int(state >> 33) % range.count
    }
    let forms = (0..<4).map { _ in Form.allCases[whole(0...Form.allCases.count - 1)] }
    let fulls = forms.map { _ in whole(1...100) }
    let numbers = Numbers(x: whole(0...150), y: whole(1...150), c: whole(0...100))
    var test = Case()
    test.set = """
      set: repair
      title: Repair
      edition: "1"
      language: en
      assesses: county
      period: quarter
      part: share
      points: 40
      items:
        x: {type: count, level: town, rollup: sum}
        y: {type: count, level: town, rollup: sum}
        c: {type: count}
      tasks:
        - task: T1
          title: Task
          points: 40
          requirements:
      \(forms.indices.map { index in
        """
              - requirement: R\(index)
                title: Rule
                points: 10
                value: \(forms[index].value)
                score: {linear: \(forms[index].linear(fulls[index]))}
                provenance: drafted
        """
      }.joined(separator: "\n"))
      """
    test.units = "code,name,level,parent\n1,One,county,\n101,A,town,1\n102,B,town,1\n"
    test.submissions = ["a.csv": "code,x,y,c\n" + numbers.rows(whole(0...150))]
    let now = try #require(try await test.run().units["1"])
    for (index, form) in forms.enumerated() where now["requirements R\(index) earned"] != "10.00" {
      let then = form.repaired(numbers, fulls[index])
      test.submissions = ["a.csv": "code,x,y,c\n" + then.rows(whole(0...150))]
      let repaired = try #require(try await test.run().units["1"])
      #expect(repaired["requirements R\(index) earned"] == "10.00", "\(forms) \(fulls) \(numbers)")
      let win = try Self.total(repaired["total"]) - Self.total(now["total"])
      #expect(
        try Self.signed(now["wins R\(index)"]) == win, "R\(index) \(forms) \(fulls) \(numbers)")
    }
  }

  private static func signed(_ text: String?) throws -> Int {
    let text = try #require(text)
    let minus = text.hasPrefix("-") || text.hasPrefix("−")
    return try (minus ? -1 : 1) * total(minus ? String(text.dropFirst()) : text)
  }
}
