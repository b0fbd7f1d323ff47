import DriftAPI
import Testing
import Values
import Vocabulary

@testable import Drift

/// Findings as scans make them.
private func finding(
    _ address: String, _ attributes: [(String, String?, String?)] = [], kind: Finding.Kind = .changed,
    reason: String? = nil
) -> Finding {
    let type = String(address.split(separator: ".").dropLast().last ?? "")
    return Finding(
        id: .next(), address: address, type: type, kind: kind,
        attributes: attributes.map { path, recorded, found in
            DriftedAttribute(
                path: path, recorded: recorded, found: found, isSensitive: false,
                risk: RiskRules.judge(
                    type: type, path: path, recorded: recorded, found: found, isSensitive: false))
        }, risk: kind == .missing ? RiskRules.missing(type) : nil, reason: reason)
}

@Suite("Risks of drift") struct RiskRulesTests {
    @Test(arguments: [
        (
            "aws_security_group", "ingress[0].cidr_blocks", "[\"10.0.0.0/8\"]", "[\"0.0.0.0/0\"]",
            Risk.Severity.critical, Risk.Category.exposure
        ),
        (
            "aws_security_group", "ingress[0].cidr_blocks", "[\"0.0.0.0/0\"]", "[\"10.0.0.0/8\"]", .high,
            .exposure
        ),
        ("aws_s3_bucket_public_access_block", "block_public_acls", "true", "false", .critical, .exposure),
        ("aws_s3_bucket_public_access_block", "block_public_acls", "false", "true", .low, .behaviour),
        ("aws_db_instance", "storage_encrypted", "true", "false", .high, .encryption),
        (
            "aws_iam_role_policy", "policy", "\"{}\"", "\"{\\\"Principal\\\":\\\"*\\\"}\"", .critical,
            .identity
        ),
        (
            "aws_s3_bucket_versioning", "versioning_configuration[0].status", "\"Enabled\"", "\"Suspended\"",
            .high, .dataLoss
        ),
        ("aws_instance", "instance_type", "\"t3.micro\"", "\"m5.24xlarge\"", .medium, .cost),
        ("aws_sqs_queue", "tags[\"policy\"]", "\"a\"", "\"b\"", .low, .ownership),
        ("aws_sqs_queue", "visibility_timeout_seconds", "30", "60", .medium, .availability),
        ("google_compute_firewall", "source_ranges", "[]", "[\"0.0.0.0/0\"]", .critical, .exposure),
        ("azurerm_storage_account", "min_tls_version", "\"TLS1_2\"", "\"TLS1_0\"", .high, .encryption),
        ("aws_sqs_queue", "something_new", "1", "2", .low, .behaviour),
    ])
    func `go by what the attribute does and which way it changed`(
        type: String, path: String, recorded: String, found: String, severity: Risk.Severity,
        category: Risk.Category
    ) {
        let risk = RiskRules.judge(
            type: type, path: path, recorded: recorded, found: found, isSensitive: false)
        #expect(risk.severity == severity && risk.category == category, "\(risk)")
    }

    @Test func `know names from keys and indexes`() {
        #expect(RiskRules.names(of: "ingress[0].tags[\"a.b\"].c") == ["ingress", "tags", "a.b", "c"])
        #expect(RiskRules.names(of: "tags.Owner") == ["tags", "Owner"])
    }

    @Test func `of what is gone are graver where data was`() {
        #expect(RiskRules.missing("aws_s3_bucket").category == .dataLoss)
        #expect(RiskRules.missing("aws_route").severity == .high)
    }
}

@Suite("Causes") struct CausesTests {
    @Test func `make a thousand findings five rows`() {
        var findings: [Finding] = []
        for index in 0..<400 {
            findings.append(
                finding(
                    "aws_sqs_queue.q\(index)",
                    [("tags[\"Owner\"]", "\"a\"", nil), ("tags_all[\"Owner\"]", "\"a\"", nil)]))
            findings.append(finding("aws_sns_topic.t\(index)", [("tags[\"Owner\"]", "\"a\"", nil)]))
        }
        for index in 0..<100 {
            findings.append(finding("aws_instance.i\(index)", [("instance_type", "\"a\"", "\"b\"")]))
            findings.append(finding("module.old.aws_route.r\(index)", kind: .missing))
            findings.append(finding("aws_eip.e\(index)", kind: .notChecked, reason: "denied"))
        }
        findings.append(finding("aws_kms_key.k", [("policy", "1", "2")]))
        let (named, causes) = Causes.group(findings)
        #expect(causes.count == 5)
        #expect(causes.reduce(0) { $0 + $1.findings.count } == findings.count)
        #expect(causes.allSatisfy { $0.examples.count <= 3 && !$0.title.isEmpty })
        #expect(named.allSatisfy { finding in causes.contains { $0.id == finding.cause } })
        let tags = causes.first { $0.findings.count == 800 }
        #expect(tags?.title == "tags.Owner was removed in 800 places")
        #expect(causes.map(\.severity) == causes.map(\.severity).sorted(by: >))
    }

    @Test func `are the same whatever the order`() {
        let findings = (0..<20).map {
            finding("aws_sqs_queue.q\($0)", [("tags[\"a\"]", "1", String($0 % 3))])
        }
        let one = Set(Causes.group(findings).causes.map(\.title))
        #expect(one == Set(Causes.group(findings.reversed()).causes.map(\.title)))
        #expect(one.count == 3)
    }
}

@Suite("Drift over time") struct EpisodeTests {
    private let workspace = WorkspaceID.next()
    private func at(_ hour: Int64) -> Timestamp { Timestamp(milliseconds: hour * 3_600_000) }

    /// Scans one after the other, as the service does.
    private func course(_ scans: [(Int64, [Finding])]) -> [Episode] {
        var (all, last) = ([Episode](), Timestamp?.none)
        for (hour, findings) in scans {
            let step = EpisodeStep(
                open: all.filter { $0.mended == nil }, findings: findings, workspace: workspace,
                analysis: .next(), now: at(hour), cleanBefore: last)
            for index in all.indices where all[index].mended == nil && step.mended.contains(all[index].place)
            {
                all[index].mended = at(hour)
            }
            all += step.opened
            last = at(hour)
        }
        return all
    }

    @Test func `what comes back is a pattern, and what could not be looked at stays open`() {
        let drift = finding("aws_sqs_queue.q", [("delay_seconds", "0", "9")])
        let blind = finding("aws_sqs_queue.q", kind: .notChecked, reason: "throttled")
        let episodes = course([(0, []), (9, [drift]), (10, [blind]), (11, []), (33, [drift]), (34, [drift])])
        #expect(episodes.count == 2)
        #expect(episodes[0].found == at(9) && episodes[0].mended == at(11))
        #expect(episodes[1].mended == nil && episodes[1].cleanBefore == at(11))
        let patterns = Insight.patterns(episodes)
        #expect(patterns.count == 1)
        #expect(patterns[0].times == 2 && patterns[0].hour == 9 && patterns[0].isOpen)
        // 1 and 2 January 1970: Thursday before Friday.
        #expect(patterns[0].weekday == 4)
        #expect(Insight.risks(episodes).map(\.findings) == [1])
    }

    @Test func `a trend counts what was found, mended and open, day by day`() {
        let a = finding("aws_sqs_queue.a", [("delay_seconds", "0", "9")])
        let b = finding("aws_sqs_queue.b", kind: .missing)
        let episodes = course([(1, []), (2, [a]), (25, [a, b]), (49, [b]), (50, [])])
        let trend = Insight.trend(episodes, scans: [at(2), at(25), at(49)], days: 4, now: at(73))
        #expect(trend.days.map(\.day) == ["1970-01-01", "1970-01-02", "1970-01-03", "1970-01-04"])
        #expect(trend.days.map(\.found) == [1, 1, 0, 0])
        #expect(trend.days.map(\.mended) == [0, 0, 2, 0])
        #expect(trend.days.map(\.open) == [1, 2, 0, 0])
        #expect(trend.days.map(\.scans) == [1, 1, 1, 0])
        #expect(trend.open == 0)
        #expect(trend.secondsToMend == 47 * 3600)
    }

    @Test func `a suppressed finding opens nothing`() {
        var accepted = finding("aws_sqs_queue.a", [("delay_seconds", "0", "9")])
        accepted.suppression = .next()
        #expect(course([(1, [accepted])]).isEmpty)
    }
}

@Suite("Suppressions") struct SuppressionTests {
    private let workspace = WorkspaceID.next()

    private func rule(_ address: String, _ path: String? = nil, in workspace: WorkspaceID? = nil)
        -> Suppression
    {
        Suppression(
            id: .next(), workspace: workspace, address: address, path: path, reason: "r", owner: "o",
            author: "a",
            created: Timestamp(milliseconds: 0), until: Timestamp(milliseconds: 10), ended: nil)
    }

    @Test func `cover what their patterns say and nothing else`() {
        let group = finding("aws_autoscaling_group.web", [("desired_capacity", "2", "5")])
        #expect(rule("aws_autoscaling_group.*").covers(group, in: workspace))
        #expect(rule("*.web", "desired_*").covers(group, in: workspace))
        #expect(!rule("aws_autoscaling_group.we").covers(group, in: workspace))
        #expect(!rule("*", "tags.*").covers(group, in: workspace))
        #expect(!rule("*", in: .next()).covers(group, in: workspace))
        let both = finding("a.b", [("desired_capacity", "2", "5"), ("tags[\"x\"]", "1", "2")])
        #expect(!rule("*", "tags*").covers(both, in: workspace))
        #expect(rule("a*b*", "*").covers(both, in: workspace))
    }

    @Test func `end on their day, or before`() {
        #expect(rule("*").isActive(at: Timestamp(milliseconds: 9)))
        #expect(!rule("*").isActive(at: Timestamp(milliseconds: 10)))
    }
}
