import HCL

extension Module.Resource {
    /// Arguments and blocks that are the language's own, whatever the provider.
    static let meta: Set<String> = ["count", "for_each", "provider", "depends_on"]
    static let metaBlocks: Set<String> = ["lifecycle", "provisioner", "connection"]
}

extension Run {
    func resource(_ resource: Module.Resource, _ place: Place) -> Value {
        for reference in resource.dependsOn { _ = scope([reference], place, [:]) }
        let schema = schema(of: resource, place)
        func one(_ extra: [String: Value], _ suffix: String, _ key: Value) -> Value {
            instance(
                resource, place, schema, extra, place.prefix + resource.address + suffix, key)
        }
        switch keys(resource.count, resource.forEach, place) {
        case .single: return one([:], "", .dynamicNull)
        case .unknown:
            let each = Value.object([("key", .unknown(.string)), ("value", .dynamicUnknown)])
            _ = one(["each": each, "count": .object([("index", .unknown(.number))])], "[*]", .dynamicUnknown)
            return .dynamicUnknown
        case .several(let pairs):
            let values = pairs.map { pair in
                (pair.key.stringValue ?? "", one(extra(pair), suffix(pair.key), pair.key))
            }
            return resource.count != nil ? .tuple(values.map(\.1)) : .object(values)
        }
    }

    /// The value by which expressions know it.
    private func instance(
        _ resource: Module.Resource, _ place: Place, _ schema: BlockSchema?, _ extra: [String: Value],
        _ address: String, _ key: Value
    ) -> Value {
        guard mayMake(resource.range) else { return .dynamicUnknown }
        for rule in resource.preconditions { check(rule, place, .precondition, address, extra) }
        let arguments: Value
        let planned: Value
        let value: Value
        if let schema {
            arguments = read(resource.body, schema, place, extra, skipping: resource.skipped)
            planned = plan(address, resource, schema, arguments, place) ?? schema.planned(arguments)
            value = planned
        } else {
            arguments = body(resource.body, place, extra, isTop: true)
            planned = plan(address, resource, nil, arguments, place) ?? arguments
            value = open(planned, place)
        }
        guard mayKeep(arguments, resource.range), mayKeep(planned, resource.range) else {
            return .dynamicUnknown
        }
        instances.append(
            Evaluation.Instance(
                address: address, mode: resource.mode, type: resource.type, name: resource.name, key: key,
                arguments: arguments, planned: planned))
        var own = extra
        own["self"] = value
        for rule in resource.postconditions { check(rule, place, .postcondition, address, own) }
        return value
    }

    private func plan(
        _ address: String, _ resource: Module.Resource, _ schema: BlockSchema?, _ arguments: Value,
        _ place: Place
    ) -> Value? {
        guard let module = configuration.modules[place.path] else { return nil }
        let source = module.provider(of: resource)
        let version = schemas.providers[source]?.versions[resource.type] ?? 0
        return planner?.plan(address, resource, schema, arguments, source, version: version)
    }

    /// Where no schema tells which attributes there are, each name that is asked for is one.
    private func open(_ arguments: Value, _ place: Place) -> Value {
        guard let named = arguments.namedValues else { return .dynamicUnknown }
        let set = Set(named.map(\.name))
        let more = names(in: place).subtracting(set).map { ($0, Value.dynamicUnknown) }
        return .object(named.map { ($0.name, $0.value) } + more)
    }

    private func schema(of resource: Module.Resource, _ place: Place) -> BlockSchema? {
        guard let module = configuration.modules[place.path] else { return nil }
        let source = module.provider(of: resource)
        guard schemas.providers[source] != nil else { return nil }
        if let schema = schemas.schema(resource.mode, resource.type, of: source) { return schema }
        let noun = Self.noun(resource.mode)
        fail(
            "Invalid \(noun)",
            "The provider \(source.shortText) does not support \(noun) \"\(resource.type)\"."
                + hint(resource, source), resource.typeRange)
        return nil
    }

    private static func noun(_ mode: Module.Resource.Mode) -> String {
        switch mode {
        case .managed: "resource type"
        case .data: "data source"
        case .ephemeral: "ephemeral resource"
        }
    }

    private func hint(_ resource: Module.Resource, _ source: ProviderSource) -> String {
        let type = resource.type
        if resource.mode == .managed, schemas.schema(.data, type, of: source) != nil {
            return "\n\nDid you intend to use the data source \"\(type)\"? If so, declare this using a "
                + "\"data\" block instead of a \"resource\" block."
        }
        if resource.mode == .data, schemas.schema(.managed, type, of: source) != nil {
            return
                "\n\nDid you intend to use the managed resource type \"\(type)\"? If so, declare this using "
                + "a \"resource\" block instead of a \"data\" block."
        }
        let known = schemas.names(resource.mode, of: source)
        return suggestion(type, among: known).map { " Did you mean \"\($0)\"?" } ?? ""
    }

    /// A body by its schema, with the problems of its expressions kept once.
    private func read(
        _ body: Body, _ schema: BlockSchema, _ place: Place, _ extra: [String: Value],
        skipping: Set<String>
    ) -> Value {
        var reader = BlockReader { expression, variables in
            (self.evaluate(expression, place, extra.merging(variables) { $1 }), [])
        }
        reader.skipped = skipping
        let value = reader.value(body, schema)
        for problem in reader.diagnostics { fail(problem.summary, problem.detail, problem.subject) }
        return value
    }

    /// What a provider is configured with is looked at for what is wrong in it.
    func provider(_ provider: Module.Provider, _ place: Place) {
        guard let module = configuration.modules[place.path],
            let schema = schemas.providers[module.source(ofProvider: provider.name)]?.configuration,
            !provider.isEmpty
        else { return }
        _ = read(provider.body, schema, place, [:], skipping: ["alias", "version", "for_each"])
    }
}

extension Module.Resource {
    fileprivate var skipped: Set<String> { Self.meta.union(Self.metaBlocks) }
}
