import SourceText

/// The words that a field accepts, each with its Chinese synonym.
struct Vocabulary: Sendable {
  /// One word in both languages; the English one is the raw value of the model's case.
  struct Word: Sendable {
    let english: String
    let chinese: String
  }

  let words: [Word]

  init(_ words: [Word]) { self.words = words }

  /// The English word for what an author wrote, in either language.
  func english(_ text: String) -> String? {
    words.first { $0.english == text || $0.chinese == text }?.english
  }

  /// All words, English then Chinese, for suggestions and lists.
  var all: [String] { words.map(\.english) + words.map(\.chinese) }
}

/// A choice of the format that is an enum of the model.
protocol Choice: CaseIterable, RawRepresentable<String>, Sendable {
  /// The Chinese synonym.
  var chinese: String { get }
}

extension Choice {
  /// The words for all cases, in the order of declaration.
  static var vocabulary: Vocabulary {
    Vocabulary(allCases.map { Vocabulary.Word(english: $0.rawValue, chinese: $0.chinese) })
  }
}

extension Level: Choice {
  var chinese: String {
    switch self {
    case .village: "村"
    case .town: "镇"
    case .county: "县"
    case .city: "市"
    }
  }
}

extension TakenScore: Choice {
  var chinese: String {
    switch self {
    case .total: "总分"
    case .score: "折算分"
    }
  }
}

extension PeriodLength: Choice {
  var chinese: String {
    switch self {
    case .month: "月"
    case .quarter: "季度"
    case .half: "半年"
    case .year: "年"
    }
  }
}

extension MissingPolicy: Choice {
  var chinese: String {
    switch self {
    case .noPoints: "不计分"
    case .leaveOut: "移出基数"
    case .block: "挂起"
    }
  }
}

extension NotApplicablePolicy: Choice {
  var chinese: String {
    switch self {
    case .leaveOut: "移出基数"
    case .full: "满分"
    case .average: "平均分"
    }
  }
}

extension ItemType: Choice {}

extension RequirementKind: Choice {
  var chinese: String {
    switch self {
    case .basic: "基本要求"
    case .regional: "特色要求"
    case .optional: "自选要求"
    }
  }
}

extension Provenance: Choice {
  var chinese: String {
    switch self {
    case .seed: "来源报道"
    case .programme: "官方项目"
    case .comparable: "同类考核"
    case .drafted: "起草"
    }
  }
}

extension PartRule: Choice {
  var chinese: String {
    switch self {
    case .share: "按比例"
    case .drop: "不计"
    case .whole: "按一步计"
    }
  }
}

extension Better: Choice {
  var chinese: String {
    switch self {
    case .higher: "越高越好"
    case .lower: "越低越好"
    }
  }
}

extension Severity: Choice {
  var chinese: String {
    switch self {
    case .note: "说明"
    case .warning: "警告"
    case .error: "错误"
    }
  }
}

/// The language tag of a set's texts.
enum LanguageTag: String, Choice {
  case chinese = "zh-CN"
  case english = "en"

  var chinese: String {
    switch self {
    case .chinese: "中文"
    case .english: "英文"
    }
  }

  var language: Language { self == .chinese ? .zh : .en }
}

/// How printed points are rounded; the law knows one way (semantics S4).
enum RoundingMode: String, Choice {
  case halfUp = "half-up"

  var chinese: String { "四舍五入" }
}
