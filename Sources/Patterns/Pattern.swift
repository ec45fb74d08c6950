internal import CPCRE2

/// Why a pattern could not be used.
package enum PatternError: Error {
  /// It is no regular expression; the offset is in UTF-8 bytes of the pattern.
  case syntax(offset: Int)
  /// Matching took more steps or memory than is allowed.
  case tooLong
}

/// A compiled regular expression in the notation of PCRE2, over UTF-8 text.
///
/// Matching is bounded: a pattern that would run away ends in ``PatternError/tooLong``.
@safe
package final class Pattern: Sendable {
  // PCRE2 never changes compiled code; every match has its own working memory. So it may be shared between tasks.
  private nonisolated(unsafe) let code: OpaquePointer

  /// The steps that one match may take.
  private static let longestMatch: UInt32 = 1_000_000
  /// The memory that one match may take, in KiB.
  private static let widestMatch: UInt32 = 20_000

  /// Compiles a pattern.
  package init(_ pattern: String, ignoringCase: Bool) throws(PatternError) {
    var number: Int32 = 0
    var offset = 0
    var options = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY
    if ignoringCase { options |= PCRE2_CASELESS }
    let bytes = Array(pattern.utf8)
    let compiled = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe pcre2_compile_8(buffer.baseAddress, buffer.count, options, &number, &offset, nil)
    }
    guard let compiled = unsafe compiled else { throw .syntax(offset: offset) }
    unsafe code = compiled
  }

  deinit { unsafe pcre2_code_free_8(code) }

  /// The first match at or after an offset: the range of the whole match, then those of the groups, nil for a group that
  /// took no part. Nil when nothing matches. `text` must be valid UTF-8 and `start` the offset of a character.
  package func firstMatch(
    in text: [UInt8], from start: Int
  ) throws(PatternError) -> [Range<Int>?]? {
    guard let context = unsafe pcre2_match_context_create_8(nil),
      let data = unsafe pcre2_match_data_create_from_pattern_8(code, nil)
    else { throw .tooLong }
    defer {
      unsafe pcre2_match_data_free_8(data)
      unsafe pcre2_match_context_free_8(context)
    }
    unsafe pcre2_set_match_limit_8(context, Pattern.longestMatch)
    unsafe pcre2_set_heap_limit_8(context, Pattern.widestMatch)
    let result = unsafe text.withUnsafeBufferPointer { buffer in
      // An empty array has no address, but PCRE2 wants one.
      var none: UInt8 = 0
      if let address = buffer.baseAddress {
        return unsafe pcre2_match_8(
          code, address, buffer.count, start, PCRE2_NO_UTF_CHECK, data, context)
      }
      return unsafe pcre2_match_8(code, &none, 0, 0, PCRE2_NO_UTF_CHECK, data, context)
    }
    if result == PCRE2_ERROR_NOMATCH { return nil }
    guard result > 0, let vector = unsafe pcre2_get_ovector_pointer_8(data) else {
      throw .tooLong
    }
    let count = Int(unsafe pcre2_get_ovector_count_8(data))
    return (0..<count).map { group in
      let (from, to) = unsafe (vector[2 * group], vector[2 * group + 1])
      // PCRE2 marks a group that took no part with the largest size, which Swift reads as -1.
      return from >= 0 && from <= to && to <= text.count ? from..<to : nil
    }
  }
}
