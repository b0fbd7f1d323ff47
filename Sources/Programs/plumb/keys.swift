import CommandLine
import Faults
import Host
import House

/// `plumb keys`: the master keys of a data directory whose server is stopped.
func keys(_ raw: [String], _ environment: [String: String]) async -> Int32 {
    var arguments = Arguments(raw)
    let terminal = Terminal(isJSON: arguments.flag("json"), environment: environment)
    do throws(Fault) {
        let verb = arguments.next()
        let id = verb == "drop" ? arguments.next() : nil
        let configuration = try serverConfiguration(&arguments, environment)
        switch verb {
        case "list":
            let ids = try KeyRotation.list(configuration)
            if terminal.isJSON {
                terminal.json(["keys": .array(ids.map { .string($0) }), "current": .string(ids.last ?? "")])
            } else {
                for id in ids { terminal.print(id == ids.last ? "\(id)  current" : id) }
            }
        case "rotate": tell(try await KeyRotation.rotate(configuration), terminal)
        case "rewrap": tell(try await KeyRotation.rewrap(configuration), terminal)
        case "drop":
            guard let id else { throw usage("Which key? `plumb keys list` shows them.") }
            tell(try await KeyRotation.drop(id, configuration), terminal)
            if !terminal.isJSON { terminal.print("\(id) is gone. Backups that it wrapped need it back.") }
        default: throw usage("plumb keys list | rotate | rewrap | drop KEY, with --data DIR.")
        }
        return 0
    } catch {
        return refuse(error, terminal)
    }
}

private func tell(_ report: KeyRotation.Report, _ terminal: Terminal) {
    if terminal.isJSON {
        terminal.json([
            "key": .string(report.key), "objects": .init(report.objects), "secrets": .init(report.secrets),
        ])
        return
    }
    terminal.print(
        "\(report.key) wraps everything now; \(report.objects) objects and \(report.secrets) secrets changed."
    )
}

private func usage(_ message: String) -> Fault { Fault(.invalid, "cli.usage", message) }
