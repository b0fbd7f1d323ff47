import Conformance
import FoundationEssentials
import Glibc

// Run by `make conformance` from the top of the checkout.
let checkout = FileManager.default.currentDirectoryPath
let corpora = Corpora(environment: ProcessInfo.processInfo.environment, checkout: checkout)
guard corpora.isPresent else {
    print("There are no corpora at \(corpora.root); set PLUMB_CORPORA to where they are.")
    exit(0)
}
let wanted = Set(CommandLine.arguments.dropFirst())
let chosen = wanted.isEmpty ? judges : judges.filter { wanted.contains($0.corpus) }
guard !chosen.isEmpty else {
    print("Nothing covers \(wanted.sorted().joined(separator: ", ")) yet.")
    exit(1)
}
let isClean = try Run(corpora, knownFolder: checkout + "/Tests/Conformance/known").all(chosen) { print($0) }
if chosen.contains(where: { $0.corpus == "checkov" }) { print(try checkovCoverage(corpora)) }
exit(isClean ? 0 : 1)
