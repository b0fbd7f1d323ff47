import Bus

/// Both shapes that the house is shipped in. Every journey runs in each.
public enum Topology: String, CaseIterable, Sendable {
    case oneProcess, split

    /// A node for each of `contexts` and one for the faces: the same node, or nodes that only meet
    /// across an encoded boundary.
    public func nodes(for contexts: [String]) -> (faces: Node, contexts: [String: Node]) {
        switch self {
        case .oneProcess:
            let node = Node()
            return (node, Dictionary(uniqueKeysWithValues: contexts.map { ($0, node) }))
        case .split:
            let boundary = EncodedBoundary()
            let faces = Node()
            boundary.join(faces)
            let homes = contexts.map { context in
                let node = Node()
                boundary.join(node)
                return (context, node)
            }
            return (faces, Dictionary(uniqueKeysWithValues: homes))
        }
    }
}
