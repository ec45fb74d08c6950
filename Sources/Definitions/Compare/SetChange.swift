package import SourceText

/// A change in meaning from one edition of a set to another.
package struct SetChange: Sendable {
  /// What is changed.
  package enum Kind: String, Sendable, CaseIterable {
    case set, item, check, task, group, requirement, adjustment, exemption, veto, gate, view
  }

  /// How it is changed.
  package enum What: Sendable {
    case added
    case removed
    /// One id is gone, several new ones of the same task have its points together.
    case split(into: [String])
    /// Several ids are gone, a new one of the same task has their points together.
    case merged(from: [String])
    /// The same under another id.
    case renamed(to: String)
    /// One aspect has another value.
    case changed(aspect: Phrase, from: Phrase, to: Phrase)
  }

  package var kind: Kind
  @ForeignText package var id: String
  @ForeignText package var title: String
  package var what: What
  /// Whether it can change anybody's points, place or gate.
  package var affectsScores: Bool
  /// Where it stands in the old set, and in the new one.
  package var old: Place?
  package var new: Place?
  /// The reason that an overlay gives.
  @ForeignText package var why: String?
}

extension SetChange.Kind {
  /// What entries of the kind are called.
  package var name: Phrase {
    switch self {
    case .set: Phrase(zh: "指标体系", en: "set")
    case .item: Phrase(zh: "数据项", en: "item")
    case .check: Phrase(zh: "校验", en: "check")
    case .task: Phrase(zh: "重点任务", en: "task")
    case .group: Phrase(zh: "要求组", en: "group")
    case .requirement: Phrase(zh: "要求", en: "requirement")
    case .adjustment: Phrase(zh: "加扣分", en: "adjustment")
    case .exemption: Phrase(zh: "免检", en: "exemption")
    case .veto: Phrase(zh: "否决", en: "veto")
    case .gate: Phrase(zh: "门槛", en: "gate")
    case .view: Phrase(zh: "视角", en: "view")
    }
  }
}
