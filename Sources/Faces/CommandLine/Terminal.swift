import Codecs
import Glibc
import Values

/// Where answers go: tables and sentences for people, JSON or YAML for programs.
public struct Terminal: Sendable {
    public enum Format: String, Sendable, CaseIterable { case table, json, yaml }

    public let format: Format
    /// Colours are for terminals, each stream by itself, and not where NO_COLOR is set (no-color.org).
    public let isColoured: Bool
    private let areNotesColoured: Bool

    public init(_ format: Format, environment: [String: String]) {
        self.format = format
        let wants = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        isColoured = wants && format == .table && isatty(1) == 1
        areNotesColoured = wants && isatty(2) == 1
    }

    public init(isJSON: Bool, environment: [String: String]) {
        self.init(isJSON ? .json : .table, environment: environment)
    }

    /// True where a program reads the answer.
    public var isJSON: Bool { format != .table }

    public func print(_ line: String = "") { write(line + "\n", to: 1) }

    /// What is not the answer itself: progress, hints.
    public func note(_ line: String) { write(line + "\n", to: 2) }

    private func write(_ text: String, to fd: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = Glibc.write(fd, bytes.baseAddress! + sent, bytes.count - sent)
                if count <= 0 { return }
                sent += count
            }
        }
    }

    public enum Colour: String, Sendable {
        case red = "31", green = "32", yellow = "33", blue = "34", grey = "90", bold = "1"
    }

    public func paint(_ text: String, _ colour: Colour) -> String {
        isColoured ? "\u{1b}[\(colour.rawValue)m\(text)\u{1b}[0m" : text
    }

    /// For what `note` tells.
    public func paintNote(_ text: String, _ colour: Colour) -> String {
        areNotesColoured ? "\u{1b}[\(colour.rawValue)m\(text)\u{1b}[0m" : text
    }

    /// The answer for programs.
    public func json(_ value: JSON) {
        if format == .yaml { write(value.yaml(), to: 1) } else { print(value.pretty()) }
    }

    /// Rows under their titles, as wide as they need to be.
    public func table(_ titles: [String], _ rows: [[String]]) {
        let all = [titles.map { $0.uppercased() }] + rows
        let widths = titles.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        for (index, row) in all.enumerated() {
            let cells = row.enumerated().map { column, cell in
                column == row.count - 1
                    ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
            }
            let line = cells.joined(separator: "  ")
            print(index == 0 ? paint(line, .grey) : line)
        }
    }

    /// Empties the screen, where there is one.
    public func clear() {
        if format == .table, isatty(1) == 1 { write("\u{1b}[H\u{1b}[2J\u{1b}[3J", to: 1) }
    }

    /// True when somebody is there to answer.
    public var canAsk: Bool { isatty(0) == 1 }

    /// What a person typed at a prompt; nil when nobody is there to type.
    public func ask(_ question: String, isSecret: Bool = false) -> String? {
        guard isatty(0) == 1 else { return nil }
        write(question + " ", to: 2)
        var old = termios()
        if isSecret {
            tcgetattr(0, &old)
            var quiet = old
            quiet.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(0, TCSANOW, &quiet)
        }
        defer {
            if isSecret {
                tcsetattr(0, TCSANOW, &old)
                write("\n", to: 2)
            }
        }
        return readLine()
    }
}
