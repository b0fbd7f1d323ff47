import Bus
import Testing
import Vocabulary

@Suite("Permissions, jobs and traces")
struct ShapesTests {
    @Test(
        "a pattern covers what it says",
        arguments: [
            ("*:*", "states:read", true), ("states:*", "states:read", true), ("*:read", "states:read", true),
            ("states:read", "states:write", false), ("drift:*", "states:read", false),
            ("states", "states:lock", true),
        ])
    func covering(pattern: String, wanted: String, covers: Bool) {
        #expect(Permission(pattern).covers(Permission(wanted)) == covers)
    }

    @Test("a job's id names its context and reads back; what is none is refused")
    func jobs() {
        let id = JobID(context: "drift", uuid: .next())
        #expect(JobID(id.description) == id)
        for bad in ["", "drift", "drift_", "Drift_\(id.uuid.text)", "_\(id.uuid.text)", "drift_zz"] {
            #expect(JobID(bad) == nil)
        }
    }

    @Test(
        "a traceparent reads back, and a malformed one is ignored",
        arguments: [
            "", "00-0-0-00", "ff-11111111111111111111111111111111-2222222222222222-01",
            "00-00000000000000000000000000000000-2222222222222222-01",
            "00-11111111111111111111111111111111-0000000000000000-01",
            "00-1111111111111111111111111111111G-2222222222222222-01",
            "00-11111111111111111111111111111111-2222222222222222-01-extra",
        ])
    func traces(bad: String) {
        let trace = TraceContext.start()
        #expect(TraceContext(traceparent: trace.traceparent) == trace)
        #expect(trace.child().traceID == trace.traceID && trace.child().spanID != trace.spanID)
        #expect(TraceContext(traceparent: bad) == nil)
    }
}
