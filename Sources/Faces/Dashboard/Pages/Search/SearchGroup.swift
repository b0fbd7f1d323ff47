import Faults

/// One kind of thing that can be searched.
enum SearchKind: String, CaseIterable, Sendable {
    case workspaces, projects, blueprints, deployments, resources, assets, audit

    var title: String {
        switch self {
        case .resources: "Resources of states"
        case .audit: "Audit"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
        }
    }
}

/// One thing that was found, and where it leads.
struct SearchHit: Sendable {
    let title: String
    let link: Link
    /// What it is, in words that may hold what was looked for too.
    let note: String
    var mark: HTML = .nothing
}

/// What was found among one kind of things.
struct SearchGroup: Sendable {
    let kind: SearchKind
    var hits: [SearchHit] = []
    /// How many things were looked at.
    var seen = 0
    /// Where the search of this kind goes on, when not everything was looked at.
    var next: String?
    var fault: Fault?

    init(_ kind: SearchKind) { self.kind = kind }

    /// Hits of a kind that are shown; the search goes on behind them.
    static let ceiling = 25
}
