import SourceText

/// Recognises what is about persons: only aggregates may be handed in.
enum PersonalData {
  /// What kind of personal data was seen.
  enum Kind: Sendable, Hashable {
    case number(PersonalNumber)
    case names
  }
}

extension PersonalData {
  /// Whether a text is a list of at least three Chinese personal names.
  static func isListOfNames(_ text: String) -> Bool {
    let parts = text.split { "、,;;/\n ".contains($0) || $0 == "，" || $0 == "；" }
    return parts.count >= 3
      && parts.allSatisfy { part in
        (2...3).contains(part.count)
          && part.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) }
          && part.first.map { surnames.contains($0) } ?? false
          && part.last.map { !placeEnds.contains($0) } ?? false
      }
  }

  /// The commonest surnames, less those that often begin the name of a place or an office.
  private static let surnames = Set(
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛")

  /// What names of places and offices end with.
  private static let placeEnds = Set("村镇乡区县市街路社组里庄屯营桥店湾坊局办院所站")
}
