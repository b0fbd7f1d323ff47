import Foundation
import KernelTesting
import Testing
import Values

/// Packs, evaluations, decisions and replays, through the public door.
@Suite("Policies")
struct PoliciesJourneys {
    private let owned = """
        package terraform.owned

        deny contains msg if {
        	some change in input.resource_changes
        	not change.change.after.tags.Owner
        	msg := sprintf("%s has no owner", [change.address])
        }

        """

    private func module(_ text: String, _ path: String = "a.rego") -> JSON {
        ["modules": [["path": .string(path), "text": .string(text)]]]
    }

    private static func plan(_ after: JSON) -> JSON {
        [
            "format_version": "1.2",
            "resource_changes": [
                [
                    "address": "aws_instance.a", "mode": "managed", "type": "aws_instance", "name": "a",
                    "change": ["actions": ["create"], "before": .null, "after": after],
                ]
            ],
        ]
    }

    @Test("a pack with errors is refused with all of them, and a good one is versioned by its content")
    func packs() async throws {
        let house = try await TestHouse()
        let admin = try await house.setUp()
        let bad = try await house.send(
            "PUT", "/api/v1/policies/acme",
            [
                "modules": [
                    [
                        "path": "x.rego",
                        "text": "package terraform.x\n\np if {\n\tq == 1\n}\n\nr if {\n\ts < 2\n}\n",
                    ],
                    ["path": "y.rego", "text": "package terraform.y\n\np if {\n\tz == 1\n}\n"],
                ]
            ], as: admin)
        #expect(bad.status == 422 && bad.text("code") == "policies.bad_pack", "\(bad.json)")
        let places = bad["problems"]?.arrayValue?.compactMap { $0["path"]?.stringValue } ?? []
        #expect(places.sorted() == ["x.rego:4", "x.rego:8", "y.rego:4"], "\(bad.json)")
        let unread = try await house.send("PUT", "/api/v1/policies/acme", module("package"), as: admin)
        #expect(unread.status == 422 && "\(unread.json)".contains("a.rego:1"), "\(unread.json)")

        let first = try await house.send("PUT", "/api/v1/policies/acme", module(owned), as: admin)
        #expect(first.status == 200 && first["version"] == 1 && first["rules"] == 1, "\(first.json)")
        let same = try await house.send("PUT", "/api/v1/policies/acme", module(owned), as: admin)
        #expect(same["version"] == 1 && same["digest"] == first["digest"])
        let second = try await house.send(
            "PUT", "/api/v1/policies/acme", module(owned + "\nwarn contains \"x\" if false\n"), as: admin)
        #expect(second["version"] == 2, "\(second.json)")
        let old = try await house.send("GET", "/api/v1/policies/acme?version=1&sources=true", as: admin)
        #expect(old["modules"]?[0]?["text"]?.stringValue == owned, "\(old.json)")
        let reserved = try await house.send("PUT", "/api/v1/policies/plumb-mine", module(owned), as: admin)
        #expect(reserved.status == 403, "\(reserved.json)")

        let list = try await house.send("GET", "/api/v1/policies", as: admin)
        let slugs = list["items"]?.arrayValue?.compactMap { $0["slug"]?.stringValue } ?? []
        #expect(slugs.contains("acme") && slugs.contains("plumb-aws"), "\(slugs)")
        let aws = try await house.send("GET", "/api/v1/policies/plumb-aws", as: admin)
        #expect((aws["rules"]?.arrayValue?.count ?? 0) >= 100)
        #expect(aws["rules"]?[0]?["remediation"]?.stringValue?.isEmpty == false)

        let bound = try await house.send(
            "POST", "/api/v1/policies/acme/bindings", ["enforcement": "advisory"], as: admin)
        #expect(bound.status == 201)
        #expect(try await house.send("DELETE", "/api/v1/policies/acme", as: admin).status == 409)
        await house.stop()
    }

    @Test("a bundle is taken in with its data, its roots hold, and signatures are told as unchecked")
    func bundles() async throws {
        let house = try await TestHouse()
        let admin = try await house.setUp()
        let rego = """
            package terraform.limits

            deny contains "too many" if count(input.resource_changes) > data.limits.most

            """
        let good = [
            ".manifest": #"{"revision": "7", "roots": ["terraform", "limits"]}"#,
            "limits/data.yaml": "most: 0\n", "p/a.rego": rego, ".signatures.json": "{}",
        ]
        let made = try await house.send(
            "POST", "/api/v1/policies/limits/import?title=Limits", as: admin, bytes: tar(good))
        #expect(made.status == 200 && made.text("title") == "Limits", "\(made.json)")
        #expect("\(made.json)".contains("signatures were not checked"), "\(made.json)")
        let judged = try await house.send(
            "POST", "/api/v1/policies/evaluate", ["packs": ["limits"], "plan": Self.plan([:])], as: admin)
        #expect(judged["decision"]?["result"] == "refused", "\(judged.json)")
        var outside = good
        outside[".manifest"] = #"{"roots": ["terraform/other"]}"#
        let refused = try await house.send(
            "POST", "/api/v1/policies/limits/import", as: admin, bytes: tar(outside))
        #expect(
            refused.status == 422 && "\(refused.json)".contains("outside of the roots"), "\(refused.json)")
        let old = try await house.send(
            "POST", "/api/v1/policies/old/import", as: admin,
            bytes: tar([
                ".manifest": #"{"rego_version": 0}"#,
                "a.rego": "package terraform.old\n\ndeny[\"x\"] { true }\n",
            ]))
        #expect(old.status == 200, "\(old.json)")
        let none = try await house.send(
            "POST", "/api/v1/policies/none/import", as: admin, bytes: Array("nothing".utf8))
        #expect(none.status == 422 && none.text("code") == "policies.bad_archive", "\(none.json)")
        await house.stop()
    }

    @Test("judges plans, states and configurations, explains itself, and says what it expected")
    func evaluates() async throws {
        let house = try await TestHouse()
        let admin = try await house.setUp()
        _ = try await house.send("PUT", "/api/v1/policies/acme", module(owned), as: admin)
        let path = "/api/v1/policies/evaluate"
        let plan = try await house.send(
            "POST", path, ["packs": ["acme"], "plan": Self.plan(["tags": [:]]), "explain": true], as: admin)
        let finding = plan["decision"]?["findings"]?[0]
        let id = plan["decision"]?["id"]?.stringValue ?? ""
        let explained = try await house.send("GET", "/api/v1/decisions/\(id)/explanation", as: admin)
        let again = explained["items"]?[0]?["steps"]?.arrayValue ?? []
        #expect(again.contains { $0["held"] == true }, "\(explained.json)")
        #expect(finding?["message"] == "aws_instance.a has no owner", "\(plan.json)")
        #expect(finding?["rule"] == "terraform.owned.deny" && finding?["pack"] == "acme")
        let steps = plan["explanations"]?[0]?["steps"]?.arrayValue ?? []
        #expect(
            steps.contains {
                $0["line"] == 6 && $0["held"] == true
                    && $0["source"]?.stringValue?.hasPrefix("msg := sprintf") == true
            }, "\(plan.json)")
        let fine = try await house.send(
            "POST", path, ["packs": ["acme"], "plan": Self.plan(["tags": ["Owner": "ada"]])], as: admin)
        #expect(fine["decision"]?["result"] == "passed", "\(fine.json)")

        let configuration = try await house.upload(
            [
                "main.tf": """
                resource "aws_s3_bucket" "b" {
                  bucket = "b"
                }
                resource "aws_s3_bucket_acl" "b" {
                  bucket = aws_s3_bucket.b.id
                  acl    = "public-read"
                }
                """
            ],
            as: admin)
        let evaluated = try await house.send(
            "POST", path, ["packs": ["plumb-aws"], "configuration": configuration], as: admin)
        #expect("\(evaluated.json)".contains("aws.s3.public-acl"), "\(evaluated.json)")
        #expect(evaluated["decision"]?["kind"] == "configuration")
        let state: JSON = [
            "version": 4, "serial": 1, "lineage": "x", "terraform_version": "1.9.0", "outputs": [:],
            "resources": [
                [
                    "mode": "managed", "type": "aws_s3_bucket_acl", "name": "b", "provider": "p",
                    "instances": [["attributes": ["acl": "public-read", "bucket": "b"]]],
                ]
            ],
        ]
        let recorded = try await house.send(
            "POST", path, ["packs": ["plumb-aws"], "state": state], as: admin)
        #expect("\(recorded.json)".contains("aws.s3.public-acl"), "\(recorded.json)")

        for (body, code, says): (JSON, String, String) in [
            (["packs": ["acme"], "plan": ["values": [:]]], "policies.not_a_plan", "resource_changes"),
            (
                ["packs": ["acme"], "plan": ["resource_changes": [["x": 1]]]], "policies.not_a_plan",
                "address"
            ),
            (["packs": ["acme"], "state": ["x": 1]], "policies.not_a_state", "version 4"),
            (["packs": ["acme"]], "policies.no_input", "plan"),
            (["plan": Self.plan([:])], "policies.no_packs", "packs"),
        ] {
            let answer = try await house.send("POST", path, body, as: admin)
            #expect(answer.status == 422 && answer.text("code") == code, "\(answer.json)")
            #expect("\(answer.json)".contains(says), "\(answer.json)")
        }
        #expect(
            try await house.send("POST", path, ["packs": ["none"], "plan": Self.plan([:])], as: admin).status
                == 404)
        await house.stop()
    }

    @Test("decisions are kept, and judged again by other packs", arguments: Topology.allCases)
    func replays(topology: Topology) async throws {
        let house = try await TestHouse(topology)
        let admin = try await house.setUp()
        _ = try await house.send("PUT", "/api/v1/policies/acme", module(owned), as: admin)
        _ = try await house.send(
            "PUT", "/api/v1/policies/strict",
            module(
                "package terraform.strict\n\ndeny contains \"never\" if count(input.resource_changes) > 0\n"),
            as: admin)
        let judged = try await house.send(
            "POST", "/api/v1/policies/evaluate",
            ["packs": ["acme"], "plan": Self.plan(["tags": ["Owner": "ada"]])], as: admin)
        let id = judged["decision"]?["id"]?.stringValue ?? ""
        let kept = try await house.send("GET", "/api/v1/decisions/\(id)", as: admin)
        #expect(kept["result"] == "passed" && kept["by"] == "ada@example.com", "\(kept.json)")
        #expect(kept["packs"]?[0]?["version"] == 1 && kept["input"]?["digest"] != nil)
        func replay(_ body: JSON) async throws -> JSON {
            let ticket = try await house.send("POST", "/api/v1/decisions/replay", body, as: admin)
            try #require(ticket.status == 202, "\(ticket.json)")
            let path = "/api/v1/jobs/\(ticket.text("job"))"
            let isDone = try await eventually(within: .seconds(30)) {
                try await house.send("GET", path, as: admin)["state"] != "running"
            }
            let job = try await house.send("GET", path, as: admin)
            try #require(isDone && job["state"] == "completed", "\(job.json)")
            return try JSON(parsing: job["result"]?.stringValue ?? "")
        }
        let strict = try await replay(["packs": ["strict"]])
        #expect(strict["judged"] == 1, "\(strict)")
        #expect(strict["changed"]?[0]?["decision"]?.stringValue == id, "\(strict)")
        #expect(strict["changed"]?[0]?["after"] == "refused" && strict["changed"]?[0]?["before"] == "passed")
        let same = try await replay([:])
        #expect(same["judged"] == 1 && same["changed"]?.arrayValue == [], "\(same)")
        await house.stop()
    }
}
