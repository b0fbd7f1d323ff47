/// An Amazon Resource Name, taken apart.
struct ResourceName {
    let partition: String
    let service: String
    let region: String
    let account: String
    /// The rest, divided by colons and slashes; never empty.
    let parts: [String]

    /// Nil for what has not all of its parts; region and account may be empty.
    init?(_ text: String) {
        let fields = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
            .map(String.init)
        guard fields.count == 6, fields[0] == "arn", !fields[1].isEmpty, !fields[2].isEmpty,
            !fields[5].isEmpty
        else { return nil }
        (partition, service, region, account) = (fields[1], fields[2], fields[3], fields[4])
        parts = fields[5].split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "/" }.map(String.init)
    }

    /// Nil beyond the last.
    func part(_ index: Int) -> String? { parts.indices.contains(index) ? parts[index] : nil }
}
