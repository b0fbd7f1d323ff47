import Bus
import Faults
import Schemas
import Values

/// What may come next on a command line that is being typed.
struct Completion {
    struct Candidate: Sendable, Equatable {
        let word: String
        let help: String
    }

    enum Answer: Sendable, Equatable {
        case candidates([Candidate])
        /// The shell knows better what files there are.
        case files, directories
    }

    let offered: [Offered]
    /// The server's settings, for `plumb serve`.
    let settings: [(name: String, help: String)]
    /// Names of things on the server, with what tells them apart; none where it can't be asked.
    let lookUp: (VerbEntry.Kind) async -> [Candidate]
    /// Ids of things for an operation's field.
    let lookUpField: (String) async -> [Candidate]

    /// `words` are those after `plumb`; the last is the one being typed, perhaps empty.
    func answer(_ words: [String]) async -> Answer {
        let current = words.last ?? ""
        let before = Array(words.dropLast())
        let command = Command(before, offered)
        if current.hasPrefix("--") { return .candidates(filtered(options(of: command, before), current)) }
        if let option = before.last, option.hasPrefix("--"), option != "--",
            let value = await value(of: String(option.dropFirst(2)), command)
        {
            return narrowed(value, current)
        }
        if command.entry == nil, command.operation == nil {
            return .candidates(filtered(following(command.words), current))
        }
        guard let entry = command.entry else { return .candidates([]) }
        let kinds = entry.takes
        let place = min(command.rest, kinds.count - 1)
        guard place >= 0, command.rest <= place || kinds[place] == .file else { return .candidates([]) }
        return narrowed(await candidates(kinds[place]), current)
    }

    /// What the words so far name.
    private struct Command {
        var entry: VerbEntry?
        var operation: Offered?
        /// The words alone, without options and their values.
        var words: [String] = []
        /// How many words stand behind those that name it.
        var rest = 0

        init(_ typed: [String], _ offered: [Offered]) {
            var arguments = Arguments(typed)
            while let word = arguments.next() { words.append(word) }
            for candidate in VerbEntry.all {
                for spelling in candidate.spellings where words.starts(with: spelling) {
                    guard spelling.count > words.count - rest || entry == nil else { continue }
                    (entry, rest) = (candidate, words.count - spelling.count)
                }
            }
            if words.count > 1,
                let found = offered.first(where: { $0.contract.name == "\(words[0]).\(words[1])" }),
                entry == nil || rest > words.count - 2
            {
                (entry, operation, rest) = (nil, found, words.count - 2)
            }
        }
    }

    /// Verbs and contexts, or what one of them has.
    private func following(_ typed: [String]) -> [Candidate] {
        var found: [Candidate] = []
        func add(_ word: String, _ help: String) {
            if !found.contains(where: { $0.word == word }) { found.append(Candidate(word: word, help: help)) }
        }
        for entry in VerbEntry.all {
            for spelling in entry.spellings where spelling.count > typed.count && spelling.starts(with: typed)
            {
                add(spelling[typed.count], spelling.count == typed.count + 1 ? entry.help : "")
            }
        }
        for operation in offered {
            let parts = operation.contract.name.split(separator: ".", maxSplits: 1).map(String.init)
            if typed.isEmpty { add(parts[0], "") }
            if typed == [parts[0]], parts.count == 2 { add(parts[1], operation.help) }
        }
        if typed.isEmpty { add("help", "What can be typed.") }
        return found
    }

    private func options(of command: Command, _ before: [String]) -> [Candidate] {
        var all: [Candidate] = []
        if let operation = command.operation {
            all = operation.request.fields.map { Candidate(word: "--" + $0.name, help: $0.help) }
        } else if let entry = command.entry {
            all = entry.options.map { Candidate(word: "--" + $0.name, help: $0.help) }
            if entry.words == "serve" {
                all = settings.map { Candidate(word: "--" + $0.name, help: $0.help) }
            }
        }
        all += VerbEntry.everywhere.map { Candidate(word: "--" + $0.name, help: $0.help) }
        let repeatable: Set = ["--var", "--gate", "--finding", "--types"]
        return all.filter { !before.contains($0.word) || repeatable.contains($0.word) }
    }

    /// Nil for an option that takes none.
    private func value(of option: String, _ command: Command) async -> Answer? {
        if let field = command.operation?.request.fields.first(where: { $0.name == option }) {
            switch field.schema.unwrapped {
            case .boolean: return .candidates(Self.words(["true", "false"]))
            case .string(_, _, let values?): return .candidates(Self.words(values))
            default: return .candidates(await lookUpField(option))
            }
        }
        let known = (command.entry?.options ?? []) + VerbEntry.everywhere
        guard let found = known.first(where: { $0.name == option }) else { return .candidates([]) }
        guard let kind = found.kind else { return nil }
        return await candidates(kind)
    }

    private func candidates(_ kind: VerbEntry.Kind) async -> Answer {
        switch kind {
        case .text: .candidates([])
        case .file: .files
        case .directory: .directories
        case .oneOf(let words): .candidates(Self.words(words))
        case .workspace, .project, .blueprint, .run, .connection: .candidates(await lookUp(kind))
        }
    }

    private static func words(_ words: [String]) -> [Candidate] {
        words.map { Candidate(word: $0, help: "") }
    }

    private func narrowed(_ answer: Answer, _ current: String) -> Answer {
        guard case .candidates(let all) = answer else { return answer }
        return .candidates(filtered(all, current))
    }

    private func filtered(_ all: [Candidate], _ current: String) -> [Candidate] {
        all.filter { $0.word.utf8.starts(with: current.utf8) }
    }
}
