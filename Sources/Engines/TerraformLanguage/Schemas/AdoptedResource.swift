public import HCL

/// Writes a resource block for an object that exists, so that it can be taken into code.
public struct AdoptedResource: Sendable {
    typealias Attribute = BlockSchema.Attribute
    typealias Shape = BlockSchema.Nested

    private var out = ""

    /// The block's text, laid out. Without a value all that may be set is there with what it is; what is
    /// sensitive is never written.
    public static func text(
        type: String, name: String, provider: String?, schema: BlockSchema, value: Value?
    ) -> String {
        var writer = AdoptedResource()
        writer.out = "resource \"\(quotedText(type))\" \"\(quotedText(name))\" {\n"
        // The provider that a type's name implies need not be told.
        if let provider, provider != type.prefix(while: { $0 != "_" }) {
            writer.out += "provider = \(provider)\n"
        }
        writer.body(schema, value)
        writer.out += "}"
        return String(decoding: format(Array(writer.out.utf8)), as: UTF8.self)
    }

    private func key(_ name: String) -> String {
        let isPlain = TerraformFunctions.isIdentifier(name)
        return isPlain ? name : "\"\(quotedText(name))\""
    }

    private mutating func body(_ schema: BlockSchema, _ value: Value?) {
        for (name, attribute) in schema.attributes.sorted(by: { $0.key < $1.key })
        where !attribute.isComputed || attribute.isOptional {
            self.attribute(name, attribute, value)
        }
        for (name, block) in schema.blocks.sorted(by: { $0.key < $1.key }) { self.block(name, block, value) }
    }

    private mutating func attribute(_ name: String, _ attribute: Attribute, _ value: Value?) {
        out += key(name) + " = "
        guard let value else {
            let what = attribute.nested == nil ? attribute.type.friendlyName : "object"
            out += "null # \(attribute.isRequired ? "REQUIRED" : "OPTIONAL") \(what)\n"
            return
        }
        let own = value[name] ?? .dynamicNull
        if attribute.isSensitive || attribute.isWriteOnly || own.has(.sensitive) {
            out += "null # sensitive" + (attribute.isWriteOnly ? " write-only" : "") + "\n"
        } else if let nested = attribute.nested, !own.isNull {
            objects(nested, own)
        } else {
            out += Self.literal(own) + "\n"
        }
    }

    private mutating func objects(_ shape: Shape, _ value: Value) {
        func object(_ value: Value, _ end: String) {
            out += "{\n"
            body(shape.schema, value)
            out += "}" + end
        }
        switch shape.nesting {
        case .single, .group: object(value, "\n")
        case .list, .set:
            out += "[\n"
            for item in value.elements ?? [] { object(item, ",\n") }
            out += "]\n"
        case .map:
            out += "{\n"
            for member in value.namedValues ?? [] {
                out += key(member.name) + " = "
                object(member.value, "\n")
            }
            out += "}\n"
        }
    }

    private mutating func block(_ name: String, _ shape: Shape, _ value: Value?) {
        func one(_ label: String, _ note: String, _ value: Value?) {
            out += name + label + " {" + note + "\n"
            body(shape.schema, value)
            out += "}\n"
        }
        guard let value else {
            return one(
                shape.nesting == .map ? " \"key\"" : "",
                " # \(shape.isRequired ? "REQUIRED" : "OPTIONAL") block", nil)
        }
        guard let own = value[name], !own.isNull else { return }
        switch shape.nesting {
        case .single, .group: one("", "", own)
        case .list, .set: for item in own.elements ?? [] { one("", "", item) }
        case .map:
            for member in own.namedValues ?? [] { one(" \"\(quotedText(member.name))\"", "", member.value) }
        }
    }

    /// The value as an expression; what is not known, or is sensitive within it, as null.
    static func literal(_ value: Value) -> String {
        if value.isNull || !value.isKnown || value.has(.sensitive) { return "null" }
        if let text = value.stringValue { return "\"\(quotedText(text))\"" }
        if let named = value.namedValues {
            if named.isEmpty { return "{}" }
            let lines = named.map { member in
                let isPlain = TerraformFunctions.isIdentifier(member.name)
                return (isPlain ? member.name : "\"\(quotedText(member.name))\"") + " = "
                    + literal(member.value)
            }
            return "{\n" + lines.joined(separator: "\n") + "\n}"
        }
        if let items = value.elements { return "[" + items.map(literal).joined(separator: ", ") + "]" }
        return value.boolValue.map { $0 ? "true" : "false" } ?? value.numberValue?.text ?? "null"
    }
}
