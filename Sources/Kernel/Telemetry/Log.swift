import Glibc
import Synchronization
import Values
import Vocabulary

/// Writes what happens to standard error, a line each, readable or as JSON.
public final class Log: Sendable {
    public enum Level: String, Sendable, Comparable, CaseIterable {
        case debug, info, warning, error

        public static func < (a: Level, b: Level) -> Bool {
            a.weight < b.weight
        }

        private var weight: Int {
            switch self {
            case .debug: 0
            case .info: 1
            case .warning: 2
            case .error: 3
            }
        }
    }

    public enum Format: String, Sendable, CaseIterable { case readable, json }

    public let level: Level
    private let format: Format
    private let sink: @Sendable ([UInt8]) -> Void

    /// `sink` gets one whole line at a time, its newline included.
    public init(
        level: Level = .info, format: Format = .readable,
        sink: @escaping @Sendable ([UInt8]) -> Void = { line in
            line.withUnsafeBytes { _ = Glibc.write(2, $0.baseAddress, $0.count) }
        }
    ) {
        self.level = level
        self.format = format
        self.sink = sink
    }

    /// For tests and for programs that are asked for silence.
    public static let silent = Log(level: .error, sink: { _ in })

    public func debug(_ message: String, _ facts: KeyValuePairs<String, String> = [:]) {
        write(.debug, message, facts)
    }
    public func info(_ message: String, _ facts: KeyValuePairs<String, String> = [:]) {
        write(.info, message, facts)
    }
    public func warning(_ message: String, _ facts: KeyValuePairs<String, String> = [:]) {
        write(.warning, message, facts)
    }
    public func error(_ message: String, _ facts: KeyValuePairs<String, String> = [:]) {
        write(.error, message, facts)
    }

    private func write(_ level: Level, _ message: String, _ facts: KeyValuePairs<String, String>) {
        guard level >= self.level else { return }
        let now = Timestamp.now.description
        switch format {
        case .readable:
            let tail = facts.map { "  \($0.key)=\(oneLine($0.value))" }.joined()
            sink(Array("\(now) \(level.rawValue.uppercased()) \(oneLine(message))\(tail)\n".utf8))
        case .json:
            var members: [JSON.Object.Element] = [
                ("time", .string(now)), ("level", .string(level.rawValue)), ("message", .string(message)),
            ]
            members += facts.map { (key: $0.key, value: .string($0.value)) }
            sink(JSON.object(.init(members)).bytes() + [0x0a])
        }
    }

    /// Keeps a log line one line, whatever a message carries.
    private func oneLine(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
        return text.unicodeScalars.map { $0.value < 0x20 ? " " : String($0) }.joined()
    }
}
