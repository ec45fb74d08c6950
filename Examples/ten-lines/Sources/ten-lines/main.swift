import YanshouEngine

let paths = Array(CommandLine.arguments.dropFirst())
var input = Input(.path(paths[1]))
input.units = .path(paths[2])
let run = try await Engine(set: paths[0]).assess(input)
print("\(run.title) \(run.period)")
for unit in run.units {
  print("\(unit.code) \(unit.name) \(unit.total) \(unit.reason(of: "T02.01")?.text(.zh) ?? "")")
}
