import CommandLine
import Faults
import FoundationEssentials
import Glibc
import Host
import Synchronization
import Threads

/// `plumb shell`: commands without `plumb` before them. What is interrupted is the command, not the shell;
/// the exit code is the last command's.
func shell(_ commands: Commands, _ environment: [String: String]) async -> Int32 {
    let running = Running()
    let arriving = Signals.arriving()
    return await withTaskGroup(of: Int32?.self) { group in
        group.addTask {
            for await _ in arriving { running.cancel() }
            return nil
        }
        group.addTask {
            let terminal = Terminal(.table, environment: environment)
            let reader = LineReader(commands, environment)
            if reader.isEdited { terminal.note("Tab completes, `help` tells what there is, `exit` ends.") }
            var code: Int32 = 0
            while let line = await reader.next() {
                do throws(Fault) {
                    var words = try ShellWords.split(line)
                    if words.first == "plumb" { words.removeFirst() }
                    guard let first = words.first, !first.hasPrefix("#") else { continue }
                    if ["exit", "quit"].contains(first) { break }
                    guard !["serve", "shell", "keys", "backup"].contains(first) else {
                        throw Fault(.invalid, "cli.usage", "`\(first)` is not for within the shell.")
                    }
                    let typed = words
                    code = await running.run { await commands.run(typed) }
                } catch {
                    code = refuse(error, terminal)
                }
            }
            return code
        }
        for await code in group {
            if let code {
                group.cancelAll()
                return code
            }
        }
        return 0
    }
}

/// The command under way.
private final class Running: Sendable {
    private let task = Mutex<Task<Int32, Never>?>(nil)

    func run(_ command: @escaping @Sendable () async -> Int32) async -> Int32 {
        // Owned here: awaited at once, and cancelled by an interruption.
        let begun = Task { await command() }
        task.withLock { $0 = begun }
        defer { task.withLock { $0 = nil } }
        return await begun.value
    }

    func cancel() { task.withLock { $0 }?.cancel() }
}

/// Lines from a person at a terminal, or from a file.
private final class LineReader: Sendable {
    private let editor: LineEditor?

    init(_ commands: Commands, _ environment: [String: String]) {
        guard isatty(0) == 1, isatty(1) == 1 else {
            editor = nil
            return
        }
        let home = environment["HOME"] ?? "."
        let folder = (environment["XDG_STATE_HOME"] ?? home + "/.local/state") + "/plumb"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            // Then this shell's lines are forgotten with it.
        }
        editor = LineEditor(prompt: "plumb> ", historyFile: folder + "/history") { words in
            await commands.candidates(words)
        }
    }

    var isEdited: Bool { editor != nil }

    /// Reading blocks, so it has a thread of its own.
    func next() async -> String? {
        await withCheckedContinuation { continuation in
            startDetachedThread(named: "line") { [editor] in
                continuation.resume(returning: editor == nil ? readLine() : editor?.line())
            }
        }
    }
}
