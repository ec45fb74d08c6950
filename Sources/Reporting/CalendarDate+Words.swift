import FEEL
import SourceText

extension CalendarDate {
  /// The date as a Chinese document writes it, in English as ISO 8601 does.
  var phrase: Phrase { Phrase(zh: "\(year)年\(month)月\(day)日", en: isoText) }

  /// The date as ISO 8601 writes it: 2021-06-30.
  var isoText: String {
    let padded = String(year.magnitude)
    let filled = String(repeating: "0", count: max(0, 4 - padded.utf8.count)) + padded
    return "\(year < 0 ? "-" : "")\(filled)-\(two(month))-\(two(day))"
  }

  private func two(_ number: UInt8) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
