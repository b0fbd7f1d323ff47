import AWSProtocol
import Crypto
import Faults
import HTTP
import TenantsAPI
import Vocabulary

/// Asks AWS whose credentials these are: STS `GetCallerIdentity`, which every identity may call.
struct CallerIdentity {
    let client: Client

    func ask(_ connection: Connection, _ environment: [String: String], at now: Timestamp = .now) async
        -> ConnectionVerdict
    {
        let url: String
        do throws(AWSEndpoint.Refusal) {
            let usual = try AWSEndpoint("sts", at: AWSEndpoint.Place(region: connection.region)).url
            url = connection.endpoint ?? usual
        } catch {
            return ConnectionVerdict(works: false, note: error.description)
        }
        let body = Array("Action=GetCallerIdentity&Version=2011-06-15".utf8)
        var request = ClientRequest(
            method: "POST", url: url + "/", body: .bytes(body), deadline: .seconds(15))
        let host = url.split(separator: "/", maxSplits: 2).last.map(String.init) ?? ""
        let signature = SignatureV4(
            region: connection.region, service: "sts", accessKey: environment["AWS_ACCESS_KEY_ID"] ?? "",
            secretKey: environment["AWS_SECRET_ACCESS_KEY"] ?? "",
            sessionToken: environment["AWS_SESSION_TOKEN"])
        for (name, value) in signature.headers(forFormTo: host, body: body, at: now) {
            request.headers.set(name, value)
        }
        do throws(Fault) {
            let response = try await client.send(request)
            let text = String(decoding: response.body, as: UTF8.self)
            if response.status == 200 {
                return ConnectionVerdict(
                    works: true, note: element("Arn", of: text) ?? "The credentials are accepted.")
            }
            let reason = element("Message", of: text) ?? "status \(response.status)"
            return ConnectionVerdict(works: false, note: "AWS refuses the credentials: \(reason)")
        } catch {
            return ConnectionVerdict(works: false, note: "AWS can't be reached at \(url): \(error.message)")
        }
    }

    private func element(_ name: String, of xml: String) -> String? {
        guard let start = xml.firstRange(of: "<\(name)>"), let end = xml.firstRange(of: "</\(name)>"),
            start.upperBound <= end.lowerBound
        else { return nil }
        return String(xml[start.upperBound..<end.lowerBound])
    }
}

/// Signs a request as AWS Signature Version 4 wants it, for a form posted to `/`.
struct SignatureV4 {
    let region: String
    let service: String
    let accessKey: String
    let secretKey: String
    let sessionToken: String?

    func headers(forFormTo host: String, body: [UInt8], at now: Timestamp) -> [(String, String)] {
        let stamp = now.description.filter { $0 != "-" && $0 != ":" }.prefix(15) + "Z"
        let day = stamp.prefix(8)
        var signed = [
            ("content-type", "application/x-www-form-urlencoded"), ("host", host),
            ("x-amz-date", String(stamp)),
        ]
        if let sessionToken { signed.append(("x-amz-security-token", sessionToken)) }
        let names = signed.map(\.0).joined(separator: ";")
        let canonical =
            "POST\n/\n\n" + signed.map { "\($0.0):\($0.1)\n" }.joined()
            + "\n\(names)\n\(Digest.sha256(body).hex)"
        let scope = "\(day)/\(region)/\(service)/aws4_request"
        let text = "AWS4-HMAC-SHA256\n\(stamp)\n\(scope)\n\(Digest.sha256(canonical.utf8).hex)"
        let key = [String(day), region, service, "aws4_request"].reduce(Array("AWS4\(secretKey)".utf8)) {
            MessageCode.hmacSHA256(Array($1.utf8), key: $0)
        }
        let signature = MessageCode.hmacSHA256(Array(text.utf8), key: key).hex
        let authorization =
            "AWS4-HMAC-SHA256 Credential=\(accessKey)/\(scope), SignedHeaders=\(names), "
            + "Signature=\(signature)"
        return signed.filter { $0.0 != "host" } + [("Authorization", authorization)]
    }
}
