/// The areas of the menu, in its order.
enum Area: String, CaseIterable, Sendable {
    case overview, workspaces, deployments, drift, inventory, policies, blueprints, audit, settings

    var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    var link: Link { self == .overview ? .home : Link(rawValue) }

    var glyph: Glyph {
        switch self {
        case .overview: .house
        case .workspaces: .tiles
        case .deployments: .launch
        case .drift: .unequal
        case .inventory: .eye
        case .policies: .shield
        case .blueprints: .sheet
        case .audit: .ledger
        case .settings: .sliders
        }
    }
}
