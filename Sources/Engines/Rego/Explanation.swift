/// How an answer came about: every expression that was looked at, in order, with what was known behind it.
public struct Explanation: Sendable {
    /// One expression's evaluation.
    public struct Step: Sendable, Equatable {
        /// The rule's name; empty in the query.
        public let rule: String
        public let file: String
        public let row: Int
        /// How many rules are under evaluation around it.
        public let depth: Int
        /// Whether it held; where it has several results, one step tells of each.
        public let held: Bool
        /// The variables with values, by name, as Rego writes them, cut at 200 characters.
        public let values: [String: String]
    }

    public let steps: [Step]
    /// Whether there was more than was kept.
    public let isCut: Bool
    /// Rows that were looked at, and rows of expressions that held, by file.
    public let coverage: [String: Coverage]
    /// What each row cost, the dearest first.
    public let profile: [Cost]

    /// Which rows of a file took part.
    public struct Coverage: Sendable, Equatable {
        public var seen: Set<Int> = []
        public var held: Set<Int> = []
    }

    /// What a row's expressions cost.
    public struct Cost: Sendable, Equatable {
        public let file: String
        public let row: Int
        public var evaluations: Int
        /// Nanoseconds by the caller's clock, those of rules that were evaluated for it included.
        public var nanoseconds: Int
    }

    init(_ trace: Trace, _ store: PolicyStore) {
        var steps: [Step] = []
        var coverage: [String: Coverage] = [:]
        var costs: [Place: Cost] = [:]
        // What has begun and was not seen to hold, by depth.
        var open: [Trace.Event] = []
        func file(_ event: Trace.Event) -> String {
            event.module < store.files.count ? store.files[event.module] : ""
        }
        func record(
            _ event: Trace.Event, held: Bool, values: [(name: String, text: String)], until time: Int
        ) {
            let name = file(event)
            steps.append(
                Step(
                    rule: event.group >= 0 ? store.groups[event.group].name : "", file: name, row: event.row,
                    depth: event.depth, held: held,
                    values: Dictionary(values.map { ($0.name, $0.text) }) { $1 }))
            coverage[name, default: Coverage()].seen.insert(event.row)
            if held { coverage[name, default: Coverage()].held.insert(event.row) }
            let place = Place(file: name, row: event.row)
            var cost = costs[place] ?? Cost(file: name, row: event.row, evaluations: 0, nanoseconds: 0)
            cost.evaluations += 1
            cost.nanoseconds += max(0, time - event.time)
            costs[place] = cost
        }
        for event in trace.events {
            switch event.kind {
            case .rule:
                coverage[file(event), default: Coverage()].seen.insert(event.row)
            case .begin:
                while let last = open.last, last.depth >= event.depth {
                    record(last, held: false, values: [], until: event.time)
                    open.removeLast()
                }
                open.append(event)
            case .end:
                while let last = open.last,
                    last.depth > event.depth || last.depth == event.depth && last.row != event.row
                {
                    record(last, held: false, values: [], until: event.time)
                    open.removeLast()
                }
                let begun = open.last?.row == event.row ? open.removeLast() : event
                record(begun, held: true, values: event.values, until: event.time)
            }
        }
        while let last = open.popLast() { record(last, held: false, values: [], until: last.time) }
        self.steps = steps
        self.coverage = coverage
        isCut = trace.isCut
        profile = costs.values.sorted {
            ($1.nanoseconds, $1.evaluations, $0.file, $0.row)
                < ($0.nanoseconds, $0.evaluations, $1.file, $1.row)
        }
    }

    private struct Place: Hashable {
        let file: String
        let row: Int
    }
}
