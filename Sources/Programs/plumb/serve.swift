import CommandLine
import Faults
import FoundationEssentials
import Host
import House

/// `plumb serve`, from its flags to its exit code.
func serve(_ raw: [String], _ environment: [String: String]) async -> Int32 {
    do throws(Fault) {
        var arguments = Arguments(raw)
        let file = arguments.value("config")
        if arguments.flag("help") { return settingsHelp() }
        if let word = arguments.next() {
            throw Fault(
                .invalid, "cli.usage",
                "“\(word)” is one word too many. `plumb help serve` lists the settings.")
        }
        var flags: [String: String] = [:]
        for (name, value) in arguments.rest { flags[name] = value ?? "true" }
        let configuration = try Configuration(
            ServerSettings.all, file: file, environment: environment, flags: flags)
        try await Serving.run(configuration, environment: environment)
        return 0
    } catch {
        let note = error.note.map { " (\($0))" } ?? ""
        Terminal(isJSON: false, environment: environment).note("plumb: \(error.message)\(note)")
        return error.code == "cli.usage" ? 1 : error.kind.exitCode
    }
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
