import CFuzzer
import Foundation

/// Hands one input after the other to a reader; a trap, a hang or too much memory ends it.
///
/// The reader is named by the environment: `YANSHOU_FUZZ=csv`.
@main enum Fuzz {
  static func main() {
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? =
      unsafe CommandLine.unsafeArgv
    exit(
      unsafe LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
        unsafe reader.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
      })
  }
}

/// The reader that is fuzzed.
private let reader: Reader = {
  let name = ProcessInfo.processInfo.environment["YANSHOU_FUZZ"] ?? ""
  guard let reader = Reader(rawValue: name) else {
    fatalError(
      "YANSHOU_FUZZ names one of \(Reader.allCases.map(\.rawValue).joined(separator: " "))")
  }
  return reader
}()

/// What reads bytes that others have written. Each compares two ways to the same end.
enum Reader: String, CaseIterable {
  case yaml, csv, xml, feel, definitions, records, submissions

  /// Reads an input; traps where the two ways differ.
  func read(_ input: [UInt8]) {
    switch self {
    case .yaml: readYAML(input)
    case .csv: readCSV(input)
    case .xml: readXML(input)
    case .feel: readFEEL(input)
    case .definitions: readDefinitions(input)
    case .records: readRecords(input)
    case .submissions: readSubmissions(input)
    }
  }
}

/// Ends the fuzzing where two ways gave something different.
func same<T: Equatable>(_ a: T, _ b: T, _ what: String) {
  if a != b { fatalError("\(what) differ:\n\(a)\n\(b)") }
}
