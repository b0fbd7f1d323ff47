import Bus
import CommandLine
import Faults
import FoundationEssentials
import Glibc
import Host
import House

let environment = ProcessInfo.processInfo.environment
let raw = Array(Swift.CommandLine.arguments.dropFirst())
if ["serve", "shell"].contains(raw.first) { Signals.prepare() } else { Signals.ignoreClosedPipes() }
Memory.prepare()
let commands = Commands(
    House.offered, settings: ServerSettings.all.map { ($0.key, $0.help) }, environment: environment,
    version: House.version)
let code: Int32 =
    switch raw.first {
    case "serve": await serve(Array(raw.dropFirst()), environment)
    case "keys": await keys(Array(raw.dropFirst()), environment)
    case "backup" where !raw.contains("--help"): await backup(Array(raw.dropFirst()), environment)
    case "policy" where !PolicyVerbs.words.contains(raw.dropFirst().first ?? ""):
        await policy(Array(raw.dropFirst()), environment)
    case "help" where raw.dropFirst().first == "serve": settingsHelp()
    case "shell" where raw.count == 1: await shell(commands, environment)
    default: await commands.run(raw)
    }
exit(code)
