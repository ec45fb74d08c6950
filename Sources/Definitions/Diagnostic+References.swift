import Formats
import SourceText

/// What a set names beside itself and nobody can read.
extension Diagnostic {
  static func registryNotFound(_ node: YAMLNode) -> Diagnostic {
    let path = node.text ?? ""
    return Diagnostic(
      Code.registryNotFound, .error,
      Phrase(zh: "找不到单位名录“\(path)”", en: "there is no registry '\(path)'"), at: node.place,
      help: Phrase(
        zh: "写相对于本体系的路径，如 units.csv；由命令行给出名录的，删去这一行",
        en: "write the path from this set, such as units.csv, or leave it to the command"))
  }

  static func takenSetNotReadable(_ taken: TakenValue, _ error: SetReadError) -> Diagnostic {
    wrongTaken(
      taken,
      Phrase(
        zh: "读不到取自的体系“\(taken.set)”：\(error.message.text(.zh))",
        en: "the set '\(taken.set)' that gives the value cannot be read: \(error.message.text(.en))"
      ),
      help: Phrase(
        zh: "写相对于本体系的路径，如 ../county-towns",
        en: "write the path from this set, such as ../county-towns"))
  }

  static func takenSetHasMistakes(_ taken: TakenValue, _ found: [Diagnostic]) -> Diagnostic {
    let count = found.count { $0.severity == .error }
    let first = found.first { $0.severity == .error }
    return wrongTaken(
      taken,
      Phrase(
        zh: "取自的体系“\(taken.set)”有 \(count) 处错误，给不出值",
        en: "the set '\(taken.set)' that gives the value has \(count) mistakes"),
      related: first.flatMap { diagnostic in
        diagnostic.place.map { [Label($0, diagnostic.message)] }
      } ?? [],
      help: Phrase(zh: "先检查、改正那套体系", en: "lint that set and mend it first"))
  }

  static func takenOfOtherLevel(_ taken: TakenValue, _ level: Level, _ item: Item) -> Diagnostic {
    wrongTaken(
      taken,
      Phrase(
        zh: "“\(taken.set)”评价的是\(level.phrase.text(.zh))，与数据项“\(item.name)”的层级不同",
        en:
          "'\(taken.set)' assesses the \(level.phrase.text(.en)), which is not the level of '\(item.name)'"
      ),
      help: Phrase(zh: "改 level（层级），或改取自的体系", en: "change the 'level', or the set"))
  }

  static func takenOfOtherPeriods(
    _ taken: TakenValue, _ inner: PeriodLength, _ outer: PeriodLength
  ) -> Diagnostic {
    wrongTaken(
      taken,
      Phrase(
        zh: "“\(taken.set)”按\(inner.phrase.text(.zh))评价，本体系按\(outer.phrase.text(.zh))，期别要一样长",
        en:
          "the period of '\(taken.set)' is a \(inner.phrase.text(.en)), not a \(outer.phrase.text(.en))"
      ),
      help: Phrase(
        zh: "改其中一套的 period（期别），或者把平均分作为数据项填报",
        en: "change the 'period' of one of them, or let the mean of its scores be reported"))
  }

  static func takenInCircle(_ taken: TakenValue) -> Diagnostic {
    wrongTaken(
      taken,
      Phrase(
        zh: "“\(taken.set)”又取自本体系，绕成了圈",
        en: "'\(taken.set)' takes from this set in turn"),
      help: Phrase(zh: "去掉其中一处", en: "remove one of the two"))
  }

  private static func wrongTaken(
    _ taken: TakenValue, _ message: Phrase, related: [Label] = [], help: Phrase
  ) -> Diagnostic {
    Diagnostic(
      Code.takenSetNotReadable, .error, message, at: taken.place, related: related, help: help)
  }
}
