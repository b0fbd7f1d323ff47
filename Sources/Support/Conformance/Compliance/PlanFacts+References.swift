import Values

/// Where a resource keeps what refers to it, or is referred to by it.
enum Mount {
    /// By the expression's name, the type under which objects were added.
    static let types = "terraform-compliance.mounted_resources"
    /// By the expression's name, the addresses of the added objects.
    static let addresses = "terraform-compliance.mounted_resources.addresses"
    /// All addresses.
    static let all = "terraform-compliance.mounted_resources.addresses_list"
    /// Marks an added object.
    static let mark = "terraform-compliance.mounted"
}

extension PlanFacts {
    /// Both ends of each reference of the configuration have the other's values among theirs.
    mutating func mountReferences() {
        for (address, resource) in configured {
            guard let expressions = resource["expressions"]?.objectValue else { continue }
            let local = "\(resource["type"]?.said ?? "").\(resource["name"]?.said ?? "")"
            let module = address.replacing("." + local, with: "")
            var references: [(name: String, addresses: [String])] = []
            for (name, value) in expressions {
                let found = referred(value, module).flatMap { reference -> [String] in
                    guard reference.hasPrefix("module"), reference.split(separator: ".").count < 3 else {
                        return self.addresses(reference, module)
                    }
                    return resource["for_each_expression"] == nil ? [] : instances(reference, of: address)
                }
                if !found.isEmpty { references.append((name, found)) }
                fill(address, name, value)
            }
            if references.isEmpty { continue }
            var type = expressions["type"]?.stringValue ?? Self.type(of: address)
            if expressions["type"]?["references"] != nil {
                type = String(address.prefix { $0 != "." })
            }
            var own = addresses(address, nil)
            if own.isEmpty { own = addresses(local, module) }
            for (name, targets) in references { mount(own, on: targets, name, type) }
            for (name, targets) in references {
                for target in targets { mount([target], on: own, name, Self.type(of: target)) }
            }
        }
    }

    /// What the last block of an expression that refers to anything refers to.
    private func referred(_ value: JSON, _ module: String) -> [String] {
        let lists = CaseMatch(isCaseSensitive: false).seek("references", in: value)
        guard let last = lists.last(where: { $0.arrayValue?.isEmpty == false })?.arrayValue else { return [] }
        return last.compactMap(\.stringValue).flatMap { reference -> [String] in
            var out: [String] = []
            if reference.hasPrefix("var") { out += given(reference, module) }
            let starts = ["var.", "each.", "count."]
            return starts.contains(where: reference.hasPrefix) ? out : out + [reference]
        }
    }

    /// What a module's variable is set by where the root calls the module.
    private func given(_ variable: String, _ module: String) -> [String] {
        let parts = module.split(separator: ".").map(String.init)
        let name = parts.indices.last { parts[$0] == "module" && $0 + 1 < parts.count }.map { parts[$0 + 1] }
        let calls = plan["configuration"]?["root_module"]?["module_calls"]
        let expressions = calls?[name ?? module]?["expressions"]
        let set = expressions?[variable.replacing("var.", with: "")]?["references"]?.arrayValue
        return (set ?? []).compactMap(\.stringValue)
    }

    private func instances(_ reference: String, of address: String) -> [String] {
        let keys = resources.keys.filter { $0.hasPrefix(address) }
            .map { $0.dropFirst(address.count).prefix { $0 != "." } }
        return resources.keys.filter { one in keys.contains { one.hasPrefix(reference + $0) } }
    }

    /// The addresses of the resources that a name means.
    private func addresses(_ name: String, _ module: String?) -> [String] {
        if resources[name] != nil { return [name] }
        if let module {
            let whole = "\(module).\(name)"
            if resources[whole] != nil { return [whole] }
            let found = resources.keys.filter { key in
                guard key.hasPrefix(module) else { return false }
                if key.contains("[") { return Self.plain(key) == Self.plain(whole) }
                return name.hasPrefix("module") && key.hasPrefix("module")
            }
            if !found.isEmpty { return found }
        }
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count > 1 else { return [] }
        guard parts[0] == "module" else {
            return resources.filter {
                $0.value["type"]?.said == parts[0] && $0.value["name"]?.said == parts[1]
            }
            .map(\.key)
        }
        guard parts.count > 2 else { return [] }
        let path = module.map(Self.path) ?? []
        let references = output(parts[2], of: path + [parts[1]])
        if !path.isEmpty {
            // Below the root an output's references are names within the called module.
            let inner = (path + [parts[1]]).map { "module." + $0 }.joined(separator: ".")
            return references.flatMap { addresses($0, inner) }.filter { Self.plain($0).hasPrefix(inner) }
        }
        let found = references.map { "module.\(parts[1]).\($0)" }
        return found.isEmpty ? resources.keys.filter { $0.hasPrefix(name) } : found
    }

    /// The names of the modules that an address lies in.
    private static func path(_ address: String) -> [String] {
        let parts = plain(address).split(separator: ".").map(String.init)
        return parts.indices.filter { $0 % 2 == 0 && parts[$0] == "module" && $0 + 1 < parts.count }
            .map { parts[$0 + 1] }
    }

    /// What an output of the module at this path refers to.
    private func output(_ name: String, of path: [String]) -> [String] {
        let root = plan["configuration"]?["root_module"]
        let module = path.reduce(root) { $0?["module_calls"]?[$1]?["module"] }
        let references = module?["outputs"]?[name]?["expression"]?["references"]?.arrayValue
        return (references ?? []).compactMap(\.stringValue)
    }

    /// What the configuration alone says of a property joins what the plan says of it.
    private mutating func fill(_ address: String, _ name: String, _ value: JSON) {
        let targets = resources[address] == nil ? resources.keys.filter { $0.hasPrefix(address) } : [address]
        for target in targets {
            guard let own = resources[target]?["values"]?[name] else { continue }
            let joined = own.joined(value)
            if joined != own { resources[target]?["values"]?[name] = joined }
        }
    }

    private mutating func mount(_ sources: [String], on targets: [String], _ name: String, _ type: String) {
        for source in sources where resources[source]?["values"] != nil {
            for target in targets where resources[target]?["values"] != nil {
                var values = bare[source]?["values"]?.objectValue ?? [:]
                values[Mount.mark] = true
                var own = resources[target]?.objectValue ?? [:]
                var held = own["values"]?.objectValue ?? [:]
                held[type] = .array((held[type]?.arrayValue ?? []) + [.object(values)])
                own["values"] = .object(held)
                own[Mount.types] = .object(own[Mount.types]?.objectValue ?? [:])
                own[Mount.types]?[name] = .string(type)
                own[Mount.addresses] = .object(own[Mount.addresses]?.objectValue ?? [:])
                own[Mount.addresses]?[name] = .array(sources.map(JSON.string))
                var all = own[Mount.all]?.arrayValue ?? []
                for one in sources where !all.contains(.string(one)) { all.append(.string(one)) }
                own[Mount.all] = .array(all)
                resources[target] = .object(own)
                if resources[source]?["values"]?.objectValue?[name] == nil {
                    var held = resources[source]?["values"]?.objectValue ?? [:]
                    held[name] = .string(target)
                    resources[source]?["values"] = .object(held)
                }
            }
        }
    }

    private static func type(of address: String) -> String {
        let parts = address.split(separator: ".")
        return parts.count > 1 ? String(parts[parts.count - 2]) : address
    }

    /// An address without the keys of its instances.
    private static func plain(_ address: String) -> String {
        var depth = 0
        return String(
            address.filter { letter in
                if letter == "[" { depth += 1 }
                defer { if letter == "]" { depth -= 1 } }
                return depth == 0
            })
    }
}

extension JSON {
    /// Objects get the members that they lack, lists the elements beyond their own.
    fileprivate func joined(_ other: JSON) -> JSON {
        switch (self, other) {
        case (.object(var own), .object(let other)):
            for (key, value) in other { own[key] = own[key].map { $0.joined(value) } ?? value }
            return .object(own)
        case (.array(let own), .array(let other)):
            let shared = zip(own, other).map { $0.joined($1) }
            return .array(shared + own.dropFirst(shared.count) + other.dropFirst(shared.count))
        default: return self
        }
    }
}
