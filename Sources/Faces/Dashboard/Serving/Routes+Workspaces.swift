import Faults
import HTTP

extension Routes {
    /// What is changed of one workspace, apart from what is run in it.
    static let workspaceSettingsPages: [Entry] = [
        entry("GET", "/workspaces/*/settings") { (visitor, path) async throws(Fault) in
            try await visitor.workspaceSettings(try path.workspace)
        },
        entry("POST", "/workspaces/*/settings") { (visitor, path) async throws(Fault) in
            try await visitor.changeWorkspace(try path.workspace)
        },
        entry("POST", "/workspaces/*/belonging") { (visitor, path) async throws(Fault) in
            try await visitor.changeBelonging(try path.workspace)
        },
        entry("POST", "/workspaces/*/put-variable") { (visitor, path) async throws(Fault) in
            try await visitor.putVariable(try path.workspace)
        },
        entry("POST", "/workspaces/*/remove-variable") { (visitor, path) async throws(Fault) in
            try await visitor.removeVariable(try path.workspace)
        },
        entry("POST", "/workspaces/*/archive") { (visitor, path) async throws(Fault) in
            try await visitor.archiveWorkspace(try path.workspace, isRestored: false)
        },
        entry("POST", "/workspaces/*/restore") { (visitor, path) async throws(Fault) in
            try await visitor.archiveWorkspace(try path.workspace, isRestored: true)
        },
    ]
}
