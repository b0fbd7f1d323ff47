import Crypto
public import Faults
import Values

/// The request by which a program gets a token of a cloud's, and what came of it.
public struct CloudToken: Sendable {
    public let url: String
    /// `application/x-www-form-urlencoded`, to be sent with POST.
    public let form: String

    /// Azure's, for a client secret (OAuth 2.0, RFC 6749 section 4.4). `base` stands for the usual address.
    public init(azure directory: String, client: String, secret: String, base: String?) {
        let base = base ?? "https://login.microsoftonline.com"
        url = "\(base)/\(Self.escaped(directory))/oauth2/v2.0/token"
        form = Self.form([
            ("grant_type", "client_credentials"), ("client_id", client), ("client_secret", secret),
            ("scope", "https://management.azure.com/.default"),
        ])
    }

    /// Google's, for a service account's key file: a claim signed with its key (RFC 7523). `now` is in
    /// seconds since 1970. Faults: `assets.service_account` for what is no such file.
    public init(google key: ServiceAccount, base: String?, now: Int) throws(Fault) {
        url = base.map { $0 + "/token" } ?? key.tokenAddress
        let claims: JSON = [
            "iss": .string(key.email), "scope": "https://www.googleapis.com/auth/cloud-platform",
            "aud": .string(key.tokenAddress), "iat": JSON(now), "exp": JSON(now + 3600),
        ]
        let signed = try SignedToken.sign(claims, with: key.key)
        form = Self.form([
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", signed),
        ])
    }

    /// The token of an answer. Faults: `assets.no_token`, with what the cloud says.
    public static func token(status: Int, body: [UInt8]) throws(Fault) -> String {
        let json = try? JSON(parsing: body)
        if status == 200, let token = json?["access_token"]?.stringValue { return token }
        let said =
            json?["error_description"]?.stringValue ?? json?["error"]?.stringValue
            ?? json?["error"]?["message"]?.stringValue
        throw Fault(
            .unavailable, "assets.no_token",
            "The cloud gives no token (\(status))" + (said.map { ": \($0)" } ?? "."))
    }

    private static func form(_ fields: [(String, String)]) -> String {
        fields.map { "\($0.0)=\(escaped($0.1))" }.joined(separator: "&")
    }

    /// RFC 3986, section 2.3: only what is unreserved stays.
    public static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: out.append(byte)
            default: out += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

/// The key file of a Google service account.
public struct ServiceAccount: Sendable {
    public let email: String
    public let project: String
    public let tokenAddress: String
    let key: SigningKey

    /// Faults: `assets.service_account`, with what is missing.
    public init(_ text: String) throws(Fault) {
        let json = try? JSON(parsing: text)
        func field(_ name: String) throws(Fault) -> String {
            guard let value = json?[name]?.stringValue, !value.isEmpty else {
                throw Fault(
                    .invalid, "assets.service_account",
                    "This is no key file of a service account: \(name) is missing.")
            }
            return value
        }
        (email, project) = (try field("client_email"), try field("project_id"))
        tokenAddress = json?["token_uri"]?.stringValue ?? "https://oauth2.googleapis.com/token"
        key = try SigningKey(pem: try field("private_key"), id: json?["private_key_id"]?.stringValue)
    }
}
