import Foundation

/// Writes a Swift file that holds the texts of files as one literal, each below a line `=== NAME`.
///
/// Arguments: the file to write, then the files to put in.
@main
enum EmbedPages {
  static func main() throws {
    let paths = CommandLine.arguments.dropFirst().map { URL(filePath: $0) }
    guard let output = paths.first else { return }
    var text = "enum EmbeddedPages {\n  static let text = ####\"\"\"\n"
    for page in paths.dropFirst() {
      text += "=== \(page.deletingPathExtension().lastPathComponent)\n"
      text += try String(contentsOf: page, encoding: .utf8)
      if !text.hasSuffix("\n") { text += "\n" }
    }
    text += "\"\"\"####\n}\n"
    try text.write(to: output, atomically: true, encoding: .utf8)
  }
}
