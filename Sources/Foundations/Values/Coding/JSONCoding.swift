public import Faults
import FoundationEssentials

/// `Codable` to and from JSON, straight over bytes.
///
/// Dates are RFC 3339 in UTC with milliseconds, `Data` is base64, `URL` its text, `JSON` passes through
/// untouched. Dictionaries with text keys are written in the order of their keys, so equal values give
/// equal bytes. Inside an `init(from:)`, failures are not `DecodingError`s: let them pass.
public enum JSONCoding {
    /// Faults: `json.unencodable` for a number that JSON cannot tell, or whatever fault a type throws.
    public static func encode<T: Encodable>(_ value: T) throws(Fault) -> [UInt8] {
        let frame = EncodingFrame()
        do {
            try frame.encode(value)
        } catch {
            throw unencodable(error)
        }
        return frame.finish()
    }

    /// As `encode`, as a tree.
    public static func json<T: Encodable>(of value: T) throws(Fault) -> JSON {
        try JSON(parsing: encode(value))
    }

    /// Faults: `json.malformed`; `json.invalid` with the pointer to the value that does not fit and what
    /// was expected there.
    public static func decode<T: Decodable>(
        _ type: T.Type = T.self, from bytes: [UInt8], depth: Int = JSONDocument.defaultDepth
    ) throws(Fault) -> T {
        try decode(type, from: JSONDocument(parsing: bytes, depth: depth).root)
    }

    /// As `decode(_:from:depth:)`, from a part of a document already parsed.
    public static func decode<T: Decodable>(
        _ type: T.Type = T.self, from node: JSONDocument.Node
    ) throws(Fault) -> T {
        try decoded(type, node, record: nil)
    }

    /// As `decode(_:from:depth:)`, from a tree.
    public static func decode<T: Decodable>(_ type: T.Type = T.self, from json: JSON) throws(Fault) -> T {
        try decode(type, from: json.bytes(), depth: Int.max)
    }

    /// As `decode`, and refuses members that nobody asked for, all of them at once; but what a type
    /// takes as `JSON` is its own.
    public static func decodeStrictly<T: Decodable>(
        _ type: T.Type = T.self, from bytes: [UInt8], depth: Int = JSONDocument.defaultDepth
    ) throws(Fault) -> T {
        let node = try JSONDocument(parsing: bytes, depth: depth).root
        let record = FieldRecord()
        let value = try decoded(type, node, record: record)
        let unknown = record.unknownFields(in: node.tape)
        if unknown.isEmpty { return value }
        throw Fault(
            .invalid, "json.invalid",
            "There are fields that do not belong here: "
                + unknown.map(\.path).joined(separator: ", ") + ".",
            problems: unknown)
    }

    private static func decoded<T: Decodable>(
        _ type: T.Type, _ node: JSONDocument.Node, record: FieldRecord?
    ) throws(Fault) -> T {
        let decoder = ValueDecoder(tape: node.tape, index: node.index, record: record)
        do {
            return try decoder.unbox(type)
        } catch {
            throw undecodable(error, in: node.tape)
        }
    }

    private static func undecodable(_ error: any Error, in tape: Tape) -> Fault {
        let place: String
        let message: String
        switch error {
        case let mismatch as Mismatch:
            place = JSONPointer(tape.path(to: mismatch.index).map(\.name)).description
            message = mismatch.message
        case let error as DecodingError:
            (place, message) = error.problem
        default: return Fault.from(error, "json.broken_decoder")
        }
        return Fault(
            .invalid, "json.invalid",
            place.isEmpty
                ? "The JSON does not fit: \(message)." : "The JSON does not fit at \(place): \(message).",
            problems: [Fault.Problem(place, message)])
    }

    private static func unencodable(_ error: any Error) -> Fault {
        guard case EncodingError.invalidValue(_, let context) = error else {
            return Fault.from(error, "json.broken_encoder")
        }
        let place = JSONPointer(context.codingPath.map(\.stringValue)).description
        return Fault(
            .invalid, "json.unencodable",
            "JSON cannot tell the value at \(place): \(context.debugDescription).",
            problems: [Fault.Problem(place, context.debugDescription)])
    }
}

extension DecodingError {
    /// What a type's own `init(from:)` said, at the place where it said it.
    var problem: (place: String, message: String) {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            let place = JSONPointer(context.codingPath.map(\.stringValue)).description
            return (place, context.debugDescription)
        case .keyNotFound(let key, let context):
            let place = JSONPointer(context.codingPath.map(\.stringValue)).description
            return (place, "\(key.stringValue) is missing")
        @unknown default: return ("", "\(self)")
        }
    }
}
