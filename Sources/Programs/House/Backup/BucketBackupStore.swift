import AWSProtocol
import Codecs
import Faults
import HTTP
import Vocabulary

/// A bucket of S3, or of what speaks its protocol.
struct BucketBackupStore: BackupStore {
    private let client: Client
    private let base: String
    private let path: String
    private let prefix: String
    private let region: String
    private let credentials: AWSSignature.Credentials

    /// `place` is `BUCKET` or `BUCKET/PREFIX`; the rest is in AWS's own variables.
    ///
    /// Faults: `backup.no_credentials`, `backup.bad_place`.
    init(_ place: String, environment: [String: String]) throws(Fault) {
        guard let key = environment["AWS_ACCESS_KEY_ID"], let secret = environment["AWS_SECRET_ACCESS_KEY"]
        else {
            throw Fault(
                .missing, "backup.no_credentials",
                "A bucket needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_REGION, AWS_ENDPOINT_URL)."
            )
        }
        let parts = place.split(separator: "/", maxSplits: 1).map(String.init)
        guard let bucket = parts.first, !bucket.isEmpty else {
            throw Fault(.invalid, "backup.bad_place", "s3://BUCKET or s3://BUCKET/PREFIX was expected.")
        }
        region = environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? "us-east-1"
        credentials = .init(
            accessKey: key, secretKey: secret, sessionToken: environment["AWS_SESSION_TOKEN"])
        var folder = parts.count > 1 ? parts[1] : ""
        while folder.hasSuffix("/") { folder.removeLast() }
        prefix = folder.isEmpty ? "" : folder + "/"
        if let endpoint = environment["AWS_ENDPOINT_URL_S3"] ?? environment["AWS_ENDPOINT_URL"] {
            base = endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint
            path = "/" + bucket
        } else {
            do throws(AWSEndpoint.Refusal) {
                base = try AWSEndpoint("s3", at: AWSEndpoint.Place(region: region)).url
            } catch {
                throw Fault(.invalid, "backup.bad_place", error.description)
            }
            path = "/" + bucket
        }
        var configuration = ClientConfiguration()
        configuration.retries = RetryPolicy()
        client = Client(configuration)
    }

    func put(_ bytes: [UInt8], _ name: String) async throws(Fault) {
        let answer = try await send("PUT", name, body: bytes)
        guard answer.status == 200 else { throw refusal(answer, name) }
    }

    func get(_ name: String) async throws(Fault) -> [UInt8]? {
        let answer = try await send("GET", name)
        if answer.status == 404 { return nil }
        guard answer.status == 200 else { throw refusal(answer, name) }
        return answer.body
    }

    func has(_ name: String) async throws(Fault) -> Bool {
        let answer = try await send("HEAD", name)
        if answer.status == 404 { return false }
        guard answer.status == 200 else { throw refusal(answer, name) }
        return true
    }

    func list(_ prefix: String) async throws(Fault) -> [String] {
        var (names, token) = ([String](), String?.none)
        repeat {
            let after = token.map { "continuation-token=" + PercentCoding.encode($0) + "&" } ?? ""
            let query = "?" + after + "list-type=2&prefix=" + PercentCoding.encode(self.prefix + prefix)
            let answer = try await send("GET", nil, query: query)
            guard answer.status == 200 else { throw refusal(answer, prefix) }
            let root = try XMLDocument(parsing: answer.body).root
            names += root.all("Contents").compactMap { $0["Key"]?.text }.map {
                String($0.dropFirst(self.prefix.count))
            }
            token = root["IsTruncated"]?.text == "true" ? root["NextContinuationToken"]?.text : nil
        } while token != nil
        return names.sorted()
    }

    func remove(_ name: String) async throws(Fault) {
        let answer = try await send("DELETE", name)
        guard [200, 204, 404].contains(answer.status) else { throw refusal(answer, name) }
    }

    private func refusal(_ answer: ClientResponse, _ name: String) -> Fault {
        let said = String(decoding: answer.body.prefix(300), as: UTF8.self)
        return .backupStore("The bucket refuses \(name) with status \(answer.status).", said)
    }

    private func send(
        _ method: String, _ name: String?, query: String = "", body: [UInt8] = []
    ) async throws(Fault) -> ClientResponse {
        let target = path + (name.map { "/" + prefix + $0 } ?? "") + query
        let host = base.split(separator: "/", maxSplits: 2).last.map(String.init) ?? ""
        let stamp = String(Timestamp.now.description.filter { $0 != "-" && $0 != ":" }.prefix(15)) + "Z"
        var fields = [
            (name: "Host", value: host), (name: "X-Amz-Date", value: stamp),
            (name: "X-Amz-Content-Sha256", value: "UNSIGNED-PAYLOAD"),
        ]
        if let token = credentials.sessionToken {
            fields.append((name: "X-Amz-Security-Token", value: token))
        }
        let authorization = AWSSignature(credentials, region: region, service: "s3").authorization(
            method: method, target: target, headers: fields, payload: body)
        var request = ClientRequest(
            method: method, url: base + target, body: method == "PUT" ? .bytes(body) : .none,
            deadline: .seconds(120), maxBody: 64 << 20)
        for (name, value) in fields.dropFirst() { request.headers.set(name, value) }
        request.headers.set("Authorization", authorization)
        return try await client.send(request)
    }
}
