import RegoSyntax

/// Where the virtual documents lie: a node for every name on the way to a rule.
struct TreeNode {
    let name: String
    let key: Value
    let parent: Int
    var children: [(name: String, node: Int)] = []
    /// The places of the children by name, once there are many.
    var childIndex: [String: Int] = [:]
    /// The rules that end here, or -1.
    var group = -1

    func child(_ name: String) -> Int? {
        if !childIndex.isEmpty { return childIndex[name] }
        return children.first { $0.name.utf8.elementsEqual(name.utf8) }?.node
    }
}

/// The rules with one path.
struct Group {
    enum Kind { case complete, set, object, function }

    let path: [String]
    let node: Int
    var kind: Kind
    var arity = 0
    /// The rules as they were written.
    var sources: [RuleSource] = []
    var clauses: [Clause] = []
    var fallback: Procedure?
    var index: RuleIndex?
    /// Whether every rule has one and the same constant value, so that the first that holds decides.
    var isSettledByFirst = false

    var name: String { (["data"] + path).joined(separator: ".") }
}

/// A rule with where it stands.
struct RuleSource {
    let module: Int
    let place: Int
    let rule: Rule
    /// The operands of the head's ref that only evaluation tells.
    let suffix: [Term]
}

/// A rule's procedures: its own and those of its `else` branches, in order.
struct Clause {
    var branches: [Procedure]
}

/// Compiled steps with what they need. The steps belong to the policy or query that made them.
struct Procedure {
    let code: UnsafePointer<Instruction>
    let count: Int
    /// Registers.
    let size: Int
    /// The place of the first step in the table of locations.
    let module: Int
    let rows: UnsafePointer<Int32>
    /// The row of the rule.
    let row: Int
}

extension Compiler {
    /// The node at the path, made when it is missing.
    func node(at path: [String]) -> Int {
        var node = 0
        for name in path {
            if let child = tree[node].child(name) {
                node = child
                continue
            }
            tree.append(TreeNode(name: name, key: heap.string(name), parent: node))
            let made = tree.count - 1
            tree[node].children.append((name, made))
            if !tree[node].childIndex.isEmpty {
                tree[node].childIndex[name] = made
            } else if tree[node].children.count > 16 {
                for child in tree[node].children { tree[node].childIndex[child.name] = child.node }
            }
            node = made
        }
        return node
    }

    /// Puts every rule into the tree.
    func plant() {
        for (number, module) in modules.enumerated() {
            let package = module.package.path.dropFirst().compactMap(\.string)
            _ = node(at: package)
            for (place, rule) in module.rules.enumerated() { plant(rule, place, number, package) }
        }
    }

    private func plant(_ rule: Rule, _ place: Int, _ module: Int, _ package: [String]) {
        let head = rule.head
        var path = package + [head.ref[0].variable ?? ""]
        var rest = head.ref.dropFirst()
        while let name = rest.first?.string {
            path.append(name)
            rest = rest.dropFirst()
        }
        let kind: Group.Kind =
            head.arguments != nil ? .function : !rest.isEmpty ? .object : head.isSet ? .set : .complete
        let node = node(at: path)
        if tree[node].group < 0 {
            tree[node].group = groups.count
            groups.append(Group(path: path, node: node, kind: kind, arity: head.arguments?.count ?? 0))
        }
        let group = tree[node].group
        if groups[group].kind != kind { reconcile(group, kind, rule, module) }
        if kind == .function, head.arguments?.count != groups[group].arity {
            report(
                "rego_type_error", "conflicting rules \(groups[group].name) found", module, rule.location)
        }
        groups[group].sources.append(
            RuleSource(module: module, place: place, rule: rule, suffix: Array(rest)))
    }

    /// Rules of different kinds with one name: only objects take in what has a longer ref.
    private func reconcile(_ group: Int, _ kind: Group.Kind, _ rule: Rule, _ module: Int) {
        if rule.isDefault || groups[group].sources.allSatisfy(\.rule.isDefault) {
            if groups[group].kind == .complete { groups[group].kind = kind }
            return
        }
        let kinds: Set<Group.Kind> = [groups[group].kind, kind]
        if kinds == [.object, .complete] {
            groups[group].kind = .object
            return
        }
        report("rego_type_error", "conflicting rules \(groups[group].name) found", module, rule.location)
    }
}
