import Bus
import Vocabulary

/// The parts of the settings, each a page.
enum SettingsSection: String, CaseIterable, Sendable {
    case tokens, connections, people, roles, projects, keys, server

    var title: String {
        self == .server ? "This server" : rawValue.prefix(1).uppercased() + rawValue.dropFirst()
    }

    var link: Link { self == .tokens ? Area.settings.link : Link("settings", rawValue) }

    /// What somebody needs for a look at it.
    var permission: String? {
        switch self {
        case .people, .roles: "identity:read"
        case .connections, .projects: "tenants:read"
        case .keys: "identity:operate"
        case .tokens, .server: nil
        }
    }
}

extension Visitor {
    /// A page of the settings: the parts that the visitor may see beside each other, and one of them.
    func settingsSheet(
        _ section: SettingsSection, _ messages: [String: String] = [:], @Markup content: () -> [HTML]
    ) -> Sheet {
        let sections = SettingsSection.allCases.filter { section in
            // Projects are a list of what one may see, and keys are the server's; the rest is the tenant's.
            section.permission.map { permission in
                switch section {
                case .projects: mayAnywhere(permission)
                case .keys: scope.principal.mayOnPlatform(Permission(permission))
                default: mayOnTenant(permission)
                }
            } ?? true
        }
        return Sheet(section == .tokens ? "Settings" : "\(section.title) · Settings", in: .settings) {
            heading("Settings")
            tabs("Settings", sections.map { ($0.title, $0.link) }, at: section.link)
            told(messages)
            content()
        }
    }

    /// A page below one of the settings' parts.
    func settingsSheet(
        under section: SettingsSection, _ title: String, mark: HTML = .nothing,
        _ messages: [String: String] = [:], @Markup content: () -> [HTML]
    ) -> Sheet {
        Sheet(
            title, in: .settings,
            trail: [("Settings", Area.settings.link), (section.title, section.link)]
        ) {
            heading(title, mark: mark)
            told(messages)
            content()
        }
    }
}
