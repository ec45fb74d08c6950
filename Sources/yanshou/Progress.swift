import Formats
import FoundationEssentials
import SourceText

/// How many units are done, on standard error while a person waits at a terminal; silent for short runs.
struct Progress {
  private let language: Language
  private let isShown = StandardStream.error.isTerminal
  private let start = ContinuousClock.now
  private var last = ContinuousClock.now
  private var units = 0
  private var hasWritten = false

  init(_ language: Language) {
    self.language = language
  }

  /// Counts units; the line is drawn anew at most five times a second, and not before half a second has passed.
  mutating func add(units count: Int) {
    units += count
    let now = ContinuousClock.now
    guard isShown, now - start > .milliseconds(500), now - last > .milliseconds(200) else {
      return
    }
    last = now
    hasWritten = true
    let units = units
    let line = Phrase(zh: "已评 \(units) 个单位", en: "\(units) units scored").text(language)
    StandardStream.error.write("\r\u{1B}[K" + line)
  }

  /// Clears the line.
  func end() {
    if hasWritten { StandardStream.error.write("\r\u{1B}[K") }
  }
}

/// How many processors there are to work on blocks.
var availableProcessors: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }
