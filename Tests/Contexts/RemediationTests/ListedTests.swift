import InventoryAPI
import ProvidersAPI
import Rendering
import Testing
import Values
import Vocabulary

@testable import Remediation

@Suite("What is written of a listing") struct ListedTests {
    private static func shape(_ attributes: [String], blocks: [BlockShape] = []) -> ResourceShape {
        ResourceShape(
            attributes: attributes.map { name in
                AttributeShape(name: name, isRequired: false, isSettable: name != "status")
            }, blocks: blocks)
    }

    @Test func `is what the type takes`() {
        let type = Self.shape(
            ["name", "limits", "status"],
            blocks: [
                BlockShape(name: "rule", least: 0, most: 1, shape: Self.shape(["port"])),
                BlockShape(name: "quota", least: 0, most: nil, shape: Self.shape(["cpu"])),
            ])
        let fitting = type.fitting([
            "arguments": ["name": "a", "status": "UP", "other": 1, "quota": ["cpu": 2, "kind": "x"]],
            "blocks": [
                ["name": "rule", "body": ["arguments": ["port": 1, "id": 7]]],
                ["name": "rule", "body": ["arguments": ["port": 2]]],
                ["name": "limits", "body": ["arguments": ["memory": "1Gi"]]],
                ["name": "unheard", "body": [:]],
            ],
        ])
        #expect(fitting["arguments"] == ["name": "a", "limits": ["memory": "1Gi"]])
        let blocks = fitting["blocks"]?.arrayValue ?? []
        #expect(blocks.map { $0["name"] } == ["quota", "rule"])
        #expect(blocks.map { $0["body"]?["arguments"] } == [["cpu": 2], ["port": 1]])
    }

    @Test func `leaves the project out where the provider has it, and types that it is not asked for`() throws
    {
        let id = try #require(AssetID("0190b3c4-0000-7000-8000-000000000001"))
        let content = AssetContent(
            asset: id, name: "//pubsub.googleapis.com/projects/shop/schemas/orders",
            type: "pubsub.googleapis.com/Schema", content: ["type": "AVRO"])
        func unread(_ type: String) -> AdoptableObject {
            AdoptableObject(
                name: ObjectName(type: type, id: "x"), body: nil, ignored: [], handles: [:], reason: "no")
        }
        let draft = RemediationService.draft(content, unread("google_pubsub_schema"), home: "shop")
        #expect(draft?.body?["arguments"] == ["name": "orders", "type": "AVRO"])
        let away = RemediationService.draft(content, unread("google_pubsub_schema"), home: "other")
        #expect(away?.body?["arguments"]?["project"] == "shop")
        #expect(RemediationService.draft(content, unread("google_pubsub_topic"), home: nil) == nil)
    }
}
