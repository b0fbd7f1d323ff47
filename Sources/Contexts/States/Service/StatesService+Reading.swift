import Bus
import Faults
import Ledgers
import StatesAPI
import Store
import Terraform
import Values
import Vocabulary

extension StatesService {
    func registerReading() {
        ledger.handle(ReadState.self) { [self] (request, scope) async throws(Fault) in
            guard let version = try await version(request.workspace, request.serial, scope) else {
                if let serial = request.serial { throw .noVersion(serial) }
                return StateView(version: nil, resources: [], outputs: [])
            }
            let state = try await document(version, scope)
            let resources = state.instances.map {
                StateResource(
                    address: $0.address, type: $0.type, provider: $0.provider, isData: $0.isData,
                    isTainted: $0.isTainted, attributes: $0.attributes,
                    dependencies: $0.dependencies)
            }
            let outputs = state.outputs.map {
                StateOutput(name: $0.name, value: $0.value, isSensitive: $0.isSensitive)
            }
            return StateView(version: version, resources: resources, outputs: outputs)
        }
        ledger.handle(ListVersions.self) { [self] (request, scope) async throws(Fault) in
            let paging = try Paging(request.cursor, request.limit)
            let before = paging.after.flatMap { Int($0) } ?? Int.max
            let found = try await ledger.read(scope) { query in
                try query.rows(
                    "SELECT * FROM states_versions WHERE tenant = :tenant AND workspace = :workspace "
                        + "AND serial < :before ORDER BY serial DESC LIMIT :ceiling",
                    [
                        "workspace": .text(request.workspace.text), "before": SQLValue(before),
                        "ceiling": paging.ceiling,
                    ]
                ).map(StateVersion.init(row:))
            }
            return paging.page(found) { String($0.serial) }
        }
        ledger.handle(GetVersion.self) { [self] (request, scope) async throws(Fault) in
            guard let version = try await version(request.workspace, request.serial, scope) else {
                throw .noVersion(request.serial)
            }
            return version
        }
        ledger.handle(DiffVersions.self) { [self] (request, scope) async throws(Fault) in
            try await diff(request, scope)
        }
        ledger.handle(DownloadState.self) { [self] (request, scope) async throws(Fault) in
            guard let version = try await version(request.workspace, request.serial, scope) else {
                throw .noVersion(request.serial)
            }
            return version.blob
        }
        ledger.handle(FetchState.self) { [self] (request, scope) async throws(Fault) in
            let version = try await version(request.workspace, nil, scope)
            return FetchedState(content: version?.blob, md5: version?.md5)
        }
    }

    /// A version by its serial, or the newest; nil when there is none.
    func version(_ workspace: WorkspaceID, _ serial: Int?, _ scope: Scope) async throws(Fault)
        -> StateVersion?
    {
        try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM states_versions WHERE tenant = :tenant AND workspace = :workspace "
                    + "AND (:serial IS NULL OR serial = :serial) ORDER BY serial DESC LIMIT 1",
                ["workspace": .text(workspace.text), "serial": SQLValue(serial)]
            ).map(StateVersion.init(row:))
        }
    }

    func document(_ version: StateVersion, _ scope: Scope) async throws(Fault) -> StateDocument {
        try StateDocument(parsing: try await objects.get(version.blob, tenant: try scope.tenant.text))
    }

    private func diff(_ request: DiffVersions, _ scope: Scope) async throws(Fault) -> StateVersionDifference {
        guard let new = try await version(request.workspace, request.to, scope) else {
            if let serial = request.to { throw .noVersion(serial) }
            throw .noState
        }
        let older = try await older(than: new.serial, request, scope)
        guard let old = older else {
            throw Fault(.missing, "states.no_older", "There is no older version to compare with.")
        }
        let difference = StateDocument.compare(try await document(old, scope), try await document(new, scope))
        let attributes = { (list: [AttributeChange]) in
            list.map {
                StateAttributeDifference(
                    path: $0.path, before: $0.before, after: $0.after, isSensitive: $0.isSensitive)
            }
        }
        return StateVersionDifference(
            from: old.serial, to: new.serial, added: difference.added, removed: difference.removed,
            changed: difference.changed.map {
                StateResourceDifference(address: $0.address, attributes: attributes($0.attributes))
            }, outputs: attributes(difference.outputs))
    }

    private func older(
        than serial: Int, _ request: DiffVersions, _ scope: Scope
    ) async throws(Fault) -> StateVersion? {
        if let from = request.from {
            guard let version = try await version(request.workspace, from, scope) else {
                throw .noVersion(from)
            }
            return version
        }
        return try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM states_versions WHERE tenant = :tenant AND workspace = :workspace "
                    + "AND serial < :serial ORDER BY serial DESC LIMIT 1",
                ["workspace": .text(request.workspace.text), "serial": SQLValue(serial)]
            ).map(StateVersion.init(row:))
        }
    }
}
