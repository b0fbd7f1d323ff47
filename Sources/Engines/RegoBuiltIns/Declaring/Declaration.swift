import Rego

/// A line of the table of functions: `name(parameters) result !mark`.
struct Declaration {
    let name: String
    let signature: Signature
    let marks: Set<String>

    init?(_ line: Substring) {
        guard let open = line.firstIndex(of: "(") else { return nil }
        name = String(line[..<open])
        var reader = TypeReader(line[line.index(after: open)...])
        var parameters: [RegoType] = []
        var names: [String?] = []
        var isVariadic = false
        while !reader.take(")") {
            let name = reader.name()
            guard let type = reader.type() else { return nil }
            if reader.take("...") {
                isVariadic = true
            } else {
                parameters.append(type)
                names.append(name)
            }
            _ = reader.take(", ")
        }
        _ = reader.take(" ")
        let resultName = reader.name()
        let result = reader.type()
        signature = Signature(
            parameters, result, isVariadic: isVariadic, names: names, resultName: resultName)
        marks = Set(
            reader.rest.split(separator: " ").filter { $0.hasPrefix("!") }.map { String($0.dropFirst()) })
    }
}

/// Reads types as the table writes them.
struct TypeReader {
    var rest: Substring

    init(_ text: Substring) { rest = text }

    mutating func take(_ text: String) -> Bool {
        guard rest.hasPrefix(text) else { return false }
        rest = rest.dropFirst(text.count)
        return true
    }

    /// A name and its colon, where there is one.
    mutating func name() -> String? {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        guard !word.isEmpty, rest.dropFirst(word.count).hasPrefix(": ") else { return nil }
        rest = rest.dropFirst(word.count + 2)
        return String(word)
    }

    mutating func type() -> RegoType? {
        for (name, type) in [
            ("any", RegoType.any), ("null", .null), ("boolean", .boolean), ("number", .number),
            ("string", .string),
        ] where take(name) {
            return type
        }
        if take("array[") { return wrapped { .array($0) } }
        if take("set[") { return wrapped { .set($0) } }
        if take("object[") {
            guard let key = type(), take(": "), let value = type(), take("]") else { return nil }
            return .object(key: key, value: value)
        }
        if take("[") { return list("]").map { .tuple($0) } }
        if take("<") { return list(">").map { .oneOf($0) } }
        return nil
    }

    private mutating func wrapped(_ make: (RegoType) -> RegoType) -> RegoType? {
        guard let inner = type(), take("]") else { return nil }
        return make(inner)
    }

    private mutating func list(_ close: String) -> [RegoType]? {
        var types: [RegoType] = []
        while !take(close) {
            guard let inner = type() else { return nil }
            types.append(inner)
            _ = take(", ")
        }
        return types
    }
}
