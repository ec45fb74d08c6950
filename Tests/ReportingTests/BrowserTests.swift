import Foundation
import SourceText
import TestSupport
import Testing

@testable import Reporting

/// Chromium without a window, where it is installed together with Chinese fonts.
enum Browser {
  /// Opens a page and gives the text of its element `result`; nil where there is no browser.
  static func result(of url: String, isDark: Bool) throws -> String? {
    guard let name = ["chromium", "chromium-browser", "google-chrome"].first(where: isInstalled)
    else {
      print("skipped: chromium is not installed, the pages were not opened")
      return nil
    }
    guard try output("fc-list", [":lang=zh-cn", "family"]).contains("Noto") else {
      print("skipped: fonts-noto-cjk is not installed, the pages were not opened")
      return nil
    }
    let profile = try TemporaryFolder()
    let text = try output(
      name,
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--allow-file-access-from-files", "--user-data-dir=\(profile.url.path)",
        "--blink-settings=preferredColorScheme=\(isDark ? 0 : 1)", "--window-size=1400,900",
        "--virtual-time-budget=60000", "--dump-dom", url,
      ])
    let match = text.firstMatch(of: /<pre id="result">([^<]*)<\/pre>/)
    return String(match?.1 ?? "the browser gave no result")
  }

  private static func isInstalled(_ name: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }

  private static func output(_ name: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

@Test(arguments: [false, true])
func `pages fit a phone and a desk, have a glyph for every character, and can be read`(
  isDark: Bool
) async throws {
  let folder = try TemporaryFolder()
  var pages: [String] = []
  for (label, language) in [("2021Q1", Language.zh), ("2021Q2", .zh), ("2021Q2", .en)] {
    var sample = Sample()
    sample.language = language
    sample.formats = [.html]
    let out = "\(label)-\(language.rawValue)"
    _ = try await sample.write(label, to: folder.path(out))
    pages += ["index.html", "units/990624.html", "units/990683.html"]
      .map { folder.path("\(out)/\($0)") }
  }
  let check = Sample.repository.appending(path: "Tests/Browser/check.html").path
  let query = "pages=\(pages.joined(separator: ","))&widths=\(isDark ? "1200" : "360,820,1200")"
  guard let result = try Browser.result(of: "file://\(check)?\(query)", isDark: isDark) else {
    return
  }
  #expect(result == "nothing found", "\(isDark ? "dark" : "light")")
}
