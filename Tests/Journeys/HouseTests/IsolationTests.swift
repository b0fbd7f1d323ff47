import Bus
import Faults
import Foundation
import House
import KernelTesting
import Schemas
import Testing
import Values
import Vocabulary

/// For every operation of the table, without exception: another tenant's ids answer 404, a role without
/// the permission 403, no token 401, and what is open or proves itself is as declared.
@Suite("Isolation")
struct IsolationTests {
    static let routed = House.offered.filter { $0.contract.route != nil }

    /// A request that is right but for the ids in its path, which are `ids`' or made up.
    struct Sample {
        let method: String
        let path: String
        let body: JSON?
        let bytes: [UInt8]?

        init(_ offered: Offered, ids: [String: String]) throws {
            let route = try #require(offered.contract.route)
            var path = route.path
            let fields = offered.request.fields
            for name in route.parameters {
                let field = try #require(fields.first { $0.name == name }, "\(route) names no field")
                let value =
                    ids[name] ?? Self.value(name, field.schema).stringValue
                    ?? Self.value(name, field.schema).text
                path = path.replacing("{\(name)}", with: value)
            }
            method = route.method
            var rest: [(String, JSON)] = []
            for field in fields where field.isRequired && !route.parameters.contains(field.name) {
                rest.append(
                    (field.name, ids[field.name].map(JSON.string) ?? Self.value(field.name, field.schema)))
            }
            // An id that narrows a list is given too, so that it is checked.
            for field in fields where !field.isRequired && !route.parameters.contains(field.name) {
                if let id = ids[field.name], ["workspace", "project"].contains(field.name) {
                    rest.append((field.name, .string(id)))
                }
            }
            var staged = false
            if case .taken(let field) = offered.contract.bytes {
                rest.removeAll { $0.0 == field }
                staged = true
            }
            if !route.hasBody || staged {
                let query = rest.map { "\($0.0)=\($0.1.stringValue ?? $0.1.text)" }.joined(separator: "&")
                self.path = query.isEmpty ? path : path + "?" + query
                body = nil
                bytes = staged ? Array("{}".utf8) : nil
            } else {
                self.path = path
                body = .object(.init(rest.map { (key: $0.0, value: $0.1) }))
                bytes = nil
            }
        }

        static func value(_ name: String, _ schema: Schema) -> JSON {
            switch schema.unwrapped {
            case .string(let format, let pattern, let values):
                if let values { return .string(values[0]) }
                if format == "date-time" { return "2099-01-01T00:00:00Z" }
                if format == "uuid" { return .string(UUIDv7.next().text) }
                if name == "job" { return .string("deployments_\(UUIDv7.next().text)") }
                if pattern?.contains(#"\d+\.\d+"#) == true { return "1.0.0" }
                return .string(name == "email" ? "x@example.com" : "sample")
            case .integer: return 1
            case .number: return 1
            case .boolean: return true
            case .array: return []
            case .map: return [:]
            case .optional, .any: return ["name": "sample"]
            case .either(let shapes): return value(name, shapes[0])
            case .object(let object):
                return .object(
                    .init(
                        object.fields.filter(\.isRequired).map {
                            (key: $0.name, value: value($0.name, $0.schema))
                        }))
            }
        }
    }

    @Test(
        "every operation answers 401 without a credential, or is open as declared",
        arguments: Topology.allCases)
    func anonymous(topology: Topology) async throws {
        let house = try await TestHouse(topology)
        _ = try await house.setUp()
        for offered in Self.routed {
            let sample = try Sample(offered, ids: [:])
            let answer = try await house.send(sample.method, sample.path, sample.body, bytes: sample.bytes)
            switch offered.contract.access {
            case .open, .capability:
                // Sign-in refuses a wrong password with 401 of its own.
                #expect(answer.text("code") != "identity.not_signed_in", "\(offered.contract.name)")
            default:
                #expect(answer.status == 401, "\(offered.contract.name) answered \(answer.status)")
            }
        }
        await house.stop()
    }

    @Test("every operation that needs a permission answers 403 to who has none", arguments: Topology.allCases)
    func forbidden(topology: Topology) async throws {
        let house = try await TestHouse(topology)
        let admin = try await house.setUp()
        let ids = try await things(house, admin)
        let nobody = try await house.user(nil, "nobody@example.com", by: admin)
        for offered in Self.routed {
            guard case .permission = offered.contract.access else { continue }
            if offered.contract.name.hasPrefix("jobs.") { continue }
            let sample = try Sample(offered, ids: ids)
            let answer = try await house.send(
                sample.method, sample.path, sample.body, as: nobody, bytes: sample.bytes)
            let isThing =
                offered.contract.route?.parameters.contains {
                    ["deployment", "analysis", "job", "suppression", "remediation", "asset"].contains($0)
                } == true
                || sample.path.contains("analysis=") || sample.body?["analysis"] != nil
                || sample.body?["remediation"] != nil
                || sample.body?["deployment"] != nil || offered.contract.name == "policies.unbind"
            #expect(
                answer.status == 403 || isThing && answer.status == 404,
                "\(offered.contract.name) answered \(answer.status) \(answer.json)")
        }
        await house.stop()
    }

    @Test("every operation answers 404 to another tenant's ids", arguments: Topology.allCases)
    func strangers(topology: Topology) async throws {
        let house = try await TestHouse(topology)
        let admin = try await house.setUp()
        let ids = try await things(house, admin)
        let other = try await house.send("POST", "/api/v1/tenants", ["slug": "globex"], as: admin)
        let stranger = try await house.user("admin", "eve@globex.com", by: admin, tenant: other.text("id"))
        let about: Set<String> = [
            "workspace", "project", "blueprint", "deployment", "analysis", "user", "token", "binding", "job",
            "tenant", "suppression", "remediation", "waiver", "decision", "discovery",
        ]
        var covered = 0
        for offered in Self.routed {
            let sample = try Sample(offered, ids: ids)
            let names = offered.request.fields.filter { field in
                // A tenant's slug is no id.
                guard case .string(let format, let pattern, _) = field.schema.unwrapped else { return false }
                return format == "uuid" || pattern?.hasPrefix("^[a-z]+_") == true || field.name == "binding"
            }.map(\.name).filter { about.contains($0) && ids[$0] != nil }
            let isNamed = names.contains { name in
                sample.path.contains(ids[name] ?? "-") || sample.body?[name]?.stringValue == ids[name]
            }
            guard isNamed else { continue }
            covered += 1
            let answer = try await house.send(
                sample.method, sample.path, sample.body, as: stranger, bytes: sample.bytes)
            let isPlatform = offered.contract.access == .permission("tenants:operate")
            // A filter that matches nothing may show an empty list.
            let isEmptyList = answer.status == 200 && answer["items"]?.arrayValue?.isEmpty == true
            #expect(
                answer.status == 404 || isPlatform && answer.status == 403 || isEmptyList,
                "\(offered.contract.name) answered \(answer.status) \(answer.json)")
        }
        #expect(covered > 40, "only \(covered) operations name a thing of a tenant")
        await house.stop()
    }

    /// One thing of each kind in the first tenant, by the name of the field that refers to it.
    private func things(_ house: TestHouse, _ admin: String) async throws -> [String: String] {
        var ids: [String: String] = [:]
        let workspace = try await house.workspace(admin)
        ids["workspace"] = workspace
        ids["project"] = try await house.send("GET", "/api/v1/projects", as: admin)["items"]?[0]?["id"]?
            .stringValue
        ids["user"] = try await house.send("GET", "/api/v1/users", as: admin)["items"]?[0]?["id"]?.stringValue
        ids["binding"] = try await house.send("GET", "/api/v1/bindings", as: admin)["items"]?[0]?["id"]?
            .stringValue
        ids["tenant"] = try await house.send("GET", "/api/v1/tenants", as: admin)["items"]?[0]?["id"]?
            .stringValue
        ids["token"] = try await house.send(
            "POST", "/api/v1/tokens", ["label": "t"], as: admin)["token"]?["id"]?.stringValue
        let blueprint = try await house.send(
            "POST", "/api/v1/blueprints",
            [
                "document": ["name": "sample-print", "resources": ["a": ["type": "terraform_data"]]]
            ], as: admin)
        try #require(blueprint.status == 201, "\(blueprint.json)")
        ids["blueprint"] = blueprint.text("id")
        ids["suppression"] = try await house.send(
            "POST", "/api/v1/suppressions",
            ["address": "*", "owner": "ada", "reason": "a test", "until": "2099-01-01T00:00:00Z"], as: admin
        ).text("id")
        ids["waiver"] = try await house.send(
            "POST", "/api/v1/waivers",
            ["rule": "x", "owner": "ada", "reason": "a test", "until": "2099-01-01T00:00:00Z"], as: admin
        ).text("id")
        _ = try await house.send(
            "PUT", "/api/v1/connections/nowhere",
            ["region": "eu-central-1", "accessKey": "k", "secretKey": "s", "endpoint": "http://127.0.0.1:1"],
            as: admin)
        ids["discovery"] = try await house.send(
            "POST", "/api/v1/discoveries", ["connection": "nowhere"], as: admin
        ).text("id")
        let evaluated = try await house.send(
            "POST", "/api/v1/policies/evaluate", ["packs": ["plumb-aws"], "plan": ["resource_changes": []]],
            as: admin)
        ids["decision"] = try #require(evaluated["decision"]?["id"]?.stringValue, "\(evaluated.json)")
        return ids
    }

    @Test("no two operations share a name or a route, and every one says what it does")
    func table() {
        let names = House.offered.map(\.contract.name)
        #expect(Set(names).count == names.count)
        let routes = Self.routed.compactMap { $0.contract.route?.description }
        #expect(Set(routes).count == routes.count)
        for offered in House.offered {
            #expect(offered.help.count > 10, "\(offered.contract.name) has no sentence of help")
            for parameter in offered.contract.route?.parameters ?? [] {
                #expect(
                    offered.request.fields.contains { $0.name == parameter },
                    "\(offered.contract.name): \(parameter)")
            }
        }
    }
}
