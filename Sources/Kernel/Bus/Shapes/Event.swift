import Schemas
import Vocabulary

/// Something that has happened, told after the fact; never a request in disguise.
public protocol Event: Codable, Sendable {
    /// `context.past-tense`, such as `drift.detected`.
    static var type: String { get }
    /// What it happened to.
    var aggregate: Aggregate { get }
}

public struct Aggregate: Codable, Sendable, Equatable {
    public let type: String
    public let id: String

    public init(_ type: String, _ id: String) {
        self.type = type
        self.id = id
    }
}

/// An event on its way: delivered at least once, so that handlers deduplicate by `eventId`.
public struct EventEnvelope: Codable, Sendable, Equatable {
    public struct Metadata: Codable, Sendable, Equatable {
        public let correlationId: String
        public let causationId: String?
        public let version: Int

        public init(correlationId: String, causationId: String?, version: Int = 1) {
            self.correlationId = correlationId
            self.causationId = causationId
            self.version = version
        }
    }

    public let eventId: EventID
    public let eventType: String
    public let aggregateId: String
    public let aggregateType: String
    public let occurredAt: Timestamp
    public let userId: String
    public let tenantId: TenantID
    /// The event itself, as JSON text.
    public let data: String
    public let metadata: Metadata

    public init(
        eventId: EventID, eventType: String, aggregate: Aggregate, occurredAt: Timestamp, userId: String,
        tenantId: TenantID, data: String, metadata: Metadata
    ) {
        self.eventId = eventId
        self.eventType = eventType
        self.aggregateId = aggregate.id
        self.aggregateType = aggregate.type
        self.occurredAt = occurredAt
        self.userId = userId
        self.tenantId = tenantId
        self.data = data
        self.metadata = metadata
    }
}
