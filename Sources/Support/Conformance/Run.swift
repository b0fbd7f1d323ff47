import FoundationEssentials

/// Counts what passed, what is known not to, and what failed, for each file and each corpus.
public struct Run: Sendable {
    public struct Tally: Sendable {
        public var passed = 0
        public var known = 0
        /// Ids with what differed; also listed cases that pass after all.
        public var failed: [(id: String, reason: String)] = []

        public var total: Int { passed + known + failed.count }
    }

    public let corpora: Corpora
    private let knownFolder: String

    /// `knownFolder` holds `<corpus>.txt`: a case's id, two spaces, the reason.
    public init(_ corpora: Corpora, knownFolder: String) {
        self.corpora = corpora
        self.knownFolder = knownFolder
    }

    public func tally(_ judge: Judge) throws -> Tally {
        let known = self.known(judge.corpus)
        var tally = Tally()
        for one in try corpora.cases(judge.folder, judge.file) where judge.applies(one.content) {
            let reason = judge.verdict(one.content)
            // An id that several files have is listed with its file's name.
            let isKnown = known[one.id] != nil || known["\(judge.file):\(one.id)"] != nil
            switch (reason, isKnown) {
            case (nil, false): tally.passed += 1
            case (_?, true): tally.known += 1
            case (nil, true): tally.failed.append((one.id, "passes, but is listed as a known issue"))
            case (let reason?, false): tally.failed.append((one.id, reason))
            }
        }
        return tally
    }

    /// One line for each file and for each corpus; true when nothing failed.
    public func all(_ judges: [Judge], print: (String) -> Void) throws -> Bool {
        var isClean = true
        let judges = corpora.expanded(judges)
        for corpus in Set(judges.map(\.corpus)).sorted() {
            var sum = Tally()
            for judge in judges.filter({ $0.corpus == corpus }) {
                let tally = try tally(judge)
                if tally.total == 0 { continue }
                print("  \(judge.file): \(line(tally))")
                for (id, reason) in tally.failed.prefix(50) { print("    \(id): \(reason.prefix(300))") }
                sum.passed += tally.passed
                sum.known += tally.known
                sum.failed += tally.failed
            }
            print("\(corpus): \(line(sum))")
            if !sum.failed.isEmpty { isClean = false }
        }
        return isClean
    }

    private func line(_ tally: Tally) -> String {
        "\(tally.passed) of \(tally.total) passed, \(tally.known) known, \(tally.failed.count) failed"
    }

    private func known(_ corpus: String) -> [String: String] {
        guard let bytes = FileManager.default.contents(atPath: "\(knownFolder)/\(corpus).txt") else {
            return [:]
        }
        var out: [String: String] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            if let gap = line.firstRange(of: "  ") {
                out[String(line[..<gap.lowerBound])] = String(line[gap.upperBound...])
            }
        }
        return out
    }
}
