import HCL

extension TerraformFunctions {
    static func templates(
        _ surroundings: Surroundings, _ folder: String, _ others: [String: Function]
    ) -> [String: Function] {
        let access = FileAccess(surroundings: surroundings, folder: folder)
        // Within a template another may not be read: that way lies endless recursion.
        var within = others
        for name in ["templatefile", "templatestring"] {
            within[name] = Function([], variadic: any("args", "ndum"), gives: .string) { _ in
                throw Failure("cannot recursively call \(name) from inside another template function")
            }
            within["core::" + name] = within[name]
        }
        let inner = within
        return [
            "templatefile": Function(
                [string("path", "m"), any("vars", "d")], isNeverNull: false,
                type: { values in
                    guard values[0].isKnown, values[1].isWhollyKnown else { return .dynamic }
                    return try render(access, values, inner).type
                }
            ) { values, _ in
                guard values[0].isKnown else { return .dynamicUnknown }
                return try render(access, values, inner).marked(values[0].marks)
            },
            "templatestring": Function(
                [string("template"), any("vars", "d")], isNeverNull: false,
                type: { values in
                    guard values[0].isKnown, values[1].isWhollyKnown else { return .dynamic }
                    return try render(values[0].text, "<templatestring>", values[1], inner).type
                }
            ) { values, _ in try render(values[0].text, "<templatestring>", values[1], inner) },
        ]
    }

    private static func render(
        _ access: FileAccess, _ values: [Value], _ functions: [String: Function]
    ) throws -> Value {
        let text = try access.text(values[0])
        return try render(
            text, values[0].marks.isEmpty ? values[0].text : "(sensitive value)", values[1], functions)
    }

    private static func render(
        _ text: String, _ name: String, _ variables: Value, _ functions: [String: Function]
    ) throws -> Value {
        guard variables.type.isMap || variables.type.isObject else {
            throw Failure("invalid vars value: must be a map", argument: 1)
        }
        let (expression, problems) = Expression.parseTemplate(text, name: name)
        if let first = problems.first { throw Failure("\(first)", argument: 0) }
        var scope = Scope(functions: functions)
        for (key, value) in variables.namedValues ?? [] {
            guard isIdentifier(key) else {
                throw Failure(
                    "invalid template variable name \"\(key)\": must start with a letter, followed by zero or more "
                        + "letters, digits, and underscores", argument: 1)
            }
            scope.variables[key] = value
        }
        for root in expression.variables where scope.variables[root.root] == nil {
            throw Failure(
                "vars map does not contain key \"\(root.root)\", referenced at \(root.range)", argument: 1)
        }
        let (value, failures) = expression.value(in: scope)
        if let first = failures.first(where: { $0.severity == .error }) {
            throw Failure("\(first)", argument: 0)
        }
        return value
    }

    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.properties.isIDStart || first == "_" else {
            return false
        }
        return text.unicodeScalars.dropFirst().allSatisfy { $0.properties.isIDContinue || $0 == "-" }
    }
}
