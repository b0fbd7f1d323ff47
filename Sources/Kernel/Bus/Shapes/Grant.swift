import Vocabulary

/// Permissions at one place of the tree; they hold for everything below it.
public struct Grant: Codable, Sendable, Equatable {
    public enum Level: Codable, Sendable, Equatable {
        case platform, tenant
        case project(ProjectID)
        case workspace(WorkspaceID)
    }

    public let level: Level
    public let permissions: [Allowance]

    public init(at level: Level, _ permissions: [Allowance]) {
        self.level = level
        self.permissions = permissions
    }

    public init(at level: Level, _ permissions: [Permission]) {
        self.init(at: level, permissions.map { Allowance($0) })
    }

    func reaches(_ location: Location) -> Bool {
        switch level {
        case .platform, .tenant: true
        case .project(let project): location.project == project
        case .workspace(let workspace): location.workspace == workspace
        }
    }

    /// True when it reaches all that a grant at `other` would.
    func reaches(all other: Level) -> Bool {
        switch level {
        case .platform: true
        case .tenant: other != .platform
        case .project, .workspace: level == other
        }
    }
}
