package import Definitions
package import SourceText

extension Diagnostic {
  /// Units of a level state an item that units of another level are to report.
  package static func itemOfOtherLevel(
    _ item: Item, _ stated: Level, assessed: Level, at place: Place?
  ) -> Diagnostic {
    let name = item.name
    let asked = item.level ?? assessed
    return Diagnostic(
      Code.itemOfOtherLevel, .warning,
      Phrase(
        zh: "“\(name)”由“\(asked.phrase.text(.zh))”填报，“\(stated.phrase.text(.zh))”一级填的值没有采用",
        en:
          "'\(name)' is reported by the \(asked.phrase.text(.en)); what the \(stated.phrase.text(.en)) states is not used"
      ),
      at: place,
      help: Phrase(
        zh: "由“\(asked.phrase.text(.zh))”各单位填报，上级的值由此汇总",
        en:
          "let each \(asked.phrase.text(.en)) report it; what comes together above follows from there"
      ),
      item: name)
  }
}
