import RegoSyntax

/// A variable that a rule declares, and how.
struct Declared {
    enum Kind { case argument, assigned, some }
    let name: String
    let id: Int
    let kind: Kind
    let location: Location
}

extension Compiler {
    /// Variables that nothing reads: after `some` they are refused, otherwise in strict mode.
    func checkUnused(_ resolver: Resolver, _ module: Int) {
        for one in resolver.declarations where !resolver.usedVariables.contains(one.id) {
            if one.name.hasPrefix("$") { continue }
            switch one.kind {
            case .some:
                report("rego_compile_error", "declared var \(one.name) unused", module, one.location)
            case .assigned where options.isStrict:
                report("rego_compile_error", "assigned var \(one.name) unused", module, one.location)
            default: continue
            }
        }
    }

    /// Arguments that a branch of a rule does not read.
    func unusedArguments(_ resolver: Resolver) -> [Declared] {
        resolver.declarations.filter { one in
            one.kind == .argument && !resolver.usedVariables.contains(one.id) && !one.name.hasPrefix("$")
        }
    }

    /// In strict mode, arguments that no branch of a rule reads; the branches share them.
    func checkArguments(_ branches: [[Declared]], _ module: Int) {
        guard options.isStrict, let first = branches.first else { return }
        for one in first where branches.allSatisfy({ $0.contains { $0.name == one.name } }) {
            report(
                "rego_compile_error",
                "unused argument \(one.name). (hint: use _ (wildcard variable) instead)", module,
                one.location)
        }
    }

    /// Imports that nothing refers to, in strict mode.
    func checkImports() {
        guard options.isStrict else { return }
        for (number, module) in modules.enumerated() {
            for one in module.imports {
                guard let name = one.name, importTables[number][name] != nil,
                    usedImports[number]?.contains(name) != true
                else { continue }
                report(
                    "rego_compile_error", "import \(one.path.refText) unused", number, one.location)
            }
        }
    }

    /// Functions that version 1 and strict mode know no more.
    func checkDeprecation(_ builtIn: BuiltIn, _ module: Int, _ location: Location) {
        let isVersion1 = module >= modules.count || modules[module].isVersion1
        guard builtIn.isDeprecated, isVersion1 || options.isStrict else { return }
        report(
            "rego_type_error", "deprecated built-in function calls in expression: \(builtIn.name)", module,
            location)
    }
}
