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
}
