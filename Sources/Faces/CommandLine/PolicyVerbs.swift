import Faults
import HTTP
import Values

/// Packs of policies on the server; policies in files are the program's own matter.
public enum PolicyVerbs {
    /// The words behind `plumb policy` that ask a server.
    public static let words: Set<String> = ["push", "packs", "bind"]

    static let run: Commands.Verb = { (arguments, session) async throws(Fault) in
        switch arguments.next() {
        case "push": return try await push(&arguments, session)
        case "packs": return try await packs(&arguments, session)
        case "bind": return try await bind(&arguments, session)
        default: throw .usage("plumb policy push PACK PATH | packs | bind PACK --enforcement E")
        }
    }

    /// A folder, or a bundle as it is.
    private static func push(
        _ arguments: inout Arguments, _ session: Commands.Session
    ) async throws(Fault) -> Int32 {
        guard let pack = arguments.next(), let path = arguments.next() else {
            throw .usage("Say which pack, and which folder or bundle: plumb policy push PACK PATH.")
        }
        let title = arguments.value("title")
        try arguments.finish()
        let isFolder = DirectoryArchive.isDirectory(path)
        let bytes = isFolder ? try DirectoryArchive.pack(path).bytes : try readFile(path)
        let query = title.map { "?title=" + PercentCoding.encode($0) } ?? ""
        let answer = try await session.connection.send(
            "POST", "/api/v1/policies/\(PercentCoding.encode(pack))/import\(query)", bytes: bytes)
        if session.terminal.isJSON {
            session.terminal.json(answer)
            return 0
        }
        let (version, rules) = (answer["version"]?.intValue ?? 0, answer["rules"]?.intValue ?? 0)
        let counted = rules == 1 ? "1 rule" : "\(rules) rules"
        session.terminal.print("\(pack) is at version \(version), with \(counted).")
        for note in answer["notes"]?.arrayValue ?? [] {
            session.terminal.print("  \(note.stringValue ?? "")")
        }
        return 0
    }

    private static func packs(
        _ arguments: inout Arguments, _ session: Commands.Session
    ) async throws(Fault) -> Int32 {
        try arguments.finish()
        let answer = try await session.connection.send("GET", "/api/v1/policies?limit=200")
        if session.terminal.isJSON {
            session.terminal.json(answer)
            return 0
        }
        let rows = (answer["items"]?.arrayValue ?? []).map { pack in
            [
                pack["slug"]?.stringValue ?? "", pack["version"]?.numberValue?.text ?? "",
                pack["rules"]?.numberValue?.text ?? "", pack["title"]?.stringValue ?? "",
            ]
        }
        session.terminal.table(["pack", "version", "rules", "title"], rows)
        return 0
    }

    private static func bind(
        _ arguments: inout Arguments, _ session: Commands.Session
    ) async throws(Fault) -> Int32 {
        guard let pack = arguments.next(), let enforcement = arguments.value("enforcement") else {
            throw .usage(
                "plumb policy bind PACK --enforcement advisory|soft-mandatory|hard-mandatory "
                    + "[--workspace PROJECT/NAME | --environment E]")
        }
        var body: JSON = ["enforcement": .string(enforcement)]
        if let reference = arguments.value("workspace") {
            body["workspace"] = .string(try await PlaceVerbs.id(of: reference, session))
        }
        if let environment = arguments.value("environment") { body["environment"] = .string(environment) }
        try arguments.finish()
        let answer = try await session.connection.send(
            "POST", "/api/v1/policies/\(PercentCoding.encode(pack))/bindings", body: body)
        session.terminal.isJSON
            ? session.terminal.json(answer)
            : session.terminal.print(
                "\(pack) judges; end it with: plumb policies unbind --pack \(pack) "
                    + "--binding \(answer["id"]?.stringValue ?? "")")
        return 0
    }
}
