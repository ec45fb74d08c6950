package import Assessment
package import Definitions
import Formats
package import SourceText

/// What changed from one edition of a set to another, and what it means for the units.
package struct DifferenceReport: Sendable {
  /// The editions, as they are called at the top.
  @ForeignText package private(set) var old: String
  @ForeignText package private(set) var new: String
  package let changes: [SetChange]
  /// The units for which something changes; nil where nothing was scored.
  package let impact: [UnitImpact]?
  /// How many units were scored.
  package let units: Int
  /// The digits of points.
  package let digits: Int
  /// Whether sets or submissions are marked as sample data.
  package let isSample: Bool

  package init(
    old: String, new: String, changes: [SetChange], impact: [UnitImpact]?, units: Int, digits: Int,
    isSample: Bool = false
  ) {
    self.old = old
    self.new = new
    self.changes = changes
    self.impact = impact
    self.units = units
    self.digits = digits
    self.isSample = isSample
  }
}

/// How differences are written.
package enum DifferenceFormat: String, Sendable, CaseIterable {
  case text, json, markdown

  /// The report in the format.
  package func render(_ report: DifferenceReport, _ language: Language) -> String {
    switch self {
    case .text: DifferenceText(report, language).text
    case .json: DifferenceJSON.text(report, language)
    case .markdown: DifferenceMarkdown(report, language).text
    }
  }
}

extension DifferenceReport {
  /// The points that something moves by, with its sign.
  func signed(_ points: Points) -> String {
    (points > .zero ? "+" : "") + points.text(digits: digits)
  }

  /// What a report made from sample data says of itself; nil for any other.
  func sampleWords(_ language: Language) -> String? {
    isSample ? SampleMark.words.text(language) : nil
  }

  /// What changed for how many units, in a sentence.
  var impactWords: Phrase? {
    guard let impact else { return nil }
    let (count, all) = (impact.count, units)
    return Phrase(
      zh: "影响：\(all) 个单位中 \(count) 个", en: "impact: \(count) of \(all) units")
  }
}

extension UnitImpact {
  /// What else changes of what an assessment prints of the unit, beside total, place, gates and points.
  func others(digits: Int) -> [Phrase] {
    var found: [Phrase] = []
    func add(_ zh: String, _ en: String, _ old: String, _ new: String) {
      if old != new {
        found.append(Phrase(zh: "\(zh) \(old) → \(new)", en: "\(en) \(old) → \(new)"))
      }
    }
    func range(_ digest: UnitDigest) -> String {
      guard let range = digest.range else { return "–" }
      return "\(range.worst.text(digits: digits)) … \(range.best?.text(digits: digits) ?? "∞")"
    }
    if old.total != old.computedTotal || new.total != new.computedTotal {
      add(
        "算得", "computed", old.computedTotal.text(digits: digits),
        new.computedTotal.text(digits: digits))
    }
    add("可能范围", "range", range(old), range(new))
    add("缺数据", "missing", "\(old.missing)", "\(new.missing)")
    found += vetoes.map { veto in
      Phrase("\(veto.id) ") + veto.old.phrase + Phrase(" → ") + veto.new.phrase
    }
    func told(_ problems: [Diagnostic], zh: String, en: String) {
      found += problems.map { Phrase(zh: zh, en: en) + $0.message }
    }
    told(problems.new, zh: "新的数据问题：", en: "new problem: ")
    told(problems.old, zh: "不再有的数据问题：", en: "problem no more: ")
    return found
  }
}

extension SetChange {
  /// Which entry it is about.
  func subject(_ language: Language) -> String {
    let name = kind.name.text(language)
    let title = id == title ? "" : title
    return [name, id, title].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What changed, without the entry.
  func words(_ language: Language) -> String {
    let none = Phrase(zh: "无", en: "none").text(language)
    func shown(_ phrase: Phrase) -> String {
      let text = phrase.text(language)
      return text.isEmpty ? none : text
    }
    switch what {
    case .added: return Phrase(zh: "新增", en: "added").text(language)
    case .removed: return Phrase(zh: "删除", en: "removed").text(language)
    case .split(let ids):
      let list = ids.joined(separator: ", ")
      return Phrase(zh: "拆分为 \(list)，分值合计不变", en: "split into \(list), with the same points").text(
        language)
    case .merged(let ids):
      let list = ids.joined(separator: ", ")
      return Phrase(zh: "由 \(list) 合并，分值合计不变", en: "merged from \(list), with the same points")
        .text(
          language)
    case .renamed(let id):
      return Phrase(zh: "编号改为 \(id)，内容不变", en: "called \(id) now, otherwise the same").text(
        language)
    case .changed(let aspect, let from, let to):
      if from.text(language) == to.text(language) {
        let text = shown(to)
        return aspect.text(language)
          + Phrase(
            zh: "：\(text)（其中的常数变了）", en: ": \(text) (a constant in it is another)"
          ).text(language)
      }
      return aspect.text(language) + Phrase(zh: "：", en: ": ").text(language)
        + "\(shown(from)) → \(shown(to))"
    }
  }

  /// Where it stands: before and after, once where they are the same.
  var places: String {
    let places = [old?.lineDescription, new?.lineDescription].compactMap(\.self)
    return places.first == places.last ? places.first ?? "" : places.joined(separator: " → ")
  }
}

extension [SetChange] {
  /// The changes of the same entry together, in order.
  var byEntry: [[SetChange]] {
    var groups: [[SetChange]] = []
    for change in self {
      if let last = groups.last?.last, last.kind == change.kind, last.id == change.id,
        last.title == change.title
      {
        groups[groups.count - 1].append(change)
      } else {
        groups.append([change])
      }
    }
    return groups
  }
}

extension Verdict? {
  /// The verdict in one word; a dash where the set does not have the gate.
  func words(_ language: Language) -> String { self?.phrase.text(language) ?? "–" }
}
