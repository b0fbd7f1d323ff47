import Faults

/// Names and values of a query or of a form, decoded, in order, repeated names kept.
public struct Parameters: Sendable, Sequence {
    public typealias Element = (name: String, value: String)

    /// More pairs than this are refused, so that a small body cannot become a large table.
    public static let limit = 1000

    private let pairs: [Element]

    public init(_ pairs: [(String, String)] = []) { self.pairs = pairs.map { ($0.0, $0.1) } }

    /// Parses a query as browsers write it, `+` for a space; faults with `invalid`, code `http.bad_query`.
    public init(query: String?) throws(Fault) {
        try self.init(encoded: Array((query ?? "").utf8), "http.bad_query", "query of the address")
    }

    /// Parses `application/x-www-form-urlencoded`; faults with `invalid`, code `http.bad_form`.
    public init(form: [UInt8]) throws(Fault) { try self.init(encoded: form, "http.bad_form", "form") }

    private init(encoded: [UInt8], _ code: Fault.Code, _ place: String) throws(Fault) {
        var pairs: [Element] = []
        for pair in encoded.split(separator: UInt8(ascii: "&")) {
            let halves = pair.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard pairs.count < Parameters.limit else {
                throw Fault(.invalid, code, "The \(place) has more than \(Parameters.limit) values.")
            }
            guard let name = PercentCoding.decode(bytes: halves[0], plusIsSpace: true),
                let value = PercentCoding.decode(bytes: halves.dropFirst().joined(), plusIsSpace: true)
            else {
                throw Fault(.invalid, code, "The \(place) has a broken percent escape. Encode it as UTF-8.")
            }
            pairs.append((name, value))
        }
        self.pairs = pairs
    }

    public var isEmpty: Bool { pairs.isEmpty }

    /// The first value of that name, compared exactly.
    public subscript(name: String) -> String? {
        for pair in pairs where pair.name.utf8.elementsEqual(name.utf8) { return pair.value }
        return nil
    }

    /// Every value of that name, in order.
    public func all(_ name: String) -> [String] {
        pairs.compactMap { $0.name.utf8.elementsEqual(name.utf8) ? $0.value : nil }
    }

    public func makeIterator() -> IndexingIterator<[Element]> { pairs.makeIterator() }
}

extension Request {
    /// The query's names and values; faults with `invalid`, code `http.bad_query`.
    public func parameters() throws(Fault) -> Parameters { try Parameters(query: query) }
}
