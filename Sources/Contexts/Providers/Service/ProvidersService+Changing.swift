import Bus
import Faults
import ProviderProtocol
import ProvidersAPI
import TenantsAPI
import TerraformCLI
import Schemas
import Values
import Vocabulary

extension ProvidersService {
    /// Objects that are read at a time.
    private static let parallel = 8

    func registerChanges() {
        node.handle(AdoptObjects.self) { [self] (request, scope) async throws(Fault) in
            let settings = try await scope.call(OpenRunSettings(workspace: request.workspace))
            func described(_ names: [ObjectName]) async throws(Fault) -> [Described] {
                try await using(request.provider, settings.credentials, scope) { provider in
                    .success(await Self.described(names, provider))
                }
            }
            var found = try await described(request.objects)
            // An object at which a provider breaks takes the calls beside it down: each alone, then.
            for index in found.indices where found[index].isLost {
                found[index] = try await described([request.objects[index]])[0]
            }
            return AdoptableObjects(objects: found.map(\.object))
        }
        node.handle(RemoveObject.self) { [self] (request, scope) async throws(Fault) in
            let opened = try await scope.call(
                OpenConnection(
                    slug: request.connection, phase: request.dryRun ? .scan : .apply))
            let arguments = ProviderArguments(source: request.source, arguments: request.arguments)
            return try await using(arguments, opened.credentials, scope) { provider in
                await Fault.result { () async throws(Fault) in
                    try await provider.remove(request.object, isDry: request.dryRun)
                    return Nothing()
                }
            }
        }
        node.handle(RestoreObject.self) { [self] (request, scope) async throws(Fault) in
            let state = try JSONDocument(
                parsing: try await objects.get(request.state, tenant: try scope.tenant.text))
            let recorded = RecordedResource.all(
                of: state, provider: request.provider.source, alias: request.provider.alias
            ).first { $0.address == request.address }
            guard let recorded else {
                throw Fault(.missing, "providers.no_record", "The state does not record \(request.address).")
            }
            let settings = try await scope.call(
                OpenRunSettings(
                    workspace: request.workspace, phase: request.dryRun ? .scan : .apply))
            return try await using(request.provider, settings.credentials, scope) { provider in
                await Fault.result { () async throws(Fault) in
                    try await provider.restore(recorded, request.attributes, isDry: request.dryRun)
                }
            }
        }
    }

    private func using<T: Sendable>(
        _ arguments: ProviderArguments, _ credentials: [String: String], _ scope: Scope,
        _ body: @Sendable (HostedProvider) async -> Result<T, Fault>
    ) async throws(Fault) -> T {
        let binary = try await self.binary(of: arguments, try await tools.find().mirrors)
        return try await pool.use(
            tenant: try scope.tenant.text, binary, configuration: arguments.arguments,
            environment: credentials, body
        ).get()
    }

    private struct Described: Sendable {
        let object: AdoptableObject
        var isLost = false
    }

    private static func described(_ names: [ObjectName], _ provider: HostedProvider) async -> [Described] {
        await withTaskGroup(of: (Int, Described).self) { group in
            var found = [Described?](repeating: nil, count: names.count)
            var next = 0
            func add() {
                guard next < names.count else { return }
                let index = next
                next += 1
                group.addTask { (index, await described(names[index], provider)) }
            }
            for _ in 0..<parallel { add() }
            while let (index, object) = await group.next() {
                found[index] = object
                add()
            }
            return found.compactMap { $0 }
        }
    }

    private static func described(_ name: ObjectName, _ provider: HostedProvider) async -> Described {
        do throws(Fault) {
            let object = try await provider.read(type: name.type, id: name.id)
            let configuration = try await provider.adoptable(object)
            return Described(
                object: AdoptableObject(
                    name: name, body: configuration.body, ignored: configuration.ignored.sorted(),
                    handles: object.handles, reason: nil))
        } catch {
            return Described(
                object: AdoptableObject(
                    name: name, body: nil, ignored: [], handles: [:], reason: error.message),
                isLost: error.code == "providers.gone")
        }
    }
}

extension ReadObject {
    /// What other objects may know it by.
    fileprivate var handles: [String: String] {
        var handles: [String: String] = [:]
        for name in ["id", "arn"] {
            // A number or a name alone could be anything's.
            if case .string(let text)? = value[name], text.utf8.count >= 8,
                text.contains(where: { "-:/".contains($0) })
            {
                handles[name] = text
            }
        }
        return handles
    }
}

extension Fault {
    static func result<T>(_ body: () async throws(Fault) -> T) async -> Result<T, Fault> {
        do throws(Fault) { return .success(try await body()) } catch { return .failure(error) }
    }
}
