/// On whose behalf rows are read and written.
public enum Tenancy: Sendable {
    /// One tenant: `:tenant` is bound in every statement, and a statement without it is refused.
    case of(String)
    /// All tenants, for the system's own work, with the reason why.
    case across(reason: String)
}
