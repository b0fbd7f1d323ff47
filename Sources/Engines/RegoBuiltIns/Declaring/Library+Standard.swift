public import Rego

extension Library {
    /// All functions of the language.
    public static let standard: Library = {
        let bodies = everyBody
        let table = declarations.split(separator: "\n").compactMap(Declaration.init)
        return Library(
            table.map { declaration in
                guard let body = bodies[declaration.name] else {
                    preconditionFailure("The function \(declaration.name) has no body.")
                }
                return BuiltIn(
                    declaration.name, declaration.signature,
                    isRelation: declaration.marks.contains("relation"),
                    isDeprecated: declaration.marks.contains("deprecated"),
                    isNondeterministic: declaration.marks.contains("nondeterministic"), body)
            })
    }()

    /// The names of functions that are declared, and of those that are made.
    static var coverage: (declared: Set<String>, made: Set<String>) {
        (
            Set(declarations.split(separator: "\n").compactMap(Declaration.init).map(\.name)),
            Set(everyBody.keys)
        )
    }

    private static var everyBody: [String: BuiltIn.Body] {
        [
            arithmetic, bits, ranges, units, conversions, aggregates, comparisons, sets, arrays, types,
            strings,
            searching, patterns, globs, objects, documents, patches, graphs, base64, urls, yaml,
            clocks, calendars, versions, identifiers, networks, digests, certificates, tokens, signing,
            graphQL, schemas, templates, requestSigning,
            requests, runtime,
        ].reduce(into: [:]) { $0.merge($1) { $1 } }
    }
}
