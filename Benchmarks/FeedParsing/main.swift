import FoundationEssentials
import Glibc

// feed-bench [--rounds N] [--python PROGRAM] [--memory] [--feed] [NAME=PATH…]; see README.md.
var rounds = 5
var python: String?
var isAlone = false
var showsMemory = false
var sets: [DocumentSet] = []
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  switch argument {
  case "--rounds": rounds = arguments.popFirst().flatMap { Int($0) } ?? rounds
  case "--python": python = arguments.popFirst()
  case "--memory": showsMemory = true
  case "--feed": isAlone = true
  case "--peak":
    // The program calls itself like this: what a process held at most is told for its whole life alone.
    print(PeakMemory.measured(arguments.popFirst() ?? ""))
    exit(0)
  default:
    guard let set = DocumentSet(argument: argument) else {
      complain("no document in \(argument); write NAME=PATH, a file or a folder")
      exit(64)
    }
    sets.append(set)
  }
}
if sets.isEmpty { sets = DocumentSet.invented }

if isAlone {
  let end = processorSeconds() + 5
  while processorSeconds() < end { for set in sets { set.parseAll() } }
} else {
  Comparison(sets: sets, rounds: rounds, python: python).run()
  if showsMemory { PeakMemory.report() }
}

/// Says on standard error what went wrong.
func complain(_ message: String) {
  let line = Array("feed-bench: \(message)\n".utf8)
  _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
