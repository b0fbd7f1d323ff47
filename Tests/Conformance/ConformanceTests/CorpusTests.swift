import Conformance
import Foundation
import Testing

/// The corpora that lie beside the checkout; without them there is nothing to hold this to.
private let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
private let corpora = Corpora(environment: ProcessInfo.processInfo.environment, checkout: checkout)
private let everyJudge = corpora.expanded(judges)

@Suite("Conformance", .enabled(if: corpora.isPresent, "there are no corpora beside the checkout"))
struct CorpusTests {
    @Test(
        "every case passes or is a known issue with a reason",
        arguments: everyJudge.map { "\($0.corpus)/\($0.file)" })
    func files(name: String) throws {
        let judge = try #require(everyJudge.first { "\($0.corpus)/\($0.file)" == name })
        let tally = try Run(corpora, knownFolder: checkout + "/Tests/Conformance/known").tally(judge)
        for (id, reason) in tally.failed { Issue.record("\(id): \(reason)") }
    }

    @Test("every corpus that is judged has cases", arguments: Set(everyJudge.map(\.corpus)).sorted())
    func cases(corpus: String) throws {
        let run = Run(corpora, knownFolder: checkout + "/Tests/Conformance/known")
        let total = try everyJudge.filter { $0.corpus == corpus }.reduce(0) { try $0 + run.tally($1).total }
        #expect(total > 0)
    }
}
