import Assessment
import Definitions
package import Formats
package import SourceText
import Submissions

/// Why a run cannot be done: one sentence, and what was found on the way to it.
package struct RunRefusal: Error, Sendable {
  /// What stands in the way.
  package enum Kind: Sendable {
    /// A set has mistakes: they are the details, and the sentence only sums them up.
    case definitions
    /// What is asked for cannot be done with these files.
    case unusable
    /// No unit would be scored: nothing passes on nothing.
    case nobody
  }

  package let kind: Kind
  @ForeignText package var reason: Phrase
  /// What was found on the way, in the order in which it was.
  package var details: [Diagnostic] = []
  /// How many more there are than the details.
  package var more = 0
  /// The language of the set; nil where none was read.
  package var language: Language?
}

extension RunRefusal {
  /// The set, or one whose scores it takes, has mistakes.
  static func definitions(_ mistakes: [Diagnostic]) -> RunRefusal {
    RunRefusal(
      kind: .definitions,
      reason: Phrase(zh: "指标体系有错误", en: "the indicator set has mistakes"), details: mistakes)
  }

  /// What is asked for cannot be done.
  static func unusable(_ reason: Phrase, _ details: [Diagnostic] = []) -> RunRefusal {
    RunRefusal(kind: .unusable, reason: reason, details: details)
  }

  /// A file is not the one that was read at first; nil where all are.
  static func changed(_ watched: [FileSource], _ definitions: DefinitionFiles) -> RunRefusal? {
    guard
      let path = watched.first(where: \.hasChanged)?.displayPath ?? definitions.tree.changedFile
    else { return nil }
    return .unusable(
      Phrase(
        zh: "读取过程中，文件“\(path)”被改动了，没有评价；等没有人再改它，重新运行一次",
        en:
          "the file '\(path)' was changed while it was read, so nothing was scored: run again when nobody writes to it any more"
      ))
  }

  /// No unit was scored: why, and what was found on the way there.
  static func nobody(_ reason: Phrase, _ details: [Diagnostic]) -> RunRefusal {
    RunRefusal(
      kind: .nobody, reason: Phrase(zh: "没有一个单位得到评价：", en: "no unit was scored: ") + reason,
      details: details)
  }

  /// The registry names no unit.
  static func emptyRegistry(
    _ path: String, _ details: [Diagnostic]
  ) -> RunRefusal {
    .nobody(
      details.isEmpty
        ? Phrase(
          zh: "单位名录“\(path)”里没有单位，只有表头", en: "the registry '\(path)' has a header and no unit")
        : Phrase(
          zh: "单位名录“\(path)”没有读成，问题在名录，不在报送",
          en:
            "the registry '\(path)' could not be read: the mistake is there, not in the submissions"
        ),
      details)
  }

  /// No file of the submissions can be read.
  static func noFiles(_ details: [Diagnostic]) -> RunRefusal {
    .nobody(
      details.isEmpty
        ? Phrase(zh: "没有报送文件，文件夹是空的", en: "there are no submissions, the folder is empty")
        : Phrase(
          zh: "没有能读的报送文件（CSV 或 XML）", en: "there are no submissions that can be read (CSV or XML)"),
      details)
  }

  /// No row of the submissions can be used.
  static func nothingRead(_ details: [Diagnostic]) -> RunRefusal {
    let isOfOther = details.contains {
      $0.severity == .error && $0.has(SubmissionsCode.periodOfTitle)
    }
    return .nobody(
      isOfOther
        ? Phrase(
          zh: "报送文件写明各数是别的期的", en: "the submissions say that their values are of another period")
        : Phrase(zh: "报送文件里没有读出一个单位的数据", en: "the submissions hold no row that can be used"),
      // Where nothing was read, nothing can have said the period.
      details.filter { !$0.has(SubmissionsCode.noPeriod) })
  }

  /// Nothing of the peers can be used: a place or a mean of the unit alone would be none.
  static func noPeers(_ period: Period, _ details: [Diagnostic]) -> RunRefusal {
    let label = period.label
    return .nobody(
      Phrase(
        zh: "同类单位的报送（--peers）里没有读出 \(label) 的数据",
        en: "the submissions of peers (--peers) hold nothing about \(label)"), details)
  }

  /// The period that is asked for has not the length of the set's.
  static func periodOfOtherLength(
    _ asked: Period?, _ length: PeriodLength, found: Set<Period>, _ details: [Diagnostic]
  ) -> RunRefusal {
    let label = asked?.label
    let example = length.example
    let words = length.phrase
    let what =
      label.map {
        Phrase(
          zh: "这套体系按\(words.text(.zh))评价（如 \(example)），--period 写的是 \($0)",
          en: "the set asks for a \(words.text(.en)) such as \(example), --period is \($0)")
      }
      ?? Phrase(
        zh: "这套体系按\(words.text(.zh))评价（如 \(example)），报送写的期不是这么长",
        en:
          "the set asks for a \(words.text(.en)) such as \(example), the submissions are about others"
      )
    return .nobody(what + periods(found), details)
  }

  /// Neither the request nor the submissions say which period they are about.
  static func noPeriod(_ length: PeriodLength, _ details: [Diagnostic]) -> RunRefusal {
    let example = length.example
    return .unusable(
      Phrase(
        zh: "报送文件没有写明填报期，请加 --period，如 --period \(example)",
        en: "the submissions name no period: add --period, such as --period \(example)"), details)
  }

  /// The submissions state several periods, and the request none.
  static func severalPeriods(
    _ found: Set<Period>, _ length: PeriodLength, _ details: [Diagnostic]
  ) -> RunRefusal {
    let example = found.map(\.label).max() ?? length.example
    return .unusable(
      Phrase(
        zh: "报送里写的填报期不止一个，请用 --period 指明评价哪一期，如 --period \(example)",
        en:
          "the submissions are about several periods: name the one with --period, such as --period \(example)"
      )
        + periods(found), details)
  }

  /// No row is about the period that is asked for.
  static func periodNotFound(
    _ period: Period, found: Set<Period>, _ details: [Diagnostic]
  ) -> RunRefusal {
    let label = period.label
    return .nobody(
      Phrase(zh: "报送里没有 \(label) 的数据", en: "the submissions have nothing about \(label)")
        + periods(found), details)
  }

  /// The periods that the submissions state.
  private static func periods(_ found: Set<Period>) -> Phrase {
    guard !found.isEmpty else { return Phrase("") }
    let labels = found.sorted { ($0.firstDay, $0.label) < ($1.firstDay, $1.label) }.map(\.label)
    let shown = labels.prefix(12)
    let rest = labels.count > shown.count ? " …" : ""
    return Phrase(
      zh: "；报送里有的期：" + shown.joined(separator: "、") + rest,
      en: "; periods found: " + shown.joined(separator: ", ") + rest)
  }
}

extension OpenedRun {
  /// The end of a run that scored nobody, and what was found.
  package func nobody(_ problems: Problems) -> RunRefusal {
    var refusal = nobody(problems.head)
    refusal.more = problems.count - problems.head.count
    return refusal
  }

  /// The end of a run that scored nobody; `details` is what was found.
  package func nobody(_ details: [Diagnostic]) -> RunRefusal {
    let level = self.level.phrase
    var refusal =
      submissions.reported.isEmpty
      ? RunRefusal.nothingRead(details)
      : RunRefusal.nobody(
        Phrase(
          zh: "报送里没有“\(level.text(.zh))”一级的单位",
          en: "no unit of the level '\(level.text(.en))' is among the submissions"),
        details)
    refusal.language = set.language
    return refusal
  }

  /// Refuses a run where the registry has no unit of the scored level.
  static func check(
    _ occasion: Occasion, isRegistryGiven isGiven: Bool, _ details: [Diagnostic]
  ) throws(RunRefusal) {
    let (registry, level) = (occasion.registry, occasion.level)
    guard registry.units(at: level).isEmpty else { return }
    // Without a registry the units are those that reported.
    guard isGiven || !registry.units.isEmpty else { throw .nothingRead(details) }
    guard !registry.units.isEmpty else {
      let label = occasion.period.label
      throw .nobody(
        Phrase(
          zh: "单位名录里的单位在 \(label) 都不存在（看起止日期）",
          en: "no unit of the registry exists in \(label): see its columns 'from' and 'until'"),
        details)
    }
    let words = level.phrase
    throw .nobody(
      isGiven
        ? Phrase(
          zh: "单位名录里没有“\(words.text(.zh))”一级的单位",
          en: "the registry has no unit of the level '\(words.text(.en))'")
        : Phrase(
          zh: "没有单位名录，不知道哪些是“\(words.text(.zh))”一级的单位，请加 --units 名录文件",
          en: "without a registry no unit is of the level '\(words.text(.en))': add --units FILE"),
      details)
  }
}
