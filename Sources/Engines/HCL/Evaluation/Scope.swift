/// The variables and functions that an expression may use; what is not in it is looked for in its parent.
public struct Scope: Sendable {
    public var variables: [String: Value]
    public var functions: [String: Function]
    private let parents: [Scope]
    /// Told instead of the usual message when a name is of no variable.
    package var isTerraform = false

    public init(variables: [String: Value] = [:], functions: [String: Function] = [:]) {
        self.variables = variables
        self.functions = functions
        parents = []
    }

    private init(parent: Scope) {
        variables = [:]
        functions = [:]
        parents = [parent]
    }

    /// A scope within this one.
    public func nested(_ variables: [String: Value]) -> Scope {
        var scope = Scope(parent: self)
        scope.variables = variables
        return scope
    }

    package func variable(_ name: String) -> Value? { variables[name] ?? parents.first?.variable(name) }

    package func function(_ name: String) -> Function? { functions[name] ?? parents.first?.function(name) }

    package var allVariables: [String] { variables.keys.sorted() + (parents.first?.allVariables ?? []) }
    package var allFunctions: [String] { functions.keys.sorted() + (parents.first?.allFunctions ?? []) }
    package var isEmpty: Bool { variables.isEmpty && functions.isEmpty && (parents.first?.isEmpty ?? true) }
}

/// The name among `known` that somebody may have meant.
package func suggestion(_ given: String, among known: some Sequence<String>) -> String? {
    known.first { distance(Array(given.utf8), Array($0.utf8)) < 3 }
}

private func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    if abs(a.count - b.count) > 2 { return 3 }
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
        var corner = row[0]
        row[0] = i + 1
        for (j, y) in b.enumerated() {
            let next = min(row[j] + 1, row[j + 1] + 1, corner + (x == y ? 0 : 1))
            corner = row[j + 1]
            row[j + 1] = next
        }
    }
    return row[b.count]
}
