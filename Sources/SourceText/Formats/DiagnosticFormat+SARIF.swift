extension DiagnosticFormat {
  /// SARIF 2.1.0 (OASIS): rules with their pages, results with regions in code points, fixes.
  package static let sarif = DiagnosticFormat("sarif") { report in
    let codes = Set(report.diagnostics.map(\.code)).sorted()
    let index = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    var json = JSONText(lineDepth: 4)
    json.object { json in
      json.field(
        "$schema",
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
      )
      json.field("version", "2.1.0")
      json.arrayField("runs") { json in
        json.element { json in
          json.objectField("tool") { json in
            json.objectField("driver") { json in
              json.field("name", "yanshou")
              json.field("version", report.version)
              json.field("language", report.language == .zh ? "zh-CN" : "en")
              json.arrayField("rules") { json in
                for code in codes { json.element { $0.rule(code, report) } }
              }
            }
          }
          json.field("columnKind", "unicodeCodePoints")
          json.arrayField("results") { json in
            for diagnostic in report.diagnostics {
              json.element { $0.result(diagnostic, index[diagnostic.code] ?? 0, report.language) }
            }
          }
        }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension JSONText {
  /// A rule: what its page says.
  fileprivate mutating func rule(_ code: String, _ report: DiagnosticReport) {
    field("id", code)
    guard let page = report.pages[code] else { return }
    message("shortDescription", page.title.text(report.language))
    objectField("help") { json in
      json.field("text", page.title.text(report.language))
      json.field("markdown", page.text)
    }
  }

  fileprivate mutating func result(_ diagnostic: Diagnostic, _ index: Int, _ language: Language) {
    field("ruleId", diagnostic.code)
    field("ruleIndex", index)
    field("level", diagnostic.severity.rawValue)
    let help = diagnostic.help.map { "\n" + $0.text(language) } ?? ""
    message("message", diagnostic.message.text(language) + help)
    arrayField("locations") { json in
      if let place = diagnostic.place { json.element { $0.location(place) } }
    }
    if !diagnostic.related.isEmpty {
      arrayField("relatedLocations") { json in
        for (number, label) in diagnostic.related.enumerated() {
          json.element { json in
            json.field("id", number)
            json.message("message", label.message.text(language))
            json.location(label.place)
          }
        }
      }
    }
    if let fix = diagnostic.fix, !fix.isGuess, fix.isShowable {
      arrayField("fixes") { $0.fix(fix) }
    }
  }

  private mutating func location(_ place: Place) {
    objectField("physicalLocation") { json in
      json.artifact(place.path)
      json.objectField("region") { json in
        json.field("startLine", place.line)
        json.field("startColumn", place.column)
        json.field("endColumn", place.column + place.width)
      }
    }
  }

  private mutating func fix(_ fix: Fix) {
    element { json in
      json.arrayField("artifactChanges") { json in
        json.element { json in
          json.artifact(fix.path.shown)
          json.arrayField("replacements") { json in
            json.element { json in
              json.objectField("deletedRegion") { json in
                json.field("byteOffset", Int(fix.range.start))
                json.field("byteLength", Int(fix.range.end - fix.range.start))
              }
              json.message("insertedContent", fix.replacement)
            }
          }
        }
      }
    }
  }

  private mutating func artifact(_ path: String) {
    objectField("artifactLocation") { json in
      json.field("uri", path.percentEncoded)
      if !path.hasPrefix("/") { json.field("uriBaseId", "%SRCROOT%") }
    }
  }

  private mutating func message(_ name: String, _ text: String) {
    objectField(name) { $0.field("text", text) }
  }
}

extension String {
  /// The path as a URI reference (RFC 3986): everything but unreserved characters and `/` escaped.
  fileprivate var percentEncoded: String {
    var result = hasPrefix("/") ? "file://" : ""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        result += hex.utf8.count == 1 ? "%0\(hex)" : "%\(hex)"
      }
    }
    return result
  }
}
