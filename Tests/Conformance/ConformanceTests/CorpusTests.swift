import Conformance
import Foundation
import Testing

/// The corpora that lie beside the checkout; without them there is nothing to hold this to.
private let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
private let corpora = Corpora(environment: ProcessInfo.processInfo.environment, checkout: checkout)

@Suite("Conformance", .enabled(if: corpora.isPresent, "there are no corpora beside the checkout"))
struct CorpusTests {
    @Test(
        "every case passes or is a known issue with a reason",
        arguments: judges.map { "\($0.corpus)/\($0.file)" })
    func files(name: String) throws {
        let judge = try #require(judges.first { "\($0.corpus)/\($0.file)" == name })
        let tally = try Run(corpora, knownFolder: checkout + "/Tests/Conformance/known").tally(judge)
        #expect(tally.total > 0 || judge.isPart)
        for (id, reason) in tally.failed { Issue.record("\(id): \(reason)") }
    }

    @Test("every corpus has cases", arguments: Set(judges.map(\.corpus)).sorted())
    func presence(corpus: String) throws {
        let cases = try judges.filter { $0.corpus == corpus }.reduce(0) { sum, judge in
            let all = try corpora.cases(judge.folder, judge.file)
            return sum + all.filter { judge.applies($0.content) }.count
        }
        #expect(cases > 0)
    }
}
