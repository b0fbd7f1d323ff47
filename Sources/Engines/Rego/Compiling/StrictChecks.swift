import RegoSyntax

extension Compiler {
    /// Declared variables and parameters that nothing reads.
    func checkUnused(_ resolver: Resolver, _ rule: Rule, _ module: Int) {
        for scope in resolver.declared {
            for (name, id) in scope.sorted(by: { $0.value < $1.value })
            where !resolver.usedVariables.contains(id) && !name.hasPrefix("$") {
                report(
                    "rego_compile_error",
                    "unused argument \(name). (hint: use _ (wildcard variable) instead)", module,
                    rule.location)
            }
        }
    }
}
