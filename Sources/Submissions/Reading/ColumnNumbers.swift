import Definitions

/// The row below a header that numbers the columns: 甲, 乙, 1, 2, 3; 栏次, 1, 2; A, B, (1), (2), (3)=(1)+(2).
enum ColumnNumbers {
  /// Whether a row below a header is one.
  /// - Parameters:
  ///   - texts: What stands in its cells.
  ///   - isNamed: Whether the header has a column of names, in which a number stands for nobody.
  /// - Returns: Whether nothing else can be meant: numbers alone may be those of a unit.
  static func are(_ texts: [String], isNamed: Bool) -> Bool {
    let cells = texts.map { CellText.key($0) }.filter { !CellText.isNothing($0) && $0 != "×" }
    var rest = cells[...]
    let isLabelled = rest.first.map(labels.contains) ?? false
    if isLabelled { rest.removeFirst() }
    let signs = signs(rest.first ?? "")
    let letters = zip(rest, signs).prefix { $0 == $1 }.count
    let numbers = rest.dropFirst(letters)
    // Signs alone, which are no numbers: 甲, 乙, 丙.
    if numbers.isEmpty, letters > 2, letters == texts.count { return true }
    let isCounted = zip(numbers, 1...).allSatisfy { number($0) == $1 }
    guard isCounted, !numbers.isEmpty else { return false }
    if isLabelled || letters > 1 { return true }
    if letters == 1 { return signs == stems && numbers.count > 1 }
    return isNamed && numbers.count > 2 && cells.count == texts.count
  }

  /// The signs of the columns before the first number, as they begin.
  private static func signs(_ first: String) -> [String] {
    first == stems.first ? stems : first == latin.first ? latin : []
  }

  private static let stems = "甲乙丙丁戊己庚辛壬癸".map { String($0) }
  private static let latin = "abcdefgh".map { String($0) }
  private static let labels: Set<String> = [
    "栏次", "栏号", "列次", "列号", "栏目号", "栏", "列", "编号", "编码", "代号", "序号", "行次", "项次",
  ]

  /// The number of a column, perhaps with how it is worked out: 3, (3), ③, 第3栏, 3=1+2; nil for anything else.
  private static func number(_ text: String) -> Int? {
    let parts = text.split(separator: "=", maxSplits: 1)
    guard let first = parts.first else { return nil }
    if parts.count > 1, !parts[1].allSatisfy({ $0.isNumber || "+-*/×÷()%栏".contains($0) }) {
      return nil
    }
    if let sign = first.unicodeScalars.first, first.unicodeScalars.count == 1,
      (0x2460...0x2473).contains(sign.value)
    {
      return Int(sign.value) - 0x245F
    }
    return Int(first.filter { !"()第栏列".contains($0) })
  }
}
