import Schemas

/// A semantic version (semver.org 2.0.0) with its precedence rules.
public struct Version: Hashable, Sendable, Described, CustomStringConvertible {
    public let major: Int
    public let minor: Int
    public let patch: Int
    public let prerelease: [String]
    public let build: String?

    /// Nil unless `text` is a complete semantic version without a leading `v`.
    public init?(_ text: String) {
        let plus = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        let dash = plus[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = dash[0].split(separator: ".", omittingEmptySubsequences: false).map(Version.number)
        guard numbers.count == 3, let major = numbers[0], let minor = numbers[1], let patch = numbers[2]
        else { return nil }
        let prerelease =
            dash.count == 2
            ? dash[1].split(separator: ".", omittingEmptySubsequences: false).map(String.init) : []
        let build = plus.count == 2 ? String(plus[1]) : nil
        guard prerelease.allSatisfy(Version.isIdentifier),
            prerelease.allSatisfy({ !Version.isNumeric($0) || Version.number(Substring($0)) != nil }),
            build.map({
                $0.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
                    .allSatisfy(Version.isIdentifier)
            }) ?? true
        else { return nil }
        (self.major, self.minor, self.patch) = (major, minor, patch)
        self.prerelease = prerelease
        self.build = build
    }

    public var description: String {
        "\(major).\(minor).\(patch)" + (prerelease.isEmpty ? "" : "-" + prerelease.joined(separator: "."))
            + (build.map { "+" + $0 } ?? "")
    }

    public static var schema: Schema {
        .string(pattern: #"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$"#)
    }

    private static func number(_ text: Substring) -> Int? {
        guard isNumeric(String(text)), text.count < 10, text.count == 1 || text.first != "0" else {
            return nil
        }
        return Int(text)
    }

    private static func isNumeric(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isIdentifier(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) || (0x41...0x5a).contains($0)
                    || $0 == 0x2d
            }
    }
}

extension Version: Comparable {
    /// Precedence of section 11; versions that differ only in build metadata are ordered by it, so that
    /// the order is total.
    public static func < (a: Version, b: Version) -> Bool {
        if (a.major, a.minor, a.patch) != (b.major, b.minor, b.patch) {
            return (a.major, a.minor, a.patch) < (b.major, b.minor, b.patch)
        }
        if a.prerelease != b.prerelease {
            if a.prerelease.isEmpty || b.prerelease.isEmpty { return b.prerelease.isEmpty }
            for (x, y) in zip(a.prerelease, b.prerelease) where x != y {
                switch (Int(x), Int(y)) {
                case (let x?, let y?): return x < y
                case (_?, nil): return true
                case (nil, _?): return false
                case (nil, nil): return x < y
                }
            }
            return a.prerelease.count < b.prerelease.count
        }
        return (a.build ?? "") < (b.build ?? "")
    }
}

extension Version: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let version = Version(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "a semantic version such as 1.0.0 was expected"))
        }
        self = version
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        try box.encode(description)
    }
}
