import Foundation

/// Writes a Swift file that holds the texts of files as literals by their names, without what follows the dot.
///
/// Arguments: the file to write, then the files to put in.
@main
enum EmbedPages {
  static func main() throws {
    let paths = CommandLine.arguments.dropFirst().map { URL(filePath: $0) }
    guard let output = paths.first else { return }
    var text = "enum EmbeddedPages {\n  static let all: [(name: String, text: String)] = [\n"
    for page in paths.dropFirst() {
      let content = try String(contentsOf: page, encoding: .utf8)
      text += "(\"\(page.deletingPathExtension().lastPathComponent)\", ####\"\"\"\n"
      text += content.hasSuffix("\n") ? content : content + "\n"
      text += "\n\"\"\"####),\n"
    }
    text += "  ]\n}\n"
    try text.write(to: output, atomically: true, encoding: .utf8)
  }
}
