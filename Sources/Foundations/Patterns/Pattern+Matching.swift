extension Pattern {
    /// Whether the expression matches anywhere in `text`.
    public func matches(_ text: String) -> Bool {
        var none: [Int64] = []
        return Self.withBytes(text) { automaton.match($0, from: 0, into: &none) }
    }

    /// The leftmost match at or after byte `from`.
    public func firstMatch(in text: String, from: Int = 0) -> Spans? {
        var room = spansRoom
        return Self.withBytes(text) { automaton.match($0, from: from, into: &room) ? Self.spans(room) : nil }
    }

    /// Every match that doesn't overlap an earlier one, at most `limit` of them. An empty match right behind
    /// another match is passed over, as Go's `FindAll` does.
    public func allMatches(in text: String, limit: Int = .max) -> [Spans] {
        var out: [Spans] = []
        Self.withBytes(text) { bytes in
            eachMatch(in: bytes, limit: limit) { out.append(Self.spans($0)) }
        }
        return out
    }

    /// Every match replaced by `template`, in which `$1`, `${1}` and `${name}` stand for groups and `$$` for
    /// a dollar sign, as in Go's `Expand`; a group that is not there is empty.
    public func replacing(in text: String, with template: String) -> String {
        let template = Template(template, names: groupNames)
        return replacing(in: text) { spans, bytes, out in template.expand(spans, bytes, into: &out) }
    }

    /// Every match replaced by `text` as it stands, dollar signs too.
    public func replacing(in text: String, withLiteral replacement: String) -> String {
        replacing(in: text) { _, _, out in out.append(contentsOf: replacement.utf8) }
    }

    /// The pieces of `text` between matches, at most `limit` of them, the last one with the rest; as Go's
    /// `Split`.
    public func split(_ text: String, limit: Int = .max) -> [String] {
        guard limit > 0 else { return [] }
        if text.isEmpty { return [""] }
        return Self.withBytes(text) { bytes in
            var out: [String] = []
            var start = 0, end = 0
            eachMatch(in: bytes, limit: limit) { spans in
                guard out.count < limit - 1 else { return }
                end = Int(spans[0])
                if spans[1] != 0 { out.append(String(decoding: bytes[start..<end], as: UTF8.self)) }
                start = Int(spans[1])
            }
            if end != bytes.count { out.append(String(decoding: bytes[start...], as: UTF8.self)) }
            return out
        }
    }

    private var spansRoom: [Int64] { [Int64](repeating: -1, count: 2 * (groupCount + 1)) }

    private func replacing(
        in text: String, _ write: ([Int64], UnsafeBufferPointer<UInt8>, inout [UInt8]) -> Void
    ) -> String {
        Self.withBytes(text) { bytes in
            var out: [UInt8] = []
            out.reserveCapacity(bytes.count)
            var copied = 0
            eachMatch(in: bytes, limit: .max) { spans in
                out.append(contentsOf: bytes[copied..<Int(spans[0])])
                write(spans, bytes, &out)
                copied = Int(spans[1])
            }
            out.append(contentsOf: bytes[copied...])
            return String(decoding: out, as: UTF8.self)
        }
    }

    private func eachMatch(
        in bytes: UnsafeBufferPointer<UInt8>, limit: Int, _ visit: ([Int64]) -> Void
    ) {
        var room = spansRoom
        var from = 0, last = -1, count = 0
        while count < limit, from <= bytes.count, automaton.match(bytes, from: from, into: &room) {
            let start = Int(room[0]), end = Int(room[1])
            let isEmpty = start == end
            if !(isEmpty && start == last) {
                visit(room)
                count += 1
            }
            last = end
            from = isEmpty ? end + Self.scalarWidth(bytes, at: end) : end
        }
    }

    /// Bytes of the scalar at `at`; 1 past the end, so that a walk always moves on.
    private static func scalarWidth(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) -> Int {
        guard at < bytes.count else { return 1 }
        return switch bytes[at] {
        case 0xC0..<0xE0: 2
        case 0xE0..<0xF0: 3
        case 0xF0...: 4
        default: 1
        }
    }

    private static func spans(_ room: [Int64]) -> Spans {
        stride(from: 0, to: room.count, by: 2).map { at in
            room[at] < 0 ? nil : Int(room[at])..<Int(room[at + 1])
        }
    }

    private static func withBytes<T>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
        var text = text
        return text.withUTF8(body)
    }
}
