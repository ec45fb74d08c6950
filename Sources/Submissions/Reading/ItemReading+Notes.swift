import Definitions

extension Item {
  /// Whether it is an amount of money, or may be one.
  var isMoney: Bool {
    if let scale { return Measure.isMoney(scale.base) }
    return type == .number
      && MeasureNote.money.contains { title.contains($0) || name.contains($0) }
  }

  /// Whether its values stand in a measure, so that another one would be none.
  var isMeasured: Bool { type.notation == .number }
}

/// What notes about the measures of a table, a record or a value mean for its items.
extension ItemReading {
  /// The notes in the text of a cell.
  func notes(in text: String) -> [MeasureNote] {
    doubted(MeasureNote.all(in: text, headings.bases) { !self.named(by: $0).isEmpty })
  }

  /// The notes in a remark, which may be a measure by itself.
  func notes(inRemark text: String) -> [MeasureNote] {
    doubted(MeasureNote.all(inRemark: text, headings.bases) { !self.named(by: $0).isEmpty })
  }

  /// Notes, those in doubt that except something that is no item, or that speak of a place that nobody knows.
  private func doubted(_ notes: [MeasureNote]) -> [MeasureNote] {
    notes.map { note in
      let isOfOthers =
        !note.except.isEmpty && excepted(by: note.except).isEmpty
        && !Exception.isOfRemarks(note.except)
      guard
        isOfOthers
          || ItemReading.isOfPlace(last(in: note.subject[...])?.before ?? note.subject[...])
      else { return note }
      var note = note
      note.isDoubtful = true
      return note
    }
  }

  /// Whether what stands before the name of an item is that of a place, of which alone something is said: 诸暨市金额.
  private static func isOfPlace(_ text: Substring) -> Bool {
    var text = text
    while let last = text.last, ":的金额单位".contains(last) { text.removeLast() }
    guard let last = text.last, "区县市镇乡".contains(last) else { return false }
    return !["全", "各", "本", "我", "该", "地", "辖", "县", "市", "区", "整", "小", "社", "和", "及"]
      .contains { text.dropLast().hasSuffix($0) }
  }

  /// The items with whose name a subject ends, the longest name first; 投入数 is 投入.
  func named(by subject: String) -> [Int] { last(in: subject[...])?.items ?? [] }

  /// The items whose measure stands in a column, or an attribute, of a name: 受理数单位, 投入计量单位; nil for any other.
  func measured(by key: String) -> [Int]? {
    for label in ["计量单位", "的单位", "单位"] where key.hasSuffix(label) {
      if let items = measured[String(key.dropLast(label.count))] { return items }
    }
    return nil
  }

  /// The items that a subject lists at its end: 受理数、化解数和满意率.
  func listed(by subject: String) -> [Int] {
    var rest = subject[...]
    var items: [Int] = []
    while let found = last(in: rest) {
      items += found.items
      rest = found.before
      let isListed = rest.last.map(ItemReading.joints.contains) ?? false
      guard isListed else { break }
      while let last = rest.last, ItemReading.joints.contains(last) { rest.removeLast() }
    }
    return items
  }

  /// What stands between the names of a list.
  private static let joints = Set("、,，/／和及与跟同以兼“”\"'‘’《》 ")

  /// The items with whose name a text ends, and what stands before it.
  private func last(in text: Substring) -> (items: [Int], before: Substring)? {
    func found(_ text: Substring) -> (items: [Int], before: Substring)? {
      var rest = text.suffix(longestName)
      while !rest.isEmpty {
        if let items = measured[String(rest)] { return (items, text[..<rest.startIndex]) }
        rest = rest.dropFirst()
      }
      return nil
    }
    if let found = found(text) { return found }
    let tail = ItemReading.tails.first { text.hasSuffix($0) }
    return tail.flatMap { found(text.dropLast($0.count)) }
  }

  /// What may stand behind the name of an item where its measure is told.
  private static let tails = [
    "金额", "数额", "数量", "数据", "指标", "一项", "一栏", "一列", "数", "额", "值", "项", "栏", "列",
  ]

  /// Whether a note counts among some items: it is sure, or fits one of them.
  func counts(_ note: MeasureNote, among items: Set<Int>?) -> Bool {
    note.isSure
      || self.items.indices.contains { item in
        guard items?.contains(item) ?? true else { return false }
        if case .shift = stated([note], item: item, among: items).measure { return true }
        return false
      }
  }

  /// Whether a measure that is not known is one of items, which then have no values; otherwise it can only be told.
  func contradictsAnItem(_ note: MeasureNote, among items: Set<Int>?) -> Bool {
    self.items.indices.contains { item in
      (items?.contains(item) ?? true) && stated([note], item: item, among: items).measure == .other
    }
  }

  /// What the notes of a whole table mean for an item, with the text of the one that decides: those that name the item,
  /// else those about money for an amount of money, else the others. Where two differ, it is another measure.
  /// - Parameters:
  ///   - notes: The notes.
  ///   - item: The item.
  ///   - items: The items whose values they may be about; nil for all.
  ///   - outer: What else they may be about.
  /// - Returns: What they mean, and the text of the note.
  func stated(
    _ notes: [MeasureNote], item: Int, among items: Set<Int>? = nil, outer: Set<String> = []
  ) -> (measure: StatedMeasure, text: String) {
    guard !notes.isEmpty else { return (.none, "") }
    let own = stated(naming: notes, item: item)
    guard own.measure == .none else { return own }
    let general = notes.filter {
      named(by: $0.subject).isEmpty && !excepted(by: $0.except).contains(item)
    }
    let money = self.items[item].isMoney ? general.filter(\.isOfMoney) : []
    let other = money.isEmpty ? general.filter { !$0.isOfMoney } : money
    return one(
      of: other.map { note in
        guard note.measures.isEmpty else {
          return (
            self.stated(note.measures, item: item, among: items, outer: outer)
              .doubted(note.isDoubtful), note.text
          )
        }
        return (note.isOfMoney ? .other : .none, note.text)
      })
  }

  /// What the notes in remarks about one row mean for an item of it, with the text of the one that decides; of the remarks
  /// about a single value, what names no item is about that value.
  func stated(
    remarks notes: [MeasureNote], isOfItem: Bool, item: Int, among items: Set<Int>? = nil
  ) -> (measure: StatedMeasure, text: String) {
    let notes = notes.filter(\.isSure)
    guard isOfItem else { return stated(notes, item: item, among: items) }
    let own = notes.filter { note in
      let named = named(by: note.subject)
      return named.isEmpty || named.contains(item)
    }
    return one(of: own.map { ownMeasure(of: $0, item: item) })
  }

  /// What the notes that name an item mean for it.
  func stated(naming notes: [MeasureNote], item: Int) -> (measure: StatedMeasure, text: String) {
    one(
      of: notes.filter { named(by: $0.subject).contains(item) }.map {
        ownMeasure(of: $0, item: item)
      })
  }

  /// What the measures of a note about an item mean for it; another one where two can be compared with it and differ.
  private func ownMeasure(
    of note: MeasureNote, item: Int
  ) -> (measure: StatedMeasure, text: String) {
    guard items[item].isMeasured else { return (.none, note.text) }
    let fitting = Set(note.measures.map { items[item].takes($0) }.filter { $0 != .other })
    let measure = fitting.count == 1 ? fitting.first ?? .other : .other
    return (measure.doubted(note.isDoubtful), note.text)
  }

  /// The one of several measures, as far as they are stated; another measure where two differ.
  func one(
    of found: [(measure: StatedMeasure, text: String)]
  ) -> (measure: StatedMeasure, text: String) {
    let stated = found.filter { $0.measure != .none }
    guard let first = stated.first else { return (.none, "") }
    return stated.first { $0.measure != first.measure }.map { (.other, $0.text) } ?? first
  }

  /// What measures that are stated of a whole table mean for an item: the one that can be compared; otherwise nothing where
  /// they speak of another item, and that it is another measure where they speak of none.
  /// - Parameters:
  ///   - measures: The measures.
  ///   - item: The item.
  ///   - items: The items whose values they may be about; nil for all.
  ///   - outer: What else they may be about.
  /// - Returns: What they mean.
  func stated(
    _ measures: [Measure], item: Int, among items: Set<Int>? = nil, outer: Set<String> = []
  ) -> StatedMeasure {
    func isThere(_ item: Int) -> Bool { items?.contains(item) ?? true }
    func shift(_ measure: Measure, _ item: Int) -> StatedMeasure? {
      guard case .shift(let power) = self.items[item].takes(measure),
        !measure.base.isEmpty || mayBe(measure, of: item, isThere: isThere)
      else { return nil }
      return .shift(power)
    }
    let found = Set(measures.compactMap { shift($0, item) })
    if let first = found.first { return found.count == 1 ? first : .other }
    let definition = self.items[item]
    guard definition.isMeasured, !definition.type.isPercent else { return .none }
    let isOfOthers =
      measures.contains { $0.base.isEmpty || outer.contains($0.base) }
      || self.items.indices.contains { other in
        isThere(other) && measures.contains { shift($0, other) != nil }
      }
    return isOfOthers ? .none : measures.map { definition.takes($0) }.first ?? .none
  }

  /// Whether a bare 万 can be about an item: it is of money where there is any, else of what is declared in 万, else of all.
  private func mayBe(_ measure: Measure, of item: Int, isThere: (Int) -> Bool) -> Bool {
    let present = items.indices.filter(isThere)
    let money = present.filter { items[$0].isMoney }
    if !money.isEmpty { return money.contains(item) }
    let alike = present.filter { items[$0].scale?.power == measure.power }
    return alike.isEmpty || alike.contains(item)
  }
}

extension StatedMeasure {
  /// The same where it may be of others: another measure where the values would be converted.
  fileprivate func doubted(_ isDoubtful: Bool) -> StatedMeasure {
    switch self {
    case .shift(let power): isDoubtful && power != 0 ? .other : self
    case .none, .unchecked, .other: self
    }
  }
}
