import FoundationEssentials
import Glibc
import HCL

// Parses or lays out a configuration file several times and prints the best time in seconds and the most memory
// that was resident in MB. With `write`, lays it out once and writes it back, as a whole process.
let arguments = CommandLine.arguments
guard arguments.count == 3, let content = FileManager.default.contents(atPath: arguments[2]) else {
    print("usage: hcl-reading parse|format|write FILE")
    exit(1)
}
let bytes = Array(content)

/// Megabytes that were resident at most. Not by getrusage(2), whose figure a child inherits from its parent.
func peak() -> Double {
    let status = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    guard let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap({ Double($0) }) else {
        preconditionFailure("/proc does not tell the process's memory")
    }
    return kilobytes / 1024
}

if arguments[1] == "write" {
    guard let formatted = formatFile(bytes) else { exit(2) }
    if formatted != bytes { try Data(formatted).write(to: URL(filePath: arguments[2])) }
    exit(0)
}
let before = peak()
var best = Duration.seconds(3600)
var size = 0
for _ in 0..<(arguments[1] == "once" ? 1 : 5) {
    let start = ContinuousClock.now
    if arguments[1] == "format" {
        size = formatFile(bytes)?.count ?? 0
    } else {
        size = SyntaxTree.parse(bytes).tree.source.bytes.count
    }
    best = min(best, ContinuousClock.now - start)
}
let seconds = Double(best.components.seconds) + Double(best.components.attoseconds) / 1e18
print("\(seconds) \(peak() - before) \(size)")
