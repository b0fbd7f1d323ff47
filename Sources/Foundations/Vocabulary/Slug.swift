import Schemas

/// A name for people and addresses: 1 to 63 lower-case letters, digits and inner dashes.
public struct Slug: Hashable, Sendable, Comparable, Described, CustomStringConvertible {
    public let text: String

    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (1...63).contains(bytes.count), bytes.first != 0x2d, bytes.last != 0x2d,
            bytes.allSatisfy({ (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d })
        else { return nil }
        self.text = text
    }

    public var description: String { text }

    public static var schema: Schema { .string(pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$") }

    public static func < (a: Slug, b: Slug) -> Bool { a.text < b.text }
}

extension Slug: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let slug = Slug(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "1 to 63 lower-case letters, digits and inner dashes were expected"))
        }
        self = slug
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        try box.encode(text)
    }
}
