import HCL
public import Values

/// What of a resource a configuration may set.
public struct SettableShape: Sendable {
    public var attributes: Set<String>
    public var blocks: [String: SettableShape]

    public init(attributes: Set<String>, blocks: [String: SettableShape] = [:]) {
        self.attributes = attributes
        self.blocks = blocks
    }
}

/// Writes what a resource really is into the configuration that declares it, and nothing else of it.
public enum AcceptedValues {
    /// Why a change can't be written.
    public struct Refusal: Error, Sendable, Equatable, CustomStringConvertible {
        public let description: String
        init(_ description: String) { self.description = description }
    }

    /// The files with the resource's arguments `names` set to what `current` has. Names that a configuration
    /// can't set are passed over; it is a refusal when none is left.
    ///
    /// `recorded` are the addresses of all instances of the state. Where the block declares others too, a
    /// value is written for this one alone, beside what is there (`each.key == "a" ? … : (…)`); it is a
    /// refusal where that can't be said: for blocks within it, and in modules that are called several
    /// times.
    public static func write(
        _ current: JSON, names: [String], of address: String, recorded: [String], shape: SettableShape,
        into files: [String: String]
    ) throws(Refusal) -> [String: String] {
        let configuration = Configuration(files.mapValues { Array($0.utf8) })
        let place = try DeclaringBlock(of: address, recorded: recorded, in: configuration, files)
        let settable = names.filter { shape.attributes.contains($0) || shape.blocks[$0] != nil }
        guard !settable.isEmpty else {
            throw Refusal("none of what changed is an argument: \(names.joined(separator: ", "))")
        }
        let text = Array((files[place.file] ?? "").utf8)
        guard var edit = try? Edit(text, name: place.file) else {
            throw Refusal("\(place.file) has errors")
        }
        for name in settable { try set(name, current[name] ?? .null, place, shape, &edit) }
        // What nobody laid out is not laid out behind the author's back.
        let bytes = format(text) == text ? format(edit.bytes) : edit.bytes
        return files.merging([place.file: String(decoding: bytes, as: UTF8.self)]) { $1 }
    }

    private static func set(
        _ name: String, _ value: JSON, _ place: DeclaringBlock, _ shape: SettableShape, _ edit: inout Edit
    ) throws(Refusal) {
        let path = place.path
        let written = edit.count(name, in: path) ?? (0, 0)
        if written.dynamic > 0 { throw Refusal("its \(name) blocks are made by a dynamic block") }
        guard let inner = shape.blocks[name] else {
            if let condition = place.condition {
                let others = edit.expression(name, in: path) ?? "null"
                guard edit.set(name, to: "\(condition) ? \(literal(value)) : (\(others))", in: path) else {
                    throw Refusal("\(name) could not be written")
                }
            } else if value == .null {
                edit.remove(name, in: path)
            } else if !edit.set(name, to: literal(value), in: path) {
                throw Refusal("\(name) could not be written")
            }
            return
        }
        guard place.condition == nil else {
            throw Refusal("its \(name) blocks are those of all that the block declares")
        }
        edit.removeBlocks(name, in: path)
        // A single block's value is an object; those of lists and sets are elements.
        let all = value.arrayValue ?? (value.objectValue == nil ? [] : [value])
        for each in all where !edit.append(block(name, each, inner), in: path) {
            throw Refusal("\(name) could not be written")
        }
    }

    private static func block(_ name: String, _ value: JSON, _ shape: SettableShape) -> String {
        var lines = ["\(name) {"]
        for (name, inner) in value.objectValue ?? [:] {
            if let shape = shape.blocks[name] {
                let all = inner.arrayValue ?? (inner.objectValue == nil ? [] : [inner])
                lines += all.map { block(name, $0, shape) }
            } else if shape.attributes.contains(name), !isNothing(inner) {
                lines.append("\(name) = \(literal(inner))")
            }
        }
        return (lines + ["}"]).joined(separator: "\n")
    }

    /// What a provider answers for an argument that nobody set.
    private static func isNothing(_ value: JSON) -> Bool { [.null, "", [], [:]].contains(value) }

    static func literal(_ value: JSON) -> String {
        if let text = value.stringValue { return "\"\(quotedText(text))\"" }
        if let items = value.arrayValue { return "[" + items.map(literal).joined(separator: ", ") + "]" }
        guard let members = value.objectValue else { return value.text }
        if members.isEmpty { return "{}" }
        let lines = members.map { name, inner in
            (TerraformFunctions.isIdentifier(name) ? name : "\"\(quotedText(name))\"")
                + " = \(literal(inner))"
        }
        return "{\n" + lines.joined(separator: "\n") + "\n}"
    }
}
