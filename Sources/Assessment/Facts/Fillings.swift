import Definitions
import FEEL

/// Something that is worked out for a unit from its row and from facts.
enum Filling: Sendable {
  case item(Int)
  /// A call of `peers`, by its index in the needs.
  case peers(Int)
  /// A call of `place`, likewise.
  case place(Int)
  /// This period's value in a call of `earlier`, by its index in the plan.
  case earlier(Int)
}

/// In which order a unit's calls are filled, each after what it is made of.
struct Fillings: Sendable {
  /// The computed items, with the calls that they and the data checks read.
  let ofRow: [Filling]
  /// The other calls that read items only.
  let ofItems: [Filling]
  /// By owner, the calls that read its value.
  private let ofOwner: [RuleOwner: [Filling]]
  /// The calls that are made of totals, points or gates.
  let ofResults: [Filling]
  /// By gate those among them that its checks read.
  let ofGates: By<Gate, [Filling]>
  /// All of them.
  let all: [Filling]

  init(_ set: IndicatorSet, _ peers: PeerNeeds, _ times: [TimeForm], _ results: [UnitResult]) {
    var fillings: [Slot: Filling] = [:]
    var owners: [Slot: RuleOwner] = [:]
    for (index, form) in peers.forms.enumerated() {
      let slot = Slot(rawValue: Int32(form.slot))
      if case .place = form.kind {
        fillings[slot] = .place(index)
      } else {
        fillings[slot] = .peers(index)
      }
      owners[slot] = form.owner
    }
    for (index, time) in times.enumerated() where time.isList {
      let slot = Slot(rawValue: Int32(time.form.slot))
      fillings[slot] = .earlier(index)
      owners[slot] = time.form.owner
    }
    let resultSlots = Set(results.map { Slot(rawValue: Int32($0.slot)) })
    let ofResults = fillings.keys.filter { slot in
      !set.slotsOfThisPeriod(behind: [slot]).isDisjoint(with: resultSlots)
    }
    /// The calls that a unit needs for some slots, those inside others first: what peers give is asked of the peers.
    func calls(for slots: [Slot]) -> [Slot] {
      var found: Set<Slot> = []
      var open = slots
      while let slot = open.popLast() {
        guard let filling = fillings[slot], found.insert(slot).inserted else { continue }
        if case .peers = filling { continue }
        open += set.slots.form(of: slot)?.argument.reads ?? []
      }
      return found.sorted()
    }
    var placed: Set<Slot> = []
    func place(_ slots: [Slot]) -> [Filling] {
      slots.filter { owners[$0] == nil && placed.insert($0).inserted }.compactMap { fillings[$0] }
    }
    var ofRow: [Filling] = []
    for item in set.computedOrder {
      ofRow += place(calls(for: set.items[item].sources))
      ofRow.append(.item(item))
    }
    ofRow += place(calls(for: set.checks.flatMap(\.condition.program.reads)))
    self.ofRow = ofRow
    ofItems = place(fillings.keys.filter { !ofResults.contains($0) }.sorted())
    self.ofResults = ofResults.sorted().compactMap { fillings[$0] }
    ofGates = By(
      set.gates.map { gate in
        set.slotsOfThisPeriod(behind: Set(gate.checks.flatMap(\.condition.program.reads)))
          .filter(ofResults.contains).sorted().compactMap { fillings[$0] }
      })
    var ofOwner: [RuleOwner: [Filling]] = [:]
    for slot in fillings.keys.sorted() {
      if let owner = owners[slot], let filling = fillings[slot] {
        ofOwner[owner, default: []].append(filling)
      }
    }
    self.ofOwner = ofOwner
    all =
      ofRow + ofItems
      + fillings.keys.sorted().filter { owners[$0] != nil || ofResults.contains($0) }
      .compactMap { fillings[$0] }
  }

  /// The calls that read the value of an owner.
  func calls(of owner: RuleOwner) -> [Filling] { ofOwner[owner] ?? [] }
}
