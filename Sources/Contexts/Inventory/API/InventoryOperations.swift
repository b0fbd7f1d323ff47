import Bus

/// Everything that `Inventory` can be asked.
public enum InventoryOperationList {
    public static let offered: [Offered] = [
        .job(Discover.self), .operation(DiscoverRegion.self), .operation(GetDiscovery.self),
        .operation(ListDiscoveries.self), .operation(ListResources.self), .operation(ListAssets.self),
        .operation(GetAsset.self), .operation(ListRelationships.self), .operation(GetCoverage.self),
        .operation(OpenAssets.self), .operation(ReadContents.self), .operation(LookUpChanges.self),
        .operation(PutIgnoreRules.self),
        .operation(GetIgnoreRules.self),
    ]
}
