import FoundationEssentials
import Values

/// The independent test cases that lie beside the project: `<root>/<corpus>/open/*.jsonl`, a case a line.
public struct Corpora: Sendable {
    public let root: String

    /// `PLUMB_CORPORA`, else `shared/corpora` beside the checkout.
    public init(environment: [String: String], checkout: String) {
        root = environment["PLUMB_CORPORA"] ?? checkout + "/../shared/corpora"
    }

    public var isPresent: Bool { FileManager.default.fileExists(atPath: root) }

    /// The names of a corpus's files, in order.
    public func files(_ corpus: String) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(corpus)/open")
                .filter { $0.hasSuffix(".jsonl") }.map { String($0.dropLast(6)) }.sorted()
        } catch {
            // A root need not have every corpus.
            return []
        }
    }

    /// The judges, those of `*` once for each file of their folder that no other judge names.
    public func expanded(_ judges: [Judge]) -> [Judge] {
        judges.flatMap { judge -> [Judge] in
            guard judge.file == "*" else { return [judge] }
            let named = Set(judges.filter { $0.folder == judge.folder }.map(\.file))
            return files(judge.folder).filter { !named.contains($0) }.map {
                Judge(judge.corpus, folder: judge.folder, file: $0, applies: judge.applies, judge.verdict)
            }
        }
    }

    /// The cases of one file of a corpus, in order.
    public func cases(_ corpus: String, _ file: String) throws -> [Case] {
        guard let bytes = FileManager.default.contents(atPath: "\(root)/\(corpus)/open/\(file).jsonl") else {
            return []
        }
        return try bytes.split(separator: 0x0a).enumerated().flatMap { index, line -> [Case] in
            let content = try JSON(parsing: Array(line))
            let id = content["id"]?.stringValue ?? "\(file)#\(index + 1)"
            guard content["shapes"] != nil, let cases = content["cases"]?.arrayValue else {
                return [Case(id: id, content: content)]
            }
            return Self.suite(content, cases, id)
        }
    }

    /// A line that holds several cases over shapes that they share; each gets the whole line beside it.
    private static func suite(_ content: JSON, _ cases: [JSON], _ id: String) -> [Case] {
        var shared = content
        shared["cases"] = nil
        return cases.enumerated().map { index, one in
            var whole = shared
            for (key, value) in one.objectValue ?? [:] { whole[key] = value }
            return Case(id: one["id"]?.stringValue ?? "\(id).\(index + 1)", content: whole)
        }
    }
}

/// One case with the answer that independent programs give.
public struct Case: Sendable {
    public let id: String
    public let content: JSON
}

/// What an engine or a context makes of a case: nil when it is right, otherwise what differs.
public struct Judge: Sendable {
    /// As the runner's output names it; usually the folder.
    public let corpus: String
    public let folder: String
    /// Without its ending; `*` for every file that no other judge names.
    public let file: String
    /// Whether a case of the file is this judge's.
    public let applies: @Sendable (JSON) -> Bool
    public let verdict: @Sendable (JSON) -> String?

    public init(
        _ corpus: String, folder: String? = nil, file: String,
        applies: @escaping @Sendable (JSON) -> Bool = { _ in true },
        _ verdict: @escaping @Sendable (JSON) -> String?
    ) {
        self.corpus = corpus
        self.folder = folder ?? corpus
        self.file = file
        self.applies = applies
        self.verdict = verdict
    }
}

/// Where what all cases of a corpus share lies, beside the cases.
func commonFolder(_ corpus: String) -> String {
    let here = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let environment = ProcessInfo.processInfo.environment
    return Corpora(environment: environment, checkout: "/" + here).root + "/\(corpus)/common"
}
