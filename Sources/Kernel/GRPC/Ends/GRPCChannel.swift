public import Faults

/// A connection to a gRPC server, for any number of calls at a time.
///
/// When it breaks, calls under way end with UNAVAILABLE, and so do later ones: connect again.
public final class GRPCChannel: Sendable {
    private let session: Session

    /// Connects; blocks the calling thread while it does, so connect to what is near. Faults:
    /// `grpc.unreachable`, `grpc.tls_files`.
    public init(
        _ address: GRPCAddress, security: GRPCSecurity? = nil, limits: GRPCLimits = GRPCLimits()
    ) throws(Fault) {
        let context: SecureContext?
        if let security { context = try SecureContext(security, isServer: false) } else { context = nil }
        let descriptor = try address.connect()
        let secure = context?.session(descriptor, server: address.name)
        session = Session(Socket(descriptor, secure), limits, authority: address.name)
        session.start()
    }

    deinit { session.close() }

    /// Ends the connection at once; calls under way end as cancelled.
    public func close() { session.close() }

    /// Why the connection ended; nil while it stands.
    public var failure: GRPCStatus? { session.failure }

    /// Begins a call with messages both ways.
    public func call(
        _ path: String, metadata: [String: String] = [:], timeout: Duration? = nil
    ) throws(GRPCStatus) -> GRPCCall {
        let deadline = timeout.map { ContinuousClock.now + $0 }
        let call = GRPCCall(session, path: path, metadata: metadata, deadline: deadline)
        guard session.perform({ $0.open(call, metadata, deadline) }) else {
            throw session.failure ?? GRPCStatus(.unavailable, "the connection has ended")
        }
        return call
    }

    /// One message there, one message back. Cancelling the task cancels the call.
    public func unary(
        _ path: String, _ message: [UInt8], metadata: [String: String] = [:], timeout: Duration? = nil
    ) async throws(GRPCStatus) -> [UInt8] {
        let call = try call(path, metadata: metadata, timeout: timeout)
        try await call.send(message)
        call.finishSending()
        guard let answer = try await call.next() else {
            throw GRPCStatus(.internal, "the call ended without an answer")
        }
        // The status comes behind the message.
        guard try await call.next() == nil else {
            call.cancel()
            throw GRPCStatus(.internal, "the call was answered twice")
        }
        return answer
    }
}
