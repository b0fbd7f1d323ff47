import Values

/// Which asset the roles are of that a resource of Terraform's gives: `google_storage_bucket_iam_member`
/// and its kin.
struct AccessRow: Sendable {
    enum Kind: String, CaseIterable { case policy, binding, member }

    let asset: String
    let name: NameTemplate
    let kind: Kind

    static func of(_ type: String) -> AccessRow? {
        for kind in Kind.allCases {
            let end = "_" + kind.rawValue
            guard type.hasSuffix("_iam" + end), let row = Rows.access[String(type.dropLast(end.count))] else {
                continue
            }
            return AccessRow(asset: row.asset, name: row.name, kind: kind)
        }
        return nil
    }

    /// None while a policy is not known yet.
    func bindings(of resource: Resource) -> [GoogleAsset.Binding] {
        let values = resource.values
        switch kind {
        case .policy:
            guard let text = values["policy_data"]?.stringValue, let policy = try? JSON(parsing: text) else {
                return []
            }
            return (policy["bindings"]?.arrayValue ?? []).compactMap { entry in
                entry["role"]?.stringValue.map { role in
                    .init(role: role, members: Self.texts(entry["members"]), condition: entry["condition"])
                }
            }
        case .binding, .member:
            guard let role = values["role"]?.stringValue else { return [] }
            let members = kind == .member ? [values["member"] ?? .null] : values["members"]?.arrayValue ?? []
            return [
                .init(
                    role: role, members: Self.texts(.array(members)), condition: values["condition"]?[0])
            ]
        }
    }

    private static func texts(_ list: JSON?) -> [String] {
        (list?.arrayValue ?? []).compactMap(\.stringValue)
    }
}
