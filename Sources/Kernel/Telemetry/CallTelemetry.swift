import Bus
import Faults
import Synchronization
import Vocabulary

/// Turns every call on a node into metrics, a span, and a log line when we are at fault.
public final class CallTelemetry: Sendable {
    /// One finished call of a trace.
    public struct Span: Sendable {
        public let trace: TraceContext
        public let parentSpan: String
        public let operation: String
        public let started: Timestamp
        public let elapsed: Duration
        public let faultCode: String?
    }

    /// How many spans are kept to look at.
    public static let spanCeiling = 2000

    private let metrics: Metrics
    private let log: Log
    private let ring = Mutex<(spans: [Span], next: Int)>(([], 0))

    public init(metrics: Metrics, log: Log) {
        self.metrics = metrics
        self.log = log
    }

    public func observe(_ record: CallRecord) {
        let outcome = record.fault?.kind.rawValue ?? "ok"
        metrics.observe(
            "plumb_operation_seconds", "Time that operations took, by name and outcome.",
            [("operation", record.operation), ("outcome", outcome)], seconds: record.elapsed.seconds)
        let span = Span(
            trace: record.trace, parentSpan: record.parentSpan, operation: record.operation,
            started: record.started, elapsed: record.elapsed, faultCode: record.fault?.code.rawValue)
        ring.withLock { ring in
            if ring.spans.count < CallTelemetry.spanCeiling {
                ring.spans.append(span)
            } else {
                ring.spans[ring.next] = span
                ring.next = (ring.next + 1) % CallTelemetry.spanCeiling
            }
        }
        if let fault = record.fault, fault.kind == .broken {
            log.error(
                fault.note ?? fault.message,
                [
                    "operation": record.operation, "code": fault.code.rawValue, "trace": record.trace.traceID,
                ])
        }
    }

    /// The newest spans of a trace that are still kept.
    public func spans(ofTrace traceID: String) -> [Span] {
        ring.withLock { $0.spans.filter { $0.trace.traceID == traceID } }
    }
}

extension Duration {
    /// As a number of seconds.
    public var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
