import Faults
import Schemas
import Vocabulary

/// How a job stands.
@Schema
public struct JobStatus: Codable, Sendable, Equatable {
    public enum State: String, Codable, Sendable, CaseIterable, Described {
        case running, completed, failed, cancelled
    }

    public let job: JobID
    /// The operation that started it.
    public let action: String
    public let state: State
    /// The id of what the job makes.
    public let id: String
    /// The steps taken so far, in order.
    public let steps: [String]
    /// JSON text of what it came to.
    public let result: String?
    public let failure: JobFailure?
    public let started: Timestamp
    public let ended: Timestamp?
}

@Schema
public struct JobFailure: Codable, Sendable, Equatable {
    public let code: String
    public let message: String
}

/// How a job stands: its steps, its result, or why it failed.
@Operation
public struct GetJob: Operation {
    public typealias Output = JobStatus
    public static let contract = Contract.query(
        "jobs.get", .get("/api/v1/jobs/{job}"), needs: .permission("jobs:read"))
    public let job: JobID
    public var subject: Subject { .thing(kind: job.context + "-job", id: job.description) }
    public var destination: String { job.context + ".jobs.get" }
}

/// Asks a job to stop; it says `cancelled` when it has.
@Operation
public struct CancelJob: Operation {
    public typealias Output = JobStatus
    public static let contract = Contract.command(
        "jobs.cancel", .post("/api/v1/jobs/{job}/cancel"), needs: .permission("jobs:cancel"))
    public let job: JobID
    public var subject: Subject { .thing(kind: job.context + "-job", id: job.description) }
    public var destination: String { job.context + ".jobs.cancel" }
}

/// What can be asked of every job.
public enum JobOperations {
    public static let offered: [Offered] = [.operation(GetJob.self), .operation(CancelJob.self)]
}
