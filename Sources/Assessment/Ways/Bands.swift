import Definitions
import FEEL
import SourceText

extension Bands: WayAtWork {
  /// What the first band that fits earns, or takes from all.
  func points(_ rule: Rule, by scorer: inout Scorer) -> WayResult {
    for (index, band) in rule.lines.enumerated() {
      switch scorer.effect(of: band, index, node: rule.points) {
      case .none: continue
      case .noStep(let size): return .noStep(line: index, size)
      case .unresolved(let value): return .unresolved(value)
      case .effect(let effect):
        let isSet = band.line.direction == .earn
        let points = isSet ? effect.moved : rule.points + effect.moved
        return .points(points, .band(index))
      }
    }
    return .points(rule.start, .band(nil))
  }

  func target(of index: Index<Requirement>, by scorer: inout Scorer) -> Target? {
    if let test = lines.first(where: { $0.direction == .earn && $0.amount.isAll })?.test {
      let found = scorer.target(test, index)
      // A band before it may fit as well.
      if let goal = found, !scorer.earnsAll(at: goal, index) { return nil }
      return found
    }
    return lines.base == .full ? scorer.strictest(lines, index) : nil
  }

  func taken(by cause: Cause) -> [String] {
    guard case .band(let band?) = cause else { return [] }
    return [Bands.branch(band)]
  }

  func reason(_ cause: Cause, _ judged: Judged, by scorer: inout Scorer) -> Phrase {
    guard case .band(let band) = cause else { return judged.short }
    let isAdjustment = judged.rule.isAdjustment
    if band == nil, isAdjustment { return Phrase(zh: "没有符合的一档", en: "no band fits") }
    if judged.isFull, !isAdjustment { return judged.reached }
    let line = band.map { lines[$0] }
    let value = judged.value
    if let line, line.isPerRecord, let records = scorer.whichRecords(line, judged.rule) {
      return value.isEmpty
        ? records
        : Phrase(zh: "\(value)；\(records.text(.zh))", en: "\(value); \(records.text(.en))")
    }
    guard let side = line?.test.map({ scorer.side(of: $0) }) else { return judged.short }
    return Phrase(
      zh: "\(value)，属“\(side.text(.zh))”一档", en: "\(value), in the band '\(side.text(.en))'")
  }

  func trend(of requirement: Requirement, _ value: Trend, in trends: Trends) -> Trend {
    let full = requirement.points.number(digits: trends.set.digits)
    guard lines.allSatisfy({ trends.parts(of: $0, value) == .steady }) else { return .unknown }
    return trends.first(
      lines.map { band in
        let moved = band.isOnce ? band.amount.known(of: full) : nil
        return (trends.fit(band, value), moved.map { band.direction == .earn ? $0 : full - $0 })
      } + [(.steady, lines.base == .full ? full : .zero)])
  }

  func repair(_ rule: Rule, _ wish: inout Wish, by scorer: inout Scorer) -> [Int: Value]? {
    if let band = lines.first(where: { $0.direction == .earn && $0.amount.isAll }) {
      return scorer.fit(band, &wish)
    }
    guard lines.base == .full else { return nil }
    var changes: [Int: Value] = [:]
    for band in lines {
      guard let change = scorer.unfit(band, &wish) else { return nil }
      changes.merge(change) { _, last in last }
    }
    return changes
  }

  func isJudgedAlike(_ shown: Number, _ value: Number, by scorer: inout Scorer) -> Bool {
    scorer.isJudgedAlike(shown, value, byLines: lines)
  }

  var reach: Reach? { Reach(moves: lines.map { ($0.direction, $0.most) }, isSum: false) }
}

extension Line {
  /// Whether it moves its amount, and nothing more or less.
  fileprivate var isOnce: Bool {
    guard case .once = quantity else { return false }
    return times == nil && atMost == nil
  }
}
