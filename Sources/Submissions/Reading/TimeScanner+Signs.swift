/// The signs of which times are made: years, numbers, words and what stands between them.
extension TimeScanner {
  /// A year at a place, which moves behind it and its word: 2021年, 2021年度, 2021, 21年, 民国110年.
  func year(_ place: inout Int) -> (year: Int, isWord: Bool)? {
    var end = place
    if next("民国", &end) || next("民國", &end) {
      guard let number = digits(&end, most: 3), next("年度", &end) || next("年", &end) else {
        return nil
      }
      place = end
      return (1911 + number, true)
    }
    _ = next("fy", &end)
    let start = end
    guard let number = digits(&end, most: 4), !TimeScanner.isDigit(sign(end)) else { return nil }
    let isWord = next("年度", &end) || next("年", &end)
    if end - start >= 4, (1990...2099).contains(number) {
      place = end
      return (number, isWord)
    }
    // 21年一季度; 近10年 is none.
    let before = place > 0 ? text[place - 1] : " "
    var part = end
    let isBeforePart =
      end - start == 2 && (next("q", &part) || next("h", &part))
      && digits(&part, most: 1).map { (1...4).contains($0) } ?? false
      && !TimeScanner.isDigit(sign(part)) && !TimeScanner.isLetter(sign(part))
      && !TimeScanner.isDigit(before)
    guard isWord || isBeforePart, (15...49).contains(number),
      !TimeScanner.isLetter(before), !"近满约共每第逾超的".contains(before)
    else { return nil }
    place = end
    return (2000 + number, true)
  }

  /// Whether a sign of a span stands at a place, which moves behind it.
  func span(_ place: inout Int) -> Bool {
    let start = place
    while let mark = optional(place), "-~—–－至到".contains(mark) { place += 1 }
    if place == start { _ = next("through", &place) || next("to", &place) }
    return place > start
  }

  /// Whether a sign of a list stands there.
  func list(_ place: inout Int) -> Bool {
    for mark in ["、", ",", "和", "及", "与", "and", "&"] where next(mark, &place) { return true }
    return false
  }

  func next(_ word: String, _ place: inout Int) -> Bool {
    var end = place
    for character in word {
      guard end < text.count, text[end] == character else { return false }
      end += 1
    }
    place = end
    return true
  }

  func sign(_ place: Int) -> Character { place < text.count ? text[place] : " " }

  func optional(_ place: Int) -> Character? { place < text.count ? text[place] : nil }

  /// A small number in digits or numerals, up to 99 in digits and 12 in numerals.
  func ordinal(_ place: inout Int) -> Int? {
    if let number = digits(&place, most: 2) { return number }
    guard place < text.count, let first = TimeScanner.numerals[text[place]] else { return nil }
    place += 1
    guard first == 10, let ones = TimeScanner.numerals[sign(place)], ones < 3 else { return first }
    place += 1
    return 10 + ones
  }

  /// A number in digits that is not the beginning of a longer one.
  func digits(_ place: inout Int, most: Int) -> Int? {
    var end = place
    var number = 0
    while end < text.count, end - place < most, let digit = text[end].wholeNumberValue,
      TimeScanner.isDigit(text[end])
    {
      number = number * 10 + digit
      end += 1
    }
    guard end > place, most == 1 || !TimeScanner.isDigit(sign(end)) else { return nil }
    place = end
    return number
  }

  static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  static func isLetter(_ character: Character) -> Bool {
    character.isASCII && character.isLetter
  }

  static let numerals: [Character: Int] = [
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "ⅰ": 1, "ⅱ": 2, "ⅲ": 3, "ⅳ": 4,
    "Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4,
  ]

  /// A text with its years in digits: 二〇二一年.
  static func inDigits(_ text: [Character]) -> [Character] {
    var text = text
    for index in text.indices where text[index] == "年" {
      let run = text[..<index].reversed().prefix { yearDigits[$0] != nil || isDigit($0) }
      // 二一年; 十二年 and 二〇一二年 are others.
      let before = index > 2 ? text[index - 3] : " "
      let isShort =
        run.count == 2 && text[index - 2] == "二" && "一二三四五六七八九".contains(text[index - 1])
        && numerals[before] == nil
      if isShort {
        for place in (index - 2)..<index { text[place] = yearDigits[text[place]] ?? text[place] }
      }
      guard run.count == 4 else { continue }
      for place in (index - 4)..<index { text[place] = yearDigits[text[place]] ?? text[place] }
    }
    return text
  }

  /// A text with numbers in digits where they are written in other signs: 元至三月, I季度.
  static func inNumbers(_ text: [Character]) -> [Character] {
    var result: [Character] = []
    for (index, sign) in text.enumerated() {
      let rest = text[(index + 1)...].prefix(5)
      let before = index > 0 ? text[index - 1] : " "
      if sign == "元", let next = rest.first, "月至到-~—–".contains(next), rest.contains("月"),
        !isDigit(before), !"万亿千百十美欧日港金单公".contains(before)
      {
        result.append("1")
      } else if sign == "季" {
        let latin = String(result.reversed().prefix { $0 == "i" || $0 == "v" }.reversed())
        if let number = ["i", "ii", "iii", "iv"].firstIndex(of: latin) {
          result.removeLast(latin.count)
          result.append(Character("\(number + 1)"))
        }
        result.append(sign)
      } else {
        result.append(sign)
      }
    }
    return result
  }

  static let yearDigits: [Character: Character] = [
    "〇": "0", "○": "0", "零": "0", "o": "0", "一": "1", "二": "2", "三": "3", "四": "4", "五": "5",
    "六": "6", "七": "7", "八": "8", "九": "9", "壹": "1", "贰": "2", "叁": "3", "肆": "4", "伍": "5",
    "陆": "6",
    "柒": "7", "捌": "8", "玖": "9",
  ]
}
