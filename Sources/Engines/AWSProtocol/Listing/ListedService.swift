import Values

/// A service of AWS as far as listing needs it: where it is, how it is signed and spoken to.
public struct ListedService: Sendable, Equatable {
    /// The first label of its host; `iam` for `iam.amazonaws.com`.
    public let host: String
    /// The service's name in signatures.
    public let signing: String
    public let kind: AWSProtocolKind
    /// The API's version, or the target's prefix for JSON.
    let version: String
    let jsonVersion: String
    /// One address for all regions, signed for `us-east-1`.
    public let isGlobal: Bool
    let token: Token

    /// How a page leads to the next one.
    struct Token: Sendable, Equatable {
        let input: String
        let output: String
    }

    init(
        _ host: String, _ kind: AWSProtocolKind, _ version: String = "", signing: String? = nil,
        jsonVersion: String = "1.1", isGlobal: Bool = false, token: (String, String) = ("", "")
    ) {
        (self.host, self.signing, self.kind, self.version) = (host, signing ?? host, kind, version)
        (self.jsonVersion, self.isGlobal) = (jsonVersion, isGlobal)
        self.token = Token(input: token.0, output: token.1)
    }

    var metadata: JSON {
        [
            "protocol": .string(kind.rawValue), "apiVersion": .string(version),
            "jsonVersion": .string(jsonVersion), "targetPrefix": .string(kind == .json ? version : ""),
        ]
    }

    /// Where it answers for a region, and the region that signatures for it name; `custom` stands for all
    /// addresses.
    ///
    /// - Throws: `AWSEndpoint.Refusal` for what is no region's name.
    public func endpoint(
        in region: String, custom: String? = nil
    ) throws(AWSEndpoint.Refusal) -> (address: String, signingRegion: String) {
        let home = isGlobal ? AWSPartition(of: region).home : region
        // What all regions have alike is asked for where the partition is at home.
        let found = try AWSEndpoint(host, at: AWSEndpoint.Place(region: home))
        return (custom ?? found.url, found.schemes.first?.region ?? home)
    }
}
