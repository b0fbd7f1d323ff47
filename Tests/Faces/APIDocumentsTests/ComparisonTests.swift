import APIDocuments
import Testing
import Values

/// What is told of two documents.
@Suite("Comparing documents of the API")
struct ComparisonTests {
    private static func document(
        _ path: String = "/api/v1/things/{thing}", access: String = "things:write",
        body: JSON = ["label": ["type": "string"]], required: JSON = [],
        answer: JSON = ["id": ["type": "string"]],
        answerRequired: JSON = ["id"], more: JSON.Object = [:]
    ) -> JSON {
        let operation: JSON = [
            "operationId": "things.put", "x-plumb-access": .string(access),
            "parameters": [["name": "thing", "in": "path", "required": true, "schema": ["type": "string"]]],
            "requestBody": [
                "content": ["application/json": ["schema": ["properties": body, "required": required]]]
            ],
            "responses": [
                "200": ["content": ["application/json": ["schema": ["$ref": "#/components/schemas/Thing"]]]]
            ],
        ]
        var paths: JSON.Object = more
        paths[path] = ["put": operation]
        return [
            "openapi": "3.1.0", "paths": .object(paths),
            "components": ["schemas": ["Thing": ["properties": answer, "required": answerRequired]]],
        ]
    }

    private func told(_ new: JSON, from old: JSON = document()) -> [String] {
        APIComparison(from: old, to: new).changes.map(\.description)
    }

    @Test("the same document has no changes, whatever the order of its members")
    func same() {
        #expect(told(Self.document()) == [])
        let two: JSON = ["label": ["type": "string"], "size": ["type": "integer"]]
        let turned: JSON = ["size": ["type": "integer"], "label": ["type": "string"]]
        #expect(told(Self.document(body: two), from: Self.document(body: turned)) == [])
    }

    @Test("operations come and go, move, and change who may")
    func operations() {
        let list: JSON = ["get": ["operationId": "things.list", "responses": [:]]]
        let more = Self.document(more: ["/api/v1/things": list])
        #expect(told(more) == ["added things.list: GET /api/v1/things"])
        #expect(told(Self.document(), from: more) == ["removed things.list: GET /api/v1/things (breaking)"])
        #expect(
            told(Self.document("/api/v1/stuff/{thing}")) == [
                "changed things.put: is at PUT /api/v1/stuff/{thing}, was at PUT /api/v1/things/{thing} (breaking)"
            ])
        #expect(
            told(Self.document(access: "stuff:write")) == [
                "changed things.put: is for stuff:write, was for things:write (breaking)"
            ])
    }

    @Test("what is sent breaks by what is asked for, or taken no more")
    func requests() {
        let wider: JSON = ["label": ["type": "string"], "size": ["type": "integer"]]
        #expect(told(Self.document(body: wider)) == ["added things.put: size: integer"])
        #expect(
            told(Self.document(body: wider, required: ["size"])) == [
                "added things.put: size: integer, which must be sent (breaking)"
            ])
        #expect(told(Self.document(body: [:])) == ["removed things.put: label (breaking)"])
        #expect(
            told(Self.document(required: ["label"])) == ["changed things.put: label must be sent (breaking)"])
        #expect(
            told(Self.document(), from: Self.document(required: ["label"])) == [
                "changed things.put: label may be left out"
            ])
    }

    @Test("a list of words may grow, and not shrink; what may be null is no other type")
    func words() {
        let (two, three): (JSON, JSON) = (["enum": ["a", "b"]], ["enum": ["a", "b", "c", .null]])
        #expect(
            told(Self.document(body: ["label": three]), from: Self.document(body: ["label": two])) == [
                "changed things.put: label is a | b | c, was a | b"
            ])
        #expect(
            told(Self.document(body: ["label": two]), from: Self.document(body: ["label": three])) == [
                "changed things.put: label is a | b, was a | b | c (breaking)"
            ])
        #expect(told(Self.document(body: ["label": ["type": ["string", "null"]]])) == [])
        let (text, list): (JSON, JSON) = (["type": "string"], ["type": "array", "items": ["type": "string"]])
        let either: JSON = ["type": "array", "items": ["anyOf": [text, ["$ref": "#/x/Allowance"]]]]
        #expect(
            told(Self.document(body: ["label": either]), from: Self.document(body: ["label": list])) == [
                "changed things.put: label is list of string or Allowance, was list of string"
            ])
    }

    @Test("what is read breaks by what is gone, or may be missing")
    func answers() {
        let wider: JSON = ["id": ["type": "string"], "size": ["type": "integer"]]
        #expect(told(Self.document(answer: wider)) == ["added Thing: size: integer"])
        #expect(
            told(Self.document(), from: Self.document(answer: wider)) == ["removed Thing: size (breaking)"])
        #expect(told(Self.document(answerRequired: [])) == ["changed Thing: id may be missing (breaking)"])
        #expect(
            told(Self.document(answer: ["id": ["type": "integer"]])) == [
                "changed Thing: id is integer, was string (breaking)"
            ])
    }

    @Test("the program's own record can be read, and its page tells each day once")
    func record() {
        #expect(!APIChangelog.recorded.entries.isEmpty)
        let change = APIChange(.added, "things.put", "a <b>", isBreaking: true)
        #expect(APIChange(change.json) == change)
        let log = APIChangelog(entries: [
            .init(date: "2026-02-01", changes: [change]), .init(date: "2026-01-01", changes: []),
            .init(date: "2026-02-01", changes: [APIChange(.removed, "things.get", "GET /things")]),
        ])
        #expect(log.html.contains("a &lt;b&gt; <strong>breaking</strong>"))
        #expect(log.html.split(separator: "<h2").count == 3)
        #expect(
            log.text == """
                2026-02-01
                  added things.put: a <b> (breaking)
                  removed things.get: GET /things

                2026-01-01
                """)
    }
}
