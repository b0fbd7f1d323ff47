import Rego

private func prefixes(_ call: borrowing Call, _ matches: (String, String) -> Bool) throws(BuiltInFault)
    -> Value
{
    let texts = try texts(call, 0)
    let wanted = try texts2(call)
    return Value(texts.contains { text in wanted.contains { matches(text, $0) } })
}

private func texts(_ call: borrowing Call, _ place: Int) throws(BuiltInFault) -> [String] {
    if let text = call[place].string { return [text] }
    guard call[place].isArray || call[place].isSet else {
        throw call.mismatch(place, "string", "set", "array")
    }
    return try call.strings(place)
}

private func texts2(_ call: borrowing Call) throws(BuiltInFault) -> [String] { try texts(call, 1) }

private func has(_ prefix: String, atStartOf text: String) -> Bool { text.utf8.starts(with: prefix.utf8) }

private func has(_ suffix: String, atEndOf text: String) -> Bool {
    text.utf8.reversed().starts(with: suffix.utf8.reversed())
}

/// Trims scalars of a set from either end.
private func trim(_ call: borrowing Call, left: Bool, right: Bool) throws(BuiltInFault) -> Value {
    let text = try call.string(0)
    let cut = Set(try call.string(1).unicodeScalars)
    var rest = text.unicodeScalars[...]
    if left { while let first = rest.first, cut.contains(first) { rest.removeFirst() } }
    if right { while let last = rest.last, cut.contains(last) { rest.removeLast() } }
    return call.heap.string(String(rest))
}

/// Places in characters of a text, for places in bytes.
private func characters(_ text: ArraySlice<UInt8>) -> Int {
    text.reduce(0) { $0 + ($1 & 0xc0 != 0x80 ? 1 : 0) }
}

let strings: [String: BuiltIn.Body] = [
    "contains": { call throws(BuiltInFault) in
        let text = try call.bytes(0)
        return Value(Bytes.find(try call.bytes(1), in: text) != nil)
    },
    "startswith": { call throws(BuiltInFault) in
        let text = try call.bytes(0)
        return Value(Bytes.hasPrefix(text, try call.bytes(1)))
    },
    "endswith": { call throws(BuiltInFault) in
        let text = try call.bytes(0)
        return Value(Bytes.hasSuffix(text, try call.bytes(1)))
    },
    "strings.any_prefix_match": { call throws(BuiltInFault) in try prefixes(call) { has($1, atStartOf: $0) }
    },
    "strings.any_suffix_match": { call throws(BuiltInFault) in try prefixes(call) { has($1, atEndOf: $0) } },
    "concat": { call throws(BuiltInFault) in
        let separator = try call.string(0)
        return call.heap.string(try call.strings(1).joined(separator: separator))
    },
    "lower": { call throws(BuiltInFault) in
        call.heap.string(mapped(try call.string(0)) { $0.properties.lowercaseMapping })
    },
    "upper": { call throws(BuiltInFault) in
        call.heap.string(mapped(try call.string(0)) { $0.properties.uppercaseMapping })
    },
    "split": { call throws(BuiltInFault) in
        let text = Array(try call.bytes(0))
        let heap = call.heap
        return heap.array(Bytes.split(text, by: Array(try call.bytes(1))).map { heap.string($0) })
    },
    "strings.split_n": { call throws(BuiltInFault) in
        let text = Array(try call.bytes(0))
        let separator = Array(try call.bytes(1))
        let count = try call.int(2)
        let heap = call.heap
        let parts = Bytes.split(text, by: separator)
        let chosen = count < 0 ? parts.suffix(count == .min ? .max : -count) : parts.prefix(count)
        return heap.array(chosen.map { heap.string($0) })
    },
    "replace": { call throws(BuiltInFault) in
        let text = Array(try call.bytes(0))
        let old = Array(try call.bytes(1))
        let new = Array(try call.bytes(2))
        guard call.heap.foresee(bytes: text.count + (text.count + 1) / max(1, old.count) * new.count) else {
            throw .failed("the text would be too long")
        }
        return call.heap.string(Bytes.replace(old, with: new, in: text))
    },
    "strings.replace_n": { call throws(BuiltInFault) in try replaceAll(call) },
    "trim": { call throws(BuiltInFault) in try trim(call, left: true, right: true) },
    "trim_left": { call throws(BuiltInFault) in try trim(call, left: true, right: false) },
    "trim_right": { call throws(BuiltInFault) in try trim(call, left: false, right: true) },
    "trim_prefix": { call throws(BuiltInFault) in
        let text = try call.bytes(0)
        let prefix = try call.bytes(1)
        return Bytes.hasPrefix(text, prefix) ? call.heap.string(text.dropFirst(prefix.count)) : call[0]
    },
    "trim_suffix": { call throws(BuiltInFault) in
        let text = try call.bytes(0)
        let suffix = try call.bytes(1)
        return Bytes.hasSuffix(text, suffix) ? call.heap.string(text.dropLast(suffix.count)) : call[0]
    },
    "trim_space": { call throws(BuiltInFault) in
        var rest = try call.string(0).unicodeScalars[...]
        while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
        return call.heap.string(String(rest))
    },
    "strings.reverse": { call throws(BuiltInFault) in
        call.heap.string(String(String.UnicodeScalarView(try call.string(0).unicodeScalars.reversed())))
    },
    "substring": { call throws(BuiltInFault) in
        let text = try call.string(0)
        let start = try call.int(1)
        let length = try call.int(2)
        guard start >= 0 else { throw .failed("negative offset") }
        let scalars = Array(text.unicodeScalars)
        guard start < scalars.count else { return call.heap.string("") }
        let end =
            length < 0
            ? scalars.count
            : min(
                scalars.count, start.addingReportingOverflow(length).partialValue < 0 ? .max : start + length)
        return call.heap.string(String(String.UnicodeScalarView(scalars[start..<end])))
    },
    "strings.count": { call throws(BuiltInFault) in
        let text = Array(try call.bytes(0))
        let wanted = Array(try call.bytes(1))
        if wanted.isEmpty { return call.heap.int(characters(text[...]) + 1) }
        return call.heap.int(Bytes.places(of: wanted, in: text).count)
    },
]

private func mapped(_ text: String, _ map: (Unicode.Scalar) -> String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
        let mapped = map(scalar)
        // One scalar for one, as Go maps them.
        if mapped.unicodeScalars.count == 1 { out += mapped } else { out.unicodeScalars.append(scalar) }
    }
    return out
}

/// All keys at once: at each place the first key in order that matches is replaced.
private func replaceAll(_ call: borrowing Call) throws(BuiltInFault) -> Value {
    var pairs: [([UInt8], [UInt8])] = []
    for (key, value) in try call.object(0) {
        guard key.isString else { throw .type("operand 1 non-string key found in pattern object") }
        guard value.isString else { throw .type("operand 1 non-string value found in pattern object") }
        pairs.append((Array(key.utf8), Array(value.utf8)))
    }
    let text = Array(try call.bytes(1))
    var out: [UInt8] = []
    var at = 0
    while at <= text.count {
        let isStart = at == text.count || text[at] & 0xc0 != 0x80
        let found = pairs.first { isStart && !$0.0.isEmpty && text[at...].starts(with: $0.0) }
        if let found {
            out += found.1
            at += found.0.count
            continue
        }
        if isStart, let empty = pairs.first(where: { $0.0.isEmpty }) { out += empty.1 }
        if at < text.count { out.append(text[at]) }
        at += 1
        guard call.heap.foresee(bytes: out.count) else { throw .failed("the text would be too long") }
    }
    return call.heap.string(out)
}

let searching: [String: BuiltIn.Body] = [
    "indexof": { call throws(BuiltInFault) in
        let text = Array(try call.bytes(0))
        let wanted = try call.bytes(1)
        guard wanted.count > 0 else { throw .failed("empty search character") }
        guard let place = Bytes.find(wanted, in: text) else { return call.heap.int(-1) }
        return call.heap.int(characters(text[..<place]))
    },
    "indexof_n": { call throws(BuiltInFault) in
        let text = Array(try call.bytes(0))
        let wanted = Array(try call.bytes(1))
        guard wanted.count > 0 else { throw .failed("empty search character") }
        var places: [Value] = []
        for at in 0..<max(0, text.count - wanted.count + 1) where text[at...].starts(with: wanted) {
            places.append(call.heap.int(characters(text[..<at])))
        }
        return call.heap.array(places)
    },
    "sprintf": { call throws(BuiltInFault) in
        let format = try call.string(0)
        let arguments = try call.array(1)
        return call.heap.string(try Formatter.format(format, Array(arguments), call))
    },
]
