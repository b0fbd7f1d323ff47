public import Values

/// Answers of Google's Cloud Asset Inventory: `assets.list` and `searchAllResources`.
public enum GoogleListing {
    /// The assets of an answer, in either spelling of their fields.
    public static func page(_ body: JSON) -> AssetPage {
        let entries = body["assets"]?.arrayValue ?? body["results"]?.arrayValue ?? body.arrayValue ?? []
        let token = body["nextPageToken"]?.stringValue
        return AssetPage(entries.compactMap(asset), next: token.flatMap { $0.isEmpty ? nil : $0 })
    }

    /// The assets of an answer of `batchGetAssetsHistory`, as they were in each window; what was removed is
    /// left out.
    public static func moments(_ body: JSON) -> AssetPage {
        let entries = (body["assets"]?.arrayValue ?? []).filter { $0["deleted"] != true }
        return AssetPage(entries.compactMap { $0["asset"].flatMap(asset) }, next: nil)
    }

    private static func asset(_ entry: JSON) -> CloudAsset? {
        guard let id = entry["name"]?.stringValue,
            let type = entry["assetType"]?.stringValue ?? entry["asset_type"]?.stringValue
        else { return nil }
        let data = entry["resource"]?["data"] ?? .null
        var labels: [String: String] = [:]
        for (key, value) in (data["labels"] ?? entry["labels"])?.objectValue ?? [:] {
            labels[key] = value.stringValue ?? value.text
        }
        let last = id.split(separator: "/").last.map(String.init) ?? id
        var found = CloudAsset(
            cloud: .google, type: type, id: id,
            name: data["name"]?.stringValue ?? entry["displayName"]?.stringValue ?? last,
            location: entry["resource"]?["location"]?.stringValue ?? entry["location"]?.stringValue
                ?? data["location"]?.stringValue ?? place(id),
            account: step(behind: "projects", id) ?? entry["project"]?.stringValue, tags: labels,
            content: data)
        found.owner = entry["parentFullResourceName"]?.stringValue
        return found
    }

    /// The zone or region that a full resource name holds.
    private static func place(_ id: String) -> String? {
        step(behind: "zones", id) ?? step(behind: "regions", id) ?? step(behind: "locations", id)
    }

    private static func step(behind word: String, _ id: String) -> String? {
        let steps = id.split(separator: "/").map(String.init)
        guard let at = steps.firstIndex(of: word), at + 1 < steps.count else { return nil }
        return steps[at + 1]
    }
}
