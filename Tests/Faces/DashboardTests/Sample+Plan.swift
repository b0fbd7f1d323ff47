import Bus
import DeploymentsAPI
import Values
import Vocabulary

extension Sample {
    var plan: DeploymentPlan {
        DeploymentPlan(
            summary: PlanSummary(add: 3, change: 1, destroy: 1, imported: 0, outputs: 1),
            changes: [
                change(
                    "aws_sqs_queue.orders", "create",
                    [
                        attribute("name", nil, JSON.string(text("orders")).text),
                        attribute("arn", nil, nil, isUnknown: true),
                        attribute("kms_key", nil, nil, isSensitive: true),
                        attribute(
                            "policy", nil, JSON.string(#"{"Version":"2012-10-17","Statement":[]}"#).text),
                    ]),
                change(
                    "aws_instance.web[0]", "replace",
                    [
                        attribute("ami", "\"ami-0aaa\"", "\"ami-0bbb\"", forces: true),
                        attribute("user_data", nil, nil, isSensitive: true),
                        attribute("public_ip", "\"52.0.0.1\"", nil, isUnknown: true),
                    ], reason: "an attribute cannot be changed in place"),
                change(
                    "module.network.aws_security_group_rule.ingress[\"https\"]", "update",
                    [
                        attribute("cidr_blocks", "[\"10.0.0.0/8\"]", "[\"10.0.0.0/8\",\"192.168.0.0/16\"]"),
                        attribute("tags.Name", JSON.string(text("old")).text, "\"new\""),
                    ]),
                change(
                    "aws_s3_bucket.legacy", "delete", [attribute("bucket", "\"legacy-bucket\"", nil)],
                    reason: "it is no longer in the configuration"),
            ],
            drift: [change("aws_vpc.main", "update", [attribute("tags.Owner", "\"ada\"", "\"nobody\"")])],
            outputs: [attribute("url", "\"http://shop.example\"", "\"https://shop.example\"")], raw: nil)
    }

    private func change(
        _ address: String, _ action: String, _ attributes: [PlannedAttribute], reason: String? = nil
    ) -> PlannedChange {
        PlannedChange(
            address: text(address), type: "aws_thing", action: action, reason: reason, previousAddress: nil,
            attributes: attributes)
    }

    private func attribute(
        _ path: String, _ before: String?, _ after: String?, isUnknown: Bool = false,
        isSensitive: Bool = false,
        forces: Bool = false
    ) -> PlannedAttribute {
        PlannedAttribute(
            path: path, before: before, after: after, isUnknown: isUnknown, isSensitive: isSensitive,
            forcesReplacement: forces)
    }

    /// What a run has said, and, for the live one, goes on saying until it ends.
    func story(_ run: Run, after: Int?) -> AsyncThrowingStream<Streamed<DeploymentEvent>, any Error> {
        let past = past(run)
        let next = Counter(after.map { $0 + 1 } ?? 0)
        return AsyncThrowingStream { [self] in
            let place = next.take()
            if place < past.count { return Streamed(cursor: String(place), element: past[place]) }
            guard run == .live, place < past.count + 12 else {
                if [.waiting, .waitingProduction, .stopped].contains(run) {
                    try await Task.sleep(for: .seconds(600))
                }
                return nil
            }
            try await Task.sleep(for: .milliseconds(150))
            let isLast = place == past.count + 11
            if isLast { ended.withLock { _ = $0.insert(run.id) } }
            return Streamed(
                cursor: String(place),
                element: DeploymentEvent(
                    kind: isLast ? .status : .log, at: now,
                    text: isLast
                        ? "completed" : "aws_instance.web[\(place)]: Still creating... [00m\(place)s elapsed]"
                ))
        }
    }

    private func past(_ run: Run) -> [DeploymentEvent] {
        let start = self.run(run).created
        var events: [DeploymentEvent] = []
        func say(_ kind: DeploymentEvent.Kind, _ text: String) {
            events.append(DeploymentEvent(kind: kind, at: start + .seconds(events.count * 3), text: text))
        }
        say(.status, "queued")
        guard run != .queued else { return events }
        say(.status, "validating")
        say(.log, "Success! The configuration is valid.")
        say(.status, "planning")
        say(.log, text("aws_vpc.main: Refreshing state... [id=vpc-0a1b2c]"))
        say(.log, "Plan: 3 to add, 1 to change, 1 to destroy.")
        if run == .planOnly { say(.status, "completed") }
        guard run != .planOnly else { return events }
        if run == .stopped { say(.status, "awaitingOverride") }
        guard run != .stopped else { return events }
        say(.status, "awaitingApproval")
        guard run != .waiting, run != .waitingProduction else { return events }
        if run != .cancelled { say(.status, "applying") }
        if run == .failed { say(.log, "Error: creating EC2 Instance: InvalidAMIID.NotFound") }
        switch run {
        case .failed: say(.status, "failed")
        case .cancelled: say(.status, "cancelled")
        case .completed, .rollback: say(.status, "completed")
        default: say(.log, "aws_sqs_queue.orders: Creating...")
        }
        return events
    }
}

/// Counts up; its one reader never asks twice at once.
final class Counter: @unchecked Sendable {
    private var next: Int
    init(_ first: Int) { next = first }
    func take() -> Int {
        defer { next += 1 }
        return next
    }
}
