import RegoSyntax

/// A compiled policy as machines read it.
///
/// Unchecked: nothing in it changes once it is made, and its heap is frozen.
final class PolicyStore: @unchecked Sendable {
    let groups: [GroupPlan]
    let tree: [TreeNode]
    let files: [String]
    let library: Library
    let code: CodeStore
    let heap: Heap
    /// What queries to the policy are compiled by.
    let heads: [Group]
    let importTables: [[String: [Term]]]
    let replaced: Set<String>
    private let paths: [[Value]]

    init(_ compiler: Compiler) {
        groups = compiler.groups.map { group in
            GroupPlan(group, path: group.path.map(compiler.intern))
        }
        heads = compiler.groups.map { group in
            Group(path: group.path, node: group.node, kind: group.kind, arity: group.arity)
        }
        importTables = compiler.importTables
        replaced = compiler.replaced
        tree = compiler.tree
        files = compiler.modules.map(\.file)
        library = compiler.library
        code = compiler.code
        heap = compiler.heap
        var paths: [[Value]] = []
        for node in compiler.tree {
            // Parents come before their children.
            paths.append(node.parent < 0 ? [] : paths[node.parent] + [node.key])
        }
        self.paths = paths
    }

    func path(of node: Int) -> [Value] { paths[node] }

    func child(of node: Int, _ key: Value) -> Int? {
        key.string.flatMap { tree[node].child($0) }
    }
}

/// A group as machines read it.
///
/// Unchecked: nothing in it changes, and its procedures' steps are kept by the policy's store.
final class GroupPlan: @unchecked Sendable {
    let name: String
    let path: [Value]
    let node: Int
    let kind: Group.Kind
    let arity: Int
    let clauses: [Clause]
    let fallback: Procedure?
    let index: RuleIndex?
    let isSettledByFirst: Bool
    /// The most registers that one of its procedures takes.
    let size: Int

    init(_ group: Group, path: [Value]) {
        name = group.name
        self.path = path
        node = group.node
        kind = group.kind
        arity = group.arity
        clauses = group.clauses
        fallback = group.fallback
        index = group.index
        isSettledByFirst = group.isSettledByFirst
        size = max(
            group.fallback?.size ?? 0, group.clauses.flatMap { $0.branches.map(\.size) }.max() ?? 0)
    }
}
