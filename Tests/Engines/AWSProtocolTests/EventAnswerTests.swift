import AWSProtocol
import Codecs
import Testing
import Values

@Suite("Answers that are streams of events") struct EventAnswerTests {
    private static func number(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    /// A message whose headers are texts.
    private static func message(_ headers: [(String, String)], _ payload: String) -> [UInt8] {
        var head: [UInt8] = []
        for (name, value) in headers {
            head += [UInt8(name.utf8.count)] + Array(name.utf8) + [7]
            head += number(value.utf8.count, 2) + Array(value.utf8)
        }
        var out = number(16 + head.count + payload.utf8.count, 4) + number(head.count, 4)
        out += number(Int(CRC32.of(out)), 4) + head + Array(payload.utf8)
        return out + number(Int(CRC32.of(out)), 4)
    }

    private func result(_ body: [UInt8]) throws -> JSON {
        let operation = try #require(
            AWSOperation(
                metadata: ["protocol": "rest-json"],
                definition: ["name": "Follow", "output": ["shape": "Output"]],
                shapes: AWSShapes([
                    "Output": [
                        "type": "structure", "payload": "Events",
                        "members": ["Events": ["shape": "Events"]],
                    ],
                    "Events": [
                        "type": "structure", "eventstream": true, "members": ["Page": ["shape": "Page"]],
                    ],
                    "Page": [
                        "type": "structure", "event": true,
                        "members": ["number": ["shape": "Whole"], "text": ["shape": "Text"]],
                    ],
                    "Whole": ["type": "integer"], "Text": ["type": "string"],
                ])))
        return try AWSAnswer(status: 200, headers: [], body: body).result(of: operation)
    }

    private func event(_ name: String, _ payload: String) -> [UInt8] {
        Self.message([(":message-type", "event"), (":event-type", name)], payload)
    }

    @Test func `events are read by their names, and unknown ones passed over`() throws {
        let body =
            event("initial-response", "{}") + event("Page", #"{"number":1,"text":"one"}"#)
            + event("Page", #"{"number":2}"#)
        let want: JSON = [
            "Events": [["Page": ["number": 1, "text": "one"]], ["Page": ["number": 2]]]
        ]
        #expect(try result(body) == want)
        #expect(try result([]) == ["Events": []])
    }

    @Test func `an exception within the stream is an error, and a broken stream is told`() throws {
        let refusal = Self.message(
            [(":message-type", "exception"), (":exception-type", "ThrottlingException")], "slower")
        #expect {
            try result(event("Page", "{}") + refusal)
        } throws: {
            ($0 as? AWSError)?.code == "ThrottlingException" && ($0 as? AWSError)?.message == "slower"
        }
        #expect(throws: AWSAnswer.Malformed.self) { try result(Array(event("Page", "{}").dropLast())) }
        #expect(throws: AWSAnswer.Malformed.self) { try result(event("Page", "no JSON")) }
    }
}
