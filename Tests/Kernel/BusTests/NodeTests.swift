import Bus
import Faults
import KernelTesting
import Schemas
import Synchronization
import Testing
import Vocabulary

/// Says something to a workspace.
@Operation
struct Greet: Operation {
    typealias Output = Greeting
    static let contract = Contract.command(
        "greeting.say", .post("/greetings"), needs: .permission("greeting:write"))
    let workspace: WorkspaceID
    let words: String
    var subject: Subject { .workspace(workspace) }
}

@Schema
struct Greeting: Codable, Sendable, Equatable { let text: String }

/// Asks greeting on somebody's behalf.
@Operation
struct Relay: Operation {
    typealias Output = Greeting
    static let contract = Contract.query("relay.pass", .get("/relay"), needs: .signedIn)
    let workspace: WorkspaceID
}

/// Counts up from where the follower was.
@Operation
struct Count: StreamOperation {
    typealias Element = Greeting
    static let contract = Contract.stream(
        "greeting.count", .get("/count"), needs: .permission("greeting:read"))
    let to: Int
    var after: String?
}

struct Greeted: Event, Equatable {
    static let type = "greeting.said"
    let text: String
    var aggregate: Aggregate { Aggregate("greeting", text) }
}

struct World {
    let topology: Topology
    let faces: Node
    let homes: [String: Node]
    let tenant = TenantID.next()
    let workspace = WorkspaceID.next()
    let project = ProjectID.next()
    let audited = Ledger()

    final class Ledger: Sendable {
        private let list = Mutex<[AuditEntry]>([])
        func add(_ entry: AuditEntry) { list.withLock { $0.append(entry) } }
        var entries: [AuditEntry] { list.withLock { $0 } }
    }

    init(_ topology: Topology, edges: Bool = true) {
        self.topology = topology
        let nodes = topology.nodes(for: ["greeting", "relay", "tenants"])
        faces = nodes.faces
        homes = nodes.contexts
        let (tenant, workspace, project) = (tenant, workspace, project)
        homes["tenants"]?.locate("workspace") { (id, asking) async throws(Fault) in
            guard id == workspace.text, asking == tenant else { return nil }
            return Location(tenant: tenant, project: project, workspace: workspace)
        }
        homes["greeting"]?.handle(Greet.self) { (greet, scope) async throws(Fault) in
            if greet.words.isEmpty {
                throw Fault(
                    .invalid, "greeting.silent", "Say something.", problems: [.init("/words", "is empty")],
                    details: "{\"hint\":1}", retryAfter: 3, note: "never leaves")
            }
            return Greeting(text: "\(greet.words), \(scope.principal.name)")
        }
        homes["greeting"]?.handle(stream: Count.self) { (count, _) async throws(Fault) in
            let first = (count.after.flatMap { Int($0) } ?? 0) + 1
            let counter = Mutex(first)
            return AsyncThrowingStream {
                let next = counter.withLock { value -> Int in
                    defer { value += 1 }
                    return value
                }
                guard next <= count.to else { return nil }
                return Streamed(cursor: String(next), element: Greeting(text: "#\(next)"))
            }
        }
        homes["relay"]?.handle(Relay.self) { (relay, scope) async throws(Fault) in
            try await scope.call(Greet(workspace: relay.workspace, words: "passed on"))
        }
        if edges { homes["relay"]?.allow("relay", toCall: ["greeting"]) }
        for node in [faces] + homes.values {
            node.audit { [audited] (entry, _) async throws(Fault) in
                audited.add(entry)
            } lost: { _, _ in
            }
        }
    }

    func scope(_ grants: [Grant], tenant other: TenantID? = nil, ceiling: [Allowance]? = nil) -> Scope {
        faces.scope(
            for: Principal(
                kind: .user, id: "u1", name: "Ada", tenant: other ?? tenant, grants: grants, ceiling: ceiling)
        )
    }

    var writer: Scope { scope([Grant(at: .project(project), [Permission("greeting:*")])]) }
}

@Suite("Node")
struct NodeTests {
    @Test("a call is answered the same in one process and across a boundary", arguments: Topology.allCases)
    func answers(topology: Topology) async throws {
        let world = World(topology)
        let greeting = try await world.writer.call(Greet(workspace: world.workspace, words: "Hello"))
        #expect(greeting == Greeting(text: "Hello, Ada"))
        #expect(world.audited.entries.map(\.outcome) == [.done])
        #expect(world.audited.entries.first?.subject == "workspace/\(world.workspace)")
    }

    @Test("a fault crosses whole, but for the operator's note", arguments: Topology.allCases)
    func faults(topology: Topology) async throws {
        let world = World(topology)
        let fault = await #expect(throws: Fault.self) {
            try await world.writer.call(Greet(workspace: world.workspace, words: ""))
        }
        #expect(
            fault?.code == "greeting.silent" && fault?.retryAfter == 3 && fault?.details == "{\"hint\":1}")
        #expect(fault?.problems == [.init("/words", "is empty")])
        #expect(fault?.note == (topology == .split ? nil : "never leaves"))
        #expect(world.audited.entries.map(\.code) == ["greeting.silent"])
    }

    @Test(
        "without permission 403, signed out 401, in another tenant 404, each on the record",
        arguments: Topology.allCases)
    func door(topology: Topology) async throws {
        let world = World(topology)
        let greet = Greet(workspace: world.workspace, words: "Hello")
        func kind(_ scope: Scope) async -> Fault.Kind? {
            await #expect(throws: Fault.self) { try await scope.call(greet) }?.kind
        }
        let all = [Permission("*:*")]
        #expect(await kind(world.scope([])) == .forbidden)
        #expect(await kind(world.scope([Grant(at: .project(.next()), all)])) == .forbidden)
        #expect(await kind(world.scope([Grant(at: .tenant, [Permission("greeting:read")])])) == .forbidden)
        #expect(
            await kind(world.scope([Grant(at: .tenant, all)], ceiling: [Allowance(Permission("states:*"))]))
                == .forbidden)
        #expect(await kind(world.faces.scope(for: .anonymous)) == .unauthenticated)
        #expect(await kind(world.scope([Grant(at: .tenant, all)], tenant: .next())) == .missing)
        #expect(world.audited.entries.count == 6)
        #expect(world.audited.entries.allSatisfy { $0.outcome == .refused })
    }

    @Test("a context asks another only along a declared edge", arguments: Topology.allCases)
    func edges(topology: Topology) async throws {
        let open = World(topology)
        #expect(try await open.scope([]).call(Relay(workspace: open.workspace)).text == "passed on, Ada")
        let shut = World(topology, edges: false)
        let fault = await #expect(throws: Fault.self) {
            try await shut.scope([]).call(Relay(workspace: shut.workspace))
        }
        #expect(fault?.code == "bus.undeclared_edge")
    }

    @Test("a stream goes on behind the cursor", arguments: Topology.allCases)
    func streams(topology: Topology) async throws {
        let world = World(topology)
        let scope = world.scope([Grant(at: .tenant, [Permission("greeting:read")])])
        var seen: [String] = []
        for try await next in try await scope.follow(Count(to: 5, after: "2")) {
            seen.append(next.element.text)
        }
        #expect(seen == ["#3", "#4", "#5"])
    }

    @Test("events reach subscribers of every process", arguments: Topology.allCases)
    func events(topology: Topology) async throws {
        let world = World(topology)
        let heard = World.Ledger()
        world.homes["relay"]?.subscribe(Greeted.self, as: "relay") {
            (event, envelope, scope) async throws(Fault) in
            heard.add(scope.auditEntry(action: event.text, subject: envelope.eventId.text, outcome: .done))
        }
        let event = EventEnvelope(
            eventId: .next(), eventType: Greeted.type, aggregate: Aggregate("greeting", "x"),
            occurredAt: .now,
            userId: "u1", tenantId: world.tenant, data: "{\"text\":\"hi\"}",
            metadata: .init(correlationId: TraceContext.start().traceID, causationId: nil))
        try await world.homes["greeting"]?.publish(event)
        #expect(heard.entries.map(\.action) == ["hi"] && heard.entries.first?.subject == event.eventId.text)
    }

    @Test("a call whose time is up is not made", arguments: Topology.allCases)
    func deadline(topology: Topology) async throws {
        let world = World(topology)
        let late = world.writer.within(.zero)
        let fault = await #expect(throws: Fault.self) {
            try await late.call(Greet(workspace: world.workspace, words: "late"))
        }
        #expect(fault?.kind == .deadlineExceeded)
    }

    @Test("what nobody answers is unavailable")
    func noRoute() async throws {
        let scope = Node().scope(
            for: Principal(
                kind: .user, id: "u", name: "u", tenant: .next(), grants: []))
        let fault = await #expect(throws: Fault.self) { try await scope.call(Relay(workspace: .next())) }
        #expect(fault?.code == "bus.no_route")
    }
}
