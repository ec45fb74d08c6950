import Definitions

/// A unit of measure as people write it: a power of ten of what is counted, as 万件 is 10^4 件.
struct Measure: Hashable, Sendable {
  /// The power of ten.
  var power: Int
  /// What is counted or measured, such as 件; `1` for %, empty where only the scale is written, as in 万.
  var base: String

  /// The whole of which a percentage is a part.
  static let whole = Measure(power: 0, base: "1")

  private init(power: Int, base: String) {
    self.power = power
    self.base = base
  }

  /// The measure that a text writes, in brackets or behind `单位：` or not; nil where it writes none.
  init?(_ text: some StringProtocol) {
    let text = Measure.bare(CellText.key(text))
    guard !text.isEmpty, !CellText.isNothing(text), text.utf8.count <= 48,
      !text.unicodeScalars.allSatisfy({ WrittenNumber.isDigit($0) || $0 == "." })
    else { return nil }
    if let (power, base) = Measure.named[text] {
      (self.power, self.base) = (power, base)
      return
    }
    var rest = text[...]
    // 人民币亿元, 亿元人民币.
    if rest.hasPrefix("人民币") { rest = rest.dropFirst(3) }
    if rest.hasSuffix("人民币") { rest = rest.dropLast(3) }
    power = 0
    // 百分点 is no hundred of anything.
    if !["百分", "千分", "万分"].contains(where: { text.hasPrefix($0) }) {
      while let scale = rest.first.flatMap({ Measure.scales[$0] }) {
        power += scale
        rest = rest.dropFirst()
      }
    }
    let (more, base) = Measure.named[String(rest)] ?? (0, String(rest))
    power += more
    self.base = base
  }

  /// Whether it is a measure that we know, or one of the bases `others`: a text in its place may be anything.
  func isKnown(_ others: Set<String> = []) -> Bool {
    let whole = base.prefix { $0 != "/" && $0 != "(" }
    return base.isEmpty ? power > 0 : Measure.words.contains(String(whole)) || others.contains(base)
  }

  private static func bare(_ text: String) -> String {
    var text = text[...]
    var length = 0
    while length != text.utf8.count {
      length = text.utf8.count
      for (open, close) in [("(", ")"), ("[", "]"), ("【", "】"), ("〔", "〕")]
      where text.hasPrefix(open) && text.hasSuffix(close) && text.count > 2 {
        text = text.dropFirst().dropLast()
      }
      for label in ["计量单位:", "金额单位:", "单位:"] where text.hasPrefix(label) {
        text = text.dropFirst(label.count)
      }
    }
    return String(text)
  }

  private static let scales: [Character: Int] = ["十": 1, "百": 2, "千": 3, "万": 4, "亿": 8]

  /// Measures with a name of their own.
  private static let named: [String: (Int, String)] = [
    "%": (-2, "1"), "百分比": (-2, "1"), "百分数": (-2, "1"), "‰": (-3, "1"), "‱": (-4, "1"),
    "元": (0, "元"), "人民币": (0, "元"), "人民币元": (0, "元"), "元人民币": (0, "元"), "rmb": (0, "元"),
    "yuan": (0, "元"), "米": (0, "米"), "m": (0, "米"), "千米": (3, "米"), "公里": (3, "米"),
    "km": (3, "米"), "厘米": (-2, "米"), "cm": (-2, "米"), "毫米": (-3, "米"), "mm": (-3, "米"),
    "克": (0, "克"), "g": (0, "克"), "千克": (3, "克"), "公斤": (3, "克"), "kg": (3, "克"),
    "吨": (6, "克"), "公吨": (6, "克"), "t": (6, "克"), "平方米": (0, "平方米"), "平米": (0, "平方米"),
    "㎡": (0, "平方米"), "m2": (0, "平方米"), "m²": (0, "平方米"), "公顷": (4, "平方米"),
    "平方公里": (6, "平方米"), "平方千米": (6, "平方米"), "km2": (6, "平方米"), "km²": (6, "平方米"),
    "m3": (0, "立方米"), "m³": (0, "立方米"), "日": (0, "天"), "月": (0, "个月"), "h": (0, "小时"),
    "min": (0, "分钟"),
  ]

  /// The bases of money.
  static let currencies: Set<String> = ["元", "美元", "欧元", "港元", "日元", "英镑"]

  /// What is counted and measured in forms.
  private static let words: Set<String> = [
    "1", "件", "个", "起", "宗", "例", "次", "人", "人次", "户", "户次", "家", "所", "处", "座", "条", "项", "名",
    "位", "份", "篇", "期", "场", "场次", "台", "套", "辆", "部", "本", "册", "张", "支", "只", "头", "匹", "根",
    "块", "片", "组", "对", "双", "批", "批次", "笔", "单", "班", "间", "栋", "幢", "层", "亩", "元", "美元", "欧元",
    "港元", "日元", "英镑", "天",
    "个月", "年", "周", "小时", "分钟", "秒", "分", "米", "克", "平方米", "立方米", "升", "度", "千瓦时", "瓦",
    "案", "票", "枚", "棵", "株", "吨公里", "车次", "件次", "班次", "课时", "学时", "标准箱", "百分点", "个百分点",
  ]
}

/// What a measure that is stated beside values means for an item.
enum StatedMeasure: Hashable, Sendable {
  /// Nothing is stated, or nothing that matters to the item.
  case none
  /// A plain number is 10^n of the item's own measure; of a percentage, 10^n of the whole.
  case shift(Int)
  /// The item declares no measure: taken as it is, unchecked.
  case unchecked
  /// Another measure, or one that cannot be compared: the values are not taken.
  case other
}

extension Item {
  /// The measure in which numbers are to be written; of a percentage the whole.
  var scale: Measure? {
    type.isPercent ? .whole : measure.flatMap { Measure($0) }
  }

  /// What a measure stated beside values means for the item.
  func takes(_ stated: Measure) -> StatedMeasure {
    guard type.notation == .number else { return .none }
    guard let own = scale else {
      return type.isWhole && stated.power == 0 && stated.base != "1" ? .unchecked : .other
    }
    if stated.base.isEmpty { return type.isPercent ? .other : .shift(stated.power - own.power) }
    return stated.base == own.base ? .shift(stated.power - own.power) : .other
  }
}
