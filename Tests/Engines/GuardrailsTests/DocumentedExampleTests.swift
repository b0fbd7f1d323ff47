import Guardrails
import Testing
import Values

/// What the module's page shows, to the line.
@Suite("The page of Guardrails") struct DocumentedExampleTests {
    @Test("shows what runs") func example() throws {
        let rule = """
            package terraform.shop

            deny contains msg if {
                some change in input.resource_changes
                change.change.after.acl == "public-read"
                msg := sprintf("%s is public", [change.address])
            }
            """
        let pack = try Pack(PackSource(modules: [.init(path: "shop.rego", text: rule)]))
        let plan: JSON = [
            "resource_changes": [
                ["address": "aws_s3_bucket.open", "change": ["after": ["acl": "public-read"]]]
            ]
        ]
        let findings = try pack.judge(.json(plan))
        #expect(findings.map(\.message) == ["aws_s3_bucket.open is public"])
    }
}
