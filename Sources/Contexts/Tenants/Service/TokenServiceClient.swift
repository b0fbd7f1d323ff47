import AWSProtocol
import Faults
import HTTP
import TenantsAPI
import Vocabulary

/// Asks AWS's token service who a connection's credentials belong to, and for those of its role.
struct TokenServiceClient {
    let client: Client

    func identity(
        _ connection: Connection, _ environment: [String: String], at now: Timestamp
    ) async -> ConnectionVerdict {
        do throws(Fault) {
            let arn = try await ask(
                TokenService.callerIdentity, connection, AWSSignature.Credentials(environment), now,
                TokenService.caller)
            return ConnectionVerdict(works: true, note: arn)
        } catch {
            return ConnectionVerdict(works: false, note: error.message)
        }
    }

    /// Credentials of the connection's role, for an hour: the longest that a role gives to who has a session
    /// only.
    func session(
        of role: String, _ connection: Connection, externalID: String?, session: String,
        _ environment: [String: String], at now: Timestamp
    ) async throws(Fault) -> TokenService.Session {
        let call = TokenService.assumeRole(role, session: session, externalID: externalID, seconds: 3600)
        return try await ask(call, connection, AWSSignature.Credentials(environment), now) {
            try TokenService.session($0, of: call)
        }
    }

    /// As `session(of:…)`, by a token that this server signed.
    func session(
        of role: String, _ connection: Connection, token: String, session: String, at now: Timestamp
    ) async throws(Fault) -> TokenService.Session {
        let call = TokenService.assumeRole(role, session: session, token: token, seconds: 3600)
        return try await ask(call, connection, nil, now) { try TokenService.session($0, of: call) }
    }

    private func ask<T>(
        _ call: ListCall, _ connection: Connection, _ credentials: AWSSignature.Credentials?,
        _ now: Timestamp,
        _ read: (AWSAnswer) throws -> T
    ) async throws(Fault) -> T {
        let request: AWSRequest
        do throws(AWSRequest.Unfit) { request = try call.request() } catch {
            throw Fault(.broken, "tenants.unfit_request", "AWS can't be asked.", note: error.description)
        }
        let signed: AWSRequest.Signed
        do throws(AWSEndpoint.Refusal) {
            signed =
                if let credentials {
                    try request.signed(
                        by: credentials, for: TokenService.service, in: connection.region,
                        endpoint: connection.endpoint, at: now.description)
                } else {
                    try request.unsigned(
                        for: TokenService.service, in: connection.region, endpoint: connection.endpoint)
                }
        } catch {
            throw Fault(
                .conflict, "tenants.cloud_refuses",
                "The connection “\(connection.slug)” can't be used: \(error.description)")
        }
        var sent = ClientRequest(
            method: request.method, url: signed.url, body: .bytes(request.body), deadline: .seconds(15))
        for (name, value) in signed.headers { sent.headers.set(name, value) }
        let answer: ClientResponse
        do throws(Fault) { answer = try await client.send(sent) } catch {
            if error.kind == .cancelled { throw error }
            throw Fault(
                .unavailable, "tenants.cloud_unreachable",
                "AWS can't be reached at \(signed.url): \(error.message)")
        }
        do {
            return try read(
                AWSAnswer(
                    status: answer.status, headers: answer.headers.map { (name: $0.name, value: $0.value) },
                    body: answer.body))
        } catch let refusal as AWSError {
            throw Fault(
                refusal.isTransient ? .unavailable : .conflict, "tenants.cloud_refuses",
                "AWS refuses the connection “\(connection.slug)”: \(refusal.description)")
        } catch {
            throw Fault(
                .unavailable, "tenants.cloud_garbled",
                "What answers at \(signed.url) is not AWS's token service: \(error)")
        }
    }
}

extension AWSSignature.Credentials {
    /// As Terraform's providers find them.
    init(_ environment: [String: String]) {
        self.init(
            accessKey: environment["AWS_ACCESS_KEY_ID"] ?? "",
            secretKey: environment["AWS_SECRET_ACCESS_KEY"] ?? "",
            sessionToken: environment["AWS_SESSION_TOKEN"])
    }
}
