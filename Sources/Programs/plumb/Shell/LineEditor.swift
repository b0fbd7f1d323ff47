import CEdit
import CommandLine
import Glibc

/// Lines typed at a terminal, with history and completion, by libedit.
///
/// Sendable because one line is read at a time, and libedit calls back only from within that.
final class LineEditor: @unchecked Sendable {
    typealias Candidates = @Sendable (_ words: [String]) async -> [(word: String, help: String)]?

    private var editor: OpaquePointer?
    private var history: OpaquePointer?
    private let historyFile: String
    private let prompt: UnsafeMutablePointer<CChar>
    private let candidates: Candidates

    /// Nil where the terminal can't be edited on. `history` is kept in a file for the user alone.
    init?(prompt: String, historyFile: String, candidates: @escaping Candidates) {
        guard let text = strdup(prompt) else { return nil }
        (self.prompt, self.historyFile, self.candidates) = (text, historyFile, candidates)
        editor = plumb_edit_open("plumb", Unmanaged.passUnretained(self).toOpaque(), editorPrompt)
        guard let editor else { return nil }
        history = plumb_history_open(editor, 1000, historyFile)
        plumb_edit_bind(editor, "^I", "plumb-complete", "What may come next", editorCompletes)
        plumb_edit_bind(editor, "^C", "plumb-interrupt", "Begins the line anew", editorInterrupts)
    }

    deinit {
        if let editor { el_end(editor) }
        if let history { history_end(history) }
        free(prompt)
    }

    /// The next line, which is kept in the history; nil at the end of the input. Blocks.
    func line() -> String? {
        var count: Int32 = 0
        guard let editor, let text = el_gets(editor, &count), count > 0 else { return nil }
        let line = String(cString: text)
        if let history, line.contains(where: { !$0.isWhitespace }), !Self.tellsSecret(line) {
            umask(0o077)
            _ = plumb_history_add(history, text, historyFile)
        }
        return line
    }

    /// Lines with what must not be read later are not kept.
    private static func tellsSecret(_ line: String) -> Bool {
        let words = line.lowercased()
        return ["password", "secret", "--token", "--code"].contains { words.contains($0) }
    }

    fileprivate var promptText: UnsafeMutablePointer<CChar> { prompt }

    /// Puts in what all candidates begin with, or shows them.
    fileprivate func complete() -> UInt8 {
        guard let editor, let info = el_line(editor) else { return UInt8(CC_ERROR) }
        let start = info.pointee.buffer, cursor = info.pointee.cursor
        guard let start, let cursor else { return UInt8(CC_ERROR) }
        let typed = String(
            decoding: UnsafeRawBufferPointer(start: start, count: cursor - start), as: UTF8.self)
        guard let words = try? ShellWords.split(typed, keepsLast: true), let current = words.last,
            let found = waiting(words), !found.isEmpty
        else { return UInt8(CC_ERROR) }
        var common = found[0].word
        for one in found { while !one.word.hasPrefix(common) { common.removeLast() } }
        let rest = common.dropFirst(current.count) + (found.count == 1 ? " " : "")
        if !rest.isEmpty {
            el_insertstr(editor, String(rest))
            return UInt8(CC_REFRESH)
        }
        show(found)
        return UInt8(CC_REDISPLAY)
    }

    fileprivate func interrupt() -> UInt8 {
        guard let editor, let info = el_line(editor) else { return UInt8(CC_ERROR) }
        if let last = info.pointee.lastchar, let cursor = info.pointee.cursor, let start = info.pointee.buffer
        {
            el_cursor(editor, Int32(last - cursor))
            el_deletestr(editor, Int32(last - start))
        }
        put("^C\n")
        return UInt8(CC_REDISPLAY)
    }

    private func show(_ found: [(word: String, help: String)]) {
        let width = found.map(\.word.count).max() ?? 0
        put("\n")
        for one in found.prefix(60) {
            put("  " + one.word + String(repeating: " ", count: width - one.word.count) + "  \(one.help)\n")
        }
        if found.count > 60 { put("  … and \(found.count - 60) more\n") }
    }

    private func put(_ text: String) {
        fputs(text, plumb_standard_output())
        fflush(plumb_standard_output())
    }

    /// The thread that reads the line has nothing else to do until the server has answered.
    private func waiting(_ words: [String]) -> [(word: String, help: String)]? {
        let result = Answer()
        let candidates = candidates
        // Owned by this call, which waits for it; completion gives up on a server after two seconds.
        Task.detached { result.give(await candidates(words)) }
        return result.wait()
    }
}

/// One answer that a thread waits for.
private final class Answer: @unchecked Sendable {
    private let semaphore: UnsafeMutablePointer<sem_t>
    // Written before the semaphore is raised, and read after.
    private var found: [(word: String, help: String)]?

    init() {
        semaphore = .allocate(capacity: 1)
        sem_init(semaphore, 0, 0)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func give(_ found: [(word: String, help: String)]?) {
        self.found = found
        sem_post(semaphore)
    }

    func wait() -> [(word: String, help: String)]? {
        while sem_wait(semaphore) != 0 {}
        return found
    }
}

// Global functions, so that they inherit no actor.

private func owner(of editor: OpaquePointer?) -> LineEditor? {
    guard let editor, let owner = plumb_edit_owner(editor) else { return nil }
    return Unmanaged<LineEditor>.fromOpaque(owner).takeUnretainedValue()
}

private func editorPrompt(_ editor: OpaquePointer?) -> UnsafeMutablePointer<CChar>? {
    owner(of: editor)?.promptText
}

private func editorCompletes(_ editor: OpaquePointer?, _: Int32) -> UInt8 {
    owner(of: editor)?.complete() ?? UInt8(CC_ERROR)
}

private func editorInterrupts(_ editor: OpaquePointer?, _: Int32) -> UInt8 {
    owner(of: editor)?.interrupt() ?? UInt8(CC_ERROR)
}
