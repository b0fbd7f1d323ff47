/// The table: a row a type.
///
/// Source: Cloud Asset Inventory's supported asset types and their names, Google's discovery documents, and
/// the documentation of the provider `google`.
enum Rows {
    /// None for a type that is no asset, or is not known.
    static func of(_ resource: String) -> [Row] { byResource[resource] ?? [] }

    /// The rows of an asset's type; several where Terraform has more types for it.
    static func of(asset: String) -> [Row] { byAsset[asset] ?? [] }

    static let all: [Row] =
        [compute, networks, data, identity, operations, serverless, more].flatMap(RowReader.rows)

    private static let byResource = Dictionary(grouping: all, by: \.resource)
    private static let byAsset = Dictionary(grouping: all, by: \.asset)

    /// Whose roles a resource gives, by its type without `_policy`, `_binding` or `_member`.
    static let access: [String: (asset: String, name: NameTemplate)] = {
        var out: [String: (asset: String, name: NameTemplate)] = [:]
        for row in RowReader.rows(accessText) { out[row.resource] = (row.asset, row.name) }
        return out
    }()
}
