public import Faults
public import Values

/// One YAML document as JSON, with the place of every value in the text.
///
/// YAML 1.2's core schema: only `true` and `false` (also capitalized) are booleans, so `no` and `on` are
/// text; numbers keep their digits. Anchors, aliases and merge keys are resolved. Several documents,
/// repeated keys, tags, keys that are no scalars, infinities and NaN are refused.
public struct YAMLDocument: Sendable {
    /// A place in the text, both numbers from 1; columns count characters.
    public struct Position: Sendable, Hashable {
        public let line: Int
        public let column: Int
    }

    /// Names of mappings are text as it is written.
    public let json: JSON
    let places: Places

    /// Faults: `yaml.malformed` with line and column and, as the problem's path, `line,column`;
    /// `yaml.too_large` when aliases would make more than `limit` values of a small text.
    public init(parsing text: String, depth: Int = 100, limit: Int = 200_000) throws(Fault) {
        try self.init(parsing: Array(text.utf8), depth: depth, limit: limit)
    }

    /// As `init(parsing:depth:limit:)`, from UTF-8.
    public init(parsing bytes: [UInt8], depth: Int = 100, limit: Int = 200_000) throws(Fault) {
        let composed = try YAMLComposer.compose(bytes, depth: depth, limit: limit)
        json = composed.json
        places = composed.places
    }

    /// Where the value begins; an alias' own place, but its anchor's for what is in it.
    public func position(of pointer: JSONPointer) -> Position? { find(pointer)?.value }

    /// Where the name of a mapping's member begins.
    public func namePosition(of pointer: JSONPointer) -> Position? { find(pointer)?.name }

    private func find(_ pointer: JSONPointer) -> Places? {
        var place = places
        for step in pointer.steps {
            switch place.inner {
            case .none: return nil
            case .list(let elements):
                guard let position = Int(step), elements.indices.contains(position), String(position) == step
                else {
                    return nil
                }
                place = elements[position]
            case .members(let members):
                guard let member = members[step] else { return nil }
                place = member
            }
        }
        return place
    }
}

/// The places of a value and of all in it, in the shape of the value.
struct Places: Sendable {
    indirect enum Inner: Sendable {
        case none
        case list([Places])
        case members([String: Places])
    }

    var value: YAMLDocument.Position
    var name: YAMLDocument.Position?
    var inner = Inner.none
}
