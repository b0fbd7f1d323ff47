import Faults
import Synchronization

/// An HTTP/1.1 client that keeps connections for later requests (RFC 9110, RFC 9112).
///
/// Transfers run on one thread of the client's own, which starts with the first request and ends with
/// the last reference to the client and its streams. Certificates are always verified.
public final class Client: Sendable {
    private let configuration: ClientConfiguration
    private let engine = Mutex<Lifeline?>(nil)
    private let endurance: Endurance

    /// Opens nothing yet.
    public init(_ configuration: ClientConfiguration = ClientConfiguration()) {
        self.configuration = configuration
        endurance = Endurance(configuration)
    }

    /// Makes the request and collects the response, whatever its status.
    ///
    /// Faults: `unavailable` code `http.unreachable`, `deadlineExceeded` code `http.deadline`, `tooLarge`
    /// code `http.body_too_large`, `cancelled` with the task, `invalid` for a request that cannot be sent;
    /// where the configuration asks for it, `forbidden` code `http.address_refused` and `unavailable` code
    /// `http.circuit_open`.
    public func send(_ request: ClientRequest) async throws(Fault) -> ClientResponse {
        try await endurance.send(request) { (request) async throws(Fault) in try await once(request) }
    }

    private func once(_ request: ClientRequest) async throws(Fault) -> ClientResponse {
        let lifeline = try lifeline()
        let response = try await lifeline.run(Transfer(request))
        withExtendedLifetime(lifeline) {}
        return response
    }

    /// Makes the request and returns with the head of the response; faults as `send` does.
    ///
    /// Its `deadline` and `maxBody` cover the body too.
    public func stream(_ request: ClientRequest) async throws(Fault) -> ClientStream {
        let lifeline = try lifeline()
        let engine = lifeline.engine
        let transfer = Transfer(streaming: request) { engine.resume($0) }
        let reader = TransferReader(transfer) { lifeline.engine.cancel(transfer) }
        let head = try await lifeline.run(transfer)
        return ClientStream(status: head.status, headers: head.headers, reader: reader)
    }

    private func lifeline() throws(Fault) -> Lifeline {
        try engine.withLock { engine throws(Fault) in
            if let engine { return engine }
            let made = Lifeline(try TransferEngine.start(configuration))
            engine = made
            return made
        }
    }
}
