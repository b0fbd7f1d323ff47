import Foundation
import Testing
import Values

/// What a stream tells over a WebSocket is what it tells as server-sent events.
@Suite("Following over a WebSocket", .enabled(if: terraform != nil, "Terraform is not here"))
struct WebSocketJourneys {
    @Test("a run's log comes as messages with cursors to go on from; strangers and other sites hear nothing")
    func log() async throws {
        let house = try await TestHouse()
        let token = try await house.setUp()
        let workspace = try await house.workspace(token, ["settings": ["gates": []]])
        let configuration = try await house.upload(["main.tf": TerraformClient.plain], as: token)
        let run = try await house.send(
            "POST", "/api/v1/deployments",
            ["workspace": .string(workspace), "configuration": configuration, "autoApply": true], as: token)
        let path = "/api/v1/deployments/\(run.text("id"))/events"
        let client = MessageClient(port: try #require(URL(string: house.address)?.port))
        // Followed from the start, while the run goes on, to its end.
        let live = try await client.follow(path, [("Authorization", "Bearer \(token)")])
        #expect(live.status == 101 && live.closeCode == 1000)
        let events = try await house.send("GET", path, as: token)
        let lines = String(decoding: events.bytes, as: UTF8.self).split(separator: "\n")
        let ids = lines.filter { $0.hasPrefix("id: ") }.map { String($0.dropFirst(4)) }
        let data = try lines.filter { $0.hasPrefix("data: ") }.map {
            try JSON(parsing: Array($0.dropFirst(6).utf8))
        }
        let messages = try live.messages.map { try JSON(parsing: Array($0.utf8)) }
        #expect(messages.count > 3 && messages.map { $0["id"]?.stringValue ?? "" } == ids)
        #expect(messages.map { $0["data"] ?? .null } == data)

        let rest = try await client.follow("\(path)?after=\(ids[2])", [("Authorization", "Bearer \(token)")])
        #expect(rest.messages == Array(live.messages.dropFirst(3)) && rest.closeCode == 1000)

        #expect(try await client.follow(path, []).status == 401)
        let cookie = ("Cookie", "plumb_session=\(token)")
        #expect(try await client.follow(path, [cookie]).status == 403)
        #expect(try await client.follow(path, [cookie, ("Origin", "https://evil.example")]).status == 403)
        let own = ("Origin", "http://127.0.0.1:\(client.port)")
        #expect(try await client.follow(path, [cookie, own], enough: 1).status == 101)
        await house.stop()
    }
}
