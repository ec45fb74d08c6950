/// The words for sums and means of other rows: what names one is neither a unit nor a record.
enum TotalWords {
  /// Whether a text, as a key, names a sum or a mean: 合计, (合计), 合计6个, 3起合计, 本页小计, 全市, 其中:城区.
  ///
  /// A name that merely has such a word in it, such as 合计镇 or 汇总平台, does not.
  static func isTotal(_ key: String) -> Bool { isPart(key) || isSum(key) }

  /// Whether a text names a part of a sum: 其中:较大.
  static func isPart(_ key: String) -> Bool { key.hasPrefix("其中") }

  /// Whether a text that names a sum or a mean can be nothing else: 累计 and 全部 may stand in a record.
  static func isSure(_ key: String) -> Bool {
    !isPart(key) && ["合计", "总计", "小计", "共计", "total"].contains { key.contains($0) }
  }

  private static func isSum(_ key: String) -> Bool {
    var rest = key[...]
    if rest.last == ")", let open = rest.lastIndex(of: "("), open > rest.startIndex {
      rest = rest[..<open]
    }
    let word = bare(rest)
    if exact.contains(word) || ends.contains(where: word.hasSuffix) { return true }
    if word.first == "全", wholes.contains(String(word.dropFirst())) { return true }
    // 合计2起: a number and what is counted.
    return sums.contains { sum in
      word.hasPrefix(sum)
        && word.dropFirst(sum.count).allSatisfy { $0.isNumber || counters.contains($0) }
    }
  }

  /// A text without marks and numbers around it: 1.合计, (合计), 合计:.
  private static func bare(_ text: Substring) -> String {
    let isBeside = { (character: Character) in
      marks.contains(character) || character.isNumber && character.isASCII
        || ("①"..."⑳").contains(character)
    }
    return String(text.drop(while: isBeside).reversed().drop { marks.contains($0) }.reversed())
  }

  private static let marks: Set<Character> = Set("()[]【】:.,。-—*、")
  private static let counters: Set<Character> = Set("共起件条人项个次家处宗例名户万亿元")
  private static let sums = ["合计", "总计", "小计", "共计", "总数", "累计"]

  private static let exact: Set<String> = [
    "平均", "平均值", "平均数", "平均分", "均值", "总和", "总数", "全体", "全部", "合计数", "total", "subtotal", "sum",
    "average", "mean",
  ]

  /// What names of totals end with, such as 本页小计.
  private static let ends = [
    "合计", "总计", "小计", "共计", "累计", "汇总", "平均", "平均值", "平均数", "平均水平", "均值", "total", "average",
  ]

  /// What stands behind 全 where the whole is meant.
  private static let wholes: Set<String> = [
    "国", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "街道", "村", "社区", "师", "团",
  ]
}
