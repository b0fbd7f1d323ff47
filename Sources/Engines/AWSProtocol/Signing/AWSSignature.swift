import Crypto

/// Signs requests with AWS Signature Version 4.
///
/// Source: AWS General Reference, Create a signed AWS API request.
public struct AWSSignature: Sendable {
    public struct Credentials: Sendable {
        public let accessKey: String
        public let secretKey: String
        public let sessionToken: String?

        public init(accessKey: String, secretKey: String, sessionToken: String? = nil) {
            (self.accessKey, self.secretKey, self.sessionToken) = (accessKey, secretKey, sessionToken)
        }
    }

    private let credentials: Credentials
    private let region: String
    private let service: String
    /// S3 takes paths as they are; all others want `.` and `..` resolved and every segment encoded twice.
    private let isPathVerbatim: Bool

    public init(_ credentials: Credentials, region: String, service: String) {
        (self.credentials, self.region, self.service) = (credentials, region, service)
        isPathVerbatim = service == "s3"
    }

    /// What is signed and what comes of it, each step by itself.
    public struct Steps: Sendable {
        public let canonicalRequest: String
        public let textToSign: String
        public let authorization: String
    }

    /// The `Authorization` header for a request whose headers hold `Host` and `X-Amz-Date` already, in
    /// ISO 8601's basic form; all of `headers` are signed.
    public func authorization(
        method: String, target: String, headers: [(name: String, value: String)], payload: [UInt8]
    ) -> String {
        steps(method: method, target: target, headers: headers, payload: payload).authorization
    }

    /// The signature with what led to it, for looking into one that a service does not take.
    public func steps(
        method: String, target: String, headers: [(name: String, value: String)], payload: [UInt8]
    ) -> Steps {
        let time = headers.last { $0.name.lowercased() == "x-amz-date" }?.value ?? ""
        let given = headers.last { $0.name.lowercased() == "x-amz-content-sha256" }?.value
        let (lines, names) = canonical(headers)
        let mark = target.firstIndex(of: "?")
        let path = mark.map { String(target[..<$0]) } ?? target
        let query = mark.map { String(target[target.index(after: $0)...]) } ?? ""
        let request = [
            method, canonical(path: path), canonical(query: query), lines, names,
            given ?? Digest.sha256(payload).hex,
        ].joined(separator: "\n")
        let scope = "\(time.prefix(8))/\(region)/\(service)/aws4_request"
        let text = ["AWS4-HMAC-SHA256", time, scope, Digest.sha256(request.utf8).hex].joined(separator: "\n")
        var key = Array("AWS4\(credentials.secretKey)".utf8)
        for part in [String(time.prefix(8)), region, service, "aws4_request"] {
            key = MessageCode.hmacSHA256(part.utf8, key: key)
        }
        let signature = MessageCode.hmacSHA256(text.utf8, key: key).hex
        return Steps(
            canonicalRequest: request, textToSign: text,
            authorization: "AWS4-HMAC-SHA256 Credential=\(credentials.accessKey)/\(scope), "
                + "SignedHeaders=\(names), Signature=\(signature)")
    }

    // MARK: - The canonical request

    private func canonical(path: String) -> String {
        if isPathVerbatim { return PercentText.encode(Self.decoded(path), keeping: "/") }
        var segments: [Substring] = []
        for segment in path.split(separator: "/", omittingEmptySubsequences: true) {
            if segment == ".." {
                segments = segments.dropLast()
            } else if segment != "." {
                segments.append(segment)
            }
        }
        var clean = "/" + segments.joined(separator: "/")
        if path.hasSuffix("/"), clean != "/" { clean += "/" }
        return PercentText.encode(clean, keeping: "/")
    }

    /// Sorted by the encoded names, then values.
    private func canonical(query: String) -> String {
        query.split(separator: "&").map { pair -> (String, String) in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (
                PercentText.encode(Self.decoded(String(parts[0]))),
                parts.count > 1 ? PercentText.encode(Self.decoded(String(parts[1]))) : ""
            )
        }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// The headers' lines, and their names: both by name, values of one name joined in their order.
    private func canonical(_ headers: [(name: String, value: String)]) -> (String, String) {
        var values: [String: [String]] = [:]
        for (name, value) in headers {
            values[name.lowercased().trimmed, default: []].append(Self.folded(value))
        }
        let names = values.keys.sorted()
        let lines = names.map { "\($0):\((values[$0] ?? []).joined(separator: ","))\n" }.joined()
        return (lines, names.joined(separator: ";"))
    }

    /// Without white space at the ends, and with single spaces within.
    private static func folded(_ value: String) -> String {
        value.split(whereSeparator: { $0 == " " || $0 == "\t" || $0.isNewline }).joined(separator: " ")
    }

    private static func decoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at] == 0x25, at + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[(at + 1)...(at + 2)], as: UTF8.self), radix: 16)
            {
                out.append(byte)
                at += 3
            } else {
                out.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
