extension JSONDocument {
    /// One value in a document. Copying it costs a reference; it keeps the document alive.
    public struct Node: Sendable {
        let tape: Tape
        let index: Int

        public enum Kind: String, Sendable {
            case null, bool, number, string, array, object
        }

        public var kind: Kind {
            switch tape.token(index) {
            case .null: .null
            case .true, .false: .bool
            case .number: .number
            case .string: .string
            case .array: .array
            case .object: .object
            }
        }

        public var isNull: Bool { tape.token(index) == .null }

        public var bool: Bool? {
            switch tape.token(index) {
            case .true: true
            case .false: false
            default: nil
            }
        }

        /// A string's text with its escapes resolved.
        public var string: String? { tape.token(index) == .string ? tape.string(index) : nil }

        /// A number exactly as it is written.
        public var number: JSON.Number? { numberText.map(JSON.Number.init(checked:)) }

        /// A number's characters as they are written.
        public var numberText: String? {
            tape.token(index) == .number ? tape.rawString(index) : nil
        }

        /// A number that is whole and fits, however it is written: `3`, `3.0`, `3e2`.
        public var int: Int? { tape.token(index) == .number ? tape.integer(index) : nil }

        /// The nearest double to a number, unless it is beyond the largest.
        public var double: Double? { tape.token(index) == .number ? tape.double(index) : nil }

        /// The number of elements or members as written, 0 for scalars.
        public var count: Int { tape.isContainer(index) ? tape.length(index) : 0 }

        /// An object's member; the last one when the name is repeated. Linear in the object's members.
        public func member(named name: String) -> Node? {
            guard tape.token(index) == .object else { return nil }
            return tape.member(of: index, named: name).map { Node(tape: tape, index: $0) }
        }

        public subscript(name: String) -> Node? { member(named: name) }

        /// An array's element. Linear in the position.
        public subscript(position: Int) -> Node? {
            guard tape.token(index) == .array, position >= 0, position < count else { return nil }
            var element = index + 2
            for _ in 0..<position { element = tape.next(element) }
            return Node(tape: tape, index: element)
        }

        /// An array's elements in order; empty for everything else.
        public var elements: Elements { Elements(self) }

        /// An object's members as written, repeated names included; empty for everything else.
        public var members: Members { Members(self) }

        /// The value's own text, untouched: quotes, blanks and escapes as they were given.
        public var rawBytes: ArraySlice<UInt8> {
            let range = tape.range(index)
            return tape.token(index) == .string
                ? tape.bytes[range.lowerBound - 1..<range.upperBound + 1] : tape.bytes[range]
        }

        /// The value as a tree of its own, free of the document.
        public var json: JSON { TreeBuilder.tree(of: tape, at: index) }

        /// The place of the value in its document. Linear in what stands before it.
        public var pointer: JSONPointer { JSONPointer(tape.path(to: index).map(\.name)) }
    }
}

extension JSONDocument.Node {
    /// The elements of an array, read one after another.
    public struct Elements: Sequence, IteratorProtocol, Sendable {
        private let tape: Tape
        private var index: Int
        private let end: Int

        init(_ node: JSONDocument.Node) {
            let isArray = node.tape.token(node.index) == .array
            tape = node.tape
            index = node.index + 2
            end = isArray ? node.tape.next(node.index) : index
        }

        public mutating func next() -> JSONDocument.Node? {
            guard index < end else { return nil }
            defer { index = tape.next(index) }
            return JSONDocument.Node(tape: tape, index: index)
        }
    }

    /// The members of an object, read one after another.
    public struct Members: Sequence, IteratorProtocol, Sendable {
        private let tape: Tape
        private var index: Int
        private let end: Int

        init(_ node: JSONDocument.Node) {
            let isObject = node.tape.token(node.index) == .object
            tape = node.tape
            index = node.index + 2
            end = isObject ? node.tape.next(node.index) : index
        }

        public mutating func next() -> (name: String, value: JSONDocument.Node)? {
            guard index < end else { return nil }
            defer { index = tape.next(index + 1) }
            return (tape.string(index), JSONDocument.Node(tape: tape, index: index + 1))
        }
    }
}
