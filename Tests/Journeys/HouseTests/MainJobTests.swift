import Foundation
import KernelTesting
import Testing
import Values

/// The main job with the real Terraform CLI, the real AWS provider and a simulated AWS.
@Suite(
    "The main job", .serialized,
    .enabled(
        if: terraform != nil && Simulator.isPresent && Simulator.hasProvider,
        "terraform, the simulator or a mirror with the AWS provider is not on this machine"))
struct MainJobTests {
    static let blueprint = """
        name: small-shop
        variables:
          stage: {allowed: [staging, production]}
          days: {type: number, default: 14}
        resources:
          network:
            type: aws_vpc
            properties: {cidr_block: 10.9.0.0/16, tags: {Name: "shop-${var.stage}"}}
          web:
            type: aws_security_group
            properties: {name: web, description: web, vpc_id: "${resources.network.id}"}
          https:
            type: aws_vpc_security_group_ingress_rule
            properties:
              security_group_id: "${resources.web.id}"
              cidr_ipv4: 0.0.0.0/0
              ip_protocol: tcp
              from_port: 443
              to_port: 443
          log:
            type: aws_cloudwatch_log_group
            properties: {name: "/shop/${var.stage}", retention_in_days: "${var.days}"}
        outputs:
          network: "${resources.network.id}"
        """

    @Test("a blueprint is deployed, drifts, is put right and rolled back", arguments: Topology.allCases)
    func journey(topology: Topology) async throws {
        let simulator = try await Simulator()
        let house = try await TestHouse(topology)
        let ada = try await house.setUp()
        let connection = try await house.send(
            "PUT", "/api/v1/connections/simulated",
            [
                "region": "eu-central-1", "accessKey": "k", "secretKey": "very-secret-key",
                "endpoint": .string(simulator.address),
            ], as: ada)
        #expect(!connection.json.text.contains("very-secret-key"))
        #expect(
            try await house.send("POST", "/api/v1/connections/simulated/test", [:], as: ada)["works"] == true)
        let workspace = try await house.workspace(
            ada, slug: "staging",
            [
                "environment": "staging", "settings": ["connection": connection["id"] ?? .null],
            ])
        let blueprint = try await publish(house, ada, "1.0.0", Self.blueprint)

        let first = try await deploy(
            house, ada,
            [
                "workspace": .string(workspace), "blueprint": .string(blueprint), "version": "1.0.0",
                "variables": ["stage": "staging"],
            ])
        #expect(first["plan"]?["add"] == 4)
        #expect(first["outputs"]?["network"]?.stringValue?.hasPrefix("vpc-") == true)

        try await simulator.python(
            """
            boto3.client('logs').put_retention_policy(logGroupName='/shop/staging', retentionInDays=3)
            """)
        let report = try await scan(house, ada, workspace)
        #expect(report["method"] == "hosted")
        let findings = report["findings"]?.arrayValue ?? []
        #expect(findings.map { $0["address"]?.stringValue } == ["aws_cloudwatch_log_group.log"])
        #expect(
            findings.first?["attributes"]?.arrayValue?.map { $0["path"]?.stringValue } == [
                "retention_in_days"
            ])
        #expect(
            findings.first?["attributes"]?[0]?["recorded"] == "14"
                && findings.first?["attributes"]?[0]?["found"] == "3")

        let fix = try await house.send(
            "POST", "/api/v1/remediate", ["analysis": report["id"] ?? .null], as: ada)
        #expect(fix.status == 202, "\(fix.json)")
        let repair = try await newestRun(house, ada, workspace, after: first.text("id"))
        #expect(try await finish(house, ada, repair).text("status") == "completed")
        #expect(try await scan(house, ada, workspace)["findings"]?.arrayValue?.isEmpty == true)

        let wider = Self.blueprint.replacingOccurrences(of: "default: 14", with: "default: 30")
        _ = try await publish(house, ada, "1.1.0", wider)
        let second = try await deploy(
            house, ada,
            [
                "workspace": .string(workspace), "blueprint": .string(blueprint), "version": "1.1.0",
                "variables": ["stage": "staging"],
            ])
        #expect(second["plan"]?["change"] == 1)
        let back = try await house.send(
            "POST", "/api/v1/deployments/\(first.text("id"))/rollback", [:], as: ada)
        let rolled = try await finish(house, ada, back.text("id"))
        #expect(rolled["source"]?["version"] == "1.0.0" && rolled.text("status") == "completed")

        let destroy = try await deploy(
            house, ada,
            [
                "workspace": .string(workspace), "destroy": true, "planOnly": true,
            ])
        #expect(destroy["plan"]?["destroy"] == 4)
        #expect(
            try await house.send("GET", "/api/v1/workspaces/\(workspace)/state", as: ada)["resources"]?
                .arrayValue?.count == 4)
        let audit = try await house.send("GET", "/api/v1/audit/verify", as: ada)
        #expect(audit["isIntact"] == true)
        await house.stop()
        await simulator.stop()
    }

    private func publish(_ house: TestHouse, _ token: String, _ version: String, _ yaml: String) async throws
        -> String
    {
        let made = try await house.send(
            "POST", "/api/v1/blueprints/import", as: token, bytes: Array(yaml.utf8))
        try #require(made.status == 200, "\(made.json)")
        let published = try await house.send(
            "POST", "/api/v1/blueprints/\(made.text("id"))/versions", ["version": .string(version)], as: token
        )
        try #require(published.status == 201, "\(published.json)")
        return made.text("id")
    }

    private func deploy(_ house: TestHouse, _ token: String, _ body: JSON) async throws -> TestHouse.Answer {
        let ticket = try await house.send("POST", "/api/v1/deployments", body, as: token)
        try #require(ticket.status == 202, "\(ticket.json)")
        let done = try await finish(house, token, ticket.text("id"))
        #expect(done.text("status") == "completed", "\(done["failure"]?.text ?? "")")
        return done
    }

    /// Approves when the run asks for it, and waits for its end.
    private func finish(_ house: TestHouse, _ token: String, _ run: String) async throws -> TestHouse.Answer {
        let planned = try await house.wait(for: run, "awaitingApproval", as: token)
        guard planned.text("status") == "awaitingApproval" else { return planned }
        _ = try await house.send("POST", "/api/v1/deployments/\(run)/approve", [:], as: token)
        return try await house.wait(for: run, "completed", as: token)
    }

    private func scan(_ house: TestHouse, _ token: String, _ workspace: String) async throws -> JSON {
        let ticket = try await house.send(
            "POST", "/api/v1/analyze", ["workspace": .string(workspace)], as: token)
        while true {
            let report = try await house.send("GET", "/api/v1/analysis/\(ticket.text("id"))", as: token)
            if report.text("status") != "running" { return report.json }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private func newestRun(
        _ house: TestHouse, _ token: String, _ workspace: String, after run: String
    ) async throws -> String {
        while true {
            let list = try await house.send(
                "GET", "/api/v1/deployments?workspace=\(workspace)&limit=10", as: token)
            let found = (list["items"]?.arrayValue ?? []).first {
                $0["isPlanOnly"] == false && $0["id"]?.stringValue != run
            }
            if let id = found?["id"]?.stringValue { return id }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
