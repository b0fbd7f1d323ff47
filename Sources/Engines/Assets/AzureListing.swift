public import Values

/// Answers of Azure Resource Manager's list calls, and of `az resource list`.
public enum AzureListing {
    /// The resources of an answer; entries that are no resources of a subscription, such as keys or metrics,
    /// are passed over.
    public static func page(_ body: JSON) -> AssetPage {
        let entries = body["value"]?.arrayValue ?? body.arrayValue ?? []
        let link = body["nextLink"]?.stringValue
        return AssetPage(entries.compactMap(asset), next: link.flatMap { $0.isEmpty ? nil : $0 })
    }

    /// The subscriptions that a client may look into, of an answer of `/subscriptions`.
    public static func subscriptions(_ body: JSON) -> AssetPage {
        let link = body["nextLink"]?.stringValue
        let all = (body["value"]?.arrayValue ?? []).compactMap { entry -> CloudAsset? in
            guard let id = entry["subscriptionId"]?.stringValue,
                ["Enabled", "Warned", "PastDue", nil].contains(entry["state"]?.stringValue)
            else { return nil }
            return CloudAsset(
                cloud: .azure, type: "Microsoft.Resources/subscriptions", id: id,
                name: entry["displayName"]?.stringValue ?? id, location: nil, account: id, tags: [:],
                content: entry)
        }
        return AssetPage(all, next: link.flatMap { $0.isEmpty ? nil : $0 })
    }

    private static func asset(_ entry: JSON) -> CloudAsset? {
        guard let id = entry["id"]?.stringValue, let type = entry["type"]?.stringValue else { return nil }
        let steps = id.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        // ARM ids are compared without regard to case.
        guard steps.count > 2, steps[0].isEmpty, steps[1].lowercased() == "subscriptions" else { return nil }
        var tags: [String: String] = [:]
        for (key, value) in entry["tags"]?.objectValue ?? [:] { tags[key] = value.stringValue ?? value.text }
        return CloudAsset(
            cloud: .azure, type: type, id: id, name: entry["name"]?.stringValue ?? steps.last ?? "",
            location: entry["location"]?.stringValue, account: steps[2], tags: tags, content: entry)
    }
}
