import Crypto
import Rego

/// What a request and its configuration lack.
private func missing(_ value: Value, _ names: [String]) -> String? {
    let absent = names.filter { !value[$0].isDefined }.map { "\"\($0)\"" }
    return absent.isEmpty ? nil : "{" + absent.joined(separator: ", ") + "}"
}

/// AWS Signature Version 4 in headers.
private struct AWSSignature {
    let method: String
    let url: URI
    let body: [UInt8]
    let configuration: Value
    let seconds: Int

    private func setting(_ name: String) -> String { configuration[name].string ?? "" }

    /// The headers of the request with those that sign it.
    func headers(_ given: [(String, String)], isUnsigned: Bool) -> [(String, String)] {
        let time = CivilTime(nanoseconds: seconds * 1_000_000_000, zone: .utc)
        let stamp = Layout.format(time, "20060102T150405Z")
        let day = String(stamp.prefix(8))
        let service = setting("aws_service")
        let digest = isUnsigned ? "UNSIGNED-PAYLOAD" : Digest.sha256(body).hex
        var own: [(String, String)] = [
            ("host", url.port.isEmpty ? url.host : url.host + ":" + url.port), ("x-amz-date", stamp),
        ]
        if service == "s3" || service == "glacier" { own.append(("x-amz-content-sha256", digest)) }
        if configuration["aws_session_token"].isDefined {
            own.append(("x-amz-security-token", setting("aws_session_token")))
        }
        var signed: [String: String] = [:]
        let ignored = ["authorization", "user-agent", "x-amzn-trace-id"]
        for (name, value) in given where !ignored.contains(name.lowercased()) {
            signed[name.lowercased()] = value
        }
        // What the request says itself is signed as it stands.
        for (name, value) in own where signed[name] == nil { signed[name] = value }
        let names = signed.keys.sorted()
        let list = names.joined(separator: ";")
        let canonical =
            ([method, URLText.encodePath(url.path), url.query]
            + names.map { "\($0):\(signed[$0] ?? "")" } + ["", list, digest]).joined(separator: "\n")
        let scope = "\(day)/\(setting("aws_region"))/\(service)/aws4_request"
        let text = "AWS4-HMAC-SHA256\n\(stamp)\n\(scope)\n\(Digest.sha256(Array(canonical.utf8)).hex)"
        var key = Array(("AWS4" + setting("aws_secret_access_key")).utf8)
        for part in [day, setting("aws_region"), service, "aws4_request"] {
            key = MessageCode.hmacSHA256(Array(part.utf8), key: key)
        }
        let signature = MessageCode.hmacSHA256(Array(text.utf8), key: key).hex
        let authorization =
            "AWS4-HMAC-SHA256 Credential=\(setting("aws_access_key"))/\(scope),SignedHeaders=\(list),Signature=\(signature)"
        return own + [("Authorization", authorization)]
    }
}

let requestSigning: [String: BuiltIn.Body] = [
    "providers.aws.sign_req": { call throws(BuiltInFault) in
        _ = try call.object(0)
        _ = try call.object(1)
        let request = call[0]
        let configuration = call[1]
        if let names = missing(request, ["method", "url"]) {
            throw .type("operand 1 missing required request parameters(s): \(names)")
        }
        if let names = missing(
            configuration, ["aws_access_key", "aws_region", "aws_secret_access_key", "aws_service"])
        {
            throw .type("operand 2 missing required AWS config parameters(s): \(names)")
        }
        let isUnsigned = configuration["disable_payload_signing"]
        guard !isUnsigned.isDefined || isUnsigned.isBoolean else {
            throw .type("operand 2 invalid value for 'disable_payload_signing' in AWS config")
        }
        guard let moment = try call.number(2).integer?.asInt, moment >= 0 else {
            throw .type("operand 3 could not convert time_ns value into a unix timestamp")
        }
        var body: [UInt8] = []
        if request["body"].isDefined { body = Array(request["body"].jsonText(isEscapingHTML: true).utf8) }
        if let raw = request["raw_body"].string { body = Array(raw.utf8) }
        let signature = AWSSignature(
            method: request["method"].string ?? "", url: try URI(parsing: request["url"].string ?? ""),
            body: body,
            configuration: configuration, seconds: moment / 1_000_000_000)
        let given = request["headers"].members.map { ($0.key.string ?? "", $0.value.string ?? $0.value.text) }
        let heap = call.heap
        var headers = request["headers"].members.map { ($0.key, $0.value) }
        for (name, value) in signature.headers(given, isUnsigned: isUnsigned.boolean == true) {
            headers.append((heap.string(name), heap.string(value)))
        }
        return heap.object(
            request.members.map { ($0.key, $0.value) } + [(heap.string("headers"), heap.object(headers))])
    }
]
