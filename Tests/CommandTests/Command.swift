import Foundation
import TestSupport
import Testing

/// What a run of the built command left behind.
struct Run: CustomTestStringConvertible {
  /// The exit code; nil when a signal ended the run.
  let exitCode: Int32?
  /// What was written to standard output.
  let output: String
  /// What was written to standard error.
  let error: String

  var testDescription: String {
    "exit code \(exitCode.map(String.init) ?? "none (ended by a signal)")\n\(output)\(error)"
  }
}

/// The built command, run as a user runs it.
struct Command {
  /// The folder that the command is started in.
  var folder: URL = FileManager.default.temporaryDirectory
  /// The locale that the command finds.
  var locale = "C.UTF-8"
  /// The file that standard output goes to; nil to collect it.
  var outputFile: String?
  /// After so long the run is ended, which no test expects.
  var limitSeconds = 120.0

  /// The products stand beside the test bundle, whatever it was built with.
  static let executable = URL(fileURLWithPath: CommandLine.arguments[0])
    .resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("yanshou")

  /// The root of the repository, where Indicators and Samples are.
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Starts the command and waits for its end.
  func run(_ arguments: String...) async throws -> Run { try await run(arguments) }

  /// Starts the command and waits for its end.
  func run(_ arguments: [String]) async throws -> Run {
    let collected = try TemporaryFolder()
    try collected.write("", to: "output")
    try collected.write("", to: "error")
    let process = try process(arguments, collected)
    // The handler is set before the start, so that a quick end is not missed.
    let ended = AsyncStream<Void> { stream in
      process.terminationHandler = { _ in stream.finish() }
    }
    try process.run()
    let limit = Task { [limitSeconds] in
      try await Task.sleep(for: .seconds(limitSeconds))
      process.terminate()
    }
    for await _ in ended {}
    limit.cancel()
    return Run(
      exitCode: process.terminationReason == .exit ? process.terminationStatus : nil,
      output: try collected.text("output"), error: try collected.text("error"))
  }

  /// Starts the command and kills it after a while, as a power cut would.
  /// - Returns: Whether it was still running then.
  func kill(afterSeconds seconds: Double, _ arguments: [String]) async throws -> Bool {
    let collected = try TemporaryFolder()
    try collected.write("", to: "output")
    try collected.write("", to: "error")
    let process = try process(arguments, collected)
    let ended = AsyncStream<Void> { stream in
      process.terminationHandler = { _ in stream.finish() }
    }
    try process.run()
    Command.wait(seconds: seconds)
    let wasRunning = process.isRunning
    if wasRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    for await _ in ended {}
    return wasRunning
  }

  /// Waits on this thread: a task that sleeps may be woken late when other tests keep all threads busy.
  private static func wait(seconds: Double) { usleep(useconds_t(seconds * 1_000_000)) }

  private func process(_ arguments: [String], _ collected: TemporaryFolder) throws -> Process {
    try #require(
      FileManager.default.isExecutableFile(atPath: Command.executable.path),
      "the command was not built: \(Command.executable.path)")
    let process = Process()
    process.executableURL = Command.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(
      forWritingTo: URL(fileURLWithPath: outputFile ?? collected.path("output")))
    process.standardError = try FileHandle(
      forWritingTo: URL(fileURLWithPath: collected.path("error")))
    return process
  }

  /// The command's environment: the locale, and what the sanitizers read.
  private var environment: [String: String] {
    let kept = ProcessInfo.processInfo.environment.filter { name, _ in
      ["ASAN_OPTIONS", "TSAN_OPTIONS", "LD_LIBRARY_PATH", "PATH", "HOME"].contains(name)
    }
    return kept.merging(["LANG": locale]) { $1 }
  }
}
