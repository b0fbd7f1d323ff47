import AWSProtocol
import Codecs
import Crypto
import Testing
import Values

@Suite("The CBOR protocol") struct CBORProtocolTests {
    private func operation(_ more: [String: JSON] = [:]) throws -> AWSOperation {
        var metadata: JSON = ["protocol": "smithy-rpc-v2-cbor", "targetPrefix": "Shelves"]
        for (key, value) in more { metadata[key] = value }
        return try #require(
            AWSOperation(
                metadata: metadata,
                definition: [
                    "name": "PutBook", "input": ["shape": "Book"], "output": ["shape": "Book"],
                    "errors": [["shape": "ShelfFull"]],
                ],
                shapes: AWSShapes([
                    "Book": [
                        "type": "structure",
                        "members": [
                            "title": ["shape": "Text"], "at": ["shape": "Time"], "pages": ["shape": "Whole"],
                            "weight": ["shape": "Single"], "price": ["shape": "Double"],
                            "cover": ["shape": "Bytes"], "tags": ["shape": "Tags"],
                        ],
                    ],
                    "ShelfFull": [
                        "type": "structure", "error": ["code": "Shelf.Full"], "exception": true,
                        "members": ["room": ["shape": "Whole"]],
                    ],
                    "Tags": ["type": "map", "key": ["shape": "Text"], "value": ["shape": "Texts"]],
                    "Texts": ["type": "list", "member": ["shape": "Text"]],
                    "Text": ["type": "string"], "Time": ["type": "timestamp"], "Whole": ["type": "long"],
                    "Single": ["type": "float"], "Double": ["type": "double"], "Bytes": ["type": "blob"],
                ])))
    }

    @Test func `write every kind by its shape and read it back`() throws {
        let book: JSON = [
            "title": "One", "at": 1_398_796_238.5, "pages": -70_000, "weight": 1.5, "price": "NaN",
            "cover": "png", "tags": ["a": ["b", "c"], "d": []],
        ]
        let request = try AWSRequest(operation(), book, token: "")
        #expect(request.target == "/service/Shelves/operation/PutBook")
        #expect(request.headers.contains { $0 == ("Smithy-Protocol", "rpc-v2-cbor") })
        let body = try CBOR(parsing: request.body)
        #expect(body["at"] == .tagged(CBOR.timeTag, .double(1_398_796_238.5)))
        #expect(body["weight"] == .float(1.5))
        #expect(body["cover"] == .bytes(Array("png".utf8)))
        let answer = AWSAnswer(status: 200, headers: [], body: request.body)
        #expect(try answer.result(of: operation()) == book)
    }

    @Test func `whole numbers beyond 64 bits stay whole`() throws {
        for text in [
            "18446744073709551615", "18446744073709551616", "-18446744073709551616",
            "-18446744073709551617", "123456789012345678901234567890",
        ] {
            let number = try JSON(parsing: text)
            let request = try AWSRequest(operation(), ["pages": number], token: "")
            let answer = AWSAnswer(status: 200, headers: [], body: request.body)
            #expect(try answer.result(of: operation())["pages"]?.text == text)
        }
    }

    @Test func `what is no number is refused before it goes out`() throws {
        for pages: JSON in ["many", 1.5, [:]] {
            #expect(throws: AWSRequest.Unfit.self) {
                try AWSRequest(operation(), ["pages": pages], token: "")
            }
        }
    }

    @Test func `answers that are none are told`() throws {
        for bytes: [UInt8] in [
            [0xff], [0xa1, 1, 1], [0x81, 0],
            CBOR.map([.init(.text("tags"), .null), .init(.text("title"), .array([]))]).encoded(),
        ] {
            let answer = AWSAnswer(status: 200, headers: [], body: bytes)
            #expect(throws: AWSAnswer.Malformed.self) { try answer.result(of: operation()) }
        }
    }

    @Test func `errors have the code of the query protocol where the service had one`() throws {
        let body = CBOR.map([
            .init(.text("__type"), .text("shelves#ShelfFull")), .init(.text("message"), .text("no room")),
            .init(.text("room"), .unsigned(0)),
        ]).encoded()
        let answer = AWSAnswer(
            status: 400, headers: [("x-amzn-query-error", "Shelf.Full;Sender")], body: body)
        for (more, code, blame) in [
            ([:], "ShelfFull", nil), (["awsQueryCompatible": [:]], "Shelf.Full", "Sender"),
        ] as [([String: JSON], String, String?)] {
            let operation = try operation(more)
            #expect {
                try answer.result(of: operation)
            } throws: { error in
                guard let error = error as? AWSError else { return false }
                return error.code == code && error.blame == blame && error.message == "no room"
                    && error.members == ["room": 0]
            }
        }
    }
}
