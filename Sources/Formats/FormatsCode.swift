import SourceText

/// The codes of the diagnostics of Formats: there is none without one of them.
package enum FormatsCode: String, DiagnosticCode {
  case damagedRow = "damaged-row"
  case damagedText = "damaged-text"
  case doubtfulEncoding = "doubtful-encoding"
  case duplicateKey = "duplicate-key"
  case fileTooLarge = "file-too-large"
  case forbiddenCharacter = "forbidden-character"
  case noConverter = "no-converter"
  case notUTF8 = "not-utf-8"
  case recordTooLong = "record-too-long"
  case unreadableFile = "unreadable-file"
  case utf16Text = "utf-16-text"
  case workbookAsText = "workbook-as-text"
  case xmlDoctype = "xml-doctype"
  case xmlEncoding = "xml-encoding"
  case xmlInclude = "xml-include"
  case xmlLimit = "xml-limit"
  case xmlSyntax = "xml-syntax"
  case yamlAnchor = "yaml-anchor"
  case yamlEmpty = "yaml-empty"
  case yamlKeyNotText = "yaml-key-not-text"
  case yamlSecondDocument = "yaml-second-document"
  case yamlSwallowedComma = "yaml-swallowed-comma"
  case yamlSwallowedText = "yaml-swallowed-text"
  case yamlSyntax = "yaml-syntax"
  case yamlTag = "yaml-tag"
  case yamlTooDeep = "yaml-too-deep"
  case yamlTooManyNodes = "yaml-too-many-nodes"
}

/// The codes of this target.
typealias Code = FormatsCode
