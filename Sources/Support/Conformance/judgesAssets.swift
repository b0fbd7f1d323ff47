import Assets
import Values

/// Listings of Azure, Google and AWS, ignore rules, and what is managed.
let assetJudges: [Judge] = [
    Judge("cloud", file: "azure_list", judgeAzure), Judge("cloud", file: "search_samples", judgeSample),
    Judge("cloud", file: "gcp_cai_assets", judgeGoogle),
    Judge("driftctl", file: "analyze", judgeAnalysis), Judge("driftctl", file: "driftignore", judgeIgnoring),
    Judge("driftctl", file: "scan", judgeScan), Judge("driftctl", file: "filter_expr", judgeFilter),
    Judge("driftctl-normalise", folder: "driftctl", file: "normalise", applies: isWanted, judgeBrought),
]

@Sendable private func judgeAzure(_ sample: JSON) -> String? {
    guard let body = sample["body"], let want = sample["want"] else { return "the case is not complete" }
    let page = AzureListing.page(body)
    // An empty link leads nowhere.
    let link = want["next_link"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
    if page.next != link { return "next \(page.next ?? "-")" }
    let wanted = want["resources"]?.arrayValue ?? []
    if page.assets.count != wanted.count { return "\(page.assets.count) resources, wanted \(wanted.count)" }
    for (asset, resource) in zip(page.assets, wanted) {
        var tags: [String: String] = [:]
        for (key, value) in resource["tags"]?.objectValue ?? [:] {
            tags[key] = value.stringValue ?? value.text
        }
        let isSame =
            asset.id.lowercased() == resource["id"]?.stringValue?.lowercased()
            && asset.type == resource["type"]?.stringValue
            && resource["name"]?.stringValue.map { $0 == asset.name } ?? true
            && asset.location == resource["location"]?.stringValue && asset.tags == tags
        if !isSame { return "\(asset.id): wanted \(resource.text)" }
    }
    return nil
}

@Sendable private func judgeSample(_ sample: JSON) -> String? {
    guard let body = sample["body"], let want = sample["want_count"]?.intValue else {
        return "the case is not complete"
    }
    let pages = [AzureListing.page(body), GoogleListing.page(body), AWSTagListing.page(body)]
    let found = pages.map(\.assets.count).max() ?? 0
    return found == want ? nil : "\(found) assets, wanted \(want)"
}

@Sendable private func judgeGoogle(_ sample: JSON) -> String? {
    guard let assets = sample["assets"]?.arrayValue else { return "the case is not complete" }
    let page = GoogleListing.page(["assets": .array(assets), "readTime": "2026-01-01T00:00:00Z"])
    if page.assets.count != assets.count { return "\(page.assets.count) assets, wanted \(assets.count)" }
    for (asset, want) in zip(page.assets, assets) {
        let type = want["asset_type"] ?? want["assetType"]
        if asset.id != want["name"]?.stringValue || asset.type != type?.stringValue
            || asset.content != want["resource"]?["data"] ?? .null
        {
            return "\(asset.id) differs"
        }
    }
    return nil
}

private func keys(_ list: JSON?) -> [Coverage.Key] {
    (list?.arrayValue ?? []).map { .init($0["type"]?.stringValue ?? "", $0["id"]?.stringValue ?? "") }
}

@Sendable private func judgeAnalysis(_ sample: JSON) -> String? {
    guard let want = sample["expected"] else { return "the case is not complete" }
    let ignored = Set(keys(sample["ignored"]))
    let got = Coverage(inCode: keys(sample["iac"]), existing: keys(sample["cloud"])) { ignored.contains($0) }
    for (name, mine) in [("managed", got.managed), ("unmanaged", got.unmanaged), ("deleted", got.missing)]
    where mine != keys(want[name]).sorted() {
        return "\(name): \(mine)"
    }
    if want["hasDrifted"]?.boolValue != !got.isInSync { return "in sync: \(got.isInSync)" }
    if let total = want["summary"]?["TotalResources"]?.intValue, total != got.total {
        return "total \(got.total)"
    }
    return nil
}

@Sendable private func judgeIgnoring(_ sample: JSON) -> String? {
    guard let resources = sample["resources"]?.arrayValue, let want = sample["want_ignored"]?.arrayValue
    else {
        return "the case is not complete"
    }
    let given = (sample["ignore_patterns"]?.arrayValue ?? []).compactMap(\.stringValue)
    let text = sample["driftignore"]?.stringValue ?? ""
    let rules = IgnoreRules(lines: given.isEmpty ? text.split(separator: "\n").map(String.init) : given)
    let got = resources.map { resource -> JSON in
        let type = resource["Type"]?.stringValue ?? ""
        guard let id = resource["Id"]?.stringValue else {
            return .bool(rules.ignores(type: type, neededBy: IgnoreRules.children(of:)))
        }
        return .bool(rules.ignores(type: type, id: id))
    }
    return got == want ? nil : "got \(got.map(\.text)) wanted \(want.map(\.text))"
}
