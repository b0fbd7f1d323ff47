import CommandLine
import Faults
import FoundationEssentials
import Host
import House

/// `plumb serve`, from its flags to its exit code.
func serve(_ raw: [String], _ environment: [String: String]) async -> Int32 {
    do throws(Fault) {
        var arguments = Arguments(raw)
        if arguments.flag("help") { return settingsHelp() }
        Memory.keepSmall()
        try await Serving.run(try serverConfiguration(&arguments, environment), environment: environment)
        return 0
    } catch {
        return refuse(error, Terminal(isJSON: false, environment: environment))
    }
}

/// The server's settings from `--config`, the environment and flags; nothing else may be left over.
func serverConfiguration(
    _ arguments: inout Arguments, _ environment: [String: String]
) throws(Fault) -> Configuration {
    let file = arguments.value("config")
    if let word = arguments.next() {
        throw Fault(
            .invalid, "cli.usage", "“\(word)” is one word too many. `plumb help serve` lists the settings.")
    }
    var flags: [String: String] = [:]
    for (name, value) in arguments.rest { flags[name] = value ?? "true" }
    return try Configuration(ServerSettings.all, file: file, environment: environment, flags: flags)
}

/// Says why, and answers the exit code.
func refuse(_ fault: Fault, _ terminal: Terminal) -> Int32 {
    let note = fault.note.map { " (\($0))" } ?? ""
    if terminal.isJSON {
        terminal.json(["error": ["code": .string(fault.code.rawValue), "message": .string(fault.message)]])
    } else {
        terminal.note("plumb: \(fault.message)\(note)")
    }
    return fault.code == "cli.usage" ? 1 : fault.kind.exitCode
}

/// Every setting with its flag, its variable and its default.
func settingsHelp() -> Int32 {
    print("plumb serve [--config FILE] [--SETTING VALUE …]\n")
    print("Settings come from their defaults, then the YAML file, then the variables, then the flags.\n")
    for setting in ServerSettings.all {
        let byDefault = setting.byDefault.isEmpty ? "" : " (\(setting.byDefault))"
        print("  --\(setting.key)  \(setting.variable)\(byDefault)\n      \(setting.help)")
    }
    return 0
}
