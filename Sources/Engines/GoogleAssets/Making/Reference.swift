/// Paths of things that a resource names in one of several ways.
enum Reference {
    /// `us-central1-a`, `zones/us-central1-a` and whole addresses as the path below the project.
    static func path(_ text: String, in collection: NameTemplate, _ value: (String) -> String?) -> String {
        if text.hasPrefix("projects/") { return text }
        if let range = text.firstRange(of: "/projects/") {
            return String(text[text.index(after: range.lowerBound)...])
        }
        guard let project = value("project"), let place = collection.text(missing: nil, value) else {
            return text
        }
        let isPartial = ["global/", "zones/", "regions/", "locations/"].contains { text.hasPrefix($0) }
        if isPartial { return "projects/\(project)/\(text)" }
        return text.contains("/") ? text : "projects/\(project)/\(place)/\(text)"
    }

    /// The whole address; what says nothing of where it is, is in the same region.
    static func link(_ text: String, _ value: (String) -> String?) -> String {
        let base = "https://compute.googleapis.com/compute/beta/"
        if text.hasPrefix("https://") { return text }
        if text.hasPrefix("projects/") { return base + text }
        guard let project = value("project") else { return text }
        if text.hasPrefix("regions/") { return base + "projects/\(project)/" + text }
        return value("region").map { base + "projects/\(project)/regions/\($0)/" + text } ?? text
    }
}
