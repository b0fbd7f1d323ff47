import Faults
import Values

/// The keys that sign what runs show to clouds.
enum KeyVerbs {
    static let run: Commands.Verb = { (arguments, session) async throws(Fault) in
        let answer: JSON
        switch arguments.next() ?? "list" {
        case "list":
            try arguments.finish()
            answer = try await session.connection.send("GET", "/api/v1/signing-keys")
        case "rotate":
            let isCompromised = arguments.flag("compromised")
            try arguments.finish()
            answer = try await session.connection.send(
                "POST", "/api/v1/signing-keys/rotate", body: ["compromised": .bool(isCompromised)])
        case let word: throw .usage("“signing-key \(word)” is none; list or rotate.")
        }
        if session.terminal.isJSON {
            session.terminal.json(answer)
        } else {
            session.terminal.table(
                ["key", "state", "made", "last token ends"],
                PlaceVerbs.rows(answer, ["id", "state", "created", "lastExpiry"]))
        }
        return 0
    }
}
