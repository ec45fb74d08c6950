#if DEBUG
  internal import Glibc
  import Synchronization

  /// What tests ask a debug build to suffer: an end or an error at one of the calls that change the disk.
  ///
  /// `YANSHOU_TEST_STEP` is the number of the call, from 1, and what befalls it: `12 kill`, `12 stop` (until the test lets
  /// it go on), `12 error 28` (this call alone has the system's error number), `12 full 28` (all calls from this one on
  /// that need room have it); several with a comma between. `YANSHOU_TEST_OPEN` is the number of the file that is opened for reading before which the
  /// run stops until the test lets it go on. `YANSHOU_TEST_NO_EXCHANGE` makes a file system on which folders
  /// cannot change places, and that has no files without names.
  enum Rehearsal {
    private enum Event: Sendable {
      case kill
      case stop
      case error(Int32)
      case full(Int32)
    }

    private static let count = Atomic<Int>(0)

    private static let plans: [(step: Int, event: Event)] =
      (variable("YANSHOU_TEST_STEP") ?? "").split(separator: ",").compactMap(plan)

    private static func plan(_ text: Substring) -> (step: Int, event: Event)? {
      let words = text.split(separator: " ")
      guard words.count >= 2, let step = Int(words[0]) else { return nil }
      switch words[1] {
      case "kill": return (step, .kill)
      case "stop": return (step, .stop)
      case "error": return words.last.flatMap { Int32($0) }.map { (step, .error($0)) }
      case "full": return words.last.flatMap { Int32($0) }.map { (step, .full($0)) }
      default: return nil
      }
    }

    private static let openings = Atomic<Int>(0)

    private static let stopAtOpening = variable("YANSHOU_TEST_OPEN").flatMap { Int($0) }

    /// Counts a file that is opened for reading.
    static func opening() {
      guard let stopAtOpening else { return }
      if openings.wrappingAdd(1, ordering: .relaxed).newValue == stopAtOpening { raise(SIGSTOP) }
    }

    /// Whether folders cannot change places, and there are no files without names.
    static let isPoor = variable("YANSHOU_TEST_NO_EXCHANGE") != nil

    /// Counts a call; gives the error number that it is to have.
    static func next(needsRoom: Bool) -> Int32? {
      if plans.isEmpty { return nil }
      let step = count.wrappingAdd(1, ordering: .relaxed).newValue
      for plan in plans {
        switch plan.event {
        case .kill where step == plan.step: _ = kill(getpid(), SIGKILL)
        case .stop where step == plan.step: raise(SIGSTOP)
        case .error(let number) where step == plan.step: return number
        case .full(let number) where step >= plan.step && needsRoom: return number
        case .kill, .stop, .error, .full: break
        }
      }
      return nil
    }

    private static func variable(_ name: String) -> String? {
      guard let value = unsafe getenv(name) else { return nil }
      return unsafe String(cString: value)
    }
  }
#endif
