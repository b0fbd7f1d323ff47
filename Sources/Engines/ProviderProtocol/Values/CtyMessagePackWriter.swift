import Numbers
import Values

/// Writes values as cty's MessagePack, byte for byte as Terraform itself: names in order, numbers as
/// integers, else as a double where that is exact, else as text.
struct CtyMessagePackWriter {
    private(set) var bytes: [UInt8] = []

    // MARK: - From a state's or a configuration's JSON

    /// Attributes that the object lacks become null.
    mutating func write(_ node: JSONDocument.Node, _ type: CtyType) throws(CtyMismatch) {
        if node.isNull { return bytes.append(0xc0) }
        switch type {
        case .bool:
            guard let value = node.bool else { throw unfit(node, "a bool") }
            bytes.append(value ? 0xc3 : 0xc2)
        case .string:
            guard let text = node.string else { throw unfit(node, "a string") }
            write(text)
        case .number:
            guard let number = (node.numberText ?? node.string).flatMap({ CtyNumber($0) }) else {
                throw unfit(node, "a number")
            }
            write(number)
        case .list(let element), .set(let element):
            guard node.kind == .array else { throw unfit(node, "a list") }
            array(node.count)
            var index = 0
            for item in node.elements {
                try Self.step("[\(index)]", { () throws(CtyMismatch) in try write(item, element) })
                index += 1
            }
        case .tuple(let elements):
            guard node.kind == .array, node.count == elements.count else { throw unfit(node, "a tuple") }
            array(node.count)
            for (index, (item, element)) in zip(node.elements, elements).enumerated() {
                try Self.step("[\(index)]", { () throws(CtyMismatch) in try write(item, element) })
            }
        case .map(let element): try writeMap(node, element)
        case .object(let attributes): try writeObject(node, attributes)
        case .dynamic:
            guard let type = node["type"], let value = node["value"] else {
                throw unfit(node, "a value with its type")
            }
            try writeDynamic(type.json) { (writer, type) throws(CtyMismatch) in try writer.write(value, type)
            }
        }
    }

    private mutating func writeMap(_ node: JSONDocument.Node, _ element: CtyType) throws(CtyMismatch) {
        guard node.kind == .object else { throw unfit(node, "a map") }
        let members = node.members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        map(members.count)
        for (name, value) in members {
            write(name)
            try Self.step(
                "[\(JSON.string(name).text)]", { () throws(CtyMismatch) in try write(value, element) })
        }
    }

    private mutating func writeObject(
        _ node: JSONDocument.Node, _ attributes: [CtyType.Attribute]
    ) throws(CtyMismatch) {
        guard node.kind == .object else { throw unfit(node, "an object") }
        map(attributes.count)
        for attribute in attributes {
            write(attribute.name)
            guard let value = node[attribute.name] else {
                bytes.append(0xc0)
                continue
            }
            try Self.step(attribute.name, { () throws(CtyMismatch) in try write(value, attribute.type) })
        }
    }

    // MARK: - From a value

    mutating func write(_ value: CtyValue, _ type: CtyType) throws(CtyMismatch) {
        switch (value, type) {
        case (.null, _): bytes.append(0xc0)
        // cty's refinements are optional: the plain unknown is an extension of type 0 with one empty byte.
        case (.unknown, _): bytes += [0xd4, 0, 0]
        case (.bool(let flag), .bool): bytes.append(flag ? 0xc3 : 0xc2)
        case (.string(let text), .string): write(text)
        case (.number(let number), .number): write(number)
        case (.list(let elements), .list(let element)), (.set(let elements), .set(let element)):
            array(elements.count)
            for item in elements { try write(item, element) }
        case (.list(let elements), .tuple(let types)) where elements.count == types.count:
            array(elements.count)
            for (item, element) in zip(elements, types) { try write(item, element) }
        case (.members(let members), .map(let element)):
            map(members.count)
            for member in members {
                write(member.name)
                try Self.step(member.name, { () throws(CtyMismatch) in try write(member.value, element) })
            }
        case (.members(let members), .object(let attributes)):
            map(attributes.count)
            for attribute in attributes {
                write(attribute.name)
                let member = members.first { $0.name == attribute.name }
                try Self.step(
                    attribute.name,
                    { () throws(CtyMismatch) in try write(member?.value ?? .null, attribute.type) })
            }
        case (.typed(let type, let value), .dynamic):
            try writeDynamic(type.json) { (writer, type) throws(CtyMismatch) in try writer.write(value, type)
            }
        default: throw CtyMismatch("the value does not fit the type \(type.json.text)")
        }
    }

    private mutating func writeDynamic(
        _ json: JSON, _ write: (inout CtyMessagePackWriter, CtyType) throws(CtyMismatch) -> Void
    ) throws(CtyMismatch) {
        let type: CtyType
        do throws(CtyType.Unknown) { type = try CtyType(json: json) } catch {
            throw CtyMismatch("\(error.text) is no type")
        }
        array(2)
        binary(type.json.bytes())
        try write(&self, type)
    }

    // MARK: - Tokens

    private mutating func write(_ number: CtyNumber) {
        switch number {
        case .integer(let value): integer(value)
        case .decimal(let value):
            let double = value.asDouble
            if double.isFinite, BigDecimal(exactly: double) == value {
                bytes.append(0xcb)
                append(double.bitPattern, 8)
            } else {
                write(value.description)
            }
        }
    }

    private mutating func integer(_ value: Int64) {
        switch value {
        case 0..<128: bytes.append(UInt8(value))
        case 128..<256: head(0xcc, UInt64(value), 1)
        case 256..<65536: head(0xcd, UInt64(value), 2)
        case 65536..<(1 << 32): head(0xce, UInt64(value), 4)
        case (1 << 32)...: head(0xcf, UInt64(value), 8)
        case -32..<0: bytes.append(UInt8(bitPattern: Int8(value)))
        case -128..<(-32): head(0xd0, UInt64(bitPattern: value), 1)
        case -32768..<(-128): head(0xd1, UInt64(bitPattern: value), 2)
        case -(1 << 31)..<(-32768): head(0xd2, UInt64(bitPattern: value), 4)
        default: head(0xd3, UInt64(bitPattern: value), 8)
        }
    }

    mutating func write(_ text: String) {
        let count = text.utf8.count
        switch count {
        case ..<32: bytes.append(0xa0 | UInt8(count))
        case ..<256: head(0xd9, UInt64(count), 1)
        case ..<65536: head(0xda, UInt64(count), 2)
        default: head(0xdb, UInt64(count), 4)
        }
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func binary(_ content: [UInt8]) {
        switch content.count {
        case ..<256: head(0xc4, UInt64(content.count), 1)
        case ..<65536: head(0xc5, UInt64(content.count), 2)
        default: head(0xc6, UInt64(content.count), 4)
        }
        bytes.append(contentsOf: content)
    }

    private mutating func array(_ count: Int) {
        switch count {
        case ..<16: bytes.append(0x90 | UInt8(count))
        case ..<65536: head(0xdc, UInt64(count), 2)
        default: head(0xdd, UInt64(count), 4)
        }
    }

    private mutating func map(_ count: Int) {
        switch count {
        case ..<16: bytes.append(0x80 | UInt8(count))
        case ..<65536: head(0xde, UInt64(count), 2)
        default: head(0xdf, UInt64(count), 4)
        }
    }

    private mutating func head(_ lead: UInt8, _ value: UInt64, _ width: Int) {
        bytes.append(lead)
        append(value, width)
    }

    private mutating func append(_ value: UInt64, _ width: Int) {
        for shift in stride(from: 8 * (width - 1), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
        }
    }

    private static func step(_ name: String, _ body: () throws(CtyMismatch) -> Void) throws(CtyMismatch) {
        do throws(CtyMismatch) { try body() } catch { throw error.under(name) }
    }

    private func unfit(_ node: JSONDocument.Node, _ expected: String) -> CtyMismatch {
        CtyMismatch("\(expected) was expected, found \(node.kind.rawValue)")
    }
}
