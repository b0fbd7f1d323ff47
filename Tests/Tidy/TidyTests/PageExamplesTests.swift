import Foundation
import Testing

/// Pages of documentation show code that a test compiles and runs, to the line.
@Suite("Examples of pages")
struct PageExamplesTests {
    private static let sources = TidyTests.top.appendingPathComponent("Sources").path

    private static func pages() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: sources).filter {
            $0.contains(".docc/") && $0.hasSuffix(".md")
        }.sorted()
    }

    @Test("there are pages, and each block of Swift in them stands in a test of their module")
    func blocks() throws {
        let pages = try Self.pages()
        #expect(pages.count >= 28)
        for page in pages {
            let parts = page.split(separator: "/")
            let tests = try TidyTests.swift(under: "Tests/\(parts[0])/\(parts[1])Tests").map {
                Self.plain($0.lines)
            }
            let text = try String(contentsOfFile: Self.sources + "/" + page, encoding: .utf8)
            for block in Self.swiftBlocks(text) {
                let wanted = Self.plain(block)
                #expect(!wanted.isEmpty)
                if !tests.contains(where: { Self.holds($0, wanted) }) {
                    Issue.record("\(page) shows what no test runs:\n\(block.joined(separator: "\n"))")
                }
            }
        }
    }

    private static func swiftBlocks(_ page: String) -> [[String]] {
        var blocks: [[String]] = []
        var block: [String]?
        for line in page.components(separatedBy: "\n") {
            if line == "```swift" {
                block = []
            } else if line == "```", let done = block {
                blocks.append(done)
                block = nil
            } else {
                block?.append(line)
            }
        }
        return blocks
    }

    /// Lines without what they are indented by, and without empty ones.
    private static func plain(_ lines: [String]) -> [String] {
        lines.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    private static func holds(_ lines: [String], _ wanted: [String]) -> Bool {
        guard lines.count >= wanted.count else { return false }
        return (0...(lines.count - wanted.count)).contains { start in
            lines[start] == wanted[0] && Array(lines[start..<(start + wanted.count)]) == wanted
        }
    }
}
