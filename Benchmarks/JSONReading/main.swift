import Glibc
import FoundationEssentials
import Values

// Reads a JSON file into a document, several times, and prints the best time in seconds.
guard CommandLine.arguments.count == 2,
    let content = FileManager.default.contents(atPath: CommandLine.arguments[1])
else {
    print("usage: json-reading FILE")
    exit(1)
}
let bytes = Array(content)
var best = Duration.seconds(3600)
var members = 0
for _ in 0..<7 {
    let start = ContinuousClock.now
    let document = try JSONDocument(parsing: bytes)
    best = min(best, ContinuousClock.now - start)
    members += document.root.count
}
let seconds = Double(best.components.seconds) + Double(best.components.attoseconds) / 1e18
print("\(seconds) \(members)")
