package import Definitions
package import Formats
package import SourceText

/// The periods before a run's whose submissions are at hand.
package struct EarlierPeriods: Sendable {
  private let sources: [FileSource]
  /// The period that a file's path names, for files that state none.
  private let named: [Period?]
  /// The periods, ascending, all of the length of the set's.
  package let periods: [Period]
  /// The files of which nothing, or not all, can be read, and that none is about an earlier period where that is so.
  package let diagnostics: [Diagnostic]

  /// Looks which periods the files hold: what their rows state, or what a folder or file is named for. `others` are sets
  /// whose items may stand in the same files.
  package init(
    _ sources: [FileSource], for set: IndicatorSet, others: [IndicatorSet] = [],
    before period: Period
  ) {
    self.sources = sources
    named = sources.map { source in
      source.displayPath.split(separator: "/").reversed().lazy.compactMap { part in
        Period(part.split(separator: ".").first.map(String.init) ?? String(part))
      }.first
    }
    let read = SubmissionReader(set, others: others).read(sources)
    let all = read.statedPeriods.union(named.compactMap(\.self)).compactMap { stated in
      // A longer period of an item is met by the last of the set's periods within it.
      stated.length == set.period ? stated : stated.last(of: set.period)
    }
    periods = Set(all).filter { $0.lastDay < period.firstDay }
      .sorted { $0.lastDay < $1.lastDay }
    let unread = Set(read.unread)
    diagnostics =
      read.diagnostics.filter { $0.place.map { unread.contains($0.path) } ?? false }
      + (periods.isEmpty ? [.noEarlierPeriod(period)] : [])
  }

  /// The files that may hold a period: those that are not named for another one.
  package func sources(of period: Period) -> [FileSource] {
    zip(sources, named).filter { _, name in
      name.map { $0.firstDay <= period.lastDay && period.firstDay <= $0.lastDay } ?? true
    }.map(\.0)
  }
}

extension Period {
  /// The last period of a length within this one; nil where the length is longer.
  package func last(of length: PeriodLength) -> Period? {
    guard length.perYear >= self.length.perYear else { return nil }
    return Period(
      year: year, length: length, number: number * length.perYear / self.length.perYear)
  }
}

extension Diagnostic {
  /// Earlier submissions were given, and none is about an earlier period.
  static func noEarlierPeriod(_ period: Period) -> Diagnostic {
    let label = period.label
    return Diagnostic(
      Code.noEarlierPeriod, .warning,
      Phrase(
        zh: "往期报送（--previous）里没有 \(label) 之前的数据",
        en: "the earlier submissions (--previous) hold nothing before \(label)"),
      at: nil,
      help: Phrase(
        zh: "核对文件夹，或在文件里写明填报期", en: "check the folder, or state the period in the files"))
  }
}
