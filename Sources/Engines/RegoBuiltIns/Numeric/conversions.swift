import Numbers
import Rego

let conversions: [String: BuiltIn.Body] = [
    "to_number": { call throws(BuiltInFault) in
        let value = call[0]
        switch value.kind {
        case .null: return call.heap.int(0)
        case .boolean: return call.heap.int(value.boolean == true ? 1 : 0)
        case .number: return value
        case .string:
            let text = try call.string(0)
            let word = text.lowercased().drop { $0 == "+" || $0 == "-" }
            if ["nan", "inf", "infinity"].contains(word) { throw .type("operand 1 must be valid number") }
            guard let number = call.heap.number(text) ?? lenient(text, call) else {
                throw .failed("invalid syntax")
            }
            return number
        default: throw call.mismatch(0, "null", "boolean", "number", "string")
        }
    },
    "format_int": { call throws(BuiltInFault) in
        let value = try call.number(0).decimal
        let base = try call.number(1)
        guard let radix = base.int, [2, 8, 10, 16].contains(radix) else {
            throw .type("operand 2 must be one of {2, 8, 10, 16}")
        }
        return call.heap.string(value.rounded(.towardZero).text(radix: radix))
    },
]

/// Leading zeros and signs, which JSON's grammar has not.
private func lenient(_ text: String, _ call: borrowing Call) -> Value? {
    guard !text.isEmpty, let last = text.utf8.last, last &- 0x30 < 10, let exact = BigDecimal(text) else {
        return nil
    }
    return call.heap.number(exact)
}

/// Powers by unit, those of ten and those of two.
private let decimalUnits: [(String, Int)] = [
    ("m", -3), ("k", 3), ("K", 3), ("M", 6), ("g", 9), ("G", 9), ("t", 12), ("T", 12), ("p", 15), ("P", 15),
    ("e", 18), ("E", 18),
]
private let binaryUnits = ["ki": 10, "mi": 20, "gi": 30, "ti": 40, "pi": 50, "ei": 60]

let units: [String: BuiltIn.Body] = [
    "units.parse": { call throws(BuiltInFault) in
        let text = try call.string(0)
        let (amount, unit) = try split(text, noAmount: "no amount provided")
        guard let number = try decimal(amount) else { throw .failed("could not parse amount to a number") }
        if unit.isEmpty { return call.heap.number(number) }
        if let power = binaryUnits[unit.lowercased()] {
            return call.heap.number(number * BigDecimal(BigInt.one << power))
        }
        guard let power = decimalUnits.first(where: { $0.0 == unit })?.1 else {
            throw .failed("unit \(unit) not recognized")
        }
        return call.heap.number(number * BigDecimal(.one, exponent: power))
    },
    "units.parse_bytes": { call throws(BuiltInFault) in
        let text = try call.string(0)
        let (amount, unit) = try split(text.lowercased(), noAmount: "no byte amount provided")
        guard let number = try decimal(amount) else {
            throw .failed("could not parse byte amount to a number")
        }
        var name = unit
        if name.hasSuffix("b") { name.removeLast() }
        let scale: BigDecimal
        if name.isEmpty {
            scale = .one
        } else if let power = binaryUnits[name] {
            scale = BigDecimal(BigInt.one << power)
        } else if name != "m" || unit == "m" || unit == "mb",
            let power = ["k": 3, "m": 6, "g": 9, "t": 12, "p": 15, "e": 18][name]
        {
            scale = BigDecimal(.one, exponent: power)
        } else {
            throw .failed("byte unit \(unit) not recognized")
        }
        return call.heap.number((number * scale).rounded(.towardZero))
    },
]

private func split(_ text: String, noAmount: String) throws(BuiltInFault) -> (String, String) {
    let bare = text.replacing("\"", with: "")
    if bare.contains(" ") { throw .failed("spaces not allowed in resource strings") }
    let bytes = Array(bare.utf8)
    var end = 0
    while end < bytes.count {
        let byte = bytes[end]
        let isExponent =
            byte | 0x20 == UInt8(ascii: "e") && end > 0 && end + 1 < bytes.count
            && (bytes[end + 1] &- 0x30 < 10
                || "+-".utf8.contains(bytes[end + 1]) && end + 2 < bytes.count && bytes[end + 2] &- 0x30 < 10)
        if isExponent {
            end += 2
            continue
        }
        guard byte &- 0x30 < 10 || ".+-".utf8.contains(byte) else { break }
        end += 1
    }
    guard end > 0 else { throw .failed(noAmount) }
    return (String(decoding: bytes[..<end], as: UTF8.self), String(decoding: bytes[end...], as: UTF8.self))
}

private func decimal(_ text: String) throws(BuiltInFault) -> BigDecimal? {
    if let mark = text.utf8.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
        let exponent = text[text.index(after: mark)...]
        guard let power = Int(exponent), abs(power) <= 512 else { throw .failed("exponent too large") }
    }
    return BigDecimal(text)
}
