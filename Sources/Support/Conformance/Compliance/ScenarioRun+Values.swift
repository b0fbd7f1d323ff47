import Values

extension ScenarioRun {
    /// Every plain value, at any depth, is matched by the expression, or none is.
    mutating func mustMatch(_ text: String, not: Bool) {
        guard let pattern = pattern(text) else { return }
        for entry in stash { mustMatch(entry, pattern, text, not) }
    }

    /// The same of properties that have one value each.
    mutating func onlyMustMatch(_ text: String, not: Bool) {
        let isMany = stash.contains { entry in
            let values = entry["values"] ?? entry
            return values.arrayValue?.count ?? values.objectValue?.count ?? 1 > 1
        }
        if isMany {
            return fail("\(property) has several values, and the step is for one")
        }
        mustMatch(text, not: not)
    }

    private mutating func mustMatch(_ value: JSON, _ pattern: StartPattern, _ text: String, _ not: Bool) {
        switch value {
        case .array(let all): for one in all { mustMatch(one, pattern, text, not) }
        case .object(let object):
            address = object["address"]?.stringValue ?? address
            if let values = object["values"] { return mustMatch(values, pattern, text, not) }
            for (_, one) in object { mustMatch(one, pattern, text, not) }
        default:
            if pattern.matches(value.said) == not { failMatching(value, text, not) }
        }
    }

    private mutating func failMatching(_ value: JSON, _ text: String, _ not: Bool) {
        let first = stash.first?["address"]?.said.replacing("[0]", with: "") ?? name
        let case_ = match.isCaseSensitive ? "case sensitive" : "case insensitive"
        let verb = not ? "matches" : "does not match"
        fail(
            "\(property) property in \(address ?? first) \(type) \(verb) with \(text) \(case_) regex. "
                + "It is set to \(value.said).")
    }

    /// Some plain value at any depth is matched, or is not.
    mutating func anyMustMatch(_ text: String, not: Bool) {
        guard let pattern = pattern(text) else { return }
        func holds(_ value: JSON) -> Bool {
            switch value {
            case .array(let all): all.contains(where: holds)
            case .object(let object):
                object["values"].map(holds) ?? object.contains { holds($0.value) }
            default: pattern.matches(value.said) != not
            }
        }
        if stash.contains(where: holds) { return }
        address = stash.last?["address"]?.stringValue ?? address
        failMatching(.array(stash), text, not)
    }

    /// Goes on with the entries whose plain values are matched, all or any of them.
    mutating func keepMatching(_ text: String, denied: Bool, any: Bool) {
        guard let pattern = pattern(text) else { return }
        let found = stash.filter { entry in
            var values = [entry["values"] ?? [:]]
            switch values[0] {
            case .array(let all): values = all
            case .object(let object): values = object.keys.map(JSON.string)
            default: break
            }
            let plain = values.filter { $0.isPlain || $0.isNull }.map { pattern.matches($0.said) != denied }
            return !plain.isEmpty && (any ? plain.contains(true) : !plain.contains(false))
        }
        if found.isEmpty {
            let subject = denied ? "every" : "no"
            let places = addresses(of: stash).joined(separator: ", ")
            return skip("Of \(places) \(subject) \(property) matches \(text)")
        }
        stash = found
    }

    mutating func mustCompare(_ relation: String, _ number: Int) {
        for entry in stash { mustCompare(entry, relation, number) }
    }

    private mutating func mustCompare(_ value: JSON, _ relation: String, _ number: Int) {
        if let all = value.arrayValue {
            for one in all { mustCompare(one, relation, number) }
            return
        }
        if let object = value.objectValue {
            property = object["type"]?.said ?? property
            let all = addresses.count == 1 ? addresses[0] : JSON.array(addresses.map(JSON.string)).said
            address = object["address"]?.said ?? all
            return mustCompare(object["values"] ?? .null, relation, number)
        }
        guard let own = Int(value.said) else { return fail("\(value.said) is not a number") }
        let words = relation.split(separator: " ").map { ["greater", "bigger"].contains($0) ? "more" : $0 }
        let holds: Bool
        let said: String
        switch words.map({ ["lesser", "smaller"].contains($0) ? "less" : $0 }).joined(separator: " ") {
        case "more": (holds, said) = (own > number, "more than")
        case "more and equal": (holds, said) = (own >= number, "more and equal than")
        case "less": (holds, said) = (own < number, "less than")
        case "less and equal": (holds, said) = (own <= number, "less and equal than")
        case "equal": (holds, said) = (own == number, "equal to")
        default: return fail("There is no comparison \(relation)")
        }
        if !holds { fail("for \(address ?? name) on \(property). \(own) is not \(said) \(number).") }
    }

    /// Nothing has a value, or everything has one.
    mutating func mustBeNull(not: Bool) {
        func isNothing(_ value: JSON) -> Bool { value.isHollow || value == "\0" }
        for entry in stash {
            let values = entry["values"] ?? [:]
            let place = "\(property) property in \(entry["address"]?.said ?? name) is considered to be"
            if isNothing(values) == not {
                fail("\(place) \(not ? "Null" : "not Null"). It is set to \"\(values.said)\".")
                continue
            }
            let inner = values.arrayValue ?? values.objectValue?.values ?? []
            if !inner.isEmpty, inner.allSatisfy(isNothing) == not {
                fail("Multivalued \(place) \(not ? "Null" : "not Null"). It is set to \"\(values.said)\".")
            }
        }
    }

    /// The value stands anywhere within each entry, or in none.
    mutating func mustContain(_ value: String, not: Bool) {
        for entry in stash where match.has(value, in: entry) == not {
            let place = entry["address"]?.said ?? address ?? addresses.joined(separator: ", ")
            fail(not ? "\(value) found in \(place)." : "\(value) could not found in \(place).")
        }
    }

    /// Each entry has a member of this name with the value, or none has.
    mutating func memberMustBe(_ key: String, _ value: String, not: Bool) {
        if stash.isEmpty {
            return fail("There is nothing to look at; see what the steps before leave.")
        }
        guard let pattern = pattern("(?:\(value))$") else { return }
        let places = address ?? addresses.joined(separator: ", ")
        var found: [JSON] = []
        for entry in stash {
            let own = match.seek(pattern, below: key, in: entry)
            if own.isEmpty, !not {
                fail("Can not find \(value) in \(key) property of \(entry["address"]?.said ?? places).")
            } else if !own.isEmpty, not {
                let all = own.joined(separator: ", ")
                fail("Found \(value)(\(all)) in \(key) property of \(places).")
            }
            found += own.prefix(1).map(JSON.string)
        }
        if !not, found.count != stash.count {
            fail("Can not find \(value) in \(key) property of \(places).")
        }
        stash = found
    }
}
