import Foundation
import KernelTesting
import Testing
import Values

/// Over forty types of AWS resources, two hundred changes behind Terraform's back, and what can be done about
/// them; the real Terraform CLI, the real AWS provider, a simulated AWS.
@Suite(
    "Drift of a world", .serialized,
    .enabled(
        if: terraform != nil && Simulator.isPresent && Simulator.hasProvider,
        "terraform, the simulator or a mirror with the AWS provider is not on this machine"))
struct DriftJourneys {
    private static let provider = """
        terraform {
          required_providers {
            aws = { source = "hashicorp/aws" }
          }
        }
        variable "region" {
          default = "eu-central-1"
        }
        provider "aws" {
          region            = var.region
          s3_use_path_style = tobool("true")
        }
        provider "aws" {
          alias  = "west"
          region = replace(var.region, "central", "west")
        }
        resource "aws_sns_topic" "west" {
          provider     = aws.west
          name         = "west"
          display_name = "West"
        }
        """

    private static func file(_ name: String) throws -> String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: folder.appendingPathComponent("drift/" + name), encoding: .utf8)
    }

    /// `address` and the attribute's first name; the address alone for what is gone.
    private static func places(_ findings: JSON?, _ name: String) -> Set<String> {
        Set(
            (findings?.arrayValue ?? []).flatMap { finding -> [String] in
                let address = finding["address"]?.stringValue ?? ""
                if finding["kind"] == "missing" || finding["action"] == "delete" { return [address] }
                return (finding["attributes"]?.arrayValue ?? []).filter { !isNothing($0, name) }.map {
                    let path = $0["path"]?.stringValue ?? ""
                    return address + " " + String(path.prefix { $0 != "." && $0 != "[" })
                }
            })
    }

    /// Null against empty, which Terraform's plan tells too.
    private static func isNothing(_ attribute: JSON, _ name: String) -> Bool {
        let empty: [JSON] = [.null, "null", "[]", "{}", "\"\""]
        return name == "plan" && attribute["isSensitive"] != true
            && empty.contains(attribute["before"] ?? .null) && empty.contains(attribute["after"] ?? .null)
    }

    @Test("is found as Terraform's own refresh finds it, grouped by cause, and put right as one wishes")
    func world() async throws {
        let it = try await CloudWatcher()
        let configuration = try await it.house.upload(
            ["provider.tf": Self.provider, "world.tf": try Self.file("world.tf")], as: it.ada)
        let made = try await it.deploy(["configuration": configuration])
        #expect(made["plan"]?["add"] == 126)
        let clean = try await it.scan()
        #expect(clean["method"] == "hosted" && clean["findings"] == [], "\(clean)")

        try await it.simulator.python(try Self.file("changes.py"))
        let report = try await it.scan()
        #expect(report["method"] == "hosted" && report["resources"] == 126)
        let plan = try await it.deploy(["planOnly": true, "refreshOnly": true])
        let told = try await it.house.send(
            "GET", "/api/v1/deployments/\(plan.text("id"))/plan", as: it.ada)
        let (ours, theirs) = (Self.places(report["findings"], "scan"), Self.places(told["drift"], "plan"))
        let both = ours.intersection(theirs)
        #expect(theirs.count > 100)
        let (recall, precision) = (
            Double(both.count) / Double(theirs.count), Double(both.count) / Double(ours.count)
        )
        #expect(recall >= 0.99, "not found: \(theirs.subtracting(ours).sorted())")
        #expect(precision >= 0.98, "invented: \(ours.subtracting(theirs).sorted())")
        print("drift: \(both.count) of \(theirs.count) places found, \(ours.count) told, 126 resources")

        let findings = report["findings"]?.arrayValue ?? []
        let causes = report["causes"]?.arrayValue ?? []
        #expect(!causes.isEmpty && causes.count < findings.count)
        #expect(causes.first?["severity"] == "critical")
        #expect(findings.allSatisfy { $0["risk"]?["severity"] != nil && $0["cause"] != nil })
        let risks = try await it.house.send("GET", "/api/v1/risks", as: it.ada)
        #expect(risks["items"]?[0]?["severity"] == "critical")
        try await puttingRight(it)
        await it.stop()
    }

    private func puttingRight(_ it: CloudWatcher) async throws {
        func change(_ name: String) async throws {
            try await it.simulator.python(
                """
                sns = boto3.client('sns', region_name='eu-west-1')
                arn = sns.list_topics()['Topics'][0]['TopicArn']
                sns.set_topic_attributes(TopicArn=arn, AttributeName='DisplayName', AttributeValue='\(name)')
                """)
        }
        func west(_ report: JSON) -> JSON? {
            report["findings"]?.arrayValue?.first { $0["address"] == "aws_sns_topic.west" }
        }
        func name() async throws -> JSON? {
            let state = try await it.house.send("GET", "/api/v1/workspaces/\(it.workspace)/state", as: it.ada)
            return state["resources"]?.arrayValue?.first { $0["address"] == "aws_sns_topic.west" }?[
                "attributes"]?[
                    "display_name"]
        }
        // What was found becomes what is recorded and configured; nothing else is touched.
        try await change("Wild ${West}")
        var report = try await it.scan()
        var body: JSON = ["analysis": report["id"] ?? .null, "findings": [west(report)?["id"] ?? .null]]
        body["strategy"] = "accept"
        body["dryRun"] = true
        let dry = try await it.remediate(body)
        #expect(dry["status"] == "completed", "\(dry)")
        let diff = dry["patch"]?[0]?["diff"]?.stringValue ?? ""
        #expect(diff.contains("-  display_name = \"West\"") && diff.contains("\"Wild $${West}\""), "\(diff)")
        #expect(try await name() == "West")
        body["dryRun"] = false
        body["reason"] = "it is wild"
        let accepted = try await it.remediate(body)
        #expect(
            accepted["status"] == "completed" && accepted["steps"]?[0]?["outcome"] == "done", "\(accepted)")
        #expect(try await name() == "Wild ${West}")
        let others = Self.places(report["findings"], "scan").count
        report = try await it.scan()
        #expect(west(report) == nil)
        #expect(Self.places(report["findings"], "scan").count == others - 1)

        // Put back, and taken back.
        try await change("Far")
        report = try await it.scan()
        body = ["analysis": report["id"] ?? .null, "findings": [west(report)?["id"] ?? .null]]
        let reverted = try await it.remediate(body)
        #expect(reverted["status"] == "completed", "\(reverted)")
        report = try await it.scan()
        #expect(west(report) == nil)
        let back = try await it.remediate(
            ["remediation": reverted["id"] ?? .null], at: "/api/v1/remediate/rollback")
        #expect(back["status"] == "completed" && back["rollbackOf"] == reverted["id"], "\(back)")
        #expect(try await name() == "Far")

        // Accepted until a day, without a word of alarm.
        try await change("Farther")
        report = try await it.scan()
        body = [
            "analysis": report["id"] ?? .null, "findings": [west(report)?["id"] ?? .null],
            "strategy": "ignore",
            "reason": "they try names",
        ]
        #expect(try await it.remediate(body)["status"] == "completed")
        report = try await it.scan()
        #expect(west(report)?["suppression"]?.stringValue != nil)
        let patterns = try await it.house.send("GET", "/api/v1/patterns", as: it.ada)
        let again = patterns["items"]?.arrayValue?.first { $0["address"] == "aws_sns_topic.west" }
        #expect(again?["times"] == 2 || again?["times"] == 3, "\(patterns.json)")
    }
}
