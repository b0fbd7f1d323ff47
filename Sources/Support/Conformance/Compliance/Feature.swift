/// A file of scenarios: backgrounds are written out before each scenario, outlines once for each example.
struct Feature {
    struct Step {
        /// `given`, `when` or `then`, also where the text says "and".
        let keyword: String
        let sentence: String
        /// From one, as editors count.
        let line: Int
    }

    struct Scenario {
        var tags: [String]
        var steps: [Step]
    }

    private(set) var scenarios: [Scenario] = []

    private enum Part { case description, background, scenario, examples }

    private var part = Part.description
    private var featureTags: [String] = []
    private var waitingTags: [String] = []
    private var background: [Step] = []
    private var current: Scenario?
    private var header: [String]?
    private var rows: [[String: String]] = []

    init(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() { read(line.trimmed, index + 1) }
        finish()
    }

    private mutating func read(_ line: String, _ number: Int) {
        if line.isEmpty || line.hasPrefix("#") { return }
        if line.hasPrefix("@") {
            waitingTags += line.split(separator: " ").filter { $0.hasPrefix("@") }.map {
                String($0.dropFirst())
            }
        } else if line.hasPrefix("Feature:") {
            featureTags = waitingTags
            waitingTags = []
        } else if line.hasPrefix("Background:") {
            finish()
            part = .background
        } else if line.hasPrefix("Scenario"), line.contains(":") {
            finish()
            part = .scenario
            current = Scenario(tags: featureTags + waitingTags, steps: [])
            waitingTags = []
        } else if line.hasPrefix("Examples:") {
            part = .examples
        } else if part == .examples, line.hasPrefix("|") {
            row(line)
        } else {
            step(line, number)
        }
    }

    private mutating func row(_ line: String) {
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
            .map(\.trimmed)
        if let header {
            rows.append(Dictionary(zip(header, cells)) { $1 })
        } else {
            header = cells
        }
    }

    private mutating func step(_ line: String, _ number: Int) {
        guard part == .background || part == .scenario else { return }
        guard let word = line.split(separator: " ").first?.lowercased() else { return }
        let sentence = line.dropFirst(word.count).trimmed
        let before = part == .background ? background.last : (current?.steps.last ?? background.last)
        let keyword: String
        switch word {
        case "given", "when", "then": keyword = word
        case "and", "but": keyword = before?.keyword ?? "given"
        default: return
        }
        let step = Step(keyword: keyword, sentence: sentence, line: number)
        if part == .background { background.append(step) } else { current?.steps.append(step) }
    }

    private mutating func finish() {
        defer { (current, header, rows) = (nil, nil, []) }
        guard let scenario = current else { return }
        for values in header == nil ? [[:]] : rows {
            let steps = (background + scenario.steps).map { step in
                Step(keyword: step.keyword, sentence: step.sentence.filled(values), line: step.line)
            }
            scenarios.append(Scenario(tags: scenario.tags, steps: steps))
        }
    }
}

extension StringProtocol {
    /// Without the blanks around.
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        let end = start.lastIndex { !$0.isWhitespace }.map { start.index(after: $0) }
        return String(start[..<(end ?? start.startIndex)])
    }
}

extension String {
    /// With an example's values in the places of their names.
    fileprivate func filled(_ values: [String: String]) -> String {
        values.reduce(self) { $0.replacing("<\($1.key)>", with: $1.value) }
    }
}
