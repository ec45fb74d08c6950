import FEEL
import Formats
import SourceText

extension EntryReader {
  /// Whether what stands behind a key has the field's shape; if not, it is reported.
  ///
  /// Shapes that hold entries are read, not checked.
  mutating func check(_ node: YAMLNode, _ field: Field) -> Bool {
    let before = diagnostics.count
    switch field.shape {
    case .references, .texts, .names, .numbers:
      members(of: node, field)
    case .rows:
      rows(node, field)
    case .tests, .portions:
      pairs(node, field)
    case .rollup:
      if case .mapping = node.content { pairs(node, field) } else { scalar(node, field) }
    case .headings:
      headings(node, field)
    case .reported, .results:
      guard case .mapping = node.content else {
        diagnostics.append(.unexpectedShape(node, field))
        break
      }
    case .records:
      guard case .sequence = node.content else {
        diagnostics.append(.unexpectedShape(node, field))
        break
      }
    default:
      scalar(node, field)
    }
    return !diagnostics[before...].contains { $0.severity == .error }
  }

  private mutating func members(of node: YAMLNode, _ field: Field) {
    guard case .sequence(let members) = node.content else {
      if case .numbers = field.shape {
        diagnostics.append(.unexpectedShape(node, field))
      } else {
        scalar(node, field)
      }
      return
    }
    if members.isEmpty { diagnostics.append(.emptyValue(node, field)) }
    for member in members { scalar(member, field) }
  }

  private mutating func rows(_ node: YAMLNode, _ field: Field) {
    guard case .sequence(let rows) = node.content else {
      diagnostics.append(.unexpectedShape(node, field))
      return
    }
    for row in rows {
      guard case .sequence(let cells) = row.content else {
        diagnostics.append(.expectedRow(row))
        continue
      }
      for cell in cells where cell.text == nil || cell.isEmpty {
        diagnostics.append(cell.isEmpty ? .emptyValue(cell, field) : .unexpectedShape(cell, field))
      }
    }
    if rows.count < 2 { diagnostics.append(.tableWithoutRows(node)) }
  }

  /// A mapping of names to texts, or for portions of views to texts or mappings of parts to percentages.
  private mutating func pairs(_ node: YAMLNode, _ field: Field) {
    guard case .mapping(let pairs) = node.content else {
      diagnostics.append(.unexpectedShape(node, field))
      return
    }
    for (_, value) in pairs {
      switch (value.content, field.shape) {
      case (.mapping(let shares), .portions):
        for (_, share) in shares where percentage(share) == nil {
          diagnostics.append(.expectedPercentage(share))
        }
      case (.scalar, _):
        if value.isEmpty { diagnostics.append(.emptyValue(value, field)) }
      default:
        diagnostics.append(.unexpectedShape(value, field))
      }
    }
  }

  private mutating func headings(_ node: YAMLNode, _ field: Field) {
    switch node.content {
    case .sequence(let members):
      for member in members where member.text == nil || member.isEmpty {
        diagnostics.append(.unexpectedShape(member, field))
      }
    case .mapping(let pairs):
      for (_, value) in pairs {
        if case .scalar = value.content, !value.isEmpty { continue }
        headings(value, field)
      }
    case .scalar:
      diagnostics.append(.unexpectedShape(node, field))
    }
  }

  private func percentage(_ node: YAMLNode) -> Number? {
    node.text.flatMap(Literal.percentage)
  }

  private mutating func scalar(_ node: YAMLNode, _ field: Field) {
    guard let text = node.text else {
      diagnostics.append(.unexpectedShape(node, field))
      return
    }
    guard !Literal.trim(text).isEmpty, !node.isNull else {
      diagnostics.append(.emptyValue(node, field))
      return
    }
    if let problem = problem(node, Literal.trim(text), field) { diagnostics.append(problem) }
  }

  /// What is wrong with a text that stands for a value; nil when nothing is.
  private func problem(_ node: YAMLNode, _ text: String, _ field: Field) -> Diagnostic? {
    // A full-width form of something that would be right is reported as such, with its fix.
    func orFullWidth<T>(
      _ read: (String) -> T?, _ problem: @autoclosure () -> Diagnostic
    ) -> Diagnostic? {
      if read(text) != nil { return nil }
      if let ascii = Literal.halfWidth(text), read(ascii) != nil {
        return .fullWidthValue(node, ascii: ascii)
      }
      return problem()
    }
    switch field.shape {
    case .number, .numbers, .points, .whole, .share, .threshold, .amount, .step, .expression,
      .constant:
      if Literal.hasLeadingZero(text) { return .leadingZero(node) }
    default: break
    }
    switch field.shape {
    case .id:
      return identity(node, text)
    case .names:
      return text.contains("，") || text.contains("、") ? .fullWidthComma(node) : nil
    case .number, .numbers:
      return orFullWidth(Literal.number, .expectedNumber(node))
    case .points:
      return orFullWidth(Literal.number, .expectedNumber(node)) ?? range(node, text)
    case .whole(let range):
      return orFullWidth(Literal.whole, .expectedWholeNumber(node, range))
        ?? (Literal.whole(text).map(range.contains) == false ? .outOfRange(node, range) : nil)
    case .share:
      return orFullWidth(Literal.percentage, .expectedPercentage(node))
        ?? (Literal.percentage(text).map { $0 < .zero || $0 > .one } == true
          ? .outOfRange(node, percent: 0...100) : nil)
    case .threshold:
      return orFullWidth(
        { Literal.percentage($0) ?? Literal.number($0) }, .expectedThreshold(node))
        ?? range(node, text)
    case .flag:
      return orFullWidth(Literal.flag, .expectedYesOrNo(node))
    case .zero:
      return Literal.number(text)?.isZero == true ? nil : .expectedZero(node)
    case .date:
      return orFullWidth(Literal.date, .expectedDate(node))
    case .word(let vocabulary):
      return vocabulary.english(text) == nil ? .unknownWord(node, field, vocabulary) : nil
    case .range:
      return plausible(node, text)
    case .reference, .references, .text, .texts, .expression, .constant, .amount, .step, .rows,
      .tests, .portions, .headings, .rollup, .reported, .records, .results, .entry, .entries,
      .named:
      return nil
    }
  }

  /// Points and thresholds are not negative and small enough for their sums to be exact.
  private func range(_ node: YAMLNode, _ text: String) -> Diagnostic? {
    guard let number = Literal.percentage(text) ?? Literal.number(text) else { return nil }
    if number.isNegative { return .negativeNumber(node) }
    return number > Number(1_000_000) ? .outOfRange(node, 0...1_000_000) : nil
  }

  private func identity(_ node: YAMLNode, _ text: String) -> Diagnostic? {
    if Literal.number(text) != nil || Literal.percentage(text) != nil {
      return .numberAsID(node)
    }
    let isUsable = text.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-": true
      default: scalar.value > 0x7F && scalar.properties.isAlphabetic
      }
    }
    return isUsable && text.unicodeScalars.count <= 64 && !text.hasPrefix(".")
      && PersonalNumber.first(in: text) == nil ? nil : .unusableID(node)
  }

  private func plausible(_ node: YAMLNode, _ text: String) -> Diagnostic? {
    func read(_ text: String) -> (Number, Number)? {
      guard let ends = Literal.range(text),
        let low = Literal.percentage(ends.low) ?? Literal.number(ends.low),
        let high = Literal.percentage(ends.high) ?? Literal.number(ends.high)
      else { return nil }
      return (low, high)
    }
    guard let ends = read(text) else {
      if let ascii = Literal.halfWidth(text), read(ascii) != nil {
        return .fullWidthValue(node, ascii: ascii)
      }
      return .expectedRange(node)
    }
    return ends.0 > ends.1 ? .reversedRange(node) : nil
  }
}

extension YAMLNode {
  /// Whether YAML's words for nothing stand here.
  fileprivate var isNull: Bool {
    guard case .scalar(let text, .plain) = content else { return false }
    return text == "~" || text == "null"
  }
}
