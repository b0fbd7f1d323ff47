import Values

extension ScenarioRun {
    /// Every entry has a property; the steps go on with its values.
    mutating func mustHave(_ something: String) {
        var all: [JSON] = []
        if type == "provider" {
            let places = addresses.joined(separator: ", ")
            for provider in stash where match.seek(something, in: provider).isEmpty {
                fail("\(places) \(type) does not have \(something) property.")
            }
            all = provided(something)
        } else {
            for entry in stash.map(whole) {
                let address = entry["address"]?.said ?? ""
                let found = held(something, by: entry).map(\.withoutConstants)
                if found.isEmpty {
                    fail("\(address) (\(entry["type"]?.said ?? "")) does not have \(something) property.")
                }
                all += found.map { self.entry(address, $0) }
            }
        }
        if all.isEmpty { return }
        stash = all
        property = something
    }

    /// No entry has a property.
    mutating func mustNotHave(_ something: String) {
        for entry in stash {
            if type == "provider" {
                if match.seek(something, in: entry).isEmpty { continue }
                fail("\(something) property exists in \(addresses.joined(separator: ", ")) (\(type)).")
            } else {
                let entry = whole(entry)
                if held(something, by: entry).isEmpty { continue }
                let (address, type) = (entry["address"]?.said ?? "", entry["type"]?.said ?? "")
                fail("\(something) property exists in \(address) (\(type)).")
            }
        }
    }

    private func held(_ something: String, by entry: JSON) -> [JSON] {
        let values = entry["values"] ?? entry["expressions"] ?? [:]
        if let all = values.arrayValue, !all.isEmpty {
            return all.flatMap { elements(something, in: $0) }.filter { $0 == .null || !$0.isHollow }
        }
        if let own = match.member(values, something) { return own == [] ? [] : [own] }
        return match.seek(something, in: values.isHollow ? entry : values).filter { $0 != [] }
    }

    /// What switches on is named as the type names it.
    private static let switches: [String: [String: String]] = [
        "encryption": [
            "aws_db_instance": "storage_encrypted", "ebs_block_device": "encrypted",
            "aws_ebs_volume": "encrypted", "azurerm_storage_account": "enable_blob_encryption",
            "azurerm_sql_database": "encryption",
        ]
    ]

    mutating func mustBeEnabled(_ something: String) {
        for entry in stash where entry.objectValue != nil {
            let type = entry["type"]?.said ?? ""
            let key = Self.switches[something]?[type] ?? something
            let own = match.seek(key, in: entry["values"] ?? [:]).first ?? []
            if !own.isHollow, own != false, own != 0 { continue }
            let address = entry["address"]?.said ?? "resource"
            fail("Resource \(address) does not have \(key) property enabled (\(key)=\(own.said)).")
        }
    }

    mutating func failAnyhow() {
        fail("Forcefully failing the scenario on \(name) (\(addresses.joined(separator: ", "))) \(type)")
    }

    /// Some entry is referred to by, or refers to, an address that the text matches.
    mutating func mustRefer(_ text: String) {
        guard let pattern = pattern(text) else { return }
        for entry in stash {
            let all = entry[Mount.all]?.arrayValue ?? []
            if all.contains(where: { pattern.matches($0.said) }) { return }
            fail("\(entry["address"]?.said ?? name) has nothing to do with \(text)")
        }
        if stash.isEmpty { fail("There is nothing to look at; see what the steps before leave.") }
    }

    mutating func flatten() {
        let address = stash.map { $0["address"]?.said ?? $0.said }.joined(separator: ", ")
        if !stash.isEmpty { stash = [entry(address, .array(stash.map { $0["values"] ?? $0 }))] }
    }

    /// The values are among those that a path in braces leads to, or have all of these among them.
    mutating func mustBeIn(_ text: String, not: Bool, covers: Bool) {
        let inner = text.drop { $0 != "{" }.dropFirst().prefix { $0 != "}" }
        if inner.isEmpty { return fail("\(text) holds no path in braces") }
        let parts = inner.split(separator: ".").map(String.init)
        var found = given.filter { match.equal($0["type"]?.said ?? "", parts[0]) }
        for part in parts.dropFirst() {
            found =
                part.hasPrefix("[") ? found.flatMap { slice($0, part) } : found.flatMap { inside($0, part) }
        }
        func written(_ all: [JSON]) -> Set<String> {
            Set(all.map { match.isCaseSensitive ? $0.said : $0.said.lowercased() })
        }
        let (own, others) = (written(stash.map { $0["values"] ?? $0 }), written(found))
        let holds = covers ? others.isSubset(of: own) : own.isSubset(of: others)
        if holds != not { return }
        switch (covers, not) {
        case (false, false): fail("\(text) does not cover selected resources.")
        case (true, false): fail("\(text) leads to values beyond these")
        case (false, true): fail("\(text) leads to all of these values")
        case (true, true): fail("These are all values that \(text) leads to")
        }
    }

    private func inside(_ value: JSON, _ key: String) -> [JSON] {
        if let all = value.arrayValue { return all.flatMap { inside($0, key) } }
        return match.member(value, key).map { [$0] } ?? []
    }

    /// The elements of a list at a place, or from one place to before another; negative ones from its end.
    private func slice(_ value: JSON, _ part: String) -> [JSON] {
        guard let all = value.arrayValue else { return [] }
        let ends = part.dropFirst().dropLast().split(separator: ":", omittingEmptySubsequences: false)
        func place(_ text: Substring, _ fallback: Int) -> Int {
            guard let number = Int(text) else { return fallback }
            return min(max(number < 0 ? number + all.count : number, 0), all.count)
        }
        let from = place(ends.first ?? "", 0)
        if ends.count < 2 { return all.indices.contains(from) ? [all[from]] : [] }
        let to = place(ends[1], all.count)
        return from < to ? Array(all[from..<to]) : []
    }
}
