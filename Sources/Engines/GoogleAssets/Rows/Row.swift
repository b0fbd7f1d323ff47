/// What one of Terraform's types is to Cloud Asset Inventory: a row of the table.
struct Row: Sendable {
    /// `google_compute_disk`.
    let resource: String
    /// The block each of which is an asset of its own, within the resource.
    let part: String?
    /// The attribute without which there is no such asset.
    let needed: String?
    /// `compute.googleapis.com/Disk`.
    let asset: String
    let name: NameTemplate
    /// How the content is spelled.
    let shape: Shape
    /// Whether only the name is told of what is planned.
    let isNamedOnly: Bool

    /// The API's version and the type's name in its discovery document.
    let version: String
    let discoveryName: String

    var document: String {
        let service = asset.prefix { $0 != "." }
        return "https://www.googleapis.com/discovery/v1/apis/\(service)/\(version)/rest"
    }
}
