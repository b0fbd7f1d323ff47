import Codecs
import Crypto
import Numbers
import Values

/// CBOR as the values that a model says; nil for null.
///
/// Source: Smithy, RPC v2 CBOR protocol, shape serialization; RFC 8949 for what lies within.
enum CBORResult {
    static func value(_ cbor: CBOR, _ shape: AWSShape) throws(AWSAnswer.Malformed) -> JSON? {
        switch (cbor, shape.kind) {
        case (.null, _), (.undefined, _): return nil
        case (.map(let pairs), .structure): return .object(try structure(pairs, shape))
        case (.array(let elements), .list):
            var out: [JSON] = []
            out.reserveCapacity(elements.count)
            for element in elements { out.append(try value(element, shape.element) ?? .null) }
            return .array(out)
        case (.map(let pairs), .map):
            var out = JSON.Object()
            for pair in pairs {
                guard case .text(let key) = pair.key, let value = try value(pair.value, shape.value) else {
                    continue
                }
                out[key] = value
            }
            return .object(out)
        case (_, .structure), (_, .list), (_, .map):
            throw AWSAnswer.Malformed(description: "The model wants another kind for \(shape.name).")
        default: return try scalar(cbor)
        }
    }

    /// All that it holds, without a model.
    static func tree(_ cbor: CBOR) throws(AWSAnswer.Malformed) -> JSON {
        switch cbor {
        case .map(let pairs):
            var out = JSON.Object()
            for pair in pairs { if let key = text(pair.key) { out[key] = try tree(pair.value) } }
            return .object(out)
        case .array(let elements):
            var out: [JSON] = []
            for element in elements { out.append(try tree(element)) }
            return .array(out)
        default: return try scalar(cbor) ?? .null
        }
    }

    static func text(_ cbor: CBOR?) -> String? {
        guard case .text(let text) = cbor else { return nil }
        return text
    }

    /// Members that the model does not know are passed over.
    private static func structure(
        _ pairs: [CBOR.Pair], _ shape: AWSShape
    ) throws(AWSAnswer.Malformed) -> JSON.Object {
        var found: [String: CBOR] = [:]
        for pair in pairs { if let key = text(pair.key) { found[key] = pair.value } }
        var out = JSON.Object()
        for (name, member) in shape.members {
            guard let content = found[member.locationName ?? name] else { continue }
            if let value = try value(content, member) { out[name] = value }
        }
        if shape.isUnion, out.isEmpty {
            let unknown = pairs.first { text($0.key) != "__type" && $0.value != .null }
            if let name = unknown.flatMap({ text($0.key) }) {
                out["SDK_UNKNOWN_MEMBER"] = ["name": .string(name)]
            }
        }
        return out
    }

    private static func scalar(_ cbor: CBOR) throws(AWSAnswer.Malformed) -> JSON? {
        switch cbor {
        case .null, .undefined: return nil
        case .bool(let value): return .bool(value)
        case .unsigned(let value): return JSON(value)
        case .negative(let value):
            return Int64(exactly: value).map { JSON(-1 - $0) } ?? number((-BigInt(value) - .one).description)
        // The number that the 32 bits are, not the shortest text that would round to them.
        case .float(let value): return JSON(Double(value)) ?? special(Double(value))
        case .double(let value): return JSON(value) ?? special(value)
        case .text(let text): return .string(text)
        case .bytes(let bytes): return .string(String(decoding: bytes, as: UTF8.self))
        case .tagged(CBOR.bigNumberTag, .bytes(let bytes)): return number(big(bytes).description)
        case .tagged(CBOR.negativeBigNumberTag, .bytes(let bytes)):
            return number((-big(bytes) - .one).description)
        case .tagged(_, let content): return try scalar(content)
        case .simple, .array, .map:
            throw AWSAnswer.Malformed(description: "The model wants a single value.")
        }
    }

    private static func big(_ bytes: [UInt8]) -> BigInt { BigInt(bytes.hex, radix: 16) ?? .zero }

    private static func number(_ text: String) -> JSON? { JSON.Number(text).map(JSON.number) }

    /// As Smithy's JSON protocols write what JSON has no numbers for.
    private static func special(_ value: Double) -> JSON {
        .string(value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity")
    }
}
