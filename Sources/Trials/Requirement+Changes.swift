import Definitions
import FEEL
import SourceText

extension Requirement {
  /// The requirement or adjustment with one small change; `marks` are those that gates ask for.
  func changes(digits: Int, marks asked: Set<String>) -> [Changed<Requirement>] {
    var all: [Changed<Requirement>] = []
    if task != nil {
      all += points.changes(at: place, digits: digits, zh: "分值", en: "points") { points in
        copy(self) { $0.points = points }
      }
      for mark in marks where asked.contains(mark) {
        all.append(
          Changed(
            copy(self) { $0.marks.removeAll { $0 == mark } }, at: place, without: "标记 \(mark)",
            "mark \(mark)"))
      }
    }
    if let value {
      all += value.changes(zh: "指标值", en: "value").map { change in
        change.map { value in copy(self) { $0.value = value } }
      }
    }
    if let applies {
      all += applies.changes(zh: "适用条件", en: "applies").map { change in
        change.map { applies in copy(self) { $0.applies = applies } }
      }
      all.append(
        Changed(copy(self) { $0.applies = nil }, at: applies.place, without: "适用条件", "applies"))
    }
    if let condition = applies ?? guards.first?.condition {
      let other: NotApplicablePolicy = notApplicable == .leaveOut ? .full : .leaveOut
      all.append(
        Changed(
          copy(self) { $0.notApplicable = other }, at: condition.place, zh: "不适用时",
          en: "not applicable", notApplicable.rawValue, other.rawValue))
    }
    for (index, each) in guards.enumerated() {
      all += each.condition.changes(zh: "样本下限", en: "guard").map { change in
        change.map { condition in copy(self) { $0.guards[index].condition = condition } }
      }
      all.append(
        Changed(
          copy(self) { $0.guards.remove(at: index) }, at: each.condition.place, without: "样本下限",
          "guard"))
    }
    if metFrom != .one {
      all += metFrom.changes(at: place, zh: "达标线", en: "met from", isShare: true) { share in
        copy(self) { $0.metFrom = share }
      }
    }
    all += scoring.changes(at: rule).map { change in
      change.map { scoring in copy(self) { $0.scoring = scoring } }
    }
    return all
  }
}

extension Group {
  func changes(digits: Int) -> [Changed<Group>] {
    var all: [Changed<Group>] = []
    if let best {
      for other in [best - 1, best + 1] where other > 0 {
        all.append(
          Changed(
            copy(self) { $0.best = other }, at: place, zh: "取优", en: "best", "\(best)", "\(other)"))
      }
    }
    if let loseAtMost {
      all += loseAtMost.changes(at: place, zh: "最多扣", en: "lose at most") { most in
        copy(self) { $0.loseAtMost = most }
      }
      all.append(
        Changed(copy(self) { $0.loseAtMost = nil }, at: place, without: "最多扣", "lose at most"))
    }
    if let earnAtMost {
      all += earnAtMost.changes(at: place, zh: "最多得", en: "earn at most") { most in
        copy(self) { $0.earnAtMost = most }
      }
      all.append(
        Changed(copy(self) { $0.earnAtMost = nil }, at: place, without: "最多得", "earn at most"))
    }
    if let countsAs {
      all += countsAs.changes(at: place, digits: digits, zh: "折为", en: "counts as") { points in
        copy(self) { $0.countsAs = points }
      }
    }
    return all
  }
}

extension Threshold {
  func changes<Whole>(
    at place: Place, zh: String, en: String, _ put: (Threshold) -> Whole
  ) -> [Changed<Whole>] {
    switch self {
    case .share(let share):
      share.changes(at: place, zh: zh, en: en, isShare: true) { put(.share($0)) }
    case .points(let points): points.changes(at: place, zh: zh, en: en) { put(.points($0)) }
    }
  }
}

extension Gate {
  func changes() -> [Changed<Gate>] {
    var all: [Changed<Gate>] = []
    if let total {
      all += total.changes(at: place, zh: "总分", en: "total") { total in
        copy(self) { $0.total = total }
      }
    }
    if let reported {
      all += reported.changes(at: place, zh: "报送率", en: "reported", isShare: true) { share in
        copy(self) { $0.reported = share }
      }
    }
    if let eachTask {
      all += eachTask.changes(at: place, zh: "每项重点任务", en: "each task") { threshold in
        copy(self) { $0.eachTask = threshold }
      }
    }
    if !met.isEmpty {
      all.append(Changed(copy(self) { $0.met = [] }, at: place, without: "达标", "met"))
    }
    if after != nil {
      all.append(Changed(copy(self) { $0.after = nil }, at: place, without: "前一道门槛", "after"))
    }
    for (index, check) in checks.enumerated() {
      all += check.condition.changes(zh: "条件", en: "check").map { change in
        change.map { condition in copy(self) { $0.checks[index].condition = condition } }
      }
      all.append(
        Changed(copy(self) { $0.checks.remove(at: index) }, at: check.place, without: "条件", "check")
      )
    }
    return all
  }
}

extension Veto {
  func changes(digits: Int, gates count: Int) -> [Changed<Veto>] {
    var all: [Changed<Veto>] = []
    if let askWhen {
      all += askWhen.changes(zh: "迹象", en: "ask when").map { change in
        change.map { sign in copy(self) { $0.askWhen = sign } }
      }
      all.append(
        Changed(copy(self) { $0.askWhen = nil }, at: askWhen.place, without: "迹象", "ask when"))
    }
    for (index, effect) in effects.enumerated() {
      all.append(
        Changed(copy(self) { $0.effects.remove(at: index) }, at: place, without: "后果", "effect"))
      switch effect {
      case .lose(let points):
        all += points.changes(at: place, digits: digits, zh: "扣", en: "lose") { points in
          copy(self) { $0.effects[index] = .lose(points) }
        }
      case .totalAtMost(let points):
        all += points.changes(at: place, digits: digits, zh: "总分最多", en: "total at most") {
          points in
          copy(self) { $0.effects[index] = .totalAtMost(points) }
        }
      case .bar(let gates) where gates.count > 1:
        for gate in gates.indices {
          all.append(
            Changed(
              copy(self) { $0.effects[index] = .bar(copy(gates) { $0.remove(at: gate) }) },
              at: place, without: "对第\(gate + 1)道门槛的否决", "the bar of gate \(gate + 1)"))
        }
      case .gradeAtMost(let last):
        // One gate more, and one less.
        let at = last?.position ?? -1
        for other in [at - 1, at + 1] where other >= -1 && other < count {
          all.append(
            Changed(
              copy(self) { $0.effects[index] = .gradeAtMost(other < 0 ? nil : Index(other)) },
              at: place,
              zh: "最高到第几道门槛", en: "grade at most, gate", "\(at + 1)", "\(other + 1)"))
        }
      case .bar: break
      }
    }
    return all
  }
}
