import Definitions
import SourceText

/// What is said of measures that stand beside values.
extension Diagnostic {
  /// A text that speaks of the measures of the table and names none that is known.
  static func unreadMeasure(_ text: String, at place: Place) -> Diagnostic {
    let shown = text.count > 60 ? String(text.prefix(60)) + "…" : text
    return Diagnostic(
      Code.unreadMeasure, .warning,
      Phrase(
        zh: "“\(shown)”说的是计量单位，没有看懂，各数按体系规定的单位读取",
        en:
          "'\(shown)' speaks of a measure that is not known: the values are read in those of the set"
      ),
      at: place,
      help: Phrase(
        zh: "核对各列的单位；在列名后写明，如“经费（万元）”",
        en: "compare the measures; write them behind the headings, as in 'funds (万元)'"))
  }

  /// What a measure that is stated of a column, or of the values of an item, comes to; nil where it is the item's own.
  static func stated(
    _ measure: StatedMeasure, _ text: String, of item: Item, at place: Place
  ) -> Diagnostic? {
    let (name, own) = (item.name, item.measure ?? (item.type.isPercent ? "%" : ""))
    let shown = CellText.written(text).shown
    switch measure {
    case .none: return nil
    case .shift(let power):
      if power == 0 || item.type.isPercent && power == -2 { return nil }
      return Diagnostic(
        Code.measureConverted, .note,
        Phrase(
          zh: "“\(name)”按“\(shown)”填，已换算成\(own)",
          en: "'\(name)' is written in '\(shown)' and was converted to \(own)"),
        at: place, item: name)
    case .unchecked:
      return Diagnostic(
        Code.uncheckedMeasure, .warning,
        Phrase(
          zh: "体系没有写“\(name)”的计量单位，没有核对这里的“\(shown)”",
          en: "'\(name)' declares no measure; '\(shown)' was not compared with it"),
        at: place,
        help: Phrase(
          zh: "请体系编制人给这一项写上 measure（计量单位）", en: "have the set declare its 'measure'"), item: name)
    case .other:
      return Diagnostic(
        Code.otherMeasure, .error,
        own.isEmpty
          ? Phrase(
            zh: "体系没有写“\(name)”的计量单位，“\(shown)”没法换算，没有采用",
            en: "'\(name)' declares no measure to convert '\(shown)' to; the values are not used")
          : Phrase(
            zh: "“\(name)”以\(own)计，这里按“\(shown)”填，没有采用",
            en:
              "'\(name)' is measured in \(own), here it is written in '\(shown)'; the values are not used"
          ),
        at: place,
        help: own.isEmpty
          ? Phrase(zh: "请体系编制人写上 measure（计量单位）", en: "have the set declare its 'measure'")
          : Phrase(zh: "改填以\(own)计的数字", en: "write them in \(own)"), item: name)
    }
  }
}
