import RegoSyntax

/// Terms with their names resolved and their calls taken out: what is left of one has a value as soon as its
/// variables have.
indirect enum Core {
    case constant(Value)
    case local(Int)
    case input
    case data
    case ref(Core, [Core])
    case array([Core])
    case set([Core])
    case object([(key: Core, value: Core)])
    case comprehension(CoreComprehension)
    case template([CorePart])
}

/// A part of a template: its text, or what makes it.
enum CorePart {
    case text(String)
    case body([CoreExpression], Core)
}

/// A comprehension; a class, so that what is computed of it is computed once.
final class CoreComprehension {
    enum Kind { case array, set, object }
    let kind: Kind
    let key: Core
    let value: Core
    let body: [CoreExpression]
    /// Every variable in it.
    let variables: Set<Int>

    init(_ kind: Kind, key: Core, value: Core, body: [CoreExpression]) {
        self.kind = kind
        self.key = key
        self.value = value
        self.body = body
        var all = Set<Int>()
        for expression in body { expression.collect(into: &all, closures: true) }
        key.collect(into: &all, closures: true)
        value.collect(into: &all, closures: true)
        variables = all
    }
}

/// What is called.
enum Callee: Hashable {
    case builtIn(Int)
    case function(Int)
}

/// One expression of a body after resolution.
struct CoreExpression {
    indirect enum Kind {
        case term(Core)
        case unify(Core, Core)
        case call(Callee, [Core], result: Core?)
        case every(key: Int, value: Int, domain: Core, body: [CoreExpression])
        case not([CoreExpression])
        case both([CoreExpression], [CoreExpression])
        case either([CoreExpression], [CoreExpression])
        case always
    }

    struct With {
        enum Target {
            case input([Core])
            case data([Core])
            case callee(Callee)
        }
        enum Replacement {
            case value(Core)
            case callee(Callee)
        }
        var target: Target
        var replacement: Replacement
    }

    var kind: Kind
    var isNegated = false
    var with: [With] = []
    var location: Location
    /// Whether the compiler made it of a part of another expression.
    var isGenerated = false
}

// MARK: - Variables

extension Core {
    /// Adds the variables of the term, those within closures when asked for.
    func collect(into all: inout Set<Int>, closures: Bool) {
        switch self {
        case .constant, .input, .data: return
        case .local(let id): all.insert(id)
        case .ref(let head, let path):
            head.collect(into: &all, closures: closures)
            for one in path { one.collect(into: &all, closures: closures) }
        case .array(let terms), .set(let terms):
            for one in terms { one.collect(into: &all, closures: closures) }
        case .object(let members):
            for one in members {
                one.key.collect(into: &all, closures: closures)
                one.value.collect(into: &all, closures: closures)
            }
        case .comprehension(let it): if closures { all.formUnion(it.variables) }
        case .template(let parts):
            guard closures else { return }
            for case .body(let body, let term) in parts {
                for one in body { one.collect(into: &all, closures: true) }
                term.collect(into: &all, closures: true)
            }
        }
    }

    /// Adds the variables that stand in closures.
    func collectClosed(into all: inout Set<Int>) {
        switch self {
        case .constant, .local, .input, .data: return
        case .ref(let head, let path):
            head.collectClosed(into: &all)
            for one in path { one.collectClosed(into: &all) }
        case .array(let terms), .set(let terms): for one in terms { one.collectClosed(into: &all) }
        case .object(let members):
            for one in members {
                one.key.collectClosed(into: &all)
                one.value.collectClosed(into: &all)
            }
        case .comprehension, .template: collect(into: &all, closures: true)
        }
    }

    var isConstant: Bool { if case .constant = self { true } else { false } }
}

extension CoreExpression {
    var terms: [Core] {
        var all: [Core]
        switch kind {
        case .term(let term): all = [term]
        case .unify(let left, let right): all = [left, right]
        case .call(_, let arguments, let result): all = arguments + (result.map { [$0] } ?? [])
        case .every(_, _, let domain, _): all = [domain]
        case .not, .both, .either, .always: all = []
        }
        for one in with {
            if case .value(let value) = one.replacement { all.append(value) }
        }
        return all
    }

    /// The operands of a comparison, which are always evaluated.
    var directTerms: [Core] {
        switch kind {
        case .unify(let left, let right): [left, right]
        case .call(_, let arguments, _): arguments
        default: []
        }
    }

    /// The bodies within the expression, which see its variables but make none for it.
    var bodies: [[CoreExpression]] {
        switch kind {
        case .every(_, _, _, let body), .not(let body): [body]
        case .both(let left, let right), .either(let left, let right): [left, right]
        default: []
        }
    }

    func collect(into all: inout Set<Int>, closures: Bool) {
        for term in terms { term.collect(into: &all, closures: closures) }
        guard closures else { return }
        for body in bodies { for one in body { one.collect(into: &all, closures: true) } }
    }

    func collectClosed(into all: inout Set<Int>) {
        for term in terms { term.collectClosed(into: &all) }
        for body in bodies { for one in body { one.collect(into: &all, closures: true) } }
    }
}
