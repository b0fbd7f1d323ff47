import Bus
import DriftAPI
import Foundation
import TenantsAPI
import Testing

@testable import CommandLine

/// What may come next on a line that is being typed.
@Suite("Completion")
struct CompletionTests {
    private static var completion: Completion {
        Completion(
            offered: TenantsOperations.offered + DriftOperationList.offered,
            settings: [("port", "Where it listens.")],
            lookUp: { kind in
                switch kind {
                case .workspace:
                    [.init(word: "shop/dev", help: "development"), .init(word: "web/live", help: "")]
                case .run: [.init(word: "r-1", help: "planned")]
                default: []
                }
            }, lookUpField: { $0 == "workspace" ? [.init(word: "w-1", help: "shop/dev")] : [] })
    }

    private func words(_ line: [String]) async -> [String] {
        guard case .candidates(let found) = await Self.completion.answer(line) else { return [] }
        return found.map(\.word)
    }

    @Test("verbs and contexts, then what they have")
    func verbs() async {
        let first = await words([""])
        #expect(["deploy", "approve", "workspace", "tenants", "help", "shell"].allSatisfy(first.contains))
        #expect(Set(first).count == first.count)
        #expect(await words(["dep"]) == ["deploy"])
        #expect(await words(["workspace", ""]) == ["list", "create", "show", "set"])
        #expect(await words(["tenants", "put-c"]) == ["put-connection"])
        #expect(await words(["nothing", ""]).isEmpty)
    }

    @Test("names of the server's things where a verb wants them, and files where those")
    func things() async {
        #expect(await words(["deploy", ""]) == ["shop/dev", "web/live"])
        #expect(await words(["deploy", "--plan-only", "we"]) == ["web/live"])
        #expect(await words(["approve", ""]) == ["r-1"])
        #expect(await words(["state", "shop/dev", "ro"]) == ["rollback"])
        #expect(await words(["drift", "scan", "--workspace", ""]) == ["w-1"])
        #expect(await Self.completion.answer(["deploy", "shop/dev", ""]) == .directories)
        #expect(await Self.completion.answer(["blueprint", "import", "x"]) == .files)
        #expect(await words(["whoami", ""]).isEmpty)
    }

    @Test("options that are not there yet, and their values")
    func options() async {
        #expect(await words(["deploy", "shop/dev", "--pl"]) == ["--plan-only"])
        #expect(await words(["deploy", "--plan-only", "--pl"]).isEmpty)
        #expect(await words(["deploy", "--var", "a=1", "--va"]) == ["--var"])
        #expect(await words(["fix", "shop/dev", "--strategy", "a"]) == ["accept", "adopt"])
        #expect(await words(["runs", "--output", ""]) == ["table", "json", "yaml"])
        #expect(await words(["tenants", "put-connection", "--provider", "a"]) == ["aws", "azure"])
        #expect(await words(["serve", "--po"]) == ["--port"])
    }

    /// Options that some source of these folders asks its arguments for.
    private static func asked(_ folders: [String]) throws -> Set<String> {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let asking = try Regex(#"(?:arguments\.(?:flag|value|values)|needed)\("([a-z0-9-]+)""#)
        var found: Set<String> = []
        for folder in folders {
            let files = FileManager.default.enumerator(
                at: root.appendingPathComponent(folder), includingPropertiesForKeys: nil)
            for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
                let text = try String(contentsOf: file, encoding: .utf8)
                for match in text.matches(of: asking) {
                    if let name = match.output[1].substring { found.insert(String(name)) }
                }
            }
        }
        return found
    }

    @Test("every option that a verb asks for is in the table of verbs, and the other way round")
    func table() throws {
        let known = Set((VerbEntry.all.flatMap(\.options) + VerbEntry.everywhere).map(\.name))
        let asked = try Self.asked(["Sources/Faces/CommandLine", "Sources/Programs/plumb"])
        #expect(asked.count > 30)
        // `--config` is one of the settings of `plumb serve`.
        #expect(asked.subtracting(known).subtracting(["config"]).isEmpty)
        let indirect: Set = [
            "filter", "from", "to", "watch", "json", "url", "token", "data", "type", "provider", "region",
        ]
        #expect(known.subtracting(asked).subtracting(indirect).isEmpty)
    }

    @Test("the manual's page is made of requests that man(7) knows")
    func manual() {
        let text = ManualPage(offered: TenantsOperations.offered, version: "1.0").text()
        let requests: Set = [".TH", ".SH", ".TP", ".B", ".I", ".RI", ".RB", ".RS", ".RE"]
        for line in text.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
            #expect(requests.contains(String(line.prefix { $0 != " " })), "\(line)")
        }
        #expect(text.contains(".B plumb tenants put\\-connection \\-\\-slug"))
    }
}
