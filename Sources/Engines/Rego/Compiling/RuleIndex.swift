/// What a rule demands of its input or arguments: one of some constants at a place.
struct Condition {
    /// Where the value is.
    enum Place: Hashable {
        case input([Value])
        case argument(Int, [Value])
    }

    let place: Place
    let values: [Value]
}

/// Finds the rules that may hold by the values that they compare with constants: a decision for each place,
/// the one that most rules ask for first.
///
/// Unchecked: nothing in it changes once it is made, and its values lie in the policy's frozen heap.
final class RuleIndex: @unchecked Sendable {
    private struct Node {
        var place = -1
        var children: [Value: Int] = [:]
        /// Where rules go that do not ask for the place; -1 when there are none.
        var rest = -1
        /// At the end of the way: the rules, in order.
        var rules: [Int32] = []
    }

    private var places: [Condition.Place] = []
    private var nodes: [Node] = []

    /// Nil when an index would not tell rules apart.
    init?(_ conditions: [[Condition]]) {
        guard conditions.count > 2, conditions.contains(where: { !$0.isEmpty }) else { return nil }
        var counts: [Condition.Place: Int] = [:]
        for all in conditions { for one in all { counts[one.place, default: 0] += 1 } }
        places = counts.filter { $0.value > 1 }.sorted { $0.value > $1.value }.prefix(8).map(\.key)
        guard !places.isEmpty else { return nil }
        let known = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1, $0) })
        var rows: [[Int: [Value]]] = []
        for all in conditions {
            var row: [Int: [Value]] = [:]
            for one in all {
                guard let place = known[one.place] else { continue }
                // Two demands of one place: the first is enough to find the rule.
                if row[place] == nil { row[place] = one.values }
            }
            rows.append(row)
        }
        _ = grow(conditions.indices.map { Int32($0) }, rows, 0)
    }

    private func grow(_ rules: [Int32], _ rows: [[Int: [Value]]], _ from: Int) -> Int {
        let number = nodes.count
        nodes.append(Node())
        var place = from
        while place < places.count, !rules.contains(where: { rows[Int($0)][place] != nil }) { place += 1 }
        guard rules.count > 2, place < places.count else {
            nodes[number].rules = rules
            return number
        }
        var groups: [Value: [Int32]] = [:]
        var rest: [Int32] = []
        for rule in rules {
            if let values = rows[Int(rule)][place] {
                for value in values { groups[value, default: []].append(rule) }
            } else {
                rest.append(rule)
            }
        }
        nodes[number].place = place
        if !rest.isEmpty {
            let child = grow(rest, rows, place + 1)
            nodes[number].rest = child
        }
        for (value, members) in groups {
            let child = grow(members, rows, place + 1)
            nodes[number].children[value] = child
        }
        return number
    }

    /// The numbers of the rules that may hold, in order.
    func candidates(_ world: World, _ arguments: UnsafeMutablePointer<Value>) -> [Int32] {
        var found: [Int32] = []
        var isMixed = false
        collect(0, world, arguments, &found, &isMixed)
        if isMixed { found.sort() }
        return found
    }

    private func collect(
        _ start: Int, _ world: World, _ arguments: UnsafeMutablePointer<Value>, _ found: inout [Int32],
        _ isMixed: inout Bool
    ) {
        var number = start
        while nodes[number].place >= 0 {
            let value = read(places[nodes[number].place], world, arguments)
            let child = value.isDefined ? nodes[number].children[value] : nil
            let rest = nodes[number].rest
            if let child {
                if rest >= 0 { collect(rest, world, arguments, &found, &isMixed) }
                number = child
            } else if rest >= 0 {
                number = rest
            } else {
                return
            }
        }
        if found.isEmpty {
            found = nodes[number].rules
        } else if !nodes[number].rules.isEmpty {
            isMixed = true
            found += nodes[number].rules
        }
    }

    private func read(
        _ place: Condition.Place, _ world: World, _ arguments: UnsafeMutablePointer<Value>
    ) -> Value {
        switch place {
        case .input(let path): path.reduce(world.input) { $0.isDefined ? $0[$1] : $0 }
        case .argument(let number, let path): path.reduce(arguments[number]) { $0[$1] }
        }
    }
}

extension Condition {
    /// What a body demands, expression by expression.
    static func all(in body: [CoreExpression], arguments: Int, _ member: Int?) -> [Condition] {
        var found: [Condition] = []
        for expression in body where !expression.isNegated && expression.with.isEmpty {
            switch expression.kind {
            case .unify(let one, .constant(let value)), .unify(.constant(let value), let one):
                if let place = place(of: one, arguments) {
                    found.append(Condition(place: place, values: [value]))
                }
            case .call(.builtIn(let callee), let operands, nil) where callee == member && operands.count == 2:
                guard case .constant(let all) = operands[1], all.isSet || all.isArray, all.count > 0,
                    let place = place(of: operands[0], arguments)
                else { continue }
                found.append(Condition(place: place, values: Array(Set(all.elements))))
            default: continue
            }
        }
        return found
    }

    private static func place(of term: Core, _ arguments: Int) -> Place? {
        switch term {
        case .local(let id) where id < arguments: return .argument(id, [])
        case .ref(let head, let path):
            var keys: [Value] = []
            for operand in path {
                guard case .constant(let key) = operand else { return nil }
                keys.append(key)
            }
            if case .input = head { return .input(keys) }
            if case .local(let id) = head, id < arguments { return .argument(id, keys) }
            return nil
        default: return nil
        }
    }
}
