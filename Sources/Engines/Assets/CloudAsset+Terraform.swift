import Values

extension CloudAsset {
    /// Terraform's type; the cloud's own where no name of it is known.
    public var terraformType: String {
        switch cloud {
        case .aws: type
        case .azure: AzureTypes.terraform(type, kind: content["kind"]?.stringValue) ?? type
        case .google: GoogleTypes.terraform(type, location: location) ?? type
        }
    }

    /// What Terraform's `import` wants.
    public var importID: String { cloud == .google ? GoogleTypes.importID(id, type: type) : id }

    /// The whole name of what it is a part of or belongs to, where the listing says so.
    public var parent: String? {
        cloud == .azure ? content["managedBy"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 } : owner
    }
}
