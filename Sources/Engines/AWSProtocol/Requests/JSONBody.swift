import Crypto
import Values

/// Parameters as JSON.
///
/// Source: Smithy, AWS JSON 1.0 and 1.1, AWS restJson1.
enum JSONBody {
    static func tree(_ value: JSON, _ shape: AWSShape) -> JSON {
        if shape.isDocument || value.isNull { return value }
        switch shape.kind {
        case .structure:
            var out = JSON.Object()
            for (name, member) in value.objectValue ?? [:] where !member.isNull {
                guard let inner = shape.member(name) else { continue }
                out[inner.locationName ?? name] = tree(member, inner)
            }
            return .object(out)
        case .list: return .array((value.arrayValue ?? []).map { tree($0, shape.element) })
        case .map:
            return .object(
                .init((value.objectValue ?? [:]).map { (key: $0.key, value: tree($0.value, shape.value)) }))
        case .timestamp:
            let format = shape.timestampFormat ?? "unixTimestamp"
            return format == "unixTimestamp"
                ? value : .string(ScalarText.of(value, shape, timestamps: format))
        case .blob: return .string(ScalarText.of(value, shape, timestamps: ""))
        case .string where shape.isJSONText: return .string(value.stringValue ?? value.text)
        default: return value
        }
    }
}
