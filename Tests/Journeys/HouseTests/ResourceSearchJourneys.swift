import Foundation
import Ledgers
import States
import Store
import Testing
import Values

/// Looking for resources through all states.
@Suite("Finding resources")
struct ResourceSearchJourneys {
    /// A state with these instances of `aws_sqs_queue.<name>`.
    private static func state(_ serial: Int, _ names: [String], secret: String = "") -> [UInt8] {
        let resources = names.map { name -> JSON in
            [
                "mode": "managed", "type": "aws_sqs_queue", "name": .string(name),
                "provider": "provider[\"registry.terraform.io/hashicorp/aws\"]",
                "instances": [
                    [
                        "schema_version": 0,
                        "attributes": [
                            "id": .string("https://sqs/\(name)"), "name": .string("Q_" + name),
                            "arn": .string(secret.isEmpty ? "arn:aws:sqs:::\(name)" : secret),
                        ],
                        "sensitive_attributes": secret.isEmpty
                            ? [] : [[["type": "get_attr", "value": "arn"]]],
                    ]
                ],
            ]
        }
        let document: JSON = [
            "version": 4, "terraform_version": "1.11.4", "serial": JSON(serial),
            "lineage": "11111111-2222-3333-4444-555555555555", "outputs": [:], "resources": .array(resources),
            "check_results": .null,
        ]
        return document.bytes()
    }

    private static func found(
        _ house: TestHouse, _ words: String, as who: String, more: String = ""
    ) async throws -> JSON {
        let words = words.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let answer = try await house.send("GET", "/api/v1/states/resources?words=\(words)\(more)", as: who)
        #expect(answer.status == 200, "\(answer.json)")
        return answer.json
    }

    private static func addresses(_ page: JSON) -> [String] {
        (page["items"]?.arrayValue ?? []).compactMap { $0["address"]?.stringValue }
    }

    private static func push(
        _ house: TestHouse, _ workspace: String, _ bytes: [UInt8], as token: String
    ) async throws {
        let lock = UUID().uuidString
        #expect(try await house.lock(workspace, lock, as: token).status == 200)
        #expect(try await house.post(workspace, bytes, under: lock, as: token).status == 200)
        #expect(try await house.unlock(workspace, lock, as: token).status == 200)
    }

    @Test("by words, in pages, where one may read; new versions replace old ones, and secrets are not found")
    func finding() async throws {
        let house = try await TestHouse()
        let ada = try await house.setUp()
        let token = try await house.token(ada)
        let shop = try await house.workspace(ada, project: "shop", slug: "one")
        let lake = try await house.workspace(ada, project: "lake", slug: "two")
        try await Self.push(house, shop, Self.state(1, ["orders", "mails"]), as: token)
        try await Self.push(house, lake, Self.state(1, ["orders"], secret: "hush-hush"), as: token)
        let isKnown = try await eventually(within: .seconds(20)) {
            try await Self.addresses(Self.found(house, "aws_sqs", as: ada)).count == 3
        }
        #expect(isKnown)
        #expect(try await Self.addresses(Self.found(house, "QUEUE orders", as: ada)).count == 2)
        #expect(
            try await Self.addresses(Self.found(house, "arn:aws mails", as: ada)) == ["aws_sqs_queue.mails"])
        // What LIKE would take for signs are letters here.
        #expect(try await Self.addresses(Self.found(house, "q_orders", as: ada)).count == 2)
        for nothing in ["hush", "%", "q%s", "aws*"] {
            #expect(try await Self.addresses(Self.found(house, nothing, as: ada)).isEmpty, "\(nothing)")
        }
        let first = try await Self.found(house, "aws_sqs", as: ada, more: "&limit=2")
        let cursor = try #require(first["next"]?.stringValue)
        let second = try await Self.found(house, "aws_sqs", as: ada, more: "&limit=2&cursor=\(cursor)")
        #expect(Self.addresses(first).count == 2 && Self.addresses(second).count == 1)
        #expect(second["next"]?.stringValue == nil)

        let bob = try await house.user(nil, "bob@example.com", by: ada)
        let people = try await house.send("GET", "/api/v1/users", as: ada)["items"]?.arrayValue ?? []
        let id = people.first { $0["email"] == "bob@example.com" }?["id"] ?? .null
        let bound: JSON = ["user": id, "role": "viewer", "workspace": .string(lake)]
        #expect(try await house.send("POST", "/api/v1/bindings", bound, as: ada).status == 201)
        let his = try await Self.found(house, "orders", as: bob)["items"]?.arrayValue ?? []
        #expect(his.count == 1 && his[0]["workspace"] == .string(lake))

        try await Self.push(house, shop, Self.state(2, ["mails", "returns"]), as: token)
        let isRenewed = try await eventually(within: .seconds(20)) {
            try await Self.addresses(Self.found(house, "returns", as: ada)).count == 1
        }
        #expect(isRenewed)
        #expect(try await Self.addresses(Self.found(house, "orders", as: ada)).count == 1)
        let empty = try await house.send("GET", "/api/v1/states/resources?words=%20", as: ada)
        #expect(empty.status == 422)
        await house.stop()
    }

    @Test("finds the states of a time when nothing was indexed, after the next start")
    func catchingUp() async throws {
        let house = try await TestHouse()
        let ada = try await house.setUp()
        let token = try await house.token(ada)
        let shop = try await house.workspace(ada)
        try await Self.push(house, shop, Self.state(1, ["orders"]), as: token)
        let isKnown = try await eventually(within: .seconds(20)) {
            try await Self.addresses(Self.found(house, "orders", as: ada)).count == 1
        }
        #expect(isKnown)
        await house.stop()

        let database = try await Database.open(house.scratch.file("data") + "/plumb.db")
        let room = try await database.room("states", migrations: StatesService.migrations)
        try await room.write(.across(reason: "a test forgets the index")) { transaction in
            _ = try transaction.run("DELETE FROM states_indexed")
            _ = try transaction.run("DELETE FROM states_resources")
        }
        await database.close()

        let again = try await TestHouse(scratch: house.scratch)
        let isBack = try await eventually(within: .seconds(20)) {
            try await Self.addresses(Self.found(again, "orders", as: token)).count == 1
        }
        #expect(isBack)
        await again.stop()
    }
}
