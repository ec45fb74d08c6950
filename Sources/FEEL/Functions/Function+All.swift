extension Function {
  /// All built-in functions, by name.
  public static let all: [Function] = [
    abs, after, allTrue, anyTrue, append, before, ceiling, coincides, concatenate, contains,
    context,
    contextMerge, contextPut, count, date, dateAndTime, dayOfWeek, dayOfYear, decimal,
    distinctValues, duration, during, endsWith, even, exp, finishedBy, finishes, flatten, floor,
    getEntries, getValue, includes, indexOf, insertBefore, `is`, isMissing, known, listContains,
    listReplace, log, lowerCase, matches, max, mean, median, meets, metBy, min, mode, modulo,
    monthOfYear, not, now, number, odd, overlaps, overlapsAfter, overlapsBefore, product, range,
    remove, replace, reverse, roundDown, roundHalfDown, roundHalfUp, roundUp, sort, split, sqrt,
    startedBy, starts, startsWith, stddev, string, stringJoin, stringLength, sublist, substring,
    substringAfter, substringBefore, sum, time, today, union, upperCase, weekOfYear,
    yearsAndMonthsDuration,
  ]

  /// The functions by name, for the parser.
  static let names: NameTable<Function> = {
    var names = NameTable<Function>()
    for function in all { names.insert(function.name, function) }
    return names
  }()
}
