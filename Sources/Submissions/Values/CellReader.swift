import Definitions
import FEEL
import SourceText

/// Why a cell was not taken as it stands.
enum CellProblem: Sendable {
  case notNumber
  case tooLong
  case bound
  case loneSign
  /// A number without a sign where a percentage is due; as it would read with the sign.
  case percentWithoutSign(String)
  /// A percentage where a plain number is due.
  case unexpectedSign
  case negativeCount
  case fractionalCount
  /// Outside what is believable: taken, but worth a second look.
  case implausible
  case notYesNo
  case notDate
  /// A spreadsheet's serial number: taken as this date.
  case serialDate(CalendarDate)
  case notChoice
  case personalData(PersonalData.Kind)
  case textTooLong
  case notConfidential
}

/// Reads the text of a cell as the type of its item; made once per column.
struct CellReader: Sendable {
  let item: Item
  /// The longest text that is kept, in bytes.
  static let longestText = 2_000

  /// What a cell is, and what is wrong with it; a text is handed to `keep`, which gives its index.
  func read(
    _ bytes: ArraySlice<UInt8>, origin: UInt32, keep: (String) -> Int
  ) -> (cell: Cell, problem: CellProblem?) {
    // The usual case, without a String.
    if item.type == .count || item.type == .number || item.type == .percent,
      let number = NumberReader.readPlain(bytes)
    {
      return cell(number, bytes, origin)
    }
    let text = trimmed(bytes)
    if Self.isBlank(text) {
      return (
        item.blankIsZero && text.isEmpty
          ? Cell(.number, origin: origin) : Cell(.blank, origin: origin), nil
      )
    }
    if let kind = PersonalData.number(in: text.utf8) {
      return (Cell(.refused, origin: origin), .personalData(kind))
    }
    switch item.type {
    case .count, .number, .percent:
      switch NumberReader.read(text) {
      case .number(let number): return cell(number, bytes, origin)
      case .tooLong: return (Cell(.unreadable, origin: origin), .tooLong)
      case .bound: return (Cell(.unreadable, origin: origin), .bound)
      case .loneSign: return (Cell(.unreadable, origin: origin), .loneSign)
      case .none: return (Cell(.unreadable, origin: origin), .notNumber)
      }
    case .yesNo:
      guard let answer = Self.yesNo(text) else {
        return (Cell(.unreadable, origin: origin), .notYesNo)
      }
      return (Cell(.yesNo, bits: answer ? 1 : 0, origin: origin), nil)
    case .date:
      switch DateReader.read(text) {
      case .date(let date):
        return (Cell(.date, bits: Int64(date.daysSinceEpoch), origin: origin), nil)
      case .serial(let date):
        return (
          Cell(.date, bits: Int64(date.daysSinceEpoch), origin: origin), .serialDate(date)
        )
      case .none: return (Cell(.unreadable, origin: origin), .notDate)
      }
    case .choice:
      guard let index = item.choices.firstIndex(of: text) else {
        return (Cell(.unreadable, origin: origin), .notChoice)
      }
      return (Cell(.choice, bits: Int64(index), origin: origin), nil)
    case .text:
      guard text.utf8.count <= Self.longestText else {
        return (Cell(.unreadable, origin: origin), .textTooLong)
      }
      return (Cell(.text, bits: Int64(keep(text)), origin: origin), nil)
    }
  }

  private func cell(
    _ number: WrittenNumber, _ bytes: ArraySlice<UInt8>, _ origin: UInt32
  ) -> (cell: Cell, problem: CellProblem?) {
    let unreadable = Cell(.unreadable, origin: origin)
    guard number.scale <= 18 else { return (unreadable, .tooLong) }
    if item.type == .percent {
      // 0% and 0 are the same share; anything else could be meant in two ways.
      guard number.sign == .share || number.bits == 0 else {
        return (unreadable, .percentWithoutSign(trimmed(bytes) + "%"))
      }
    } else if number.sign == .share {
      return (unreadable, .unexpectedSign)
    }
    if item.type == .count {
      if number.bits < 0 { return (unreadable, .negativeCount) }
      if !number.isInteger { return (unreadable, .fractionalCount) }
    }
    let cell = Cell(
      .number, bits: number.bits, scale: UInt8(number.scale), origin: origin)
    if let range = item.plausible,
      !range.contains(Number(mantissa: number.bits, scale: number.scale))
    {
      return (cell, .implausible)
    }
    return (cell, nil)
  }

  private func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
    let isSpace = { (scalar: Unicode.Scalar) in
      scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
    }
    guard let first = text.firstIndex(where: { !isSpace($0) }),
      let last = text.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(text[first...last])
  }

  /// Whether a text says that there is nothing.
  static func isBlank(_ text: String) -> Bool {
    ["", "-", "—", "——", "－", "–", "/", "／", "\\", "暂无", "无", "无数据", "N/A", "n/a", "NA", "null"]
      .contains(text)
  }

  private static func yesNo(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "是", "√", "✓", "✔", "y", "yes", "true", "1", "有", "已完成", "已建", "已建立", "完成": true
    case "否", "×", "✗", "✘", "x", "n", "no", "false", "0", "未完成", "未建", "未建立": false
    default: nil
    }
  }
}
