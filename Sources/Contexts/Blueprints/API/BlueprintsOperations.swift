import Bus

/// Everything that `Blueprints` can be asked.
public enum BlueprintsOperations {
    public static let offered: [Offered] = [
        .operation(CreateBlueprint.self), .operation(ListBlueprints.self), .operation(GetBlueprint.self),
        .operation(UpdateBlueprint.self), .operation(DeleteBlueprint.self), .operation(CloneBlueprint.self),
        .operation(ListBlueprintVersions.self), .operation(GetBlueprintVersion.self),
        .operation(PublishBlueprint.self), .operation(ImportBlueprint.self), .operation(ExportBlueprint.self),
        .operation(ValidateBlueprint.self), .operation(RenderBlueprint.self), .operation(PutValues.self),
        .operation(GetValues.self), .operation(InstantiateBlueprint.self),
    ]
}
