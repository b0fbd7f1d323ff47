import Faults
import Values

/// Names and ids of what is on the server, for completion: quickly, and silently nothing where it can't be
/// asked, since a prompt is no place for errors.
struct ServerNames {
    let connection: Connection

    func candidates(_ kind: VerbEntry.Kind) async -> [Completion.Candidate] {
        switch kind {
        case .workspace:
            await items("workspaces?limit=200") { (PlaceVerbs.name(of: $0), text($0, "environment")) }
        case .project: await items("projects?limit=200") { (text($0, "slug"), text($0, "name")) }
        case .blueprint: await items("blueprints?limit=200") { (text($0, "slug"), text($0, "name")) }
        case .connection: await items("connections") { (text($0, "slug"), text($0, "provider")) }
        case .run: await items("deployments?limit=50") { (text($0, "id"), text($0, "status")) }
        case .text, .file, .directory, .oneOf: []
        }
    }

    /// Ids, where `field` is named after what it is the id of.
    func candidates(field: String) async -> [Completion.Candidate] {
        switch field {
        case "workspace":
            await items("workspaces?limit=200") { (text($0, "id"), PlaceVerbs.name(of: $0)) }
        case "project": await items("projects?limit=200") { (text($0, "id"), text($0, "slug")) }
        case "blueprint": await items("blueprints?limit=200") { (text($0, "id"), text($0, "slug")) }
        case "deployment": await items("deployments?limit=50") { (text($0, "id"), text($0, "status")) }
        case "connection": await candidates(.connection)
        case "user": await items("users?limit=200") { (text($0, "id"), text($0, "email")) }
        case "token": await items("tokens?limit=200") { (text($0, "id"), text($0, "label")) }
        default: []
        }
    }

    private func items(
        _ path: String, _ told: (JSON) -> (word: String, help: String)
    ) async -> [Completion.Candidate] {
        do throws(Fault) {
            let answer = try await connection.send("GET", "/api/v1/" + path)
            return (answer["items"]?.arrayValue ?? []).map(told).filter { !$0.word.isEmpty }
                .map { Completion.Candidate(word: $0.word, help: $0.help) }
        } catch {
            return []
        }
    }

    private func text(_ item: JSON, _ name: String) -> String { item[name]?.stringValue ?? "" }
}
