import Rego
import RegoBuiltIns
public import RegoSyntax
public import Values

/// What a pack is made of, before it is compiled: Rego modules, and the data that they read.
public struct PackSource: Codable, Sendable, Equatable {
    public struct File: Codable, Sendable, Equatable {
        public let path: String
        public let text: String
        /// Whether it is read by the grammar of Rego's version 1.
        public let isVersion1: Bool

        public init(path: String, text: String, isVersion1: Bool = true) {
            self.path = path
            self.text = text
            self.isVersion1 = isVersion1
        }
    }

    /// In order of their paths.
    public let modules: [File]
    public let data: JSON

    public init(modules: [File], data: JSON = .object([:])) {
        self.modules = modules.sorted { $0.path < $1.path }
        self.data = data
    }

    /// The modules, read. Problems: those of all of them.
    public func parsed() throws(Problems) -> [Module] {
        var problems: [Problem] = []
        var modules: [Module] = []
        for file in self.modules {
            var options = ParserOptions()
            options.isVersion1 = file.isVersion1
            do throws(Problems) {
                modules.append(
                    try Module(parsing: Array(file.text.utf8), file: file.path, options: options))
            } catch {
                problems += error.all
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return modules
    }
}
