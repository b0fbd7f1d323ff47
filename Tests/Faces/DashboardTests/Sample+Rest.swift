import AuditAPI
import Bus
import DriftAPI
import Faults
import MonitoringAPI
import ProvidersAPI
import RemediationAPI
import Values
import Vocabulary

extension Sample {
    var driftedScan: AnalysisID { fixed(0x71) }
    var cleanScan: AnalysisID { fixed(0x72) }
    var runningScan: AnalysisID { fixed(0x73) }
    var failedScan: AnalysisID { fixed(0x74) }

    private var analyses: [Analysis] {
        [
            analysis(runningScan, development, .running),
            analysis(driftedScan, staging, .completed, findings: findings),
            analysis(failedScan, production, .failed),
            analysis(cleanScan, production, .completed),
        ]
    }

    private var findings: [Finding] {
        [
            Finding(
                id: fixed(0x81), address: text("aws_security_group.web"), type: "aws_security_group",
                kind: .changed,
                attributes: [
                    DriftedAttribute(
                        path: "ingress[0].cidr_blocks", recorded: "[\"10.0.0.0/8\"]",
                        found: JSON.array([.string(text("0.0.0.0/0"))]).text, isSensitive: false),
                    DriftedAttribute(
                        path: "tags.Owner", recorded: "\"shop\"", found: nil, isSensitive: false),
                    DriftedAttribute(path: "secret", recorded: nil, found: nil, isSensitive: true),
                ],
                risk: Risk(
                    severity: .critical, category: .exposure,
                    why: "It lets the whole internet reach what only some should."), cause: "c1",
                since: ago(7200)),
            Finding(
                id: fixed(0x82), address: "aws_sqs_queue.orders", type: "aws_sqs_queue", kind: .missing,
                attributes: [],
                risk: Risk(
                    severity: .critical, category: .dataLoss, why: "It is gone, perhaps with its data."),
                cause: "c2"),
            Finding(
                id: fixed(0x83), address: text("aws_kms_key.orders"), type: "aws_kms_key", kind: .notChecked,
                attributes: [], cause: "c3", reason: text("AccessDenied: not allowed to kms:DescribeKey")),
        ]
    }

    private var causes: [Cause] {
        [
            Cause(
                id: "c1", title: text("ingress.cidr_blocks of aws_security_group changed"), kind: .changed,
                severity: .critical, findings: [fixed(0x81)], examples: ["aws_security_group.web"]),
            Cause(
                id: "c2", title: "aws_sqs_queue gone", kind: .missing, severity: .high,
                findings: [fixed(0x82)], examples: ["aws_sqs_queue.orders"]),
            Cause(
                id: "c3", title: "not looked at: AccessDenied", kind: .notChecked, severity: .low,
                findings: [fixed(0x83)], examples: ["aws_kms_key.orders"]),
        ]
    }

    private func analysis(
        _ id: AnalysisID, _ workspace: WorkspaceID, _ status: Analysis.Status, findings: [Finding] = []
    ) -> Analysis {
        Analysis(
            id: id, workspace: workspace, status: status, started: ago(600),
            ended: status == .running ? nil : ago(577), stateSerial: 4, resources: 18, findings: findings,
            causes: findings.isEmpty ? [] : causes,
            failure: status == .failed ? text("The cloud refused the credentials of the connection.") : nil,
            method: status == .completed ? .hosted : nil)
    }

    func answerDrift() {
        query(ListAnalyses.self) { [self] (request) throws(Fault) in
            page(analyses.filter { request.workspace == nil || $0.workspace == request.workspace })
        }
        query(GetAnalysis.self) { [self] (request) throws(Fault) in
            guard let found = analyses.first(where: { $0.id == request.analysis }) else {
                throw .unknown("report")
            }
            return found
        }
        query(ListWatches.self) { [self] (request) throws(Fault) in
            guard request.workspace == staging else { return page([]) }
            return page([
                Watch(
                    workspace: staging, every: 60, author: text("ada@example.com"), created: ago(7200),
                    looked: ago(30), analysis: driftedScan, failure: nil)
            ])
        }
        query(VisualizeTopology.self) { [self] (request) throws(Fault) in
            guard request.workspace == staging else {
                return Topology(groups: [], lines: [], width: 48, height: 48)
            }
            func node(_ name: String, _ y: Int, _ finding: Finding.Kind? = nil) -> TopologyNode {
                TopologyNode(
                    address: text("aws_subnet." + name), label: text(name),
                    frame: TopologyFrame(x: 30, y: y, width: 168, height: 26), finding: finding,
                    severity: finding == nil ? nil : .high, needs: [text("aws_vpc.main")])
            }
            return Topology(
                groups: [
                    TopologyGroup(
                        name: text("aws_subnet"), frame: TopologyFrame(x: 24, y: 24, width: 180, height: 100),
                        nodes: [node("a", 54), node("b", 86, .changed)]),
                    TopologyGroup(
                        name: text("aws_vpc"), frame: TopologyFrame(x: 292, y: 24, width: 180, height: 68),
                        nodes: [
                            TopologyNode(
                                address: text("aws_vpc.main"), label: text("main"),
                                frame: TopologyFrame(x: 298, y: 54, width: 168, height: 26), finding: nil,
                                severity: nil, needs: [])
                        ]),
                ],
                lines: [
                    TopologyLine(
                        from: text("aws_subnet"), to: text("aws_vpc"), count: 2,
                        path: "M204 39C248 39 248 39 292 39")
                ], width: 496, height: 148)
        }
        query(GetDriftTrend.self) { (_) throws(Fault) in
            DriftTrend(
                days: (1...30).map { day in
                    DriftTrend.Day(
                        day: "2026-10-" + (day < 10 ? "0" : "") + String(day), scans: day % 5 == 0 ? 0 : 3,
                        found: day % 4, mended: day % 3, open: day % 7)
                }, open: 3, secondsToDetect: 420, secondsToMend: 7260)
        }
        query(ListRisks.self) { [self] (_) throws(Fault) in
            page([
                RiskCount(
                    severity: .critical, category: .exposure, findings: 1,
                    why: "It lets the whole internet reach what only some should.",
                    examples: [text("aws_security_group.web")]),
                RiskCount(
                    severity: .low, category: .ownership, findings: 1,
                    why: "Owners, costs and rules that go by tags may miss it.", examples: []),
            ])
        }
        query(ListStrategies.self) { [self] (_) throws(Fault) in
            page([
                Strategy(
                    kind: .revert, summary: "Deploy the configuration that was applied last again.",
                    risk: "Whatever was changed behind Terraform's back is undone.", seconds: 30,
                    steps: ["terraform plan -target='aws_security_group.web'", "terraform apply"],
                    addresses: [text("aws_security_group.web")], refused: [:]),
                Strategy(
                    kind: .accept, summary: "Write what was found into the configuration and the state.",
                    risk: "Nothing in the cloud changes.", seconds: 22,
                    steps: ["change main.tf:\n-  owner = \"shop\"\n"], addresses: [],
                    refused: ["aws_sqs_queue.orders": text("only changed resources can be accepted")]),
                Strategy(
                    kind: .ignore, summary: "Keep it out of counts and alarms for thirty days.",
                    risk: "It stays as it is.", seconds: 1, steps: [], addresses: ["aws_sqs_queue.orders"],
                    refused: [:]),
            ])
        }
        command(ScanDrift.self) { [self] (_) throws(Fault) in Sample.ticket("drift", runningScan.text) }
        command(Remediate.self) { (_) throws(Fault) in Sample.ticket("remediation", UUIDv7.next().text) }
        query(RemediationHistory.self) { [self] (_) throws(Fault) in
            page([
                RemediationRecord(
                    id: fixed(0x91), analysis: driftedScan, workspace: staging, strategy: .revert,
                    isDryRun: true,
                    status: .completed, author: text("ada@acme.example"), started: ago(300), ended: ago(280),
                    deployment: Run.planOnly.id, addresses: ["aws_security_group.web"], failure: nil),
                RemediationRecord(
                    id: fixed(0x92), analysis: driftedScan, workspace: staging, strategy: .revert,
                    isDryRun: false,
                    status: .failed, author: "ada@acme.example", started: ago(200), ended: ago(180),
                    deployment: nil, addresses: [], failure: text("The workspace was locked.")),
            ])
        }
    }

    /// The jobs of running scans and looks.
    private func answerJobs() {
        for context in ["drift", "inventory"] {
            node.locate(context + "-job") { [tenant] (_, asked) async throws(Fault) in
                asked == tenant ? Location(tenant: tenant, project: nil, workspace: nil) : nil
            }
            node.handle(GetJob.self, as: context + ".jobs.get") { [self] (request, _) async throws(Fault) in
                job(request.job, done: 12)
            }
            node.handle(stream: FollowJob.self, as: context + ".jobs.follow") {
                [self] (request, _) async throws(Fault) in
                // It gets on by four a second, to the last but one, and stays there.
                let next = Counter(request.after.flatMap { Int($0) } ?? 12)
                return AsyncThrowingStream { [self] in
                    let done = next.take()
                    try await Task.sleep(for: done < 39 ? .milliseconds(250) : .seconds(600))
                    return Streamed(cursor: String(done), element: job(request.job, done: done))
                }
            }
        }
    }

    private func job(_ id: JobID, done: Int) -> JobStatus {
        JobStatus(
            job: id, action: "drift.scan", state: .running, id: id.uuid.text, steps: [], result: nil,
            failure: nil, started: ago(20), ended: nil,
            progress: JobProgress(stage: text("reading"), done: done, total: 40))
    }

    func answerRest() {
        answerJobs()
        query(DescribeToolchain.self) { (_) throws(Fault) in
            ToolchainReport(
                tool: "terraform", version: "1.9.8",
                mirrored: ["registry.terraform.io/hashicorp/aws", "registry.terraform.io/hashicorp/random"])
        }
        query(CheckReadiness.self) { [self] (_) throws(Fault) in
            ReadinessReport(
                isReady: true,
                dependencies: [
                    Dependency(name: "store", isWell: true, note: "4 ms"),
                    Dependency(name: "registry", isWell: false, note: text("out of reach")),
                ])
        }
        query(VerifyAudit.self) { (_) throws(Fault) in
            AuditVerdict(
                isIntact: true, records: 128, head: String(repeating: "9e", count: 32), firstBroken: nil)
        }
        query(SearchAudit.self) { [self] (request) throws(Fault) in
            guard !isEmpty else { return Page(items: [], next: nil) }
            if request.cursor != nil { return Page(items: [record(1, .done)], next: nil) }
            let all = [record(128, .done), record(127, .refused), record(126, .failed), record(125, .done)]
                .filter { request.outcome == nil || $0.entry.outcome == request.outcome }
            return Page(items: all, next: "125")
        }
    }

    private func record(_ sequence: Int, _ outcome: AuditEntry.Outcome) -> AuditRecord {
        AuditRecord(
            sequence: sequence,
            entry: AuditEntry(
                id: fixed(0x1000 + UInt64(sequence)), at: ago(Int64(130 - sequence) * 500), tenant: tenant,
                principal: user.text, principalName: text("ada@acme.example"),
                principalKind: sequence == 125 ? .token : .user, remote: "192.0.2.7",
                action: "deployments.approve",
                subject: text("deployment/\(Run.completed.id)"), outcome: outcome,
                code: outcome == .done ? nil : "identity.forbidden", before: nil,
                after: JSON.object(["comment": .string(text("ship it"))]).text,
                trace: "4bf92f3577b34da6a3ce929d0e0e4736"),
            hash: String(repeating: "7a", count: 32))
    }
}
