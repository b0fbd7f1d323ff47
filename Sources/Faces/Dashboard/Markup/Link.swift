import HTTP

/// An address within the dashboard or its API: always a local path, its parts percent-encoded.
struct Link: Sendable, Equatable {
    let text: String

    /// The path's segments, and the query's pairs without those that have no value.
    init(_ segments: String..., query: [(String, String?)] = [], fragment: String? = nil) {
        self.init(segments: segments, query: query, fragment: fragment)
    }

    init(segments: [String], query: [(String, String?)] = [], fragment: String? = nil) {
        let pairs = query.compactMap { name, value in
            value.map { PercentCoding.encode(name) + "=" + PercentCoding.encode($0) }
        }
        text =
            "/" + segments.map { PercentCoding.encode($0) }.joined(separator: "/")
            + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
            + (fragment.map { "#" + PercentCoding.encode($0) } ?? "")
    }

    private init(checked text: String) { self.text = text }

    /// A place on the same page.
    static func here(_ fragment: String) -> Link { Link(checked: "#" + PercentCoding.encode(fragment)) }

    /// An address that came from outside; nil unless it is a path of this server and nothing else.
    init?(local text: String) {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "/"), bytes.count < 2000,
            bytes.count == 1 || bytes[1] != UInt8(ascii: "/"),
            bytes.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return nil }
        self.text = text
    }

    static let home = Link()
}
