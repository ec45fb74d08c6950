/// A number that belongs to a person and was seen in a text: only aggregates may be handed in.
public enum PersonalNumber: Sendable, Hashable {
  /// A citizen's identity number of 18 places (GB 11643).
  case identity
  /// A citizen's identity number of 15 places, as they were until 1999.
  case formerIdentity
  /// A mobile telephone number.
  case mobile

  /// The first number of a person in a text; nil where there is none.
  public static func first(in text: some StringProtocol) -> PersonalNumber? {
    TextBytes(text).mayHoldNumber ? PersonalDigits(text.unicodeScalars).found.first?.kind : nil
  }

  /// The numbers of persons in a text, in their order.
  public static func all(in text: some StringProtocol) -> [PersonalNumber] {
    TextBytes(text).mayHoldNumber ? PersonalDigits(text.unicodeScalars).found.map(\.kind) : []
  }
}

/// The digits of a text in chains, whatever their script, across blanks, hyphens, invisible marks and other signs; and the
/// numbers of persons among them.
///
/// A number of 18 places with its check digit is one wherever it stands in a chain, run together with other digits too.
/// One whose check digit is wrong, one of 15 places and a mobile one have to fill whole groups of digits. Across a sign that
/// may stand between numbers or in one, such as a point or a stroke, digits are a person's number where they stand in the
/// groups in which these are written: 138.0013.8000 is, 13800.138000 is not. A comma parts the cells of a table.
struct PersonalDigits {
  /// How many digits a mobile number has.
  static let mobileLength = 11
  /// How many digits an identity number has, and how many it had.
  private static let identityLength = 18
  private static let oldIdentityLength = 15
  /// How many blanks and hyphens may stand between two digits of one number.
  private static let longestGap = 3

  private struct Digit {
    /// 0 to 9, 10 for X.
    var value: Int
    /// Which scalar of the text it is.
    var scalar: Int
    /// Whether the scalar before it is none of the chain's digits.
    var isFirst: Bool
    /// The sign before it, besides blanks and hyphens.
    var joint: Unicode.Scalar?
  }

  /// The numbers in a text: the scalars that are their digits.
  private(set) var found: [(kind: PersonalNumber, scalars: [Int])] = []
  private var chain: [Digit] = []

  init(_ scalars: some Sequence<Unicode.Scalar>) {
    var gap = 0
    var joint: Unicode.Scalar?
    for (index, scalar) in scalars.enumerated() {
      if let value = Self.value(of: scalar) {
        chain.append(
          Digit(value: value, scalar: index, isFirst: chain.isEmpty || gap > 0, joint: joint))
        gap = 0
        joint = nil
      } else if Self.isX(scalar), gap == 0, chain.count >= Self.identityLength - 1 {
        chain.append(Digit(value: 10, scalar: index, isFirst: false))
        judge()
      } else if Self.isGap(scalar), gap < Self.longestGap {
        gap += 1
      } else if !chain.isEmpty, gap < Self.longestGap, Self.isSign(scalar) {
        gap += 1
        joint = joint ?? scalar
      } else {
        judge()
        gap = 0
        joint = nil
      }
    }
    judge()
  }

  // MARK: Scalars

  private static func value(of scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: return Int(scalar.value) - 0x30
    case 0..<0x660, 0x3400...0x9FFF: return nil
    default:
      let properties = scalar.properties
      guard properties.numericType == .decimal else { return nil }
      return properties.numericValue.map { Int($0) }
    }
  }

  private static func isX(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "X", "x", "Ｘ", "ｘ": true
    default: false
    }
  }

  private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x2D, 0x5F, 0x7F...0xA0, 0x2400...0x2426, 0xFFFD: return true
    case 0..<0xA0, 0x3400...0x9FFF: return false
    default:
      switch scalar.properties.generalCategory {
      case .spaceSeparator, .lineSeparator, .paragraphSeparator, .dashPunctuation, .format:
        return true
      default: return scalar.value == 0x2212
      }
    }
  }

  /// Whether it is a sign that people put between the digits of one number: none that parts the cells of a table or the
  /// numbers of a list.
  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    ".．/／~～·•・‧∙⋅\\()（）[]［］【】".unicodeScalars.contains(scalar)
  }

  /// Whether a sign also stands within an amount, a quotient or a range.
  private static func isOfAmounts(_ scalar: Unicode.Scalar) -> Bool {
    ".．/／~～".unicodeScalars.contains(scalar)
  }

  /// The groups in which numbers are written with such signs.
  private static let groupsOfIdentity = [
    [6, 8, 4], [6, 12], [14, 4], [3, 3, 8, 4], [6, 4, 4, 4], [6, 4, 2, 2, 4], [4, 4, 4, 4, 2],
    [Int](repeating: 1, count: identityLength),
  ]
  private static let groupsOfFormerIdentity = [[6, 6, 3], [6, 2, 2, 2, 3]]
  private static let groupsOfMobile = [
    [3, 4, 4], [3, 3, 5], [3, 5, 3], [4, 3, 4], [4, 4, 3], [3, 2, 2, 2, 2],
  ]

  // MARK: Numbers

  /// Looks for numbers in the chain, and begins another one.
  private mutating func judge() {
    defer { chain.removeAll(keepingCapacity: true) }
    guard chain.count >= Self.mobileLength else { return }
    // What was taken, and where a number may begin or has to end: at the edges of groups and of numbers.
    var taken = [Bool](repeating: false, count: chain.count)
    var edges = chain.indices.map { chain[$0].isFirst } + [true]
    func take(_ start: Int, _ length: Int, _ kind: PersonalNumber) {
      for index in start..<(start + length) { taken[index] = true }
      edges[start] = true
      edges[start + length] = true
      found.append((kind, chain[start..<(start + length)].map(\.scalar)))
    }
    func search(_ length: Int, _ kind: PersonalNumber, _ isOne: (Int) -> Bool) {
      var start = 0
      while start + length <= chain.count {
        if let last = (start..<(start + length)).last(where: { taken[$0] }) {
          start = last + 1
        } else if isOne(start) {
          take(start, length, kind)
          start += length
        } else {
          start += 1
        }
      }
    }
    func isWhole(_ start: Int, _ length: Int) -> Bool { edges[start] && edges[start + length] }
    let longest = Self.identityLength
    search(longest, .identity) { start in
      isIdentity(start) && hasCheckDigit(start)
        && isGrouped(start, longest, Self.groupsOfIdentity, edges)
    }
    search(longest, .identity) { start in
      let isInside = !chain[(start + 1)..<(start + longest)].contains { $0.isFirst }
      return isIdentity(start) && (isInside || isWhole(start, longest))
        && isGrouped(start, longest, Self.groupsOfIdentity, edges)
    }
    search(Self.oldIdentityLength, .formerIdentity) {
      isWhole($0, Self.oldIdentityLength) && isOldIdentity($0)
        && isGrouped($0, Self.oldIdentityLength, Self.groupsOfFormerIdentity, edges)
    }
    let closed = ends(edges)
    search(Self.mobileLength, .mobile) { start in
      isMobile(start) && closed[start + Self.mobileLength]
        && (edges[start] || hasPrefix(start, edges))
        && isGrouped(start, Self.mobileLength, Self.groupsOfMobile, edges)
    }
    found.sort { ($0.scalars.first ?? 0) < ($1.scalars.first ?? 0) }
  }

  /// Whether a part of the chain has no signs among its digits, or fills whole groups: those in which such a number is
  /// written, where a sign also stands within amounts.
  private func isGrouped(
    _ start: Int, _ length: Int, _ groups: [[Int]], _ edges: [Bool]
  ) -> Bool {
    let joints = chain[(start + 1)..<(start + length)].compactMap(\.joint)
    if joints.isEmpty { return true }
    guard edges[start], edges[start + length] else { return false }
    guard joints.contains(where: Self.isOfAmounts) else { return true }
    var own = [1]
    for digit in chain[(start + 1)..<(start + length)] {
      if digit.isFirst { own.append(1) } else { own[own.count - 1] += 1 }
    }
    return joints.count == own.count - 1 && groups.contains(own)
  }

  /// For each place in the chain whether a mobile number may end there: at an edge, or where others of its kind follow up to one.
  private func ends(_ edges: [Bool]) -> [Bool] {
    let length = Self.mobileLength
    var closed = edges
    for place in chain.indices.reversed() where !closed[place] && place + length <= chain.count {
      closed[place] = closed[place + length] && isMobile(place)
    }
    return closed
  }

  /// Whether the country's prefix stands before a place, at an edge.
  private func hasPrefix(_ start: Int, _ edges: [Bool]) -> Bool {
    let digits = chain[..<start].suffix(4).map(\.value)
    return [[8, 6], [0, 0, 8, 6], [0]].contains { prefix in
      digits.suffix(prefix.count) == prefix[...] && edges[start - prefix.count]
    }
  }

  private func number(_ start: Int, _ length: Int) -> Int {
    chain[start..<(start + length)].reduce(0) { $0 * 10 + $1.value }
  }

  /// Whether 18 digits begin with a region and have the day of a birth.
  private func isIdentity(_ start: Int) -> Bool {
    guard chain[start..<(start + 17)].allSatisfy({ $0.value < 10 }) else { return false }
    let year = number(start + 6, 4)
    return isRegion(start) && (1850...2100).contains(year)
      && isDay(year, number(start + 10, 2), number(start + 12, 2))
  }

  /// Whether 15 digits begin with a region and have the day of a birth of somebody who may live.
  ///
  /// Numbers with 15 places end with the births of 1999. Codes of grids (village and three digits) have as many, and
  /// mostly small figures where the year stands.
  private func isOldIdentity(_ start: Int) -> Bool {
    guard chain[start..<(start + 15)].allSatisfy({ $0.value < 10 }) else { return false }
    let year = number(start + 6, 2)
    return isRegion(start) && year >= 30
      && isDay(1900 + year, number(start + 8, 2), number(start + 10, 2))
  }

  private func isMobile(_ start: Int) -> Bool {
    chain[start].value == 1 && (3...9).contains(chain[start + 1].value)
      && chain[start..<(start + Self.mobileLength)].allSatisfy { $0.value < 10 }
  }

  /// Whether two digits are those of a province (GB/T 2260), or of foreigners (9).
  private func isRegion(_ start: Int) -> Bool {
    switch number(start, 2) {
    case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81...83, 91: true
    default: false
    }
  }

  private func isDay(_ year: Int, _ month: Int, _ day: Int) -> Bool {
    let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
    switch month {
    case 1, 3, 5, 7, 8, 10, 12: return (1...31).contains(day)
    case 4, 6, 9, 11: return (1...30).contains(day)
    case 2: return (1...(isLeap ? 29 : 28)).contains(day)
    default: return false
    }
  }

  /// Whether the last of 18 places follows from the others (ISO 7064, MOD 11-2).
  private func hasCheckDigit(_ start: Int) -> Bool {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(chain[start..<(start + 17)], weights).reduce(0) { $0 + $1.0.value * $1.1 }
    return chain[start + 17].value == [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2][sum % 11]
  }
}
