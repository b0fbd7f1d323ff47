import Patterns

/// The sentences that steps may be, each with what it does. Of several that fit, the one holds whose longest
/// part that stands for something is the shortest.
enum Sentence {
    typealias Action = (inout ScenarioRun) -> Void

    private struct Form {
        let keyword: String
        let pattern: Pattern
        let action: @Sendable ([String]) -> Action

        init(_ keyword: String, _ text: String, _ action: @escaping @Sendable ([String]) -> Action) {
            self.keyword = keyword
            let parts = ["ANY": "(.+)", "WORD": Self.word, "END": Self.words, "MUST": "(must not|must)"]
            let written = parts.reduce(text) { $0.replacing($1.key, with: $1.value) }
            do {
                pattern = try Pattern("(?i)" + written + "$")
            } catch {
                preconditionFailure("\(text): \(error)")
            }
            self.action = action
        }

        /// Two words may stand where a sentence ends.
        private static let words =
            #"("[\s*./_\-A-Za-z0-9:()\[\]']+"|[*./_\-A-Za-z0-9:()\[\]']+(?:\s[*./_\-A-Za-z0-9:()\[\]']+)?)$"#
        private static let word = #"("[\s*./_\-A-Za-z0-9:()\[\]']+"|[*./_\-A-Za-z0-9:()\[\]']+)"#
    }

    /// What the step does; nil for a sentence that is none of the language.
    static func action(_ step: Feature.Step) -> Action? {
        let bytes = Array(step.sentence.utf8)
        var best: (length: Int, action: Action)?
        for form in forms where form.keyword == step.keyword {
            guard let spans = form.pattern.firstMatch(in: step.sentence) else { continue }
            let parts = spans.dropFirst().map { $0.map { String(decoding: bytes[$0], as: UTF8.self) } ?? "" }
            let length = parts.map(\.utf8.count).max() ?? 0
            if length < best?.length ?? .max { best = (length, form.action(parts)) }
        }
        return best?.action
    }

    private static let forms = given + filters + looks + demands + values

    private static let given = [
        Form("given", "I have ANY defined") { parts in { $0.have(parts[0].bare, "resource") } },
        Form("given", #"I have ANY (["'a-z]+) configured"#) { parts in
            { $0.have(parts[0].bare, parts[1].bare) }
        },
    ]

    private static let filters = [
        Form("when", "its WORD metadata (?:has|is|contains|includes) WORD") { parts in
            { $0.metadata(parts[0].bare, parts[1].bare, has: true) }
        },
        Form("when", "its WORD metadata (?:has not|is not|does not (?:have|contain|include)) WORD") { parts in
            { $0.metadata(parts[0].bare, parts[1].bare, has: false) }
        },
        Form("when", "its WORD (?:is|has|includes|contains) WORD") { parts in
            { $0.isValue(parts[0].bare, parts[1].bare, entry: nil, of: nil) }
        },
        Form("when", "its WORD WORD (?:is|has|includes|contains) WORD") { parts in
            { $0.isValue(parts[1].bare, parts[2].bare, entry: nil, of: parts[0].bare) }
        },
        Form("when", "its WORD includes an entry where WORD is WORD") { parts in
            { $0.isValue(parts[0].bare, parts[1].bare, entry: parts[2].bare, of: nil) }
        },
        Form("when", "its WORD (?:is not|has not|does not (?:include|contain)) WORD") { parts in
            { $0.isNotValue(parts[0].bare, parts[1].bare, entry: nil, of: nil) }
        },
        Form("when", "its WORD WORD (?:is not|has not|does not (?:include|contain)) WORD") { parts in
            { $0.isNotValue(parts[1].bare, parts[2].bare, entry: nil, of: parts[0].bare) }
        },
        Form("when", "its WORD does not include an entry where WORD is WORD") { parts in
            { $0.isNotValue(parts[0].bare, parts[1].bare, entry: parts[2].bare, of: nil) }
        },
    ]

    private static let looks = [
        Form("when", "it contains? WORD") { parts in { $0.has(parts[0].bare, isFilter: false) } },
        Form("when", "(?:it has|they have) WORD") { parts in { $0.has(parts[0].bare, isFilter: true) } },
        Form("when", "(?:it|they) (?:does not|doesnt|do not|dont) (?:have|contain) WORD") { parts in
            { $0.lacks(parts[0].bare) }
        },
        Form("when", "I count (?:it|them|the value)") { _ in { $0.countAll() } },
        Form(
            "when",
            #"(any of )?its values? (does not|doesn'?t|do not|don'?t|)\s?match(?:es)? the "(.+?)" regex"#
        ) {
            parts in
            { $0.keepMatching(parts[2], denied: !parts[1].isEmpty, any: !parts[0].isEmpty) }
        },
    ]

    private static let demands = [
        Form("then", #"it must have "(.+?)" referenced"#) { parts in { $0.mustRefer(parts[0]) } },
        Form("then", "it (must only|must not|must) have (.+?) protocol and port (.+?) for ANY") { parts in
            { $0.ports(parts[0].lowercased(), parts[1], parts[2], parts[3].bare) }
        },
        Form("then", "(?:it|they) must (?:contain|have) END") { parts in { $0.mustHave(parts[0].bare) } },
        Form("then", "(?:it|they) must not (?:contain|have) END") { parts in { $0.mustNotHave(parts[0].bare) }
        },
        Form("then", "ANY (?:is|is be|must be) enabled") { parts in { $0.mustBeEnabled(parts[0].bare) } },
        Form("then", "(?:the scenario|it) (?:fails|should fail|must fail)") { _ in { $0.failAnyhow() } },
        Form("then", "it must (not )?be (?:a subset of|in) ANY") { parts in
            { $0.mustBeIn(parts[1].bare, not: !parts[0].isEmpty, covers: false) }
        },
        Form("then", "it must (not )?(?:be a superset of|cover) ANY") { parts in
            { $0.mustBeIn(parts[1].bare, not: !parts[0].isEmpty, covers: true) }
        },
        Form("then", "I flatten all values found") { _ in { $0.flatten() } },
        Form("then", "I count (?:it|them|the value)") { _ in { $0.countAll() } },
    ]

    private static let values = [
        Form("then", "(?:its value must be|I expect the result is) ANY (?:than|to) (-?[0-9]+)") { parts in
            { $0.mustCompare(parts[0].lowercased(), Int(parts[1]) ?? 0) }
        },
        Form("then", #"its value MUST match the "(.+?)" regex"#) { parts in
            { $0.mustMatch(parts[1], not: parts[0].count > 4) }
        },
        Form("then", #"all of its values MUST match the "(.+?)" regex"#) { parts in
            { $0.mustMatch(parts[1], not: parts[0].count > 4) }
        },
        Form("then", #"its singular value MUST match the "(.+?)" regex"#) { parts in
            { $0.onlyMustMatch(parts[1], not: parts[0].count > 4) }
        },
        Form("then", #"any of its values MUST match the "(.+?)" regex"#) { parts in
            { $0.anyMustMatch(parts[1], not: parts[0].count > 4) }
        },
        Form("then", "its value MUST be null") { parts in { $0.mustBeNull(not: parts[0].count > 4) } },
        Form("then", "its value MUST be ANY") { parts in
            {
                let text = "^" + Pattern.quoting(parts[1].bare) + "$"
                $0.mustMatch(text, not: parts[0].count > 4)
            }
        },
        Form("then", "its value MUST contain ANY") { parts in
            { $0.mustContain(parts[1].bare, not: parts[0].count > 4) }
        },
        Form("then", "its (.+?) (?:property |key )?MUST be ANY") { parts in
            { $0.memberMustBe(parts[0].bare, parts[2].bare, not: parts[1].count > 4) }
        },
    ]
}

extension String {
    /// Without quotes.
    fileprivate var bare: String { filter { $0 != "\"" && $0 != "'" } }
}
