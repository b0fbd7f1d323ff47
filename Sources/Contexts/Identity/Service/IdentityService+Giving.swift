import Bus
import Faults
import IdentityAPI
import Ledgers
import Store
import Values
import Vocabulary

/// Nobody can give what they don't have, be it by a role or by a password.
extension IdentityService {
    /// Faults: `identity.no_role`, `identity.beyond`.
    func mayGive(_ role: String, to user: UserID, _ scope: Scope) async throws(Fault) {
        try Self.mayGive(try await allowances(of: role, scope), at: .tenant, to: user, scope)
    }

    /// What the role gives now.
    func allowances(of role: String, _ scope: Scope) async throws(Fault) -> [Allowance] {
        if let builtIn = BuiltInRole.named(role) { return builtIn.allowances }
        let row = try await ledger.read(scope) { query in
            try query.first(
                "SELECT permissions FROM identity_roles WHERE tenant = :tenant AND name = :name",
                ["name": .text(role)])
        }
        guard let row else {
            throw Fault(
                .invalid, "identity.no_role", "There is no role \(role).",
                problems: [.init("/role", "is not known")])
        }
        return try Self.allowances(try row.text("permissions"))
    }

    static func mayGive(
        _ allowances: [Allowance], at level: Grant.Level, to holder: UserID?, _ scope: Scope
    ) throws(Fault) {
        let giver = scope.principal
        for one in allowances where !giver.mayGive(one, at: level, to: holder?.text) {
            let isHeld = giver.mayAnywhere(one.permission)
            throw Fault(
                .forbidden, "identity.beyond",
                "You can't give the permission \(one), which you don't have"
                    + (isHeld ? " like that: you have it under a narrower condition, or elsewhere." : "."))
        }
    }

    /// Whoever sets somebody's password, or brings somebody back, can be that person.
    ///
    /// Faults: `identity.beyond`.
    func mayBe(_ user: UserID, _ scope: Scope) async throws(Fault) {
        guard user.text != scope.principal.id else { return }
        let grants = try await ledger.readAcross(reason: "what a person may, wherever it was given") {
            query in
            try Self.grants(of: user.text, query)
        }
        for grant in grants {
            for one in grant.permissions
            where !scope.principal.mayGive(one, at: grant.level, to: user.text) {
                throw Fault(
                    .forbidden, "identity.beyond",
                    "You can't do this for a person who has the permission \(one), which you don't have. Ask "
                        + "somebody who has it.")
            }
        }
    }
}
