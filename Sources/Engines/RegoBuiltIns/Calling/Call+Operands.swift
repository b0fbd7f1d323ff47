import Numbers
import Rego

extension Call {
    func mismatch(_ place: Int, _ wanted: String...) -> BuiltInFault {
        .type("operand \(place + 1) must be " + Self.list(wanted) + " but got \(self[place].typeName)")
    }

    static func list(_ wanted: [String]) -> String {
        wanted.count == 1 ? wanted[0] : "one of {" + wanted.joined(separator: ", ") + "}"
    }

    func string(_ place: Int) throws(BuiltInFault) -> String {
        guard let text = self[place].string else { throw mismatch(place, "string") }
        return text
    }

    /// A string's bytes in place.
    func bytes(_ place: Int) throws(BuiltInFault) -> UnsafeBufferPointer<UInt8> {
        guard self[place].isString else { throw mismatch(place, "string") }
        return self[place].utf8
    }

    func boolean(_ place: Int) throws(BuiltInFault) -> Bool {
        guard let value = self[place].boolean else { throw mismatch(place, "boolean") }
        return value
    }

    func number(_ place: Int) throws(BuiltInFault) -> Value {
        guard self[place].isNumber else { throw mismatch(place, "number") }
        return self[place]
    }

    func integer(_ place: Int) throws(BuiltInFault) -> BigInt {
        guard let value = try number(place).integer else {
            throw .type("operand \(place + 1) must be integer number but got floating-point number")
        }
        return value
    }

    /// An integer that fits a machine's.
    func int(_ place: Int) throws(BuiltInFault) -> Int {
        let value = try number(place)
        if let small = value.int { return small }
        guard let exact = try integer(place).asInt else {
            throw .failed("operand \(place + 1) is out of range")
        }
        return exact
    }

    func array(_ place: Int) throws(BuiltInFault) -> Elements {
        guard self[place].isArray else { throw mismatch(place, "array") }
        return self[place].elements
    }

    func object(_ place: Int) throws(BuiltInFault) -> Members {
        guard self[place].isObject else { throw mismatch(place, "object") }
        return self[place].members
    }

    func set(_ place: Int) throws(BuiltInFault) -> Value {
        guard self[place].isSet else { throw mismatch(place, "set") }
        return self[place]
    }

    /// An array's or a set's elements, a set's in order.
    func elements(_ place: Int) throws(BuiltInFault) -> Elements {
        guard self[place].isArray || self[place].isSet else { throw mismatch(place, "array", "set") }
        return self[place].sortedElements
    }

    /// An array or set of strings.
    func strings(_ place: Int) throws(BuiltInFault) -> [String] {
        let kind = self[place].typeName
        var texts: [String] = []
        for element in try elements(place) {
            guard let text = element.string else {
                throw .type(
                    "operand \(place + 1) must be \(kind) of strings but got \(kind) containing "
                        + element.typeName)
            }
            texts.append(text)
        }
        return texts
    }
}
