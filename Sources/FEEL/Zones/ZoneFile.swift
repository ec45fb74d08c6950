internal import Glibc

/// The bytes of a file of the system's zone database; nil for a name that is none, and where there is no such file.
///
/// The only thing that FEEL reads from outside: without it, `@Europe/Paris` has no meaning.
func zoneFile(named name: String) -> [UInt8]? {
  let parts = name.split(separator: "/", omittingEmptySubsequences: false)
  guard parts.count <= 4, parts.allSatisfy(isZonePart) else { return nil }
  let descriptor = unsafe open("/usr/share/zoneinfo/" + name, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var bytes = [UInt8](repeating: 0, count: 1 << 17)
  let count = unsafe bytes.withUnsafeMutableBytes { buffer in
    unsafe read(descriptor, buffer.baseAddress, buffer.count)
  }
  guard count > 0, count < bytes.count else { return nil }
  return Array(bytes.prefix(count))
}

/// Whether a part of a zone's name is made of letters, digits and a few signs, and is not hidden.
private func isZonePart(_ part: Substring) -> Bool {
  guard let first = part.utf8.first, first != UInt8(ascii: "."), part.utf8.count <= 32 else {
    return false
  }
  return part.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "+"):
      true
    default: false
    }
  }
}
