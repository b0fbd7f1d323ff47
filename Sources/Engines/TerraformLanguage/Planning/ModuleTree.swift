import HCL
import Values

/// Resource instances gathered by their modules, as `values` of states and plans have them.
struct ModuleTree {
    struct Item {
        let address: InstanceAddress
        let source: String
        let version: Int
        let value: Value
        var dependencies: [String] = []
        var deposed: String?
        var isTainted = false
        var identity: JSON?
        var identityVersion: JSON?

        var json: JSON {
            var out: JSON = [
                "address": .string(address.text), "mode": address.isData ? "data" : "managed",
                "type": .string(address.type), "name": .string(address.name),
                "provider_name": .string(source), "schema_version": JSON(version),
                "values": value.knownDocument ?? [:], "sensitive_values": value.sensitiveDocument,
            ]
            if let index = address.index { out["index"] = index }
            if !dependencies.isEmpty { out["depends_on"] = .array(dependencies.map(JSON.string)) }
            if let deposed { out["deposed_key"] = .string(deposed) }
            if isTainted { out["tainted"] = true }
            if let identity {
                out["identity"] = identity
                out["identity_schema_version"] = identityVersion ?? 0
            }
            return out
        }
    }

    let json: JSON

    init(_ items: [Item]) {
        json = Self.module(
            [], items.sorted { ($0.address, $0.deposed ?? "") < ($1.address, $1.deposed ?? "") })
    }

    private static func module(_ path: [String], _ items: [Item]) -> JSON {
        var out: JSON = [:]
        let own = items.filter { $0.address.modules == path }
        if !own.isEmpty { out["resources"] = .array(own.map(\.json)) }
        var children: [String] = []
        for item in items where item.address.modules.count > path.count {
            let next = item.address.modules[path.count]
            if !children.contains(next) { children.append(next) }
        }
        if !children.isEmpty {
            out["child_modules"] = .array(
                children.sorted().map { child in
                    let inner = path + [child]
                    var told = module(inner, items.filter { $0.address.modules.starts(with: inner) })
                    told["address"] = .string(inner.joined(separator: "."))
                    return told
                })
        }
        return out
    }
}

extension InstanceAddress {
    /// A text or a number; nil without a key.
    var index: JSON? { key.isEmpty ? nil : try? JSON(parsing: String(key.dropFirst().dropLast())) }
}
