import Foundation
import TestSupport
import Testing

extension TemporaryFolder {
  /// Makes a pipe, which nobody writes to.
  func makePipe(_ name: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/mkfifo")
    process.arguments = [path(name)]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}
