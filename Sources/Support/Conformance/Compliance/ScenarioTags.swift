import Patterns

/// What a scenario's tags ask for.
struct ScenarioTags {
    /// The tag by which a failure is only told.
    private(set) var warns: String?
    private(set) var isCaseSensitive = false
    /// The tag by which a skipped step is a failure.
    private(set) var neverSkips: String?
    /// The lines where a skipped step is a failure; nil for all.
    private var lines: Set<Int>? = []
    private var excluded: [StartPattern] = []

    private static let warning = [
        "warning", "no-failure", "no-fail", "info", "nofailure", "nofail", "dontfail",
    ]
    private static let sensitive = ["case-sensitive", "case_sensitive", "casesensitive", "case-sensitivity"]
    private static let unskipped = ["noskip", "no-skip", "dontskip", "failonskip", "fail-on-skip"]
    private static let excluding = ["exclude_", "ignore_"]

    init(_ tags: [String]) {
        for tag in tags {
            let name = tag.lowercased()
            if Self.warning.contains(name) {
                warns = tag
            } else if Self.sensitive.contains(name) {
                isCaseSensitive = true
            } else if Self.unskipped.contains(name) {
                (neverSkips, lines) = (tag, nil)
            } else if let start = Self.unskipped.first(where: { name.hasPrefix($0 + "_at_line") }) {
                neverSkips = tag
                let numbers = name.dropFirst(start.count).split(separator: "_").compactMap { Int($0) }
                lines?.formUnion(numbers)
            } else if let start = Self.excluding.first(where: name.hasPrefix) {
                let address = String(tag.dropFirst(start.count))
                if let pattern = StartPattern("(?:\(address))$", isCaseSensitive: false) {
                    excluded.append(pattern)
                }
            }
        }
    }

    /// Whether a step on this line must not be skipped.
    func mustRun(_ line: Int) -> Bool {
        neverSkips != nil && (lines?.contains(line) ?? true)
    }

    /// Whether the scenario leaves the resource out.
    func excludes(_ address: String) -> Bool { excluded.contains { $0.matches(address) } }
}
