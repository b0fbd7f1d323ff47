import RegoSyntax
import Values

extension Resolver {
    /// What calls become that the compiler answers itself.
    func special(_ terms: [Term], _ location: Location) -> Core? {
        guard let name = terms[0].dottedName, absolute([terms[0]].flatMap(path)) == nil else { return nil }
        switch name {
        case "print" where terms[0].variable != nil:
            guard compiler.options.printing, let place = compiler.library.place(of: "internal.print") else {
                return .constant(.true)
            }
            let sets = terms.dropFirst().map { argument -> Core in
                scoped {
                    let outer = pending
                    pending = []
                    let value = term(argument)
                    let result = fresh()
                    var body = pending
                    body.append(
                        CoreExpression(
                            kind: .unify(.local(result), value), location: location, isGenerated: true))
                    pending = outer
                    return .comprehension(
                        CoreComprehension(.set, key: .constant(.null), value: .local(result), body: body))
                }
            }
            pending.append(
                CoreExpression(
                    kind: .call(.builtIn(place), [.array(sets)], result: nil), location: location,
                    isGenerated: true))
            return .constant(.true)
        case "rego.metadata.rule": return .constant(heap.value(ruleMetadata()))
        case "rego.metadata.chain": return .constant(heap.value(.array(metadataChain())))
        default: return nil
        }
    }

    private func path(_ operation: Term) -> [Term] {
        if case .ref(let terms) = operation.kind { return terms }
        return [operation]
    }

    private func ruleMetadata() -> JSON {
        guard let rulePlace else { return [:] }
        let own = compiler.modules[module].annotations.last { annotations in
            if case .rule(let index) = annotations.target {
                return index == rulePlace && annotations.scope == .rule
            }
            return false
        }
        return own.map { $0.json(isComplete: true) } ?? [:]
    }

    /// The rule's annotations, then its document's, its package's and those of packages above.
    private func metadataChain() -> [JSON] {
        guard let rulePlace else { return [] }
        let rule = compiler.modules[module].rules[rulePlace]
        let rulePath = package + rule.head.ref.compactMap { $0.variable ?? $0.string }
        var chain: [JSON] = []
        func entry(_ annotations: Annotations?, _ path: [String]) -> JSON {
            var object: JSON.Object = ["path": .array(path.map { JSON($0) })]
            if let annotations { object["annotations"] = annotations.json(isComplete: true) }
            return .object(object)
        }
        let own = compiler.modules[module].annotations.filter { annotations in
            if case .rule(let index) = annotations.target { return index == rulePlace }
            return false
        }
        chain.append(entry(own.last { $0.scope == .rule }, rulePath))
        for other in compiler.modules {
            let otherPackage = other.package.path.dropFirst().compactMap(\.string)
            guard otherPackage == package else { continue }
            for annotations in other.annotations where annotations.scope == .document {
                guard case .rule(let index) = annotations.target else { continue }
                let path = package + other.rules[index].head.ref.compactMap { $0.variable ?? $0.string }
                if path == rulePath { chain.append(entry(annotations, rulePath)) }
            }
        }
        for other in compiler.modules
        where other.package.path.dropFirst().compactMap(\.string) == package {
            for annotations in other.annotations where annotations.scope == .package {
                chain.append(entry(annotations, package))
            }
        }
        for depth in stride(from: package.count, through: 0, by: -1) {
            let prefix = Array(package.prefix(depth))
            for other in compiler.modules
            where other.package.path.dropFirst().compactMap(\.string) == prefix {
                for annotations in other.annotations where annotations.scope == .subpackages {
                    chain.append(entry(annotations, prefix))
                }
            }
        }
        return chain
    }
}

extension Annotations {
    /// The annotations as `rego.metadata.rule` tells them.
    public func json(isComplete: Bool) -> JSON {
        var object = JSON.Object()
        let known = [
            "title", "description", "organizations", "related_resources", "authors", "schemas", "custom",
            "entrypoint",
            "compile", "labels",
        ]
        for (name, value) in content where known.contains(name) {
            switch (name, value) {
            case ("authors", .array(let authors)): object[name] = .array(authors.map(Annotations.author))
            case ("related_resources", .array(let resources)):
                object[name] = .array(resources.map { if case .string = $0 { ["ref": $0] } else { $0 } })
            default: object[name] = value
            }
        }
        if isComplete { object["scope"] = JSON(scope.rawValue) }
        return .object(JSON.Object(object.sorted()))
    }

    /// `Name <mail@example.com>`, or an object with both.
    private static func author(_ json: JSON) -> JSON {
        guard case .string(let text) = json else { return json }
        guard let open = text.lastIndex(of: "<"), text.hasSuffix(">") else { return ["name": JSON(text)] }
        var name = text[..<open]
        while name.last == " " { name.removeLast() }
        var object: JSON.Object = [:]
        if !name.isEmpty { object["name"] = JSON(String(name)) }
        object["email"] = JSON(String(text[text.index(after: open)...].dropLast()))
        return .object(object)
    }
}
