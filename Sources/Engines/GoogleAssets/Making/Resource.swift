import Values

/// A resource of a plan or a configuration, as far as it is known.
struct Resource: Sendable {
    let address: String
    let type: String
    let values: JSON.Object
    /// True where a value is only known later, within objects and lists at the place that they have.
    let unknown: JSON
}

/// Where resources are made that do not say so themselves.
struct Placement: Sendable {
    var project: String?
    var region: String?
    var zone: String?
    /// What the provider writes to all labels of its own.
    var labels: [String: String] = [:]
    /// True where no provider has said its part yet, so that what it would send by itself is added.
    var isConfigured = false
}
