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

    /// Where it answers in a region, as AWS's usual partition has it.
    public func address(in region: String) -> String {
        isGlobal ? "https://\(host).amazonaws.com" : "https://\(host).\(region).amazonaws.com"
    }

    /// The region that a signature for `region` names.
    public func signingRegion(_ region: String) -> String { isGlobal ? "us-east-1" : region }
}
