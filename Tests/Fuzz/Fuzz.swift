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
        let before = Usage()
        unsafe reader.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
        Usage().expectLittle(since: before, for: count)
        return 0
      })
  }
}

/// What the program has taken so far.
private struct Usage {
  /// Of processors.
  var seconds: Double
  /// Of memory, at most.
  var bytes: Int

  init() {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    seconds = [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1_000_000
    }
    bytes = usage.ru_maxrss << 10
  }

  /// Ends the fuzzing where an input took more than its length allows: two seconds and a millisecond for each byte, 128 MiB
  /// and 16 KiB for each byte.
  func expectLittle(since before: Usage, for count: Int) {
    let (time, memory) = (seconds - before.seconds, bytes - before.bytes)
    if time > 2 + Double(count) / 1_000 { fatalError("\(count) bytes took \(time) s") }
    if memory > (128 << 20) + (count << 14) { fatalError("\(count) bytes took \(memory) bytes") }
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
