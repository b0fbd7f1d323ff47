import Foundation
import Testing

/// What the compiler does not hold: sizes, names, imports, and that nothing of a particular machine is told.
@Suite("Tidy")
struct TidyTests {
    static let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    struct Source: Sendable, CustomStringConvertible {
        let path: String
        let lines: [String]
        var description: String { path }
        var name: String {
            String(path.split(separator: "/").last ?? "").replacingOccurrences(of: ".swift", with: "")
        }
    }

    static func swift(under folder: String) throws -> [Source] {
        let root = top.appendingPathComponent(folder).path
        return try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".swift") }
            .sorted().map {
                let text = try String(contentsOfFile: root + "/" + $0, encoding: .utf8)
                return Source(path: folder + "/" + $0, lines: text.components(separatedBy: "\n"))
            }
    }

    @Test("files are short: none over 600 lines, nine in ten at most 400, half at most 130")
    func files() throws {
        let lengths = try (Self.swift(under: "Sources") + Self.swift(under: "Tests")).map {
            ($0.lines.count, $0.path)
        }.sorted { $0.0 < $1.0 }
        for (length, path) in lengths where length > 600 { Issue.record("\(path) has \(length) lines") }
        #expect(lengths[lengths.count / 2].0 <= 130)
        #expect(lengths[lengths.count * 9 / 10].0 <= 400)
    }

    @Test("lines have at most 110 columns")
    func columns() throws {
        for source in try Self.swift(under: "Sources") + Self.swift(under: "Tests") {
            if source.path.contains("/Recorded") { continue }
            for (index, line) in source.lines.enumerated() where line.count > 110 && !Self.isText(line) {
                Issue.record("\(source.path):\(index + 1) has \(line.count) columns")
            }
        }
    }

    /// A line of one long text, of SQL or of a page can't be broken well.
    private static func isText(_ line: String) -> Bool {
        let trimmed = line.trimmingCharacters(in: .whitespaces)
        let isTable = [" TEXT", " INTEGER", "SELECT ", "FROM ", "<meta", "<header", "<table", "</article"]
            .contains { trimmed.contains($0) }
        return isTable
            || trimmed.contains("\"")
                && (trimmed.hasPrefix("\"") || trimmed.hasPrefix("+ \"")
                    || trimmed.hasPrefix("#\"") || trimmed.contains("http") || trimmed.contains("#\""))
    }

    @Test("functions have at most 70 lines")
    func functions() throws {
        for source in try Self.swift(under: "Sources") {
            for (start, length) in Self.functions(of: source) where length > 70 {
                Issue.record("\(source.path):\(start + 1) has a function of \(length) lines")
            }
        }
    }

    /// Where functions begin, and how many lines they take: from `func` to the brace at its indentation.
    private static func functions(of source: Source) -> [(Int, Int)] {
        source.lines.enumerated().compactMap { index, line in
            let trimmed = line.drop { $0 == " " }
            let head = trimmed.split(separator: " ").prefix(6)
            guard head.contains("func"), !trimmed.hasPrefix("//") else { return nil }
            let closing = String(repeating: " ", count: line.count - trimmed.count) + "}"
            guard !line.hasSuffix("}"),
                let end = source.lines[(index + 1)...].firstIndex(where: { $0 == closing })
            else { return nil }
            return (index, end - index + 1)
        }
    }

    @Test("no name says nothing: Manager, Helper, Utils, Impl, Base, Common, …Data")
    func names() throws {
        let banned = ["Manager", "Helper", "Utils", "Impl", "Base", "Common"]
        for source in try Self.swift(under: "Sources") {
            for (index, line) in source.lines.enumerated() {
                let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
                for (keyword, name) in zip(words, words.dropFirst())
                where ["struct", "class", "enum", "actor", "protocol", "typealias"].contains(keyword) {
                    let isBanned =
                        banned.contains { name.hasSuffix($0) || name.hasPrefix($0) } || name.hasSuffix("Data")
                    if isBanned, name.first?.isUppercase == true,
                        !["Base64"].contains(where: { name.hasPrefix($0) })
                    {
                        Issue.record("\(source.path):\(index + 1) names a type \(name)")
                    }
                }
            }
        }
    }

    @Test("products import FoundationEssentials only, and hide nothing unfinished")
    func products() throws {
        let unfinished = ["TODO", "FIXME", "XXX", "fatalError(", "try!", "not implemented"]
        for source in try Self.swift(under: "Sources") {
            for (index, line) in source.lines.enumerated() {
                let words = line.split(separator: " ")
                if words.contains("import"),
                    words.last == "Foundation" || words.last == "FoundationNetworking"
                {
                    Issue.record("\(source.path):\(index + 1) imports all of Foundation")
                }
                for mark in unfinished where line.contains(mark) {
                    Issue.record("\(source.path):\(index + 1) has \(mark)")
                }
            }
        }
    }

    @Test("unchecked sendability is proved in a sentence beside it")
    func unchecked() throws {
        for source in try Self.swift(under: "Sources") {
            for (index, line) in source.lines.enumerated()
            where line.contains("@unchecked Sendable") && !line.drop(while: { $0 == " " }).hasPrefix("//") {
                let around = source.lines[max(0, index - 12)...min(source.lines.count - 1, index + 6)]
                #expect(around.contains { $0.contains("//") }, "\(source.path):\(index + 1)")
            }
        }
    }

    @Test("nothing tells of a particular machine or of a registry's host")
    func machines() throws {
        let paths = [
            "Sources", "Tests", "scripts", "docs", "examples", "README.md", "Makefile", "Package.swift",
            ".ci",
        ]
        let marks = ["/wo" + "rk/", "/ro" + "ot/", "/fa" + "rm/", "pypi" + ".org", "deb" + ".debian.org"]
        for path in paths {
            let full = Self.top.appendingPathComponent(path).path
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) else { continue }
            let files =
                isFolder.boolValue
                ? try FileManager.default.subpathsOfDirectory(atPath: full).map { full + "/" + $0 } : [full]
            for file in files {
                guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { continue }
                for mark in marks where text.contains(mark) { Issue.record("\(file) names \(mark)") }
            }
        }
    }
}
