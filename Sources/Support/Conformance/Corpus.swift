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

    /// The cases of one file of a corpus, in order.
    public func cases(_ corpus: String, _ file: String) throws -> [Case] {
        guard let bytes = FileManager.default.contents(atPath: "\(root)/\(corpus)/open/\(file).jsonl") else {
            return []
        }
        return try bytes.split(separator: 0x0a).enumerated().map { index, line in
            let content = try JSON(parsing: Array(line))
            return Case(id: content["id"]?.stringValue ?? "\(file)#\(index + 1)", content: content)
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
    public let file: String
    /// Whether a case of the file is this judge's.
    public let applies: @Sendable (JSON) -> Bool
    /// Whether other judges share the file, so that there may be no case for this one.
    public let isPart: Bool
    public let verdict: @Sendable (JSON) -> String?

    public init(
        _ corpus: String, folder: String? = nil, file: String,
        applies: (@Sendable (JSON) -> Bool)? = nil,
        _ verdict: @escaping @Sendable (JSON) -> String?
    ) {
        self.corpus = corpus
        self.folder = folder ?? corpus
        self.file = file
        self.applies = applies ?? { _ in true }
        isPart = applies != nil
        self.verdict = verdict
    }
}
