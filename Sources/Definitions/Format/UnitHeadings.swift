import SourceText

/// The headings of files under which a row says whose it is and of which period.
///
/// A column of a table cannot have them too: the unit's code would be read as the record's, or the period be lost.
/// Headings that records have of their own, such as 名称, 地区 or 月份, are not among them.
package enum UnitHeadings: CaseIterable, Sendable {
  case code, name, period

  /// The headings, in small letters.
  package var headings: [String] {
    switch self {
    case .code:
      ["code", "unit", "unitcode", "代码", "编码", "行政区划代码", "区划代码", "单位代码", "单位编码", "地区代码"]
    case .name: ["name", "unitname", "单位", "单位名称", "填报单位"]
    case .period: ["period", "期次", "期别", "报告期", "报送期", "填报期", "所属期"]
    }
  }

  /// What they say, for a reader.
  var words: Phrase {
    switch self {
    case .code: Phrase(zh: "单位代码", en: "the unit's code")
    case .name: Phrase(zh: "单位名称", en: "the unit's name")
    case .period: Phrase(zh: "填报期", en: "the period")
    }
  }

  /// What a heading says of a row.
  static func named(_ heading: String) -> UnitHeadings? {
    let key = (Literal.halfWidth(heading) ?? heading).lowercased()
      .filter { !$0.isWhitespace && $0 != "_" }
    return allCases.first { $0.headings.contains(key) }
  }
}
