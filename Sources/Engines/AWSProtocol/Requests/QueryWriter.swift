import Crypto
import Values

/// Parameters as a form, for the query protocol and EC2's own kind of it.
///
/// Source: Smithy, AWS Query protocol and AWS EC2 query protocol.
struct QueryWriter {
    private(set) var text = ""
    private let isEC2: Bool

    init(isEC2: Bool) { self.isEC2 = isEC2 }

    mutating func add(_ name: String, _ value: String) {
        text += (text.isEmpty ? "" : "&") + PercentText.encode(name) + "=" + PercentText.encode(value)
    }

    mutating func write(_ value: JSON, _ shape: AWSShape, _ prefix: String) {
        if value.isNull { return }
        switch shape.kind {
        case .structure:
            for (name, member) in value.objectValue ?? [:] {
                guard let inner = shape.member(name) else { continue }
                let key = self.name(inner, name)
                write(member, inner, prefix.isEmpty ? key : "\(prefix).\(key)")
            }
        case .list: writeList(value.arrayValue ?? [], shape, prefix)
        case .map: writeMap(value.objectValue ?? [:], shape, prefix)
        default: add(prefix, ScalarText.of(value, shape, timestamps: "iso8601"))
        }
    }

    private mutating func writeList(_ elements: [JSON], _ shape: AWSShape, _ prefix: String) {
        if elements.isEmpty {
            if !isEC2 { add(prefix, "") }
            return
        }
        var base = prefix
        if !isEC2 {
            if shape.isFlattened {
                if let name = shape.element.locationName {
                    base = (prefix.split(separator: ".").dropLast().map(String.init) + [name]).joined(
                        separator: ".")
                }
            } else {
                base += "." + (shape.element.locationName ?? "member")
            }
        }
        for (index, element) in elements.enumerated() {
            write(element, shape.element, "\(base).\(index + 1)")
        }
    }

    private mutating func writeMap(_ members: JSON.Object, _ shape: AWSShape, _ prefix: String) {
        let base = shape.isFlattened ? prefix : prefix + ".entry"
        let (key, value) = (shape.key.locationName ?? "key", shape.value.locationName ?? "value")
        for (index, member) in members.enumerated() {
            add("\(base).\(index + 1).\(key)", member.key)
            write(member.value, shape.value, "\(base).\(index + 1).\(value)")
        }
    }

    private func name(_ shape: AWSShape, _ byDefault: String) -> String {
        guard isEC2 else { return shape.locationName ?? byDefault }
        if let name = shape.queryName { return name }
        let name = shape.locationName ?? byDefault
        return name.prefix(1).uppercased() + name.dropFirst()
    }
}
