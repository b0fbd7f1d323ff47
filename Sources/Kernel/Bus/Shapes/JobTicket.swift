import Schemas
import Vocabulary

/// Names a job and the context that runs it: `deployments_0190…`.
public struct JobID: Hashable, Sendable, Codable, Described, CustomStringConvertible {
    public let context: String
    public let uuid: UUIDv7

    public init(context: String, uuid: UUIDv7) {
        self.context = context
        self.uuid = uuid
    }

    /// Nil unless `text` is a context's name, an underscore and a UUID.
    public init?(_ text: String) {
        let parts = text.split(separator: "_", maxSplits: 1)
        guard parts.count == 2, let uuid = UUIDv7(String(parts[1])),
            parts[0].utf8.allSatisfy({ (0x61...0x7a).contains($0) })
        else { return nil }
        self.init(context: String(parts[0]), uuid: uuid)
    }

    public var description: String { "\(context)_\(uuid.text)" }

    public static var schema: Schema { .string(pattern: "^[a-z]+_[0-9a-f-]{36}$") }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = JobID(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath, debugDescription: "a job's id was expected"))
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        try box.encode(description)
    }
}

/// What starting a job answers: watch it at `/api/v1/jobs/{job}`.
@Schema
public struct JobTicket: Codable, Sendable, Equatable {
    public let job: JobID
    /// The id of what the job makes: a deployment, an analysis, a remediation.
    public let id: String
}
