/// The strict check of UTF-8: no overlong forms, no surrogates, nothing cut off.
package enum UTF8Check {
  /// The index of the first byte that is not part of valid UTF-8, or `nil` if all of it is valid.
  package static func firstInvalid(_ bytes: ArraySlice<UInt8>) -> Int? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return bytes.startIndex + error.byteOffsets.lowerBound
    }
  }

  /// Whether one to three bytes may be the start of a character whose rest is still to come.
  static func isCutCharacter(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
    guard bytes.count < length else { return false }
    // A character that is cut but otherwise fine becomes valid with some last bytes.
    let rest = length - bytes.count
    for fill in [UInt8(0x80), 0xBF]
    where firstInvalid((bytes + [UInt8](repeating: fill, count: rest))[...]) == nil {
      return true
    }
    return false
  }
}
