import Bus
import Crypto
import Faults
import Ledgers
import Schemas
import StatesAPI
import Store
import Terraform
import Values
import Vocabulary

extension StatesService {
    func registerWriting() {
        ledger.handle(StoreState.self) { [self] (request, scope) async throws(Fault) in
            let bytes = try await objects.get(request.content, tenant: try scope.tenant.text)
            let origin = scope.principal.kind == .run ? "run" : "terraform"
            return try await store(
                bytes, request.content, in: request.workspace, scope, origin: origin, lock: request.lock,
                claimed: request.md5)
        }
        ledger.handle(DeleteState.self) { [self] (request, scope) async throws(Fault) in
            guard let newest = try await version(request.workspace, nil, scope) else { return Nothing() }
            if newest.isEncrypted { throw .encryptedState }
            let bytes = try await objects.get(newest.blob, tenant: try scope.tenant.text)
            let emptied = try StateDocument(parsing: bytes).emptied()
            let content = try await objects.put(emptied, tenant: try scope.tenant.text)
            _ = try await store(
                emptied, content, in: request.workspace, scope, origin: "delete", lock: request.lock,
                claimed: nil)
            return Nothing()
        }
        ledger.handle(PushState.self) { [self] (request, scope) async throws(Fault) in
            var content = request.content
            var bytes = try await objects.get(content, tenant: try scope.tenant.text)
            if request.force {
                // Newer than whatever is there, and of its lineage: nothing that is kept is lost by it.
                (bytes, content) = try await rebased(bytes, request.workspace, scope)
            }
            return try await store(
                bytes, content, in: request.workspace, scope, origin: "push", lock: nil, claimed: nil)
        }
        ledger.handle(RollBackState.self) { [self] (request, scope) async throws(Fault) in
            guard let old = try await version(request.workspace, request.serial, scope) else {
                throw .noVersion(request.serial)
            }
            let bytes = try await objects.get(old.blob, tenant: try scope.tenant.text)
            guard let newest = try await version(request.workspace, nil, scope),
                newest.serial != request.serial
            else {
                throw Fault(.conflict, "states.newest", "This version is the newest already.")
            }
            if old.isEncrypted { throw .encryptedState }
            let renewed = try StateDocument(parsing: bytes).withSerial(newest.serial + 1)
            let content = try await objects.put(renewed, tenant: try scope.tenant.text)
            return try await store(
                renewed, content, in: request.workspace, scope, origin: "rollback", lock: nil, claimed: nil)
        }
    }

    private func rebased(
        _ bytes: [UInt8], _ workspace: WorkspaceID, _ scope: Scope
    ) async throws(Fault) -> ([UInt8], BlobRef) {
        let newest = try await version(workspace, nil, scope)
        var tree = try JSON(parsing: bytes)
        _ = try StateDocument(parsing: bytes)
        if let newest {
            tree["serial"] = JSON(newest.serial + 1)
            tree["lineage"] = .string(newest.lineage)
        }
        let renewed = Array((tree.pretty() + "\n").utf8)
        return (renewed, try await objects.put(renewed, tenant: try scope.tenant.text))
    }

    private func store(
        _ bytes: [UInt8], _ content: BlobRef, in workspace: WorkspaceID, _ scope: Scope, origin: String,
        lock: String?, claimed: String?
    ) async throws(Fault) -> StateVersion {
        let digest = Digest.md5(bytes)
        if let claimed, claimed != digest.base64 {
            throw Fault(
                .invalid, "states.bad_md5", "The body is not what its Content-MD5 says. Send it again.")
        }
        try await refuseArchived(workspace, scope)
        let state = try StateDocument(parsing: bytes)
        let (now, md5) = (now, digest.hex)
        let version = StateVersion(
            workspace: workspace, serial: state.serial, lineage: state.lineage, blob: content, md5: md5,
            terraformVersion: state.terraformVersion, resources: state.resourceCount,
            isEncrypted: state.isEncrypted,
            created: now, author: scope.principal.name, origin: origin,
            run: scope.principal.kind == .run ? scope.principal.id : nil)
        return try await ledger.write(scope) { entry in
            let key: [String: SQLValue] = ["workspace": .text(workspace.text)]
            let row = try entry.first(
                "SELECT * FROM states_locks WHERE tenant = :tenant AND workspace = :workspace", key)
            let held = try row.map { try StateLock(row: $0, now: now) }
            let last = try entry.first(
                "SELECT * FROM states_versions WHERE tenant = :tenant AND workspace = :workspace "
                    + "ORDER BY serial DESC LIMIT 1", key
            ).map(StateVersion.init(row:))
            let newest = last.map { LockRules.Newest(serial: $0.serial, lineage: $0.lineage, md5: $0.md5) }
            let verdict = LockRules.store(
                held: held?.id, given: lock, newest: newest, serial: state.serial, lineage: state.lineage,
                md5: md5)
            if verdict == .repeated, let last { return last }
            try Self.refuse(verdict, held)
            try Self.insert(version, entry)
            try entry.emit(StateStored(workspace: workspace, serial: version.serial, origin: origin))
            try entry.audit(
                .workspace(workspace), before: last.map { ["serial": JSON($0.serial)] },
                after: ["serial": JSON(version.serial), "md5": .string(md5), "origin": .string(origin)])
            return version
        }
    }

    private static func refuse(_ verdict: LockRules.Verdict, _ held: StateLock?) throws(Fault) {
        switch verdict {
        case .accept, .repeated: return
        case .held:
            if let held { throw .held(by: held) }
        case .lockLost:
            throw Fault(
                .conflict, "states.lock_lost",
                "The lock under which this state is written is gone: it was broken. Plan again.")
        case .stale(let newest):
            throw Fault(
                .conflict, "states.stale",
                "A newer version, serial \(newest), is kept already. Pull it and repeat the change; to bring an "
                    + "older version back, roll back.")
        case .otherContent(let serial):
            throw Fault(
                .conflict, "states.serial_taken",
                "Serial \(serial) is kept with other content. Pull the state and repeat the change.")
        case .otherLineage(let lineage):
            throw Fault(
                .conflict, "states.other_lineage",
                "This state has another lineage than the one that is kept (\(lineage)): it belongs to something else. "
                    + "To replace it anyway, push with `force`.")
        }
    }

    private static func insert(_ version: StateVersion, _ entry: Entry) throws(Fault) {
        try entry.run(
            "INSERT INTO states_versions (workspace, serial, tenant, lineage, digest, size, md5, terraform, resources, "
                + "encrypted, created, author, origin, run) VALUES (:workspace, :serial, :tenant, :lineage, :digest, "
                + ":size, :md5, :terraform, :resources, :encrypted, :created, :author, :origin, :run)",
            [
                "workspace": .text(version.workspace.text), "serial": SQLValue(version.serial),
                "lineage": .text(version.lineage), "digest": .text(version.blob.digest),
                "size": SQLValue(version.blob.size),
                "md5": .text(version.md5), "terraform": SQLValue(version.terraformVersion),
                "resources": SQLValue(version.resources), "encrypted": SQLValue(version.isEncrypted),
                "created": .integer(version.created.milliseconds), "author": .text(version.author),
                "origin": .text(version.origin), "run": SQLValue(version.run),
            ])
    }
}

extension Fault {
    fileprivate static var encryptedState: Fault {
        Fault(
            .unsupported, "states.encrypted",
            "An encrypted state can't be given a new serial. Change it with OpenTofu instead.")
    }
}

extension StateVersion {
    init(row: Row) throws(Fault) {
        guard let workspace = WorkspaceID(try row.text("workspace")),
            let blob = BlobRef(digest: try row.text("digest"), size: try row.int("size"))
        else { throw Fault(.broken, "store.column", "A stored state version is damaged.") }
        self.init(
            workspace: workspace, serial: try row.int("serial"), lineage: try row.text("lineage"), blob: blob,
            md5: try row.text("md5"), terraformVersion: try row.text(ifPresent: "terraform"),
            resources: try row.int("resources"), isEncrypted: try row.bool("encrypted"),
            created: Timestamp(milliseconds: try row.int64("created")), author: try row.text("author"),
            origin: try row.text("origin"), run: try row.text(ifPresent: "run"))
    }
}
