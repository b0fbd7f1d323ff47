import Vocabulary

extension Principal {
    /// True when the principal has all that the allowance at `level` would give to `holder`: the permission
    /// there, under the same condition or a weaker one. “Whoever asks” is another person for each holder, so
    /// that it is given only by who has the permission whoever the owner is, and to oneself.
    public func mayGive(_ allowance: Allowance, at level: Grant.Level, to holder: String?) -> Bool {
        if kind == .context { return true }
        let given = allowance.condition?.said(of: holder)
        return (given?.singly.map(Optional.some) ?? [nil]).allSatisfy { condition in
            func covers(_ own: Allowance) -> Bool {
                guard own.permission.covers(allowance.permission) else { return false }
                guard let asked = own.condition?.said(of: id) else { return true }
                return condition?.implies(asked) ?? false
            }
            return ceiling?.contains(where: covers) ?? true
                && grants.contains { $0.reaches(all: level) && $0.permissions.contains(where: covers) }
        }
    }

    /// What the principal would newly be allowed at `location` were its attributes to change; nil for
    /// nothing. A part of a wide pattern that is held otherwise counts as new.
    public func gain(
        at location: Location, from before: Attributes, to after: Attributes
    ) -> Permission? {
        let conditional = grants.contains { $0.permissions.contains { $0.condition != nil } }
        guard conditional || ceiling?.contains(where: { $0.condition != nil }) == true else { return nil }
        let held = grants.filter { $0.reaches(location) }.flatMap(\.permissions)
        func pairs(_ known: Attributes) -> [Permission] {
            let own = held.filter { $0.isMet(by: known, for: id) }.map(\.permission)
            guard let ceiling else { return own }
            let most = ceiling.filter { $0.isMet(by: known, for: id) }.map(\.permission)
            return own.flatMap { permission in most.compactMap { permission.common(with: $0) } }
        }
        let now = pairs(before)
        return pairs(after).first { new in !now.contains { $0.covers(new) } }
    }
}
