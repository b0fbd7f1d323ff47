import Faults
import Testing

@testable import CommandLine

/// Typed lines, taken apart.
@Suite("Words of a line")
struct ShellWordsTests {
    @Test(
        "spaces part, quotes keep together, a backslash takes the next as it is",
        arguments: [
            ("deploy shop/dev", ["deploy", "shop/dev"]), ("  a   b ", ["a", "b"]), ("", []),
            ("--var 'name=a b'", ["--var", "name=a b"]), ("\"it's\" x", ["it's", "x"]), ("a\\ b", ["a b"]),
            ("''", [""]), ("a'b'\"c\"", ["abc"]), ("'a\\b'", ["a\\b"]),
        ])
    func split(_ line: String, _ words: [String]) throws {
        #expect(try ShellWords.split(line) == words)
    }

    @Test("while it is typed, the last word may be open or empty")
    func typing() throws {
        #expect(try ShellWords.split("deploy ", keepsLast: true) == ["deploy", ""])
        #expect(try ShellWords.split("deploy 'a b", keepsLast: true) == ["deploy", "a b"])
        #expect(throws: Fault.self) { try ShellWords.split("deploy 'a b") }
    }

    @Test("a quoted word comes back", arguments: ["", "a b", "it's", "plain", "$HOME", "a\\b"])
    func quoted(_ word: String) throws {
        #expect(try ShellWords.split(ShellWords.quoted(word)) == [word])
    }

    @Test("a mistyped word is known again, and a strange one is not")
    func suggestion() {
        let known = ["deploy", "destroy", "status", "runs"]
        #expect(Suggestion.nearest("deplyo", among: known) == "deploy")
        #expect(Suggestion.nearest("stats", among: known) == "status")
        #expect(Suggestion.nearest("kubernetes", among: known) == nil)
    }
}
