import Faults

/// A command line, taken apart: words first, then `--name value`, `--name=value` or `--flag`.
public struct Arguments: Sendable {
    public private(set) var words: [String]
    private var options: [(name: String, value: String?)]
    private var used: Set<String> = []

    public init(_ raw: [String], flags: Set<String> = Arguments.flags) {
        var words: [String] = []
        var options: [(name: String, value: String?)] = []
        var index = 0
        var isLiteral = false
        while index < raw.count {
            let word = raw[index]
            index += 1
            guard word.hasPrefix("--"), !isLiteral else {
                words.append(word)
                continue
            }
            if word == "--" {
                isLiteral = true
                continue
            }
            let body = word.dropFirst(2)
            if let equals = body.firstIndex(of: "=") {
                options.append((String(body[..<equals]), String(body[body.index(after: equals)...])))
            } else if index < raw.count, ["true", "false"].contains(raw[index]) {
                options.append((String(body), raw[index]))
                index += 1
            } else if flags.contains(String(body)) || index >= raw.count || raw[index].hasPrefix("--") {
                options.append((String(body), nil))
            } else {
                options.append((String(body), raw[index]))
                index += 1
            }
        }
        self.words = words
        self.options = options
    }

    /// Options that take no value but `true` or `false`: those of the verbs, and fields of operations.
    public static let flags = Set(
        (VerbEntry.all.flatMap(\.options) + VerbEntry.everywhere).filter { $0.kind == nil }.map(\.name)
            + ["destroy", "sensitive", "raw", "expression"])

    /// Puts words before those that are left.
    mutating func insert(_ more: [String], at place: Int = 0) { words.insert(contentsOf: more, at: place) }

    public mutating func next() -> String? { words.isEmpty ? nil : words.removeFirst() }

    public mutating func flag(_ name: String) -> Bool {
        used.insert(name)
        return options.contains { $0.name == name && $0.value != "false" }
    }

    public mutating func value(_ name: String) -> String? {
        used.insert(name)
        return options.last { $0.name == name }?.value
    }

    /// Every value of a repeatable option.
    public mutating func values(_ name: String) -> [String] {
        used.insert(name)
        return options.filter { $0.name == name }.compactMap(\.value)
    }

    /// Options nobody has asked for yet, with their values.
    public var rest: [(name: String, value: String?)] { options.filter { !used.contains($0.name) } }

    /// Throws when words or options are left over.
    public func finish() throws(Fault) {
        if let word = words.first {
            throw .usage("“\(word)” is one word too many here.")
        }
        if let option = rest.first {
            // Whoever finishes has asked for all that it knows.
            let near = Suggestion.nearest(option.name, among: used).map { " Did you mean --\($0)?" } ?? ""
            throw .usage("There is no option --\(option.name) here.\(near)")
        }
    }
}

extension Fault {
    /// A command line that is not right; exit code 1.
    static func usage(_ message: String) -> Fault {
        Fault(.invalid, "cli.usage", message + " `plumb help` shows what there is.")
    }
}
