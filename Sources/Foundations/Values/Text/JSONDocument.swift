import Faults

/// A parsed text that is read in place: it owns its bytes and the places of their tokens, and builds
/// nothing until asked. Parsing checks all of RFC 8259 and the bytes' UTF-8; reading cannot fail.
///
/// It needs about as much memory again as the text for pretty-printed states and plans.
public struct JSONDocument: Sendable {
    let tape: Tape

    /// Arrays and objects within each other, at most, unless told otherwise.
    public static let defaultDepth = 512

    /// Faults: `json.malformed`, with line and column. Texts from 4 GiB and strings from 256 MiB are
    /// refused as too large.
    public init(parsing bytes: [UInt8], depth: Int = defaultDepth) throws(Fault) {
        do throws(Malformed) {
            tape = try Scanner.tape(of: bytes, depth: depth)
        } catch {
            throw error.fault(in: bytes)
        }
    }

    /// The text's UTF-8, as `init(parsing:depth:)` with the string's bytes.
    public init(parsing text: String, depth: Int = defaultDepth) throws(Fault) {
        try self.init(parsing: Array(text.utf8), depth: depth)
    }

    public var root: Node { Node(tape: tape, index: 0) }

    /// The text as it was given.
    public var bytes: [UInt8] { tape.bytes }
}
