import FoundationEssentials

/// A directory laid out as Terraform's `filesystem_mirror`: `HOST/NAMESPACE/TYPE/…`.
public struct ProviderMirror: Sendable, Equatable {
    public let path: String
    /// Such as `registry.terraform.io/hashicorp/aws`.
    public let providers: [String]

    /// Where mirrors are looked for when `PLUMB_PROVIDER_MIRROR` names none: the places that Terraform's own
    /// documentation lists, and /opt.
    public static let usualPlaces = [
        "/opt", "/usr/share/terraform", "/usr/local/share/terraform", "/usr/share/terraform/plugins",
        "/usr/local/share/terraform/plugins", "/usr/share/terraform/providers",
    ]

    /// `PLUMB_PROVIDER_MIRROR` alone when it is set; otherwise, unless the operator's own CLI configuration
    /// speaks of provider installation, every mirror under the usual places, at most one level down.
    public static func find(environment: [String: String]) -> [ProviderMirror] {
        if let named = environment["PLUMB_PROVIDER_MIRROR"], !named.isEmpty { return [read(named)] }
        if let own = Toolchain.operatorConfiguration(environment), speaksOfProviders(own) { return [] }
        var places = usualPlaces
        if let home = environment["HOME"] {
            places += [home + "/.terraform.d/plugins", home + "/.local/share/terraform/plugins"]
        }
        let candidates = places + places.flatMap { place in list(place).map { place + "/" + $0 } }
        var seen: Set<String> = []
        return candidates.filter { seen.insert($0).inserted && isMirror($0) }.map(read)
            .filter { !$0.providers.isEmpty }
    }

    private static func isMirror(_ path: String) -> Bool {
        ["registry.terraform.io", "registry.opentofu.org"].contains {
            FileManager.default.fileExists(atPath: path + "/" + $0)
        }
    }

    private static func read(_ path: String) -> ProviderMirror {
        let providers = list(path).filter { $0.contains(".") }.flatMap { host in
            list(path + "/" + host).flatMap { namespace in
                list(path + "/" + host + "/" + namespace).map { "\(host)/\(namespace)/\($0)" }
            }
        }
        return ProviderMirror(path: path, providers: providers.sorted())
    }

    private static func list(_ path: String) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
                .filter { !$0.hasPrefix(".") && !$0.hasSuffix(".json") }
        } catch {
            // A place that is not there, or not ours to read, has no mirror.
            return []
        }
    }

    private static func speaksOfProviders(_ path: String) -> Bool {
        guard let bytes = FileManager.default.contents(atPath: path) else { return false }
        return String(decoding: bytes, as: UTF8.self).contains("provider_installation")
    }
}

extension [ProviderMirror] {
    /// The CLI configuration that takes what the mirrors have from them, and everything else from the
    /// registry.
    public var configuration: String {
        guard !isEmpty else { return "" }
        let quote = { (list: [String]) in list.map { "\"\($0)\"" }.joined(separator: ", ") }
        let blocks = map { mirror in
            "  filesystem_mirror {\n    path    = \"\(mirror.path)\"\n    include = [\(quote(mirror.providers))]\n  }\n"
        }.joined()
        let all = Set(flatMap(\.providers)).sorted()
        return "provider_installation {\n\(blocks)  direct {\n    exclude = [\(quote(all))]\n  }\n}\n"
    }
}
