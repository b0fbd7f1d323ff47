import Values

extension ScenarioRun {
    /// Goes on with the values of a property, or, when it only filters, with the entries that have it.
    mutating func has(_ something: String, isFilter: Bool) {
        var found: [JSON] = []
        if type == "provider" {
            found = provided(something)
        } else {
            for entry in stash.map(whole) {
                let value = value(something, of: entry)
                if value.isHollow { continue }
                found.append(isFilter ? entry : self.entry(entry["address"]?.said ?? "", value))
            }
        }
        if found.isEmpty {
            return skip("Can not find any \(something) property for \(name) resource in terraform plan.")
        }
        stash = found
        property = something
    }

    /// Goes on with the entries that lack a property.
    mutating func lacks(_ something: String) {
        let found = stash.filter { entry in
            type == "provider"
                ? match.seek(something, in: entry).isEmpty : value(something, of: whole(entry)).isHollow
        }
        property = something
        if found.isEmpty {
            return skip("All objects (\(name)) coming from previous step has \(something) property.")
        }
        stash = found
    }

    /// What providers have under a name, still under it.
    func provided(_ something: String) -> [JSON] {
        stash.flatMap { provider -> [JSON] in
            let names = [provider["name"], provider["alias"]].compactMap { $0?.said }
            let address = provider["address"]?.said ?? names.joined(separator: ".")
            return match.seek(something, in: provider).map { value in
                entry(address, .object(.init([(key: something, value: value.withoutConstants)])))
            }
        }
    }

    /// What an entry has under a name: one value as it is, several as a list.
    private func value(_ something: String, of entry: JSON) -> JSON {
        let values = entry["values"] ?? entry["expressions"] ?? [:]
        var found: [JSON] = []
        if let all = values.arrayValue {
            found = all.flatMap { elements(something, in: $0) }
            return found.count == 1 && all.contains { named(something, $0) } ? found[0] : .array(found)
        }
        if let own = match.member(values, something) {
            return own
        }
        found = match.seek(something, in: values.isHollow ? entry : values)
        return found.count == 1 ? found[0] : .array(found)
    }

    /// What an element of a list has under a name, which may be told by a member `key`.
    func elements(_ something: String, in element: JSON) -> [JSON] {
        if let all = element.arrayValue { return all.flatMap { elements(something, in: $0) } }
        if element.isPlain { return match.equal(element.said, something) ? [element] : [] }
        let found = match.seek(something, in: element)
        if found.isEmpty, named(something, element) { return element["value"].map { [$0] } ?? [] }
        return found
    }

    private func named(_ something: String, _ element: JSON) -> Bool {
        guard element.objectValue != nil, match.seek(something, in: element).isEmpty else { return false }
        guard let pattern = StartPattern("(?:\(something))$", isCaseSensitive: match.isCaseSensitive) else {
            return false
        }
        return !match.seek(pattern, below: "key", in: element).isEmpty
    }

    /// Goes on with the entries whose member is a value, or has it.
    mutating func isValue(_ key: String, _ value: String, entry wanted: String?, of address: String?) {
        let name = key == "reference" ? (address == nil ? Mount.all : Mount.addresses) : key
        var found: [JSON] = []
        var last: JSON?
        for entry in stash {
            let values = entry["values"] ?? [:]
            if let all = values.arrayValue {
                for one in all {
                    if let own = match.member(one, name), own.isPlain, match.equal(own.said, value) {
                        found.append(one)
                    }
                }
                last = values
            } else {
                last = member(name, of: entry, address)
            }
            if let last, matches(last, value, wanted) { found.append(entry) }
        }
        proceed(found, key: name, last) {
            wanted.map { "Can not find \(value)=\($0) \(key) in" } ?? "Can not find \(value) \(key) in"
        }
    }

    /// Goes on with the entries whose member is not a value, and has it not.
    mutating func isNotValue(_ key: String, _ value: String, entry wanted: String?, of address: String?) {
        let name = key == "reference" ? (address == nil ? Mount.all : Mount.addresses) : key
        var found: [JSON] = []
        var last: JSON?
        for entry in stash {
            if let all = entry["values"]?.arrayValue {
                last = .array(
                    all.compactMap { match.member($0, name) }.filter { !match.equal($0.said, value) })
            } else {
                last = member(name, of: entry, address)
            }
            if let last, !matches(last, value, wanted) { found.append(entry) }
        }
        proceed(found, key: name, last) {
            wanted.map { "Found \(value)=\($0) \(key) in" } ?? "Found \(value) \(key) in"
        }
    }

    private func member(_ key: String, of entry: JSON, _ address: String?) -> JSON? {
        let own = match.member(entry["values"] ?? [:], key) ?? match.member(entry, key)
        guard let address, let own, let inner = match.member(own, address) else { return own }
        return inner
    }

    private func matches(_ own: JSON, _ value: String, _ wanted: String?) -> Bool {
        switch own {
        case .string(let text): return match.equal(String(text.prefix { $0 != "[" }), value)
        case .bool, .number, .null: return match.equal(own.said, value)
        case .array(let all): return all.contains { match.equal($0.said, value) }
        case .object:
            guard let inner = match.member(own, value), !inner.isNull else { return false }
            return wanted.map { match.equal(inner.said, $0) } ?? true
        }
    }

    private mutating func proceed(
        _ found: [JSON], key: String, _ last: JSON?, _ reason: () -> String
    ) {
        if !found.isEmpty {
            stash = found
            addresses = addresses(of: found)
            return
        }
        let places = addresses.joined(separator: ", ")
        skip(last == nil ? "Could not find \(key) in \(places)." : "\(reason()) \(places).")
    }

    /// Goes on with the entries whose own member, beside their values, has a value, or has it not.
    mutating func metadata(_ key: String, _ value: String, has: Bool) {
        if match.equal(key, "values") { return fail("values are not metadata") }
        let found = stash.filter { entry in
            let own = match.member(entry, key) ?? [:]
            return match.contains(own.isPlain ? [own] : own, value) == has
        }
        if found.isEmpty {
            return skip(
                has
                    ? "Could not find \"\(value)\" in \"\(key)\" metadata."
                    : "Found \"\(value)\" in \"\(key)\" metadata for all resources.")
        }
        stash = found
    }

    /// How many entries there are, or how many values, once the steps have come down to a property.
    mutating func countAll() {
        if ["resource", "variable", "provider", "data"].contains(property) {
            count = stash.count
        } else {
            count = stash.reduce(0) { sum, entry in
                switch entry["values"] {
                case .array(let all)? where !all.isEmpty: sum + all.count
                case .object(let object)? where !object.isEmpty: sum + object.count
                default: sum + 1
                }
            }
        }
        stash = [["values": JSON(count ?? 0)]]
    }
}
