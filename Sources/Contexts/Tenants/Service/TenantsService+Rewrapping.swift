import Crypto
import Faults
import Store

extension TenantsService {
    /// Wraps every sealed variable and connection with the ring's current key, and leaves the content alone;
    /// the number that changed. It may be stopped and run again.
    public static func rewrapSecrets(_ room: Room, _ keys: KeyRing) async throws(Fault) -> Int {
        let tenancy = Tenancy.across(reason: "master key rotation")
        return try await room.write(tenancy) { transaction in
            var changed = 0
            let variables = try transaction.rows(
                "SELECT workspace, kind, name, sealed FROM tenants_variables WHERE sealed IS NOT NULL", [:])
            for row in variables {
                let place = Self.seal(try row.id("workspace"), try row.text("name"))
                guard let sealed = try Self.rewrapped(row, keys, place) else { continue }
                try transaction.run(
                    "UPDATE tenants_variables SET sealed = :sealed "
                        + "WHERE workspace = :workspace AND kind = :kind AND name = :name",
                    [
                        "sealed": .blob(sealed), "workspace": .text(try row.text("workspace")),
                        "kind": .text(try row.text("kind")), "name": .text(try row.text("name")),
                    ])
                changed += 1
            }
            for row in try transaction.rows("SELECT id, tenant, slug, sealed FROM tenants_connections", [:]) {
                let place = Self.seal(try row.id("tenant"), try row.slug("slug"))
                guard let sealed = try Self.rewrapped(row, keys, place) else { continue }
                try transaction.run(
                    "UPDATE tenants_connections SET sealed = :sealed WHERE id = :id",
                    ["sealed": .blob(sealed), "id": .text(try row.text("id"))])
                changed += 1
            }
            return changed
        }
    }

    private static func rewrapped(_ row: Row, _ keys: KeyRing, _ place: [UInt8]) throws(Fault) -> [UInt8]? {
        try keys.rewrap(Envelope(bytes: try row.bytes("sealed")), authenticating: place)?.bytes
    }
}
