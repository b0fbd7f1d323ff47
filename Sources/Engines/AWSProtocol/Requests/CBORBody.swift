import Codecs
import Numbers
import Values

/// Parameters as CBOR.
///
/// Source: Smithy, RPC v2 CBOR protocol, shape serialization.
enum CBORBody {
    static func tree(_ value: JSON, _ shape: AWSShape) throws(AWSRequest.Unfit) -> CBOR {
        if value.isNull { return .null }
        switch shape.kind {
        case .structure:
            var pairs: [CBOR.Pair] = []
            for (name, member) in value.objectValue ?? [:] where !member.isNull {
                guard let inner = shape.member(name) else { continue }
                pairs.append(.init(.text(inner.locationName ?? name), try tree(member, inner)))
            }
            return .map(pairs)
        case .list:
            var elements: [CBOR] = []
            for element in value.arrayValue ?? [] { elements.append(try tree(element, shape.element)) }
            return .array(elements)
        case .map:
            var pairs: [CBOR.Pair] = []
            for (key, member) in value.objectValue ?? [:] {
                pairs.append(.init(.text(key), try tree(member, shape.value)))
            }
            return .map(pairs)
        case .timestamp: return .tagged(CBOR.timeTag, .double(try double(value)))
        case .blob: return .bytes(Array((value.stringValue ?? value.text).utf8))
        case .boolean: return .bool(value.boolValue ?? (value.stringValue == "true"))
        case .integer: return try integer(value)
        case .float:
            let number = try double(value)
            return shape.isSingle ? .float(Float(number)) : .double(number)
        case .string: return .text(value.stringValue ?? value.text)
        }
    }

    /// Numbers that JSON can't tell are texts: `NaN`, `Infinity`, `-Infinity`; a time may be one as well.
    private static func double(_ value: JSON) throws(AWSRequest.Unfit) -> Double {
        if let number = value.doubleValue { return number }
        switch value.stringValue {
        case "NaN": return .nan
        case "Infinity": return .infinity
        case "-Infinity": return -.infinity
        default:
            guard let seconds = value.stringValue.flatMap(AWSTime.seconds) else {
                throw AWSRequest.Unfit(description: "\(value.text) is no number")
            }
            return seconds
        }
    }

    private static func integer(_ value: JSON) throws(AWSRequest.Unfit) -> CBOR {
        let text = value.numberValue?.text ?? value.stringValue ?? value.text
        if let number = value.numberValue?.integer(as: Int64.self) ?? Int64(text) { return CBOR(number) }
        guard let number = BigInt(text) else {
            throw AWSRequest.Unfit(description: "\(value.text) is no whole number")
        }
        return CBOR(number)
    }
}

extension CBOR {
    /// In 64 bits where it fits, else as a big number.
    fileprivate init(_ value: BigInt) {
        let isNegative = value.signum < 0
        let content = isNegative ? -value - .one : value
        if let short = UInt64(content.description) {
            self = isNegative ? .negative(short) : .unsigned(short)
            return
        }
        let digits = content.text(radix: 16)
        let even = Array((digits.utf8.count % 2 == 0 ? digits : "0" + digits).utf8)
        let bytes = stride(from: 0, to: even.count, by: 2).compactMap {
            UInt8(String(decoding: even[$0..<$0 + 2], as: UTF8.self), radix: 16)
        }
        self = .tagged(isNegative ? CBOR.negativeBigNumberTag : CBOR.bigNumberTag, .bytes(bytes))
    }
}
