import Foundation
import HTTP
import KernelTesting
import Testing
import Values

/// A workspace that is watched; the real Terraform CLI and AWS provider, a simulated AWS.
@Suite(
    "Watching", .serialized,
    .enabled(
        if: terraform != nil && Simulator.isPresent && Simulator.hasProvider,
        "terraform, the simulator or a mirror with the AWS provider is not on this machine"))
struct WatchJourneys {
    private static let configuration = """
        terraform {
          required_providers {
            aws = { source = "hashicorp/aws" }
          }
        }
        provider "aws" {
          region = "eu-central-1"
        }
        resource "aws_cloudwatch_log_group" "log" {
          name              = "watched"
          retention_in_days = 14
        }
        """

    /// Three calls about the log group, of which one changed it.
    private static func trail(_ body: String) -> Response? {
        guard body.contains("\"AttributeValue\":\"watched\"") else {
            return Response(status: 200, body: .bytes(Array(#"{"Events":[]}"#.utf8)))
        }
        func event(_ name: String, _ time: Int, _ more: String, isRead: Bool = false) -> String {
            let record =
                #"{\"userIdentity\":{\"arn\":\"arn:aws:iam::123456789012:user/mallory\"},"#
                + #"\"sourceIPAddress\":\"203.0.113.9\",\"userAgent\":\"console\"\#(more)}"#
            return
                #"{"EventId":"\#(time)","EventName":"\#(name)","EventTime":\#(time),"ReadOnly":"\#(isRead)","#
                + #""Username":"mallory","CloudTrailEvent":"\#(record)"}"#
        }
        let events = [
            event("DescribeLogGroups", 1_795_255_300, "", isRead: true),
            event("DeleteLogGroup", 1_795_255_260, #",\"errorCode\":\"AccessDenied\""#),
            event("PutRetentionPolicy", 1_795_255_200, ""), event("CreateLogGroup", 1_795_251_600, ""),
        ]
        return Response(
            status: 200, body: .bytes(Array("{\"Events\":[\(events.joined(separator: ","))]}".utf8)))
    }

    @Test("a change is found by itself, once, and so is its end; while somebody deploys nothing is told")
    func watches() async throws {
        let simulator = try await Simulator()
        // The simulator keeps no trail.
        let cloud = try CloudProxy(before: simulator.address) { call, body in
            call == "LookupEvents" ? Self.trail(body) : nil
        }
        let house = try await TestHouse(.oneProcess)
        let ada = try await house.setUp()
        let connection = try await house.send(
            "PUT", "/api/v1/connections/simulated",
            [
                "region": "eu-central-1", "accessKey": "k", "secretKey": "s",
                "endpoint": .string(cloud.address),
            ], as: ada)
        let workspace = try await house.workspace(
            ada, slug: "watched",
            ["settings": ["connection": connection["id"] ?? .null, "gates": [], "autoApply": true]])
        let configuration = try await house.upload(["main.tf": Self.configuration], as: ada)
        let run = try await house.send(
            "POST", "/api/v1/deployments",
            ["workspace": .string(workspace), "configuration": configuration], as: ada)
        let made = try await house.wait(for: run.text("id"), "completed", as: ada)
        try #require(made.text("status") == "completed", "\(made.json)")

        let path = "/api/v1/workspaces/\(workspace)/watch"
        let early = try await house.send("POST", path + "/notice", [:], as: ada)
        #expect(early.status == 404 && early.text("code") == "drift.not_watched")
        let refused = try await house.send("PUT", path, ["every": 0], as: ada)
        #expect(refused.text("code") == "drift.bad_watch")
        let watch = try await house.send("PUT", path, ["every": 1], as: ada)
        #expect(watch.status == 200 && watch["every"] == 1, "\(watch.json)")
        func findings() async throws -> [JSON] {
            let answer = try await house.send("GET", "/api/v1/findings?workspace=\(workspace)", as: ada)
            return answer["items"]?.arrayValue ?? []
        }
        func reports() async throws -> [JSON] {
            let answer = try await house.send("GET", "/api/v1/analysis?workspace=\(workspace)", as: ada)
            return answer["items"]?.arrayValue ?? []
        }
        func until(_ what: String, _ isSo: () async throws -> Bool) async throws {
            let began = ContinuousClock.now
            while try await !isSo() {
                try #require(ContinuousClock.now - began < .seconds(60), "\(what)")
                try await Task.sleep(for: .milliseconds(20))
            }
            print("watching: \(what) after \(ContinuousClock.now - began)")
        }
        try await until("the first report") { try await reports().count == 1 }

        try await simulator.python(
            "boto3.client('logs').put_retention_policy(logGroupName='watched', retentionInDays=3)")
        try await until("a change") { try await findings().count == 1 }
        #expect(try await findings().first?["attributes"]?[0]?["path"] == "retention_in_days")
        let whole = try await house.send(
            "POST", "/api/v1/analyze/enhanced", ["workspace": .string(workspace)], as: ada)
        var told = try await house.send("GET", "/api/v1/analysis/\(whole.text("id"))", as: ada)
        while told.text("status") == "running" || told["findings"]?[0]?["attribution"] == nil {
            try await Task.sleep(for: .milliseconds(20))
            told = try await house.send("GET", "/api/v1/analysis/\(whole.text("id"))", as: ada)
            try #require(told.text("status") != "failed", "\(told.json)")
        }
        let attribution = try #require(told["findings"]?[0]?["attribution"])
        #expect(
            attribution["who"] == "arn:aws:iam::123456789012:user/mallory"
                && attribution["event"] == "PutRetentionPolicy" && attribution["address"] == "203.0.113.9"
                && attribution["at"] == "2026-11-21T10:00:00.000Z", "\(attribution)")
        // Looked at again and again, and told once.
        try await Task.sleep(for: .seconds(3))
        #expect(try await reports().count == 3)

        let token = try await house.token(ada)
        let lock: JSON = ["ID": "l", "Operation": "OperationTypeApply", "Who": "somebody", "Info": ""]
        let state = "/state/\(workspace)"
        _ = try await house.send("LOCK", state, lock, as: token)
        try await Task.sleep(for: .seconds(2))
        try await simulator.python(
            "boto3.client('logs').put_retention_policy(logGroupName='watched', retentionInDays=5)")
        try await Task.sleep(for: .seconds(3))
        #expect(try await reports().count == 3)
        _ = try await house.send("UNLOCK", state, lock, as: token)
        try await until("what changed meanwhile") { try await reports().count == 4 }

        _ = try await house.send("PUT", path, ["every": 3600], as: ada)
        try await Task.sleep(for: .seconds(3))
        try await simulator.python(
            "boto3.client('logs').put_retention_policy(logGroupName='watched', retentionInDays=14)")
        let notice = try await house.send("POST", path + "/notice", [:], as: ada)
        #expect(notice.status == 200)
        try await until("its end, on notice") { try await findings().isEmpty }

        let list = try await house.send("GET", "/api/v1/watches", as: ada)
        #expect(list["items"]?[0]?["analysis"] != nil && list["items"]?[0]?["failure"] == nil, "\(list.json)")
        let ended = try await house.send("DELETE", path, as: ada)
        #expect((200..<300).contains(ended.status))
        #expect(try await house.send("GET", "/api/v1/watches", as: ada)["items"] == [])
        await house.stop()
        await cloud.stop()
        await simulator.stop()
    }
}
