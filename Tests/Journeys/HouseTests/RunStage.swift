import Foundation
import KernelTesting
import Testing
import Values

/// A house with people and a workspace, in which configurations are deployed.
struct RunStage {
    let house: TestHouse
    let admin: String

    init(_ topology: Topology, settings: [String: String] = [:]) async throws {
        house = try await TestHouse(topology, settings: settings)
        admin = try await house.setUp()
    }

    init(house: TestHouse, admin: String) { (self.house, self.admin) = (house, admin) }

    /// Starts a run and answers its id.
    func deploy(
        _ workspace: String, _ files: [String: String], _ more: JSON = [:], as token: String? = nil
    ) async throws -> String {
        var body = more
        body["workspace"] = .string(workspace)
        body["configuration"] = try await house.upload(files, as: token ?? admin)
        let ticket = try await house.send("POST", "/api/v1/deployments", body, as: token ?? admin)
        try #require(ticket.status == 202, "\(ticket.json)")
        return ticket.text("id")
    }

    func run(_ id: String) async throws -> TestHouse.Answer {
        try await house.send("GET", "/api/v1/deployments/\(id)", as: admin)
    }

    /// Waits for a status, and insists on it.
    @discardableResult
    func expect(
        _ id: String, _ status: String, location: SourceLocation = #_sourceLocation
    ) async throws -> TestHouse.Answer {
        let isThere = try await eventually(within: .seconds(240)) {
            let now = try await run(id).text("status")
            return now == status || ["completed", "failed", "cancelled"].contains(now)
        }
        let answer = try await run(id)
        #expect(isThere && answer.text("status") == status, "\(answer.json)", sourceLocation: location)
        return answer
    }

    @discardableResult
    func decide(
        _ verb: String, _ id: String, as token: String? = nil, _ body: JSON = [:]
    ) async throws -> TestHouse.Answer {
        try await house.send("POST", "/api/v1/deployments/\(id)/\(verb)", body, as: token ?? admin)
    }

    /// The whole log of a run that has ended.
    func log(_ id: String) async throws -> String {
        let answer = try await house.send("GET", "/api/v1/deployments/\(id)/events", as: admin)
        return String(decoding: answer.bytes, as: UTF8.self)
    }

    func versions(_ workspace: String) async throws -> Int {
        try await house.serials(workspace, as: admin).count
    }

    static let automatic: JSON = ["settings": ["gates": [], "autoApply": true]]

    /// One resource that says a word, and says it as an output.
    static let word = [
        "main.tf": """
        variable "word" {
          default = "one"
        }
        resource "terraform_data" "a" {
          input = var.word
        }
        output "said" {
          value = terraform_data.a.output
        }

        """
    ]
}
