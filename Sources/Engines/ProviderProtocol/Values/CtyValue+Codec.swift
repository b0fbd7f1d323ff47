public import Values

extension CtyValue {
    /// Reads cty's MessagePack, as providers send it.
    public init(messagePack bytes: [UInt8], type: CtyType) throws(CtyMismatch) {
        self = try CtyMessagePackReader.value(bytes, type)
    }

    /// cty's MessagePack, byte for byte as Terraform writes it.
    public func messagePack(type: CtyType) throws(CtyMismatch) -> [UInt8] {
        var writer = CtyMessagePackWriter()
        try writer.write(self, type)
        return writer.bytes
    }

    /// A state's or a configuration's JSON as cty's MessagePack, without the way through a value.
    public static func messagePack(of json: JSONDocument.Node, type: CtyType) throws(CtyMismatch) -> [UInt8] {
        var writer = CtyMessagePackWriter()
        try writer.write(json, type)
        return writer.bytes
    }

    /// As a state keeps it; unknown values can't be kept and become null.
    public var json: JSON {
        switch self {
        case .null, .unknown: .null
        case .bool(let flag): .bool(flag)
        case .number(let number): JSON.Number(number.text).map { .number($0) } ?? .null
        case .string(let text): .string(text)
        case .list(let elements), .set(let elements): .array(elements.map(\.json))
        case .members(let members): .object(.init(members.map { (key: $0.name, value: $0.value.json) }))
        case .typed(let type, let value): ["type": type.json, "value": value.json]
        }
    }
}
