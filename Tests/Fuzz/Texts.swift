import FEEL
import Formats
import SourceText

/// A layout is one that lays out to itself.
func readYAML(_ input: [UInt8]) {
  _ = YAMLNode.parse(SourceFile(path: "a.yaml", bytes: input))
  guard let once = try? YAMLLayout.format(SourceFile(path: "a.yaml", bytes: input)) else { return }
  do throws(YAMLLayout.Refusal) {
    same(once, try YAMLLayout.format(SourceFile(path: "a.yaml", bytes: once)), "layouts")
  } catch {
    preconditionFailure("what was laid out is laid out again: \(error)")
  }
}

/// A file cut into small blocks has the records of the file in one block.
func readCSV(_ input: [UInt8]) {
  let source = FileSource(displayPath: "a.csv", content: .bytes(input))
  guard let (encoding, _) = try? TextEncoding.judge(source, expecting: { $0 == "受理数" }) else {
    return
  }
  let separator = CSVScanner.separator(of: input.prefix { $0 != 0x0A })
  let whole = records(source, encoding, separator, blockSize: 4 << 20)
  for size in [1, 13] {
    same(records(source, encoding, separator, blockSize: size), whole, "records")
  }
}

private func records(
  _ source: FileSource, _ encoding: TextEncoding, _ separator: UInt8, blockSize: Int
) -> [String] {
  var found: [String] = []
  do throws(TextError) {
    var cutter = try CSVCutter(source, encoding, separator: separator, blockSize: blockSize)
    while let block = try cutter.next() {
      var scanner = CSVScanner(separator: separator, line: block.line)
      var fields: [CSVField] = []
      while scanner.next(block.bytes.span, fields: &fields) {
        let texts = fields.map { "\($0.isMalformed)\($0.text(in: block.bytes))" }
        found.append("\(scanner.recordLine) \(texts)")
      }
      found += scanner.problems.map { "\($0.kind) \($0.line) \($0.offset + block.offset)" }
    }
  } catch {
    // How much is read before what is no text depends on the size of the pieces.
    return ["not read"]
  }
  return found.sorted()
}

/// A file pushed byte by byte has the events of the file pushed at once.
func readXML(_ input: [UInt8]) {
  let source = FileSource(displayPath: "a.xml", content: .bytes(input))
  guard let (encoding, _) = try? XMLReader.encoding(of: source, expecting: { $0 == "受理数" })
  else { return }
  let whole = events(source, encoding, blockSize: 1 << 16)
  for size in [1, 13] { same(events(source, encoding, blockSize: size), whole, "events") }
}

private func events(_ source: FileSource, _ encoding: TextEncoding, blockSize: Int) -> [String] {
  var found: [String] = []
  do throws(TextError) {
    var reader = try XMLReader(source, encoding, blockSize: blockSize)
    while let events = try reader.next() { found += events.map { "\($0)" } }
  } catch {
    // Which of two mistakes is met first depends on the size of the pieces.
    return ["not read"]
  }
  return found
}

/// An expression has one value, whether its steps are noted or not.
func readFEEL(_ input: [UInt8]) {
  let text = String(decoding: input, as: UTF8.self)
  for dialect in [Dialect.standard, .definitions] {
    var scope = Scope(dialect)
    scope.declare("x")
    scope.declare("受理数", .number)
    let compilation = compile(text, in: scope)
    same(compilation.program == nil, compilation.diagnostics.hasErrors, "program and diagnostics")
    guard let program = compilation.program else { continue }
    var evaluator = Evaluator()
    let slots: [Value] = [.list([.number(1), .string("a")]), .number(7)]
    let value = evaluator.evaluate(program, slots)
    same(value.literal, evaluator.trace(program, slots).0.literal, "values")
  }
}
