import Definitions

extension CellText {
  /// Whether a text says that there is nothing: empty, a dash, a stroke, 暂无, 无.
  static func isNothing(_ text: String) -> Bool {
    text.isEmpty || nothing.contains(text.lowercased())
  }

  private static let nothing: Set<String> = [
    "-", "--", "---", "—", "——", "–", "/", "//", "\\", "暂无", "暂无数据", "无", "无数据", "没有", "未报",
    "未填", "n/a", "na", "null", "nil", "none",
  ]

  /// Whether a text that is to be cited, such as a document's number, says no more than an empty cell: that there is nothing,
  /// that it is still to come, what a spreadsheet writes in place of a text, marks alone.
  static func isPlaceholder(_ text: String) -> Bool {
    if isFormulaError(text) || isFormula(text) { return true }
    let word = bareWord(text)
    return isNothing(word) || placeholders.contains(word)
      || word.unicodeScalars.allSatisfy { $0 == "0" || isMark($0) }
  }

  /// Whether a text in place of a value says that it is still to come, or is not known: 待核实, 统计中, 不详.
  static func isWaiting(_ text: String) -> Bool {
    let word = bareWord(text)
    if placeholders.contains(word) { return true }
    let bytes = Array(word.utf8)
    return
      (waitingBeginnings.begin(word)
      || waitingEnds.contains { bytes.suffix($0.count).elementsEqual($0) })
      && word.count <= longestWaiting
  }

  private static let waitingBeginnings = Beginnings(["待", "等待", "暂", "尚", "未", "正在", "拟"])
  private static let waitingEnds = ["中", "未定", "待定", "待报", "待补", "待核"].map { Array($0.utf8) }

  /// The most characters of what is no sentence.
  private static let longestWaiting = 10

  /// A text as a key, without the marks around it.
  private static func bareWord(_ text: String) -> String {
    var word = key(text).unicodeScalars[...]
    while let first = word.first, isMark(first) { word.removeFirst() }
    while let last = word.last, isMark(last) { word.removeLast() }
    return String(word)
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
  }

  private static let placeholders: Set<String> = [
    "空", "空白", "空缺", "缺", "缺失", "略", "无文件", "无文号", "无编号", "未定", "待定", "待补", "待补充", "待填", "待报",
    "待核", "待核实", "待查", "待发", "待发文", "尚未发文", "未发文", "不详", "不明", "未知", "tbd", "unknown", "nan",
    "undefined",
  ]

  /// Whether a text is the formula of a spreadsheet, or stands for a picture in it, in place of what the sheet shows.
  static func isFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first, "=+-@{".utf8.contains(first) || text.utf8.contains(0x28)
    else { return false }
    let upper = text.uppercased()
    if upper.contains("DISPIMG(") { return true }
    guard let sign = upper.first, "=+-@{".contains(sign) else { return false }
    let rest = upper.drop { "=+-@{".contains($0) }
    if sign == "=" { return !rest.isEmpty }
    if sign == "{" { return upper.hasPrefix("{=") && !rest.isEmpty }
    // +A1, -SUM(B2:B9), @ABS(C3): a cell or a function stands behind the sign.
    let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "$._".contains($0)) }
    guard let first = word.first, first.isLetter || first == "$" else { return false }
    return rest.dropFirst(word.count).first == "(" || isCell(word.filter { $0 != "$" })
  }

  /// Whether a text is the name of a cell, such as `AB12`.
  private static func isCell(_ word: String) -> Bool {
    let letters = word.prefix { $0.isLetter }
    let digits = word.dropFirst(letters.count)
    return (1...3).contains(letters.count) && (1...7).contains(digits.count)
      && digits.allSatisfy(\.isNumber)
  }

  /// What a spreadsheet writes where a formula failed.
  static func isFormulaError(_ text: String) -> Bool {
    text.utf8.first == UInt8(ascii: "#")
      && [
        "#n/a", "#div/0!", "#ref!", "#value!", "#name?", "#null!", "#num!",
        "#spill!", "#calc!",
      ]
      .contains(text.lowercased())
      || !text.isEmpty && text.utf8.allSatisfy { $0 == UInt8(ascii: "#") }
  }
}
