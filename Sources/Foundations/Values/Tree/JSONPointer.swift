import Faults

/// The place of a value in a JSON value (RFC 6901).
public struct JSONPointer: Sendable, Hashable, CustomStringConvertible {
    /// Member names and element positions, unescaped.
    public var steps: [String]

    /// The place of the whole value when there are no steps.
    public init(_ steps: [String] = []) { self.steps = steps }

    /// Faults: `json.pointer_malformed`.
    public init(parsing text: String) throws(Fault) {
        steps = []
        if text.isEmpty { return }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.first == "" else { throw JSONPointer.malformed(text) }
        for part in parts.dropFirst() {
            var step = ""
            var escaped = false
            for scalar in part.unicodeScalars {
                switch (escaped, scalar) {
                case (false, "~"): escaped = true
                case (false, _): step.unicodeScalars.append(scalar)
                case (true, "0"), (true, "1"):
                    step += scalar == "0" ? "~" : "/"
                    escaped = false
                case (true, _): throw JSONPointer.malformed(text)
                }
            }
            if escaped { throw JSONPointer.malformed(text) }
            steps.append(step)
        }
    }

    private static func malformed(_ text: String) -> Fault {
        Fault(
            .invalid, "json.pointer_malformed",
            "\(text) is not a JSON pointer: write /name/0, with ~0 for ~ and ~1 for /.")
    }

    public var description: String {
        var text = ""
        for step in steps {
            text += "/"
            for scalar in step.unicodeScalars {
                switch scalar {
                case "~": text += "~0"
                case "/": text += "~1"
                default: text.unicodeScalars.append(scalar)
                }
            }
        }
        return text
    }

    public func appending(_ step: String) -> JSONPointer { JSONPointer(steps + [step]) }
    public func appending(_ position: Int) -> JSONPointer { appending(String(position)) }
}

extension JSON {
    /// The value at that place, if there is one.
    public subscript(pointer: JSONPointer) -> JSON? {
        var value = self
        for step in pointer.steps {
            switch value {
            case .object(let object):
                guard let member = object[step] else { return nil }
                value = member
            case .array(let elements):
                guard let position = arrayPosition(step), position < elements.count else { return nil }
                value = elements[position]
            default: return nil
            }
        }
        return value
    }
}

/// RFC 6901, section 4: digits without leading zeros.
func arrayPosition(_ step: String) -> Int? {
    guard step.utf8.allSatisfy({ $0 &- 0x30 < 10 }), step == "0" || !step.hasPrefix("0") else { return nil }
    return Int(step)
}
