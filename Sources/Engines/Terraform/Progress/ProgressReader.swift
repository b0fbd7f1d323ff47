import Values
import Vocabulary

/// Cuts Terraform's output into lines for people: of its `-json` stream the messages, of everything else
/// the lines themselves. Keeps the diagnostics.
public struct ProgressReader: Sendable {
    /// What a command writes to.
    public enum Channel: Hashable, Sendable { case output, error }

    /// A longer line is cut: nobody reads it, and it must not fill the memory.
    public static let lineCeiling = 1 << 20

    public private(set) var diagnostics: [Diagnostic] = []
    private var rest: [Channel: [UInt8]] = [:]

    public init() {}

    /// The lines that these bytes complete, wherever the stream was cut.
    public mutating func take(_ bytes: [UInt8], from source: Channel) -> [String] {
        var pending = rest[source] ?? []
        pending += bytes
        var lines: [String] = []
        var start = 0
        while let end = pending[start...].firstIndex(of: 0x0a) {
            lines += read(pending[start..<end])
            start = end + 1
        }
        let left = pending[start...]
        rest[source] = left.count > ProgressReader.lineCeiling ? [] : Array(left)
        return lines
    }

    /// What was left without a line's end.
    public mutating func finish() -> [String] {
        let left = rest
        rest = [:]
        return [Channel.output, .error].flatMap { source in
            left[source].map { $0.isEmpty ? [] : read($0[...]) } ?? []
        }
    }

    private mutating func read(_ line: ArraySlice<UInt8>) -> [String] {
        guard let message = ProgressMessage(line: line) else {
            return [plain(String(decoding: line, as: UTF8.self))]
        }
        switch message.event {
        case .diagnostic(let diagnostic):
            diagnostics.append(diagnostic)
            return ProgressReader.lines(of: diagnostic)
        case .version, .log: return []
        default:
            return message.text.split(separator: "\n", omittingEmptySubsequences: true).map {
                plain(String($0))
            }
        }
    }

    private static func lines(of diagnostic: Diagnostic) -> [String] {
        var place = ""
        if let file = diagnostic.file { place = "  (\(file)\(diagnostic.line.map { ", line \($0)" } ?? ""))" }
        let head = (diagnostic.severity == .error ? "Error: " : "Warning: ") + diagnostic.summary + place
        return [head] + diagnostic.detail.split(separator: "\n").map { "  " + $0 }
    }

    /// Without the escape sequences of a terminal.
    private func plain(_ text: String) -> String {
        guard text.utf8.contains(0x1b) else { return text }
        var out = String.UnicodeScalarView()
        var isEscape = false
        for scalar in text.unicodeScalars {
            if isEscape {
                if scalar.properties.isAlphabetic { isEscape = false }
            } else if scalar == "\u{1b}" {
                isEscape = true
            } else {
                out.append(scalar)
            }
        }
        return String(out)
    }
}

extension Diagnostic {
    /// As Terraform writes one in JSON.
    init(_ found: JSON) {
        let start = found["range"]?["start"]
        self.init(
            severity: found["severity"]?.stringValue == "warning" ? .warning : .error,
            summary: found["summary"]?.stringValue ?? "", detail: found["detail"]?.stringValue ?? "",
            address: found["address"]?.stringValue, file: found["range"]?["filename"]?.stringValue,
            line: start?["line"]?.intValue, column: start?["column"]?.intValue,
            snippet: found["snippet"]?["code"]?.stringValue)
    }

    /// Reads the diagnostics of `terraform validate -json`.
    public static func ofValidation(_ output: [UInt8]) -> [Diagnostic] {
        guard let answer = try? JSON(parsing: output) else { return [] }
        return (answer["diagnostics"]?.arrayValue ?? []).map { Diagnostic($0) }
    }

    /// Reads what a command without `-json` says: an error begins with a line of its own, and what follows
    /// explains it. Said twice is kept once.
    public static func ofText(_ lines: [String]) -> [Diagnostic] {
        var found: [(summary: String, detail: [String])] = []
        for line in lines.map({ $0.trimmed(of: ["│", "╷", "╵", " "]) }) where !line.isEmpty {
            if line.hasPrefix("Error: ") {
                found.append((String(line.dropFirst(7)), []))
            } else if !found.isEmpty {
                found[found.count - 1].detail.append(line)
            }
        }
        var diagnostics: [Diagnostic] = []
        for one in found {
            let diagnostic = Diagnostic(
                severity: .error, summary: one.summary, detail: one.detail.joined(separator: "\n"))
            if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
        }
        return diagnostics
    }
}

extension String {
    fileprivate func trimmed(of characters: Set<Character>) -> String {
        var view = self[...]
        while let first = view.first, characters.contains(first) { view = view.dropFirst() }
        while let last = view.last, characters.contains(last) { view = view.dropLast() }
        return String(view)
    }
}
