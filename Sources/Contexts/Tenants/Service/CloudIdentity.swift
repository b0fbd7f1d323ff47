import Assets
import Faults
import HTTP
import TenantsAPI
import Vocabulary

/// Asks Azure or Google for a token, which they give to whom they know.
struct CloudIdentity {
    let client: Client

    func ask(
        _ connection: Connection, _ environment: [String: String], at now: Timestamp
    ) async -> ConnectionVerdict {
        do throws(Fault) {
            let request: CloudToken
            let name: String
            if connection.provider == .azure {
                name = environment["ARM_CLIENT_ID"] ?? ""
                request = CloudToken(
                    azure: environment["ARM_TENANT_ID"] ?? "", client: name,
                    secret: environment["ARM_CLIENT_SECRET"] ?? "", base: connection.endpoint)
            } else {
                let account = try ServiceAccount(environment["GOOGLE_CREDENTIALS"] ?? "")
                name = account.email
                request = try CloudToken(
                    google: account, base: connection.endpoint, now: Int(now.milliseconds / 1000))
            }
            var sent = ClientRequest(
                method: "POST", url: request.url, body: .bytes(Array(request.form.utf8)),
                deadline: .seconds(15))
            sent.headers.set("Content-Type", "application/x-www-form-urlencoded")
            let answer = try await client.send(sent)
            _ = try CloudToken.token(status: answer.status, body: answer.body)
            return ConnectionVerdict(works: true, note: "\(name) is given a token.")
        } catch {
            return ConnectionVerdict(works: false, note: error.message)
        }
    }
}
