import Assessment
import Definitions
import SourceText

extension Skipped {
  /// What was not asked, in a few words beside the verdict; nil where everything was.
  func words(_ set: IndicatorSet) -> Phrase? {
    let requirements = set.requirements
    let parts = [
      part(waived.map { requirements[$0].id }, zh: "豁免", en: "waived"),
      part(notApplicable.map { requirements[$0].id }, zh: "不适用", en: "not applicable"),
      part(tasks.map { set.tasks[$0].id }, zh: "任务无可计分值", en: "without points to judge"),
    ].compactMap(\.self)
    guard let first = parts.first else { return nil }
    return parts.dropFirst().reduce(first) { $0 + Phrase(zh: "，", en: ", ") + $1 }
  }

  private func part(_ ids: [String], zh: String, en: String) -> Phrase? {
    guard !ids.isEmpty else { return nil }
    return Phrase(
      zh: "\(ids.count)项\(zh)（\(ids.joined(separator: "、"))）",
      en: "\(ids.count) \(en) (\(ids.joined(separator: ", ")))")
  }
}
