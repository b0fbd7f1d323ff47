/// How names are spelled on either side.
enum Spelling {
    /// `source_ip_ranges` as the API has it: `sourceIpRanges`.
    static func api(_ name: String) -> String {
        var out = ""
        var isUpper = false
        for scalar in name.unicodeScalars {
            if scalar == "_" {
                isUpper = true
            } else {
                out += isUpper ? scalar.properties.uppercaseMapping : String(scalar)
                isUpper = false
            }
        }
        return out
    }

    /// `sourceIpRanges` as Terraform has it: `source_ip_ranges`; capitals in a row are one word.
    static func terraform(_ name: String) -> String {
        let scalars = Array(name.unicodeScalars)
        var out = ""
        for (index, scalar) in scalars.enumerated() {
            let isUpper = scalar.properties.isUppercase
            let beginsWord =
                index > 0
                && (!scalars[index - 1].properties.isUppercase
                    || index + 1 < scalars.count && scalars[index + 1].properties.isLowercase)
            if isUpper && beginsWord { out += "_" }
            out += scalar.properties.lowercaseMapping
        }
        return out
    }

    /// Whether a field of the name holds several: `rules`, not `access` or `status`.
    static func isPlural(_ name: String) -> Bool {
        guard name.hasSuffix("s") else { return false }
        return !["ss", "us", "is"].contains { name.hasSuffix($0) } && !name.hasSuffix("Settings")
            && !name.hasSuffix("settings") && !name.hasSuffix("Options") && !name.hasSuffix("options")
    }
}
