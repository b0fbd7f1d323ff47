import Assets
import Testing

/// What the module's page shows, to the line.
@Suite("The page of Assets") struct DocumentedExampleTests {
    @Test("shows what runs") func example() throws {
        let rules = IgnoreRules("aws_iam_role.*\n!aws_iam_role.admin\n")
        let isIgnored = rules.ignores(type: "aws_iam_role", id: "made-by-hand")
        let isKept = !rules.ignores(type: "aws_iam_role", id: "admin")
        #expect(isIgnored && isKept)
    }
}
