/// What a node of the tree is; the comments tell its operands `a`, `b` and `c`.
package enum NodeKind: UInt8, Sendable {
    case number, bool, null
    /// `flag` 0: the bytes themselves; 1: `strings[a]`.
    case text
    /// `b` parts at `extras[a]`; `flag` 1 when it stood in quotes.
    case template
    /// `a`: the only part, whose value keeps its type.
    case templateWrap
    /// `a`: the `for` whose results are joined.
    case templateJoin
    /// `b` names and places at `extras[a]`, two for each step: see `Step`.
    case traversal
    /// As `traversal`, on the value of `c`.
    case relativeTraversal
    /// `a`: source, `b`: each; `flag` 1 when it is the full form; `c`: where the marker begins.
    case splat
    case splatElement
    /// `a`: collection, `b`: key, `c`: the bracket's place.
    case index
    /// At `extras[a]`: name's start and end, both parentheses' places, then `b` arguments; `flag` 1: expands.
    case call
    case conditional
    /// `flag`: the operator's token kind.
    case binary, unary
    case parentheses
    case tuple
    /// `b` pairs at `extras[a]`.
    case object
    /// `a`: what stands for the key; a lone name in it is the key itself unless `flag` is 1.
    case objectKey
    /// At `extras[a]`: key name, value name (start and end each), collection, key, value, condition;
    /// `flag` 1: groups.
    case forTuple, forObject
    /// What could not be parsed; its value is unknown.
    case broken
    /// `a`: name's end, `b`: expression, `c`: place of the equals sign.
    case attribute
    /// At `extras[a]`: type's end, body, opening and closing brace, then `b` labels.
    case block
    /// As `text`; `flag` bit 1 when it is quoted.
    case label
    /// `b` items at `extras[a]`.
    case body
}

package typealias NodeID = UInt32

package struct Node: Sendable {
    var kind: NodeKind
    var flag: UInt8 = 0
    var first: UInt32
    var last: UInt32
    var a: UInt32 = 0
    var b: UInt32 = 0
    var c: UInt32 = 0

    init(
        _ kind: NodeKind, _ start: Int, _ end: Int, flag: UInt8 = 0, a: UInt32 = 0, b: UInt32 = 0,
        c: UInt32 = 0
    ) {
        self.kind = kind
        self.flag = flag
        first = UInt32(truncatingIfNeeded: start)
        last = UInt32(truncatingIfNeeded: end)
        self.a = a
        self.b = b
        self.c = c
    }

    var span: Span { Span(Int(first), Int(last)) }
}

/// A parsed file or expression: its bytes, and a tree of flat arrays over them. Printing it is printing
/// the bytes, and an edit replaces some of them, so nothing is ever lost.
public final class SyntaxTree: Sendable {
    public let source: SourceText
    package let nodes: [Node]
    package let extras: [UInt32]
    package let strings: [String]
    package let root: NodeID

    init(source: SourceText, nodes: [Node], extras: [UInt32], strings: [String], root: NodeID) {
        self.source = source
        self.nodes = nodes
        self.extras = extras
        self.strings = strings
        self.root = root
    }

    package subscript(id: NodeID) -> Node { nodes[Int(id)] }

    package func list(_ node: Node) -> ArraySlice<UInt32> { extras[Int(node.a)..<Int(node.a + node.b)] }

    package func extra(_ node: Node, _ place: Int) -> UInt32 { extras[Int(node.a) + place] }

    package func text(_ start: UInt32, _ end: UInt32) -> String {
        String(decoding: source.bytes[Int(start)..<Int(end)], as: UTF8.self)
    }

    /// The text of a `text` or `label` node.
    package func string(_ node: Node) -> String {
        node.flag & 1 == 1 ? strings[Int(node.a)] : text(node.first, node.last)
    }

    package func range(_ id: NodeID) -> SourceRange { source.range(self[id].span) }
}

/// One step of a traversal. In `extras`: start and end of a name, or `stepIndex` and the key's node.
package enum Step: Sendable {
    case attribute(Span)
    case key(NodeID)

    static let index: UInt32 = .max
}

extension SyntaxTree {
    package func steps(_ node: Node) -> [Step] {
        (0..<Int(node.b)).map { place in
            let first = extra(node, place * 2)
            let second = extra(node, place * 2 + 1)
            return first == Step.index ? .key(second) : .attribute(Span(Int(first), Int(second)))
        }
    }
}
