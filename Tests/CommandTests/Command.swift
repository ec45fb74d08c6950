import Foundation
import TestSupport
import Testing

/// What a run of the built command left behind.
struct Run: CustomTestStringConvertible {
  /// The exit code; nil when a signal ended the run.
  let exitCode: Int32?
  /// The signal that ended the run; nil where it ended by itself.
  var signal: Int32?
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
  /// The file that standard error goes to; nil to collect it.
  var errorFile: String?
  /// After so long the run is ended, which no test expects, on however slow a machine.
  var limitSeconds = 900.0
  /// The most files that it may have open; nil for the usual number.
  var openFiles: Int?
  /// How large a file that it writes may become, in blocks of 512 bytes; nil for any size.
  var fileBlocks: Int?
  /// What is run: the built command, or a script.
  var executable = Command.executable
  /// What the command finds in its environment besides.
  var variables: [String: String] = [:]
  /// The processor time after which the run is killed, whatever else the machine does; nil for any.
  var processorSeconds: Int?

  /// The products stand beside the test bundle, whatever it was built with.
  static let executable = URL(fileURLWithPath: CommandLine.arguments[0])
    .resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("yanshou")

  /// The root of the repository, where Indicators and Samples are.
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Starts the command and waits for its end.
  func run(_ arguments: String...) async throws -> Run { try await run(arguments) }

  /// Starts the command and waits for its end.
  /// - Parameters:
  ///   - arguments: The arguments.
  ///   - whenStopped: Called with the number of the process once it has stopped itself; it goes on afterwards.
  /// - Returns: What it left behind.
  /// - Throws: What starting it throws.
  func run(
    _ arguments: [String], whenStopped: ((Int32) async throws -> Void)? = nil
  ) async throws -> Run {
    let collected = try TemporaryFolder()
    try collected.write("", to: "output")
    try collected.write("", to: "error")
    let process = try process(arguments, collected)
    // The handler is set before the start, so that a quick end is not missed.
    let ended = AsyncStream<Void> { stream in
      process.terminationHandler = { _ in stream.finish() }
    }
    try start(process)
    let limit = Task { [limitSeconds] in
      try await Task.sleep(for: .seconds(limitSeconds))
      Foundation.kill(process.processIdentifier, SIGKILL)
    }
    if let whenStopped {
      let number = process.processIdentifier
      while process.isRunning, !Command.isStopped(number) {
        try await Task.sleep(for: .milliseconds(5))
      }
      if process.isRunning { try await whenStopped(number) }
      Foundation.kill(number, SIGCONT)
    }
    for await _ in ended {}
    limit.cancel()
    let isExit = process.terminationReason == .exit
    return Run(
      exitCode: isExit ? process.terminationStatus : nil,
      signal: isExit ? nil : process.terminationStatus,
      output: try collected.text("output"),
      error: try errorFile.map { try String(contentsOfFile: $0, encoding: .utf8) }
        ?? collected.text("error"))
  }

  /// Starts the command and kills it after a while, as a power cut would.
  /// - Returns: How many seconds it took where it had ended by itself before; nil where it was killed.
  func kill(afterSeconds seconds: Double, _ arguments: [String]) async throws -> Double? {
    let collected = try TemporaryFolder()
    try collected.write("", to: "output")
    try collected.write("", to: "error")
    let process = try process(arguments, collected)
    let ended = AsyncStream<Void> { stream in
      process.terminationHandler = { _ in stream.finish() }
    }
    let begin = ContinuousClock.now
    func elapsed() -> Double { (ContinuousClock.now - begin) / .seconds(1) }
    try start(process)
    // It is looked at now and then, since this thread may get its turn late; and is waited for without giving the thread
    // away, since a task that sleeps may be woken later still when other tests keep all threads busy.
    while process.isRunning, elapsed() < seconds { usleep(500) }
    let took = elapsed()
    Foundation.kill(process.processIdentifier, SIGKILL)
    for await _ in ended {}
    return process.terminationReason == .exit ? took : nil
  }

  /// Whether a process has stopped itself.
  private static func isStopped(_ number: Int32) -> Bool {
    let text = (try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)) ?? ""
    return text.split(separator: ")").last?.hasPrefix(" T") ?? false
  }

  /// Starts a process and closes this one's ends of its files: many run at a time, and few files may be open.
  private func start(_ process: Process) throws {
    try process.run()
    for case let file as FileHandle in [process.standardOutput, process.standardError] {
      try file.close()
    }
  }

  private func process(_ arguments: [String], _ collected: TemporaryFolder) throws -> Process {
    try #require(
      FileManager.default.isExecutableFile(atPath: executable.path),
      "the command was not built: \(executable.path)")
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    let limits = [
      processorSeconds.map { "ulimit -t \($0); " }, openFiles.map { "ulimit -n \($0); " },
      fileBlocks.map { "ulimit -f \($0); " },
    ].compactMap(\.self).joined()
    if !limits.isEmpty {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", limits + #"exec "$0" "$@""#, executable.path] + arguments
    }
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(
      forWritingTo: URL(fileURLWithPath: outputFile ?? collected.path("output")))
    process.standardError = try FileHandle(
      forWritingTo: URL(fileURLWithPath: errorFile ?? collected.path("error")))
    return process
  }

  /// The command's environment: the locale, and what the sanitizers read.
  private var environment: [String: String] {
    let kept = ProcessInfo.processInfo.environment.filter { name, _ in
      ["ASAN_OPTIONS", "TSAN_OPTIONS", "LD_LIBRARY_PATH", "PATH", "HOME"].contains(name)
    }
    return kept.merging(["LANG": locale]) { $1 }.merging(variables) { $1 }
  }
}
