internal import CLinux

/// A character encoding of the system, by the name that iconv(3) knows.
public struct CharacterSet: Sendable {
    private let name: String

    /// Nil when the system has no such encoding.
    public init?(_ name: String) {
        self.name = name
        guard Self.convert([], to: name, from: "UTF-8") != nil else { return nil }
    }

    /// The text in this encoding, nil when it has no place for one of the text's characters.
    public func bytes(_ text: String) -> [UInt8]? {
        Self.convert(Array(text.utf8), to: name, from: "UTF-8")
    }

    /// What the bytes say, nil when they say nothing in this encoding.
    public func text(_ bytes: [UInt8]) -> String? {
        Self.convert(bytes, to: "UTF-8", from: name).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func convert(_ bytes: [UInt8], to: String, from: String) -> [UInt8]? {
        // No byte becomes more than four, and an escape to another state takes at most four more.
        let room = bytes.count * 8 + 16
        var isDone = false
        let out = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            isDone = plumb_convert(to, from, bytes, bytes.count, buffer.baseAddress, room, &count) == 0
        }
        return isDone ? out : nil
    }
}
