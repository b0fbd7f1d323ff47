import Faults
import HTTP

extension Routes {
    static let settingsPages: [Entry] = tokenPages + cloudPages + peoplePages + projectPages

    private static let tokenPages: [Entry] = [
        entry("GET", "/settings") { (visitor, _) async throws(Fault) in try await visitor.settings() },
        entry("GET", "/settings/server") { (visitor, _) async throws(Fault) in
            try await visitor.serverPage()
        },
        entry("GET", "/settings/keys") { (visitor, _) async throws(Fault) in
            try await visitor.signingKeys()
        },
        entry("POST", "/settings/keys/rotate") { (visitor, _) async throws(Fault) in
            try await visitor.rotateKeys()
        },
        entry("POST", "/settings/tokens") { (visitor, _) async throws(Fault) in
            try await visitor.createToken()
        },
        entry("POST", "/settings/tokens/*/revoke") { (visitor, path) async throws(Fault) in
            try await visitor.revokeToken(try path.token)
        },
    ]

    private static let cloudPages: [Entry] = [
        entry("GET", "/settings/connections") { (visitor, _) async throws(Fault) in
            try await visitor.connections()
        },
        entry("GET", "/settings/connect") { (visitor, _) async throws(Fault) in
            try await visitor.connectPage()
        },
        entry("POST", "/settings/connect") { (visitor, _) async throws(Fault) in
            try await visitor.connect()
        },
        entry("GET", "/settings/connections/*") { (visitor, path) async throws(Fault) in
            try await visitor.connection(try path.slug("connection"))
        },
        entry("POST", "/settings/connections/*") { (visitor, path) async throws(Fault) in
            try await visitor.changeConnection(try path.slug("connection"))
        },
        entry("POST", "/settings/connections/*/test") { (visitor, path) async throws(Fault) in
            try await visitor.testConnection(try path.slug("connection"))
        },
        entry("POST", "/settings/connections/*/delete") { (visitor, path) async throws(Fault) in
            try await visitor.deleteConnection(try path.slug("connection"))
        },
    ]

    private static let peoplePages: [Entry] = [
        entry("GET", "/settings/people") { (visitor, _) async throws(Fault) in try await visitor.people() },
        entry("POST", "/settings/people") { (visitor, _) async throws(Fault) in
            try await visitor.addPerson()
        },
        entry("GET", "/settings/people/*") { (visitor, path) async throws(Fault) in
            try await visitor.person(try path.user)
        },
        entry("POST", "/settings/people/*") { (visitor, path) async throws(Fault) in
            try await visitor.changePerson(try path.user)
        },
        entry("POST", "/settings/people/*/bind") { (visitor, path) async throws(Fault) in
            try await visitor.giveRole(try path.user)
        },
        entry("POST", "/settings/people/*/unbind") { (visitor, path) async throws(Fault) in
            try await visitor.takeRole(try path.user)
        },
        entry("POST", "/settings/people/*/disable") { (visitor, path) async throws(Fault) in
            try await visitor.shutOut(try path.user)
        },
        entry("POST", "/settings/people/*/enable") { (visitor, path) async throws(Fault) in
            try await visitor.letIn(try path.user)
        },
        entry("POST", "/settings/people/*/recovery") { (visitor, path) async throws(Fault) in
            try await visitor.beginRecovery(try path.user)
        },
        entry("GET", "/settings/roles") { (visitor, _) async throws(Fault) in try await visitor.roles() },
        entry("POST", "/settings/roles") { (visitor, _) async throws(Fault) in try await visitor.putRole() },
        entry("POST", "/settings/roles/*/delete") { (visitor, path) async throws(Fault) in
            try await visitor.deleteRole(try path.slug("role"))
        },
    ]

    private static let projectPages: [Entry] = [
        entry("GET", "/settings/projects") { (visitor, _) async throws(Fault) in
            try await visitor.projects()
        },
        entry("POST", "/settings/projects") { (visitor, _) async throws(Fault) in
            try await visitor.makeProject()
        },
        entry("GET", "/settings/projects/*") { (visitor, path) async throws(Fault) in
            try await visitor.project(try path.project)
        },
        entry("POST", "/settings/projects/*") { (visitor, path) async throws(Fault) in
            try await visitor.renameProject(try path.project)
        },
        entry("POST", "/settings/projects/*/archive") { (visitor, path) async throws(Fault) in
            try await visitor.archiveProject(try path.project, isRestored: false)
        },
        entry("POST", "/settings/projects/*/restore") { (visitor, path) async throws(Fault) in
            try await visitor.archiveProject(try path.project, isRestored: true)
        },
        entry("POST", "/settings/projects/*/workspaces") { (visitor, path) async throws(Fault) in
            try await visitor.makeWorkspace(try path.project)
        },
    ]
}
