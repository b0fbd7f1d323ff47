import Codecs
import Crypto
import Faults
import Values

/// The events of a stream as the values that a model says, each under its own name.
///
/// Source: Smithy, Amazon Event Stream.
enum EventResult {
    /// - Throws: `AWSError` for an event that tells of one; `Malformed` for a stream that can't be read.
    static func events(_ bytes: [UInt8], _ shape: AWSShape, _ kind: AWSProtocolKind) throws -> JSON {
        let messages: [EventStreamMessage]
        do throws(Fault) { messages = try EventStreamMessage.all(in: bytes) } catch {
            throw AWSAnswer.Malformed(description: error.message)
        }
        var out: [JSON] = []
        for message in messages {
            if let code = message.text(":exception-type") ?? message.text(":error-code") {
                throw AWSError(
                    code: code,
                    message: message.text(":error-message")
                        ?? String(decoding: message.payload, as: UTF8.self))
            }
            // An event that the model does not know, as one that opens the stream, is passed over.
            guard let name = message.text(":event-type"), let event = shape.member(name) else { continue }
            out.append(.object([name: .object(try members(of: message, event, kind))]))
        }
        return .array(out)
    }

    private static func members(
        of message: EventStreamMessage, _ event: AWSShape, _ kind: AWSProtocolKind
    ) throws(AWSAnswer.Malformed) -> JSON.Object {
        var out = JSON.Object()
        var rest = true
        for (name, member) in event.members {
            if member.isEventHeader {
                if let value = message[name] { out[name] = header(value) }
            } else if member.isEventPayload {
                rest = false
                out[name] = try payload(message.payload, member, kind)
            }
        }
        guard rest, !message.payload.isEmpty else { return out }
        for (name, value) in try payload(message.payload, event, kind)?.objectValue ?? [:] {
            out[name] = value
        }
        return out
    }

    private static func payload(
        _ bytes: [UInt8], _ shape: AWSShape, _ kind: AWSProtocolKind
    ) throws(AWSAnswer.Malformed) -> JSON? {
        if shape.kind == .blob || shape.kind == .string {
            return .string(String(decoding: bytes, as: UTF8.self))
        }
        let content = AWSAnswer(status: 200, headers: [], body: bytes)
        return switch kind {
        case .restXML, .query, .ec2: XMLResult.value(try content.xml(), shape)
        case .cbor: try CBORResult.value(try content.cbor(), shape)
        case .json, .restJSON: JSONResult.value(try content.json(), shape)
        }
    }

    private static func header(_ value: EventStreamMessage.Value) -> JSON? {
        switch value {
        case .bool(let value): .bool(value)
        case .integer(let value): JSON(value)
        case .bytes(let bytes): .string(String(decoding: bytes, as: UTF8.self))
        case .text(let text): .string(text)
        case .timestamp(let milliseconds): JSON(Double(milliseconds) / 1000)
        case .uuid(let bytes): .string(bytes.hex)
        }
    }
}
