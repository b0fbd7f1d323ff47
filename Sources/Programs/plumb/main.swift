import Bus
import CommandLine
import Faults
import FoundationEssentials
import Glibc
import Host
import House

Signals.prepare()
Memory.prepare()
let environment = ProcessInfo.processInfo.environment
let raw = Array(Swift.CommandLine.arguments.dropFirst())
let code: Int32 =
    switch raw.first {
    case "serve": await serve(Array(raw.dropFirst()), environment)
    case "keys": await keys(Array(raw.dropFirst()), environment)
    case "policy" where !PolicyVerbs.words.contains(raw.dropFirst().first ?? ""):
        await policy(Array(raw.dropFirst()), environment)
    case "help" where raw.dropFirst().first == "serve": settingsHelp()
    default: await Commands(House.offered, environment: environment, version: House.version).run(raw)
    }
exit(code)
