import FEEL
import Formats

/// What an earlier run wrote into a folder, as the record of that run says.
package enum EarlierReports {
  /// The name of the record.
  package static let record = "run.json"

  /// The most bytes of a record that is looked at.
  private static let largest = 64 << 20

  /// The names of the files within the folder, the record last; none where no run left its record there.
  ///
  /// Names that would lead out of the folder, or to hidden files, are nobody's reports.
  package static func names(in folder: String) -> [String] {
    let path = folder + "/" + record
    guard pathKind(path) == .file,
      let bytes = try? readFile(path, displayPath: record, limit: largest),
      let json = try? Value(json: String(decoding: bytes, as: UTF8.self)),
      let fields = json.context, fields["version"]?.string != nil, fields["set"]?.string != nil,
      let outputs = fields["outputs"]?.list
    else { return [] }
    let names = outputs.compactMap(\.string).filter { name in
      name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty && !part.hasPrefix(".") && !part.utf8.contains(0)
      }
    }
    return names.filter { $0 != record } + [record]
  }
}
