import Bus
import Faults
import KernelTesting
import Schemas
import Synchronization
import Testing
import Vocabulary

/// Looks at a workspace.
@Operation
private struct Look: Operation {
    typealias Output = Greeting
    static let contract = Contract.query("greeting.look", .get("/look"), needs: .permission("greeting:read"))
    let workspace: WorkspaceID
    var subject: Subject { .workspace(workspace) }
}

/// What one may look at.
@Operation
private struct LookAround: Operation {
    typealias Output = Page<Greeting>
    static let contract = Contract.query("greeting.all", .get("/all"), needs: .permission("greeting:read"))
    var subject: Subject { .anywhere }
}

/// Looks on.
@Operation
private struct LookOn: StreamOperation {
    typealias Element = Greeting
    static let contract = Contract.stream("greeting.on", .get("/on"), needs: .permission("greeting:read"))
    let workspace: WorkspaceID
    var after: String?
    var subject: Subject { .workspace(workspace) }
}

/// Two workspaces whose attributes change.
private final class Places: Sendable {
    let faces: Node
    let tenant = TenantID.next()
    let project = ProjectID.next()
    let workspaces = [WorkspaceID.next(), WorkspaceID.next()]
    let known = Mutex<[WorkspaceID: Attributes]>([:])
    let asked = Mutex(0)
    private let homes: [String: Node]

    init(_ topology: Topology) {
        let nodes = topology.nodes(for: ["greeting", "tenants"])
        (faces, homes) = (nodes.faces, nodes.contexts)
        let (tenant, project, workspaces) = (tenant, project, workspaces)
        homes["tenants"]?.locate("workspace") { (id, asking) async throws(Fault) in
            guard let found = workspaces.first(where: { $0.text == id }), asking == tenant else { return nil }
            return Location(tenant: tenant, project: project, workspace: found)
        }
        homes["tenants"]?.locate("project") { (id, _) async throws(Fault) in
            id == project.text ? Location(tenant: tenant, project: project) : nil
        }
        homes["tenants"]?.tellAttributes { [self] (workspace, asking) async throws(Fault) in
            asked.withLock { $0 += 1 }
            guard asking == tenant else { return [:] }
            return known.withLock { known in
                guard let workspace else { return known }
                return known.filter { $0.key == workspace }
            }
        }
        homes["greeting"]?.handle(Look.self) { (_, _) async throws(Fault) in Greeting(text: "seen") }
        homes["greeting"]?.handle(LookAround.self) { (_, scope) async throws(Fault) in
            let reach = try await scope.reach(of: Permission("greeting:read"))
            return Page(
                items: workspaces.filter {
                    reach.contains(Location(tenant: tenant, project: project, workspace: $0))
                }.map { Greeting(text: $0.text) }, next: nil)
        }
        homes["greeting"]?.handle(stream: LookOn.self) { (_, _) async throws(Fault) in
            let count = Mutex(0)
            return AsyncThrowingStream {
                let number = count.withLock { count in
                    count += 1
                    return count
                }
                return Streamed(cursor: String(number), element: Greeting(text: "#\(number)"))
            }
        }
        set(0, "dev")
        set(1, "production")
    }

    func set(_ index: Int, _ environment: String) {
        known.withLock { $0[workspaces[index]] = Attributes(environment: environment) }
    }

    func scope(_ allowances: [Allowance], ceiling: [Allowance]? = nil) -> Scope {
        faces.scope(
            for: Principal(
                kind: .user, id: "u1", name: "Ada", tenant: tenant,
                grants: [Grant(at: .tenant, allowances)], ceiling: ceiling))
    }
}

@Suite("Door with conditions")
struct ConditionalDoorTests {
    private static let onDev = Allowance(Permission("greeting:*"), where: Condition(environment: ["dev"]))
    private static let plain = Allowance(Permission("greeting:*"))

    @Test("opens for what has the attributes now, and for nothing above it", arguments: Topology.allCases)
    func door(topology: Topology) async throws {
        let places = Places(topology)
        let scope = places.scope([Self.onDev])
        func kind(_ index: Int) async -> Fault.Kind? {
            do throws(Fault) {
                _ = try await scope.call(Look(workspace: places.workspaces[index]))
                return nil
            } catch { return error.kind }
        }
        #expect(await kind(0) == nil)
        #expect(await kind(1) == .forbidden)
        places.set(0, "production")
        places.set(1, "dev")
        #expect(await kind(0) == .forbidden)
        #expect(await kind(1) == nil)
        places.known.withLock { $0 = [:] }
        #expect(await kind(1) == .forbidden, "what is not known does not hold")
        await #expect(throws: Fault.self) {
            try await scope.demand(Permission("greeting:read"), on: .project(places.project))
        }
        await #expect(throws: Fault.self) { try await scope.demand(Permission("greeting:read"), on: .tenant) }
    }

    @Test("a list has what may be seen, a ceiling's conditions included", arguments: Topology.allCases)
    func lists(topology: Topology) async throws {
        let places = Places(topology)
        let first = [Greeting(text: places.workspaces[0].text)]
        #expect(try await places.scope([Self.onDev]).call(LookAround()).items == first)
        #expect(try await places.scope([Self.plain], ceiling: [Self.onDev]).call(LookAround()).items == first)
        #expect(try await places.scope([Self.plain]).call(LookAround()).items.count == 2)
        places.set(0, "staging")
        #expect(try await places.scope([Self.onDev]).call(LookAround()).items.isEmpty)
    }

    @Test("a stream ends when the condition no longer holds", arguments: Topology.allCases)
    func streams(topology: Topology) async throws {
        let places = Places(topology)
        let stream = try await places.scope([Self.onDev]).follow(LookOn(workspace: places.workspaces[0]))
        var seen = 0
        let fault = await #expect(throws: Fault.self) {
            for try await _ in stream {
                seen += 1
                if seen == 3 { places.set(0, "production") }
                if seen > 10 { break }
            }
        }
        #expect(seen == 3 && fault?.kind == .forbidden)
    }

    @Test("nothing is asked about workspaces for who has no condition", arguments: Topology.allCases)
    func silence(topology: Topology) async throws {
        let places = Places(topology)
        let other = Allowance(Permission("states:*"), where: Condition(environment: ["dev"]))
        for allowances in [[Self.plain], [Self.plain, other]] {
            let scope = places.scope(allowances)
            _ = try await scope.call(Look(workspace: places.workspaces[1]))
            _ = try await scope.call(LookAround())
            for try await _ in try await scope.follow(LookOn(workspace: places.workspaces[0])) { break }
        }
        #expect(places.asked.withLock { $0 } == 0)
        await #expect(throws: Fault.self) {
            try await places.scope([other]).call(Look(workspace: places.workspaces[0]))
        }
        #expect(places.asked.withLock { $0 } == 0, "a condition on something else is not looked at")
        _ = try await places.scope([Self.onDev]).call(Look(workspace: places.workspaces[0]))
        #expect(places.asked.withLock { $0 } == 1)
    }
}
