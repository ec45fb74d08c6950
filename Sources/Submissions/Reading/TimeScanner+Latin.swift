/// What parts of a year are called in Latin letters: q1, first quarter of 2021, January - March 2021.
extension TimeScanner {
  /// The same in Latin letters.
  func latin(_ place: inout Int, hasYear: Bool) -> Point.Part? {
    guard let first = optional(place), first.isASCII else { return nil }
    let isApart = place == 0 || !TimeScanner.isLetter(text[place - 1])
    for (word, part) in TimeScanner.named where next(word, &place) { return part }
    for (index, name) in TimeScanner.monthNames.enumerated() {
      var end = place
      guard next(name, &end) || isApart && next(String(name.prefix(3)), &end) else { continue }
      var rest = end
      let isJoined = ["to", "through", "and"].contains { next($0, &rest) }
      guard !TimeScanner.isLetter(sign(end)) || isJoined else { continue }
      place = end
      var day = end
      if let number = digits(&day, most: 2), (1...31).contains(number) {
        place = day
        return .day(index + 1, number)
      }
      return .months((index + 1)...(index + 1))
    }
    guard isApart || hasYear, let letter = optional(place), letter == "q" || letter == "h"
    else { return nil }
    var end = place + 1
    guard let number = digits(&end, most: 1), number > 0 else { return nil }
    var year = optional(end) == "_" ? end + 1 : end
    let isFollowed = self.year(&year) != nil
    guard isFollowed || !TimeScanner.isDigit(sign(end)) && !TimeScanner.isLetter(sign(end)) else {
      return nil
    }
    if letter == "q", number <= 4 {
      place = end
      return .quarters(number...number)
    }
    guard letter == "h", number <= 2, hasYear || isFollowed else { return nil }
    place = end
    return .months((number * 6 - 5)...(number * 6))
  }

  /// Quarters and halves by their words, in the order in which they are looked for.
  private static let named: [(word: String, part: Point.Part)] = {
    var named: [(word: String, part: Point.Part)] = []
    let ordinals = [
      ["first", "1st", "1"], ["second", "2nd", "2"], ["third", "3rd", "3"], ["fourth", "4th", "4"],
    ]
    for (index, words) in ordinals.enumerated() {
      for word in words {
        let number = index + 1
        named.append(("\(word)quarter", .quarters(number...number)))
        named.append(("quarter\(word)", .quarters(number...number)))
        if index < 2 {
          named.append(("\(word)half", .months((number * 6 - 5)...(number * 6))))
        }
      }
    }
    return named
  }()
  private static let monthNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// The year behind a part of one in Latin letters: q1 2021, first quarter of 2021.
  func yearBehind(_ place: inout Int) -> Int? {
    guard place > 0, place <= text.count else { return nil }
    var end = place
    if let mark = optional(end), ",-/_.".contains(mark) { end += 1 }
    _ = next("of", &end) || next("fy", &end)
    let start = end
    guard let (year, isWord) = year(&end), end - start >= 4, !isWord,
      text[..<place].contains(where: TimeScanner.isLetter)
    else { return nil }
    place = end
    return year
  }
}
