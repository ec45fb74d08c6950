import FEEL
import Formats
import SourceText

/// The lines of a score: what can fit, how far it counts, and what its caps do.
extension Lint {
  static let lineNeverFits = Lint(.lineNeverFits, .warning) { context in
    context.eachLine { requirement, line, entry in
      guard context.truth(line, of: requirement) == false else { return nil }
      return Finding(
        line.place, zh: "在可信的数据范围内，这一条永远不会符合", en: "no believable value fits this line",
        help: Phrase(
          zh: "核对界限；数据确会到这里的，给数据项写上 plausible（合理范围）",
          en: "check the bound; where values do get there, say so by 'plausible' of the item"))
    }
  }

  static let lineAlwaysFits = Lint(.lineAlwaysFits, .warning) { context in
    context.eachLine { requirement, line, entry in
      guard line.test != nil || line.condition != nil,
        context.truth(line, of: requirement) == true
      else { return nil }
      return Finding(
        line.place, zh: "在可信的数据范围内，这一条总是符合", en: "every believable value fits this line",
        help: Phrase(zh: "核对界限，或去掉条件", en: "check the bound, or leave the test out"))
    }
  }

  static let zeroAmount = Lint(.zeroAmount, .warning) { context in
    context.eachLine { requirement, line, entry in
      guard let amount = line.amount.known(of: context.number(requirement.points)),
        amount.isZero, requirement.task == nil || !context.number(requirement.points).isZero
      else { return nil }
      // In bands, earning nothing is how the last one ends.
      if requirement.scoring.authored.countsFirstLine { return nil }
      return Finding(line.place, zh: "这一条的分数是零，不起作用", en: "the line moves no points")
    }
  }

  static let amountBelowRounding = Lint(.amountBelowRounding, .warning) { context in
    let unit = Number(mantissa: 1, scale: context.set.digits)
    return context.eachLine { requirement, line, entry in
      guard case .once = line.quantity, line.times == nil,
        let amount = line.amount.known(of: context.number(requirement.points)),
        !amount.isZero, amount * Number(2) < unit
      else { return nil }
      return Finding(
        line.place, zh: "这一条的分数四舍五入以后是零", en: "the points of the line round to nothing")
    }
  }

  static let amountAbovePoints = Lint(.amountAbovePoints, .warning) { context in
    context.eachLine { requirement, line, entry in
      let points = context.number(requirement.points)
      guard requirement.task != nil, line.direction == .lose,
        let amount = line.amount.known(of: points), amount > points, !points.isZero
      else { return nil }
      let (own, all) = (amount.words(asPercent: false), context.points(requirement.points))
      return Finding(
        entry?.valuePlace(of: .lose) ?? line.place, zh: "一次扣 \(own) 分，超过分值 \(all)，多出的部分没有着落",
        en: "the line loses \(own) at once, above the points \(all): the rest is lost silently",
        help: Phrase(
          zh: "写 all（全部）；要连带扣其他项的，用加扣分", en: "write 'all'; what takes more is an adjustment"))
    }
  }

  static let capNeverBinds = Lint(.capNeverBinds, .warning) { context in
    context.eachLine { requirement, line, entry in
      let points = context.number(requirement.points)
      guard let cap = line.atMost?.known(of: points), let most = line.most(of: points),
        most <= cap
      else { return nil }
      let (a, b) = (cap.words(asPercent: false), most.words(asPercent: false))
      return Finding(
        entry?.valuePlace(of: .atMost) ?? line.place, zh: "封顶 \(a) 分不起作用：这一条最多变动 \(b) 分",
        en: "the cap of \(a) never binds: the line moves \(b) at most")
    }
  }

  static let capAbovePoints = Lint(.capAbovePoints, .warning) { context in
    context.eachLine { requirement, line, entry in
      let points = context.number(requirement.points)
      guard requirement.task != nil, let cap = line.atMost?.known(of: points), cap > points,
        !points.isZero
      else { return nil }
      let (a, b) = (cap.words(asPercent: false), context.points(requirement.points))
      return Finding(
        entry?.valuePlace(of: .atMost) ?? line.place, zh: "封顶 \(a) 分高于分值 \(b)",
        en: "the cap of \(a) is above the points \(b)")
    }
  }

  static let capBelowOne = Lint(.capBelowOne, .warning) { context in
    context.eachLine { requirement, line, entry in
      let points = context.number(requirement.points)
      guard let cap = line.atMost?.known(of: points),
        let amount = line.amount.known(of: points), cap < amount
      else { return nil }
      let (a, b) = (cap.words(asPercent: false), amount.words(asPercent: false))
      return Finding(
        entry?.valuePlace(of: .atMost) ?? line.place, zh: "封顶 \(a) 分低于一次的 \(b) 分",
        en: "the cap of \(a) is below the \(b) of a single time")
    }
  }

  static let stepsPastZero = Lint(.stepsPastZero, .warning) { context in
    context.eachLine { requirement, line, entry in
      let points = context.number(requirement.points)
      guard requirement.task != nil, case .per(_, let end?) = line.quantity, line.atMost == nil,
        let most = line.most(of: points), most > points, !points.isZero,
        !requirement.scoring.authored.countsFirstLine, requirement.scoring.lines.count == 1
      else { return nil }
      let (a, b) = (most.words(asPercent: false), context.points(requirement.points))
      return Finding(
        end.place, zh: "算到这里要扣 \(a) 分，而分值只有 \(b)：没到这里就扣完了",
        en: "up to here the steps take \(a), the points are \(b): they are gone before",
        help: Phrase(zh: "改步长、每步分数或算到的值", en: "change the step, its points or 'to'"))
    }
  }

  static let stepAboveRange = Lint(.stepAboveRange, .warning) { context in
    context.eachLine { requirement, line, entry in
      guard let size = line.stepSize, let range = line.stepRange, size > range,
        case .per(_, let end?) = line.quantity
      else { return nil }
      return Finding(
        entry?.valuePlace(of: .per) ?? end.place, zh: "一步比从界限到算到的值还长",
        en: "one step is longer than the way from the bound to 'to'")
    }
  }

  static let timesOne = Lint(.timesOne, .note) { context in
    context.eachLine { requirement, line, entry in
      guard let times = line.times?.program.constant?.number, times == .one || times.isZero else {
        return nil
      }
      let isZero = times.isZero
      return Finding(
        entry?.valuePlace(of: .times) ?? line.place,
        zh: isZero ? "倍数是零，这一条不起作用" : "倍数是 1，等于没写",
        en: isZero ? "times 0 moves nothing" : "times 1 changes nothing")
    }
  }
}

extension Line {
  /// The size of a step where it is a fixed number.
  fileprivate var stepSize: Number? {
    guard case .per(.absolute(let size), _) = quantity else { return nil }
    return size.program.constant?.number
  }

  /// How far steps are counted, where bound and end are fixed.
  fileprivate var stepRange: Number? {
    guard case .per(_, let end?) = quantity, let bound = test?.bound.program.constant?.number,
      let last = end.program.constant?.number
    else { return nil }
    return (bound - last).magnitude
  }

  /// The most points that it moves without its cap, where that is known.
  fileprivate func most(of points: Number) -> Number? {
    guard let amount = amount.known(of: points) else { return nil }
    var factor = Number.one
    if let times {
      guard let number = times.program.constant?.number else { return nil }
      factor = number
    }
    switch quantity {
    case .once: return amount * factor
    case .each, .records: return nil
    case .per:
      guard let size = stepSize, let range = stepRange, let steps = range.divided(by: size) else {
        return nil
      }
      let counted =
        switch part {
        case .share: steps
        case .drop: steps.floor()
        case .whole: steps.ceiling()
        }
      return amount * counted * factor
    }
  }
}

extension LintContext {
  /// What is found in each line or band, with its entry.
  func eachLine(_ body: (Requirement, Line, Entry?) -> Finding?) -> [Finding] {
    scored.flatMap { requirement -> [Finding] in
      let entries = lineEntries(requirement)
      return requirement.scoring.lines.enumerated().compactMap { index, line in
        body(requirement, line, entries.indices.contains(index) ? entries[index] : nil)
      }
    }
  }
}
