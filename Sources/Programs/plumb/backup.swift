import CommandLine
import Faults
import FoundationEssentials
import House
import Values

/// `plumb backup`: a data directory to a safe place and back. No server is asked, and none need stop.
func backup(_ raw: [String], _ environment: [String: String]) async -> Int32 {
    var arguments = Arguments(raw)
    let terminal = Terminal(isJSON: arguments.flag("json"), environment: environment)
    do throws(Fault) {
        let verb = arguments.next()
        if verb == "key" {
            guard let file = arguments.next() else { throw backupUsage }
            try arguments.finish()
            try BackupKey.make(file)
            terminal.print("\(file) is the key now. Without it no backup can be read: keep it elsewhere too.")
            return 0
        }
        guard let verb, let place = arguments.next() else { throw backupUsage }
        let key = try BackupKey(file: arguments.value("key"), environment: environment)
        let one = arguments.next()
        let data = arguments.value("data") ?? environment["PLUMB_DATA"] ?? "plumb-data"
        let keep = arguments.value("keep")
        try arguments.finish()
        let backup = try Backup(place, key, environment: environment) { terminal.note($0) }
        switch (verb, one) {
        case ("create", nil):
            tell(try await backup.create(data: data, version: House.version), "is complete", terminal)
        case ("verify", _): tell(try await backup.verify(one), "is whole", terminal)
        case ("restore", _):
            tell(try await backup.restore(one, to: data), "is restored to \(data)", terminal)
        case ("list", nil):
            let all = try await backup.list()
            if terminal.isJSON { terminal.json(["items": .array(all.map { .string($0) })]) }
            if !terminal.isJSON { all.forEach { terminal.print($0) } }
        case ("prune", nil):
            guard let keep, let count = Int(keep), count > 0 else { throw backupUsage }
            let report = try await backup.prune(keep: count)
            terminal.isJSON
                ? terminal.json(["backups": JSON(report.files), "parts": JSON(report.parts)])
                : terminal.print("\(report.files) backups and \(report.parts) parts are removed.")
        default: throw backupUsage
        }
        return 0
    } catch {
        return refuse(error, terminal)
    }
}

private var backupUsage: Fault {
    Fault(
        .invalid, "cli.usage",
        "plumb backup create|restore|verify|list|prune PLACE [BACKUP] --key FILE [--data DIR] [--keep N], and "
            + "plumb backup key FILE. `plumb help backup` tells more.")
}

private func tell(_ report: Backup.Report, _ what: String, _ terminal: Terminal) {
    if terminal.isJSON {
        terminal.json([
            "backup": .string(report.id), "files": JSON(report.files), "bytes": JSON(report.bytes),
            "parts": JSON(report.parts), "allParts": JSON(report.allParts),
            "notes": .array(report.notes.map { .string($0) }),
        ])
        return
    }
    terminal.print(
        "\(report.id) \(what): \(report.files) files, \(report.bytes) bytes; \(report.parts) of "
            + "\(report.allParts) parts moved.")
    for note in report.notes { terminal.note(note) }
}
