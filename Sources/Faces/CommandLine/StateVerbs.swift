import Faults
import FoundationEssentials
import HTTP
import Values

/// A workspace's state and its versions.
enum StateVerbs {
    static let run: Commands.Verb = { (arguments, session) async throws(Fault) in
        guard let reference = arguments.next() else { throw .usage("Say which workspace.") }
        let base = "/api/v1/workspaces/\(try await PlaceVerbs.id(of: reference, session))/state"
        let terminal = session.terminal
        let connection = session.connection
        switch arguments.next() ?? "show" {
        case "show":
            let serial = arguments.value("serial").map { "?serial=\($0)" } ?? ""
            try arguments.finish()
            let answer = try await connection.send("GET", base + serial)
            terminal.isJSON ? terminal.json(answer) : show(answer, terminal)
        case "versions":
            try arguments.finish()
            let answer = try await connection.send("GET", base + "/versions?limit=100")
            terminal.isJSON
                ? terminal.json(answer)
                : terminal.table(
                    ["serial", "created", "author", "origin", "resources", "run"],
                    PlaceVerbs.rows(answer, ["serial", "created", "author", "origin", "resources", "run"]))
        case "diff":
            let pairs = ["from", "to"].compactMap { name in arguments.value(name).map { "\(name)=\($0)" } }
            try arguments.finish()
            let answer = try await connection.send("GET", base + "/diff?" + pairs.joined(separator: "&"))
            terminal.isJSON ? terminal.json(answer) : show(difference: answer, terminal)
        case "pull":
            let given = arguments.value("serial")
            try arguments.finish()
            let newest = try await connection.send("GET", base)["version"]?["serial"]?.intValue.map(
                String.init)
            guard let serial = given ?? newest else {
                throw Fault(.missing, "states.none", "There is no state yet.")
            }
            let content = try await connection.download(base + "/versions/\(serial)/content")
            terminal.print(String(decoding: content, as: UTF8.self))
        case "push":
            guard let file = arguments.next() else { throw .usage("Say which file.") }
            let force = arguments.flag("force") ? "?force=true" : ""
            try arguments.finish()
            let answer = try await connection.send(
                "POST", base + "/versions" + force, bytes: try readFile(file))
            terminal.isJSON
                ? terminal.json(answer)
                : terminal.print("Kept as version \(answer["serial"]?.intValue ?? 0).")
        case "rollback":
            guard let serial = arguments.next().flatMap({ Int($0) }) else {
                throw .usage("Say to which serial.")
            }
            try arguments.finish()
            let answer = try await connection.send("POST", base + "/rollback", body: ["serial": JSON(serial)])
            terminal.isJSON
                ? terminal.json(answer)
                : terminal.print(
                    "Version \(answer["serial"]?.intValue ?? 0) has the content of version \(serial).")
        case "lock":
            try arguments.finish()
            let answer = try await connection.send("GET", base + "/lock")
            if terminal.isJSON {
                terminal.json(answer)
            } else if let lock = answer["lock"], !lock.isNull {
                terminal.print(
                    "Locked by \(lock["who"]?.stringValue ?? "") (\(lock["operation"]?.stringValue ?? "")) "
                        + "for \(lock["ageSeconds"]?.intValue ?? 0) s.")
            } else {
                terminal.print("Not locked.")
            }
        case "unlock":
            guard let reason = arguments.value("reason") else { throw .usage("--reason is missing.") }
            try arguments.finish()
            _ = try await connection.send("DELETE", base + "/lock?reason=\(PercentCoding.encode(reason))")
            terminal.print("The lock is broken.")
        case let word: throw .usage("“state \(word)” is none.")
        }
        return 0
    }

    private static func show(_ state: JSON, _ terminal: Terminal) {
        guard let version = state["version"], !version.isNull else {
            terminal.print("There is no state yet.")
            return
        }
        terminal.print(
            "Version \(version["serial"]?.intValue ?? 0) by \(version["author"]?.stringValue ?? "") "
                + "at \(version["created"]?.stringValue ?? "")")
        for resource in state["resources"]?.arrayValue ?? [] {
            let id = resource["attributes"]?["id"].map { "  " + ($0.stringValue ?? $0.text) } ?? ""
            terminal.print("  \(resource["address"]?.stringValue ?? "")\(terminal.paint(id, .grey))")
        }
        for output in state["outputs"]?.arrayValue ?? [] {
            terminal.print(
                "  output \(output["name"]?.stringValue ?? "") = \(output["value"].map { $0.stringValue ?? $0.text } ?? "")"
            )
        }
    }

    private static func show(difference: JSON, _ terminal: Terminal) {
        terminal.print(
            "From version \(difference["from"]?.intValue ?? 0) to \(difference["to"]?.intValue ?? 0):")
        for address in difference["added"]?.arrayValue ?? [] {
            terminal.print(terminal.paint("+ ", .green) + (address.stringValue ?? ""))
        }
        for address in difference["removed"]?.arrayValue ?? [] {
            terminal.print(terminal.paint("- ", .red) + (address.stringValue ?? ""))
        }
        for change in difference["changed"]?.arrayValue ?? [] {
            terminal.print(terminal.paint("~ ", .yellow) + (change["address"]?.stringValue ?? ""))
            for attribute in change["attributes"]?.arrayValue ?? [] {
                terminal.print(
                    "    \(attribute["path"]?.stringValue ?? ""): \(attribute["before"]?.stringValue ?? "null") → "
                        + "\(attribute["after"]?.stringValue ?? "null")")
            }
        }
    }
}
