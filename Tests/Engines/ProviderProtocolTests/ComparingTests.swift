import ProviderProtocol
import Testing
import Values

@Suite("Differences of values") struct ComparingTests {
    private func value(_ json: JSON, _ type: JSON) throws -> CtyValue {
        let type = try CtyType(json: type)
        let bytes = try CtyValue.messagePack(of: JSONDocument(parsing: json.bytes()).root, type: type)
        return try CtyValue(messagePack: bytes, type: type)
    }

    private let shape: JSON = [
        "object",
        [
            "name": "string", "tags": ["map", "string"], "ports": ["list", "number"],
            "groups": ["set", "string"],
            "rule": ["list", ["object", ["from": "number", "cidrs": ["set", "string"]]]], "policy": "string",
            "at": "string",
        ],
    ]

    private func differences(_ old: JSON, _ new: JSON) throws -> [String] {
        try CtyValue.differences(value(old, shape), value(new, shape)).map {
            "\($0.path) \($0.meaning.rawValue)"
        }
    }

    @Test func `tell what changed by path, and nothing of what did not`() throws {
        let old: JSON = [
            "name": "a", "tags": ["Name": "x", "gone": "y"], "ports": [1, 2], "groups": ["a", "b"],
            "rule": [["from": 1, "cidrs": ["c", "d"]]],
        ]
        var new = old
        #expect(try differences(old, new) == [])
        new["groups"] = ["b", "a"]
        new["rule"] = [["from": 1, "cidrs": ["d", "c"]]]
        #expect(try differences(old, new) == [])
        new["name"] = "b"
        new["tags"] = ["Name": "z", "my key": "w"]
        new["ports"] = [1, 3, 4]
        new["groups"] = ["a", "c"]
        new["rule"] = [["from": 2, "cidrs": ["c", "d"]]]
        #expect(
            try differences(old, new) == [
                "groups changed", "name changed", "ports[1] changed", "ports[2] changed",
                "rule[0].from changed",
                "tags.Name changed", "tags.gone changed", #"tags["my key"] changed"#,
            ])
    }

    @Test func `tell noise from drift`() throws {
        #expect(
            try differences(["tags": .null, "ports": []], ["tags": [:], "ports": .null]) == [
                "ports emptiness", "tags emptiness",
            ])
        #expect(try differences(["name": .null], ["name": ""]) == ["name emptiness"])
        #expect(try differences(["ports": [1, 2]], ["ports": [2, 1]]) == ["ports order"])
        #expect(
            try differences(
                ["policy": #"{"Statement": [{"Action": "s3:*", "Effect": "Allow"}]}"#],
                ["policy": #"{"Statement":[{"Effect":"Allow","Action":["s3:*"]}]}"#]) == ["policy sameJSON"])
        #expect(
            try differences(["policy": #"{"Action": "s3:*"}"#], ["policy": #"{"Action": "s3:Get*"}"#])
                == ["policy changed"])
        #expect(
            try differences(["at": "2024-03-01T01:30:00+01:30"], ["at": "2024-03-01T00:00:00.000Z"])
                == ["at sameInstant"])
        #expect(
            try differences(["at": "2024-03-01T00:00:00Z"], ["at": "2024-03-01T00:00:01Z"]) == ["at changed"])
        #expect(CtyDifference.Meaning.allCases.filter(\.isDrift) == [.changed, .order])
    }

    @Test func `mark what is secret by schema and by state`() throws {
        let block = BlockSchema(
            attributes: [
                AttributeSchema("password", .string, [.optional, .sensitive]),
                AttributeSchema("name", .string, .optional),
            ], blocks: [])
        let type: JSON = ["object", ["password": "string", "name": "string"]]
        let (old, new) = (
            try value(["password": "a", "name": "b"], type), try value(["password": "c", "name": "d"], type)
        )
        let bySchema = CtyValue.differences(old, new, sensitive: SensitivePaths(block))
        #expect(bySchema.map(\.isSensitive) == [false, true])
        let marks: JSON = [[["type": "get_attr", "value": "name"]]]
        let both = CtyValue.differences(old, new, sensitive: SensitivePaths(block).adding(state: marks))
        #expect(both.map(\.isSensitive) == [true, true])
    }

    @Test func `propose what is configured over what was`() throws {
        let rule = BlockSchema(
            attributes: [
                AttributeSchema("port", .number, .required), AttributeSchema("id", .string, .computed),
            ], blocks: [])
        let nested = { (nesting: BlockSchema.NestedBlock.Nesting, name: String) in
            BlockSchema.NestedBlock(name: name, nesting: nesting, block: rule, minimum: 0, maximum: 0)
        }
        let block = BlockSchema(
            attributes: [
                AttributeSchema("arn", .string, .computed), AttributeSchema("name", .string, .required),
                AttributeSchema("size", .number, [.optional, .computed]),
                AttributeSchema("note", .string, .optional),
                AttributeSchema("token", .string, [.optional, .writeOnly]),
            ], blocks: [nested(.list, "listed"), nested(.set, "chosen")])
        let type = block.impliedType.json
        let prior = try value(
            [
                "arn": "arn:1", "name": "old", "size": 4, "note": "was", "token": .null,
                "listed": [["port": 1, "id": "l1"]],
                "chosen": [["port": 80, "id": "c80"], ["port": 443, "id": "c443"]],
            ], type)
        let configuration = try value(
            [
                "name": "new", "token": "hush", "listed": [["port": 2], ["port": 3]],
                "chosen": [["port": 443], ["port": 22]],
            ], type)
        let proposed = ProposedState.merge(block, prior: prior, configuration: configuration)
        #expect(
            proposed.json == [
                "arn": "arn:1", "chosen": [["id": "c443", "port": 443], ["id": .null, "port": 22]],
                "listed": [["id": "l1", "port": 2], ["id": .null, "port": 3]], "name": "new", "note": .null,
                "size": 4, "token": .null,
            ])
        let fresh = ProposedState.merge(block, prior: .null, configuration: configuration)
        #expect(fresh["arn"] == .null && fresh["name"] == .string("new"))
    }
}
