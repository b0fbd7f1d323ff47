/// Evaluates the nodes of one tree. Problems are collected; what could not be evaluated is unknown.
package final class Evaluator {
    let tree: SyntaxTree
    package let scope: Scope?
    package var diagnostics: [Diagnostic] = []
    /// What the innermost splat is at.
    var element: Value?
    private let steps: Steps

    package convenience init(_ tree: SyntaxTree, _ scope: Scope?) {
        self.init(tree, scope, Steps())
    }

    private init(_ tree: SyntaxTree, _ scope: Scope?, _ steps: Steps) {
        self.tree = tree
        self.scope = scope
        self.steps = steps
    }

    func inner(_ variables: [String: Value]) -> Evaluator {
        let evaluator = Evaluator(tree, (scope ?? Scope()).nested(variables), steps)
        evaluator.element = element
        return evaluator
    }

    /// One with the same scope whose diagnostics are apart.
    package func attempt() -> Evaluator {
        let evaluator = Evaluator(tree, scope, steps)
        evaluator.element = element
        return evaluator
    }

    func fail(_ summary: String, _ detail: String, _ node: NodeID, in context: NodeID? = nil) {
        guard diagnostics.count < 100 else { return }
        diagnostics.append(
            Diagnostic(.error, summary, detail, at: tree.range(node), in: context.map(tree.range)))
    }

    func fail(_ summary: String, _ detail: String, _ span: Span) {
        guard diagnostics.count < 100 else { return }
        diagnostics.append(Diagnostic(.error, summary, detail, at: tree.source.range(span)))
    }

    package func value(_ id: NodeID) -> Value {
        guard spend(1, id) else { return .dynamicUnknown }
        let node = tree[id]
        switch node.kind {
        case .number:
            if let number = Value.Number(literal: tree.text(node.first, node.last)) { return .number(number) }
            fail("Invalid number literal", "This number has too many digits.", id)
            return .unknown(.number)
        case .bool: return .bool(node.flag == 1)
        case .null: return .dynamicNull
        case .text, .label: return .string(tree.string(node))
        case .template: return template(node)
        case .templateWrap: return value(node.a)
        case .templateJoin: return templateJoin(node)
        case .traversal: return traversal(node)
        case .relativeTraversal:
            return follow(value(node.c), tree.steps(node)[...], from: node)
        case .splat: return weighed(splat(node), id)
        case .splatElement: return element ?? .dynamicUnknown
        case .index: return index(value(node.a), value(node.b), node)
        case .call: return call(id, node)
        case .conditional: return conditional(node)
        case .binary: return binary(id)
        case .unary: return unary(node)
        case .parentheses: return value(node.a)
        case .tuple: return weighed(.tuple(tree.list(node).map { value($0) }), id)
        case .object: return weighed(object(node), id)
        case .objectKey: return key(node)
        case .forTuple, .forObject: return weighed(loop(id, node), id)
        case .broken: return .dynamicUnknown
        case .attribute, .block, .body: return .dynamicUnknown
        }
    }

    // MARK: Templates

    private func template(_ node: Node) -> Value {
        var text = ""
        var marks: Set<Value.Mark> = []
        var isKnown = true
        for part in tree.list(node) {
            let value = value(part)
            if value.isNull {
                fail(
                    "Invalid template interpolation value",
                    "The expression result is null. Cannot include a null value in a string template.", part)
                continue
            }
            marks.formUnion(value.marks)
            if value.type == .dynamic, !value.isKnown {
                isKnown = false
                continue
            }
            do throws(Mismatch) {
                let string = try value.unmarked.converted(to: .string)
                if let known = string.stringValue {
                    if isKnown { text += known }
                    guard fits(text, part) else { return .unknown(.string, .notNull) }
                } else {
                    if isKnown, let prefix = string.refinement?.prefix { text += prefix }
                    isKnown = false
                }
            } catch {
                marks.formUnion(value.deepMarks)
                fail(
                    "Invalid template interpolation value",
                    "Cannot include the given value in a string template: \(error.message).", part)
                isKnown = false
            }
        }
        if isKnown { return Value.string(text).marked(marks) }
        // What is known may still be changed by what follows the last character.
        let prefix = String(text.normalized.dropLast())
        return Value.unknown(.string, Refinement(notNull: true, prefix: prefix)).marked(marks)
    }

    private func templateJoin(_ node: Node) -> Value {
        let results = value(node.a)
        if results.type == .dynamic { return Value.unknown(.string, .notNull).marked(results.marks) }
        guard results.isKnown else { return Value.unknown(.string, .notNull).marked(results.marks) }
        var text = ""
        var marks = results.marks
        for one in results.elements ?? [] {
            marks.formUnion(one.marks)
            if one.isNull {
                fail(
                    "Invalid template interpolation value",
                    "An iteration result is null. Cannot include a null value in a string template.", node.a)
                continue
            }
            guard let string = try? one.unmarked.converted(to: .string) else {
                fail(
                    "Invalid template interpolation value",
                    "Cannot include one of the interpolation results into the string template.", node.a)
                continue
            }
            guard let known = string.stringValue else {
                return Value.unknown(.string, .notNull).marked(marks)
            }
            text += known
            guard fits(text, node.a) else { return .unknown(.string, .notNull) }
        }
        return Value.string(text).marked(marks)
    }

    /// Whether so much more may be done; tells of the end where it comes.
    func spend(_ amount: Int, _ id: NodeID) -> Bool {
        if steps.spend(amount) { return true }
        if steps.ended() { fail("Expression does too much", "It was ended after 20 million steps.", id) }
        return false
    }

    private func weighed(_ value: Value, _ id: NodeID) -> Value {
        if value.weight <= weightBound { return value }
        fail("Value is too large", "A value may be at most \(weightBound) values in all.", id)
        return .dynamicUnknown
    }

    private func fits(_ text: String, _ node: NodeID) -> Bool {
        if text.utf8.count <= resultBound { return true }
        fail("Text is too long", "A template may give at most \(resultBound) bytes.", node)
        return false
    }

    /// Whether loops may give one element more.
    func mayAdd(_ node: NodeID) -> Bool {
        steps.elements -= 1
        if steps.elements == 0 {
            fail(
                "Expression does too much",
                "The loops of one expression may give at most \(elementBound) elements.", node)
        }
        return steps.elements > 0
    }
}
