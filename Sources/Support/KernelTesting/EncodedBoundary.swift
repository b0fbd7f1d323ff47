import Bus
import Faults
import Synchronization
import Values

/// Stands between nodes as a broker does: everything that passes is really encoded and decoded again,
/// faults included, so that nothing leans on sharing memory.
public final class EncodedBoundary: Transport {
    private let nodes = Mutex<[Node]>([])

    public init() {}

    /// Joins nodes to the mesh; each is asked for what it answers.
    public func join(_ node: Node) {
        nodes.withLock { $0.append(node) }
        node.connect(Link(boundary: self, home: node))
    }

    public func send(_ envelope: Envelope) async throws(Fault) -> [UInt8] {
        let (node, envelope) = try pass(envelope)
        do throws(Fault) {
            return try await node.receive(envelope)
        } catch {
            throw try JSONCoding.decode(Fault.self, from: try JSONCoding.encode(error))
        }
    }

    public func open(_ envelope: Envelope) async throws(Fault) -> AsyncThrowingStream<[UInt8], any Error> {
        let (node, envelope) = try pass(envelope)
        return try await node.receiveStream(envelope)
    }

    public func publish(_ event: EventEnvelope) async throws(Fault) {
        try await publish(event, from: nil)
    }

    func publish(_ event: EventEnvelope, from home: Node?) async throws(Fault) {
        let copy = try JSONCoding.decode(EventEnvelope.self, from: try JSONCoding.encode(event))
        for node in nodes.withLock({ $0 }) where node !== home { try await node.deliver(copy) }
    }

    private func pass(_ envelope: Envelope) throws(Fault) -> (Node, Envelope) {
        let copy = try JSONCoding.decode(Envelope.self, from: try JSONCoding.encode(envelope))
        guard let node = nodes.withLock({ $0.first { $0.answers(copy.destination) } }) else {
            throw Fault(.unavailable, "bus.no_route", "Nobody answers \(copy.destination).")
        }
        return (node, copy)
    }
}

/// The boundary as one of its nodes sees it.
private struct Link: Transport {
    let boundary: EncodedBoundary
    let home: Node

    func send(_ envelope: Envelope) async throws(Fault) -> [UInt8] { try await boundary.send(envelope) }

    func open(_ envelope: Envelope) async throws(Fault) -> AsyncThrowingStream<[UInt8], any Error> {
        try await boundary.open(envelope)
    }

    func publish(_ event: EventEnvelope) async throws(Fault) { try await boundary.publish(event, from: home) }
}
