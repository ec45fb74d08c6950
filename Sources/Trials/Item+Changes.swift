import Definitions
import FEEL
import SourceText

extension Item {
  /// The item with one small change of how its values come together.
  func changes() -> [Changed<Item>] {
    var all: [Changed<Item>] = []
    for (level, rollUp) in rollUps.sorted(by: { $0.key < $1.key }) {
      if let other = rollUp.neighbour {
        all.append(
          Changed(
            copy(self) { $0.rollUps[level] = other }, at: place, zh: "汇总", en: "rollup",
            rollUp.word, other.word))
      }
      guard case .share(let condition?) = rollUp else { continue }
      all += condition.changes(zh: "占比 若", en: "share where").map { change in
        change.map { condition in
          copy(self) { $0.rollUps[level] = .share(where: condition) }
        }
      }
    }
    guard !rollUps.isEmpty, let tenth = Number.one.divided(by: 10) else { return all }
    for other in [complete - tenth, complete + tenth] where other > .zero && other <= .one {
      all.append(
        Changed(
          copy(self) { $0.complete = other }, at: place, zh: "报齐", en: "complete",
          "\((complete * 100).exactText)%", "\((other * 100).exactText)%"))
    }
    return all
  }
}

extension RollUp {
  /// Another way for the same values; nil for the share of yes, which has none.
  fileprivate var neighbour: RollUp? {
    switch self {
    case .sum: .mean
    case .mean: .sum
    case .min: .max
    case .max: .min
    case .weightedMean: .mean
    case .share: nil
    }
  }

  fileprivate var word: String {
    switch self {
    case .sum: "sum"
    case .mean: "mean"
    case .min: "min"
    case .max: "max"
    case .weightedMean: "mean by"
    case .share: "share"
    }
  }
}

extension Exemption {
  /// The exemption of nothing, and without one of its requirements.
  func changes(in set: IndicatorSet) -> [Changed<Exemption>] {
    let ids = requirements.map { set.requirements[$0].id }
    let all = Changed(
      copy(self) { $0.requirements = [] }, at: place, without: "免检", "the exemption")
    guard requirements.count > 1 else { return [all] }
    return [all]
      + requirements.indices.map { index in
        Changed(
          copy(self) { $0.requirements.remove(at: index) }, at: place,
          without: "对 \(ids[index]) 的免检", "the exemption of \(ids[index])")
      }
  }
}

extension MissingPolicy {
  /// The policy that differs most in what missing points cost.
  var neighbour: MissingPolicy {
    switch self {
    case .noPoints: .leaveOut
    case .leaveOut, .block: .noPoints
    }
  }
}
