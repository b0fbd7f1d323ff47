/// Which provider configuration manages a resource, as states say it:
/// `provider["host/namespace/type"].alias`, before it `module.…` where it is of a module; or, before
/// Terraform 0.13, `provider.type.alias`.
public struct ProviderAddress: Sendable, Equatable, CustomStringConvertible {
    /// `module.a`, or empty.
    public let module: String
    /// `registry.terraform.io/hashicorp/aws`; of the old way the namespace is `-`, as it is not known.
    public let source: String
    public let alias: String?

    /// Nil for a text that is neither.
    public init?(_ text: String) {
        // Spaces between the parts were allowed once.
        let bytes = text.utf8.filter { $0 != 0x20 }
        let clean = String(decoding: bytes, as: UTF8.self)
        guard let start = Self.start(clean) else { return nil }
        module = String(clean[..<start].dropLast())
        let rest = clean[start...].dropFirst("provider".utf8.count)
        if rest.hasPrefix("[\""), let end = rest.firstRange(of: "\"]") {
            source = String(rest[rest.index(rest.startIndex, offsetBy: 2)..<end.lowerBound])
            let after = rest[end.upperBound...]
            guard after.isEmpty || after.hasPrefix(".") else { return nil }
            alias = after.isEmpty ? nil : String(after.dropFirst())
        } else if rest.hasPrefix(".") {
            let parts = rest.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
            guard let type = parts.first, !type.isEmpty, parts.count <= 2 else { return nil }
            source =
                type == "terraform" ? "terraform.io/builtin/terraform" : "registry.terraform.io/-/\(type)"
            alias = parts.count == 2 ? String(parts[1]) : nil
        } else {
            return nil
        }
    }

    /// Where `provider` begins, at the start or after modules.
    private static func start(_ text: String) -> String.Index? {
        if text.hasPrefix("provider") { return text.startIndex }
        guard text.hasPrefix("module."), let range = text.firstRange(of: ".provider") else { return nil }
        return text.index(after: range.lowerBound)
    }

    /// The way that it is written now.
    public var description: String {
        (module.isEmpty ? "" : module + ".") + "provider[\"\(source)\"]" + (alias.map { "." + $0 } ?? "")
    }
}
