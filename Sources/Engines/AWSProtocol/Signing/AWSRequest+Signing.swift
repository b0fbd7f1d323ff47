extension AWSRequest {
    /// A request as it is sent: where to, and with all its headers.
    public struct Signed: Sendable {
        public let url: String
        public let headers: [(name: String, value: String)]
    }

    /// For a service that takes the call from anybody, such as one whose proof is in the call itself.
    public func unsigned(
        for service: ListedService, in region: String, endpoint: String?
    ) throws(AWSEndpoint.Refusal) -> Signed {
        let custom = endpoint.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        let (base, _) = try service.endpoint(in: region, custom: custom)
        return Signed(url: base + target, headers: headers)
    }

    /// Signed for a service, at its usual address or at `endpoint`. `stamp` is the time in ISO 8601's
    /// extended form, to the second or finer.
    public func signed(
        by credentials: AWSSignature.Credentials, for service: ListedService, in region: String,
        endpoint: String?, at stamp: String
    ) throws(AWSEndpoint.Refusal) -> Signed {
        let custom = endpoint.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        let (base, signingRegion) = try service.endpoint(in: region, custom: custom)
        let authority = base.split(separator: "/", maxSplits: 2).last.map(String.init) ?? ""
        let host = authority.split(separator: "/").first.map(String.init) ?? ""
        let compact = String(stamp.filter { $0 != "-" && $0 != ":" }.prefix(15)) + "Z"
        var headers = headers
        headers.append((name: "X-Amz-Date", value: compact))
        if let token = credentials.sessionToken {
            headers.append((name: "X-Amz-Security-Token", value: token))
        }
        if service.signing == "s3" {
            headers.append((name: "X-Amz-Content-Sha256", value: "UNSIGNED-PAYLOAD"))
        }
        let signature = AWSSignature(
            credentials, region: signingRegion, service: service.signing)
        let authorization = signature.authorization(
            method: method, target: target, headers: headers + [(name: "Host", value: host)], payload: body)
        headers.append((name: "Authorization", value: authorization))
        return Signed(url: base + target, headers: headers)
    }
}
