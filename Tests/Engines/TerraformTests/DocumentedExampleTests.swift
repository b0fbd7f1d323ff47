import Terraform
import Testing
import Values

/// What the module's page shows, to the line.
@Suite("The page of Terraform") struct DocumentedExampleTests {
    @Test("shows what runs") func example() throws {
        let reader = try PlanReader([
            "format_version": "1.2",
            "resource_changes": [
                [
                    "address": "aws_sqs_queue.jobs", "type": "aws_sqs_queue", "mode": "managed",
                    "name": "jobs",
                    "change": ["actions": ["update"], "before": ["delay": 1], "after": ["delay": 5]],
                ]
            ],
        ])
        let summary = reader.view.summary
        let changed = reader.view.changes[0].attributes.map(\.path)
        #expect(summary.change == 1 && changed == ["delay"])
    }
}
