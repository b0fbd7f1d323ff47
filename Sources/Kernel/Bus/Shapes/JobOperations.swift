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
    /// How a running job gets on, where it tells.
    public var progress: JobProgress?
}

/// How a job gets on: what it does now, and how much of it is done.
@Schema
public struct JobProgress: Codable, Sendable, Equatable {
    /// In a word or a few: `listing`, `keeping`.
    public let stage: String
    public let done: Int
    /// 0 where it can't be told.
    public let total: Int
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

/// A job's status whenever it changes, to its end.
@Operation
public struct FollowJob: StreamOperation {
    public typealias Element = JobStatus
    public static let contract = Contract.stream(
        "jobs.follow", .get("/api/v1/jobs/{job}/events"), needs: .permission("jobs:read"))
    public let job: JobID
    public var after: String?
    public var subject: Subject { .thing(kind: job.context + "-job", id: job.description) }
    public var destination: String { job.context + ".jobs.follow" }
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
    public static let offered: [Offered] = [
        .operation(GetJob.self), .stream(FollowJob.self), .operation(CancelJob.self),
    ]
}
