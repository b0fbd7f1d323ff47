extension Machine {
    /// The value that the procedure finishes with; undefined when it has none.
    func run(
        _ procedure: Procedure, _ frame: UnsafeMutablePointer<Value>, _ store: CodeStore
    ) throws(EvaluationFault) -> Value {
        let code = procedure.code
        let constants = store.constants
        var at = 0
        while true {
            let step = code[at]
            let a = Int(step.a)
            let b = Int(step.b)
            at &+= 1
            switch step.operation {
            case .constant: frame[a] = constants[b]
            case .move: frame[a] = frame[b]
            case .undefined: frame[a] = .undefined
            case .input:
                frame[a] = world.input
                if !world.input.isDefined { at = Int(step.fail) }
            case .base: frame[a] = world.data
            case .member, .element:
                let key = step.operation == .member ? constants[Int(step.c)] : frame[Int(step.c)]
                let value = frame[b][key]
                frame[a] = value
                if !value.isDefined { at = Int(step.fail) }
            case .memberEqualsConstant:
                // Undefined is the same as no constant.
                if !same(frame[a][constants[Int(step.c)]], constants[b]) { at = Int(step.fail) }
            case .memberEquals:
                if !same(frame[a][constants[Int(step.c)]], frame[b]) { at = Int(step.fail) }
            case .equal: if !same(frame[a], frame[b]) { at = Int(step.fail) }
            case .notEqual: if same(frame[a], frame[b]) { at = Int(step.fail) }
            case .equalConstant: if !same(frame[a], constants[b]) { at = Int(step.fail) }
            case .less: if compare(frame[a], frame[b]) >= 0 { at = Int(step.fail) }
            case .lessOrEqual: if compare(frame[a], frame[b]) > 0 { at = Int(step.fail) }
            case .greater: if compare(frame[a], frame[b]) <= 0 { at = Int(step.fail) }
            case .greaterOrEqual: if compare(frame[a], frame[b]) < 0 { at = Int(step.fail) }
            case .isTrue: if frame[a].bits == Value.false.bits { at = Int(step.fail) }
            case .scan: if !begin(step, frame) { at = Int(step.fail) }
            case .next:
                if advance(step, frame) {
                    ticks &-= 1
                    if ticks < 0 { try look(procedure, Int(procedure.rows[at &- 1])) }
                } else {
                    at = Int(step.fail)
                }
            case .jump: at = Int(step.fail)
            case .finish: return frame[a]
            case .finishChecked:
                if !frame[a].isDefined {
                    frame[a] = frame[b]
                } else if !same(frame[a], frame[b]) {
                    throw conflict(procedure)
                }
            case .rule:
                var value = world.cache[b]
                if value.bits == 0 { value = try evaluate(b, frame + procedure.size) }
                frame[a] = value
                if !value.isDefined { at = Int(step.fail) }
            default: if try !rare(step, procedure, frame, store, at &- 1) { at = Int(step.fail) }
            }
        }
    }

    /// Begins a loop; false for what is no collection.
    @inline(__always)
    private func begin(_ step: Instruction, _ frame: UnsafeMutablePointer<Value>) -> Bool {
        let value = frame[Int(step.b)]
        guard value.tag >= Value.Tag.array, value.tag <= Value.Tag.set else { return false }
        let container = value.container
        if value.tag != Value.Tag.array { container.sort(width: value.tag == Value.Tag.object ? 2 : 1) }
        frame[Int(step.a)] = value
        frame[Int(step.a) &+ 1] = Value(bits: 0)
        return true
    }

    /// The next key and value of a loop; false behind the last.
    @inline(__always)
    private func advance(_ step: Instruction, _ frame: UnsafeMutablePointer<Value>) -> Bool {
        let a = Int(step.a)
        let value = frame[a]
        let container = Container(value)
        let place = Int(frame[a &+ 1].bits)
        guard place < container.count else { return false }
        frame[a &+ 1] = Value(bits: UInt64(place &+ 1))
        let items = container.items
        switch value.tag {
        case Value.Tag.array:
            frame[Int(step.b)] = Value(small: place)
            frame[Int(step.c)] = items[place]
        case Value.Tag.object:
            frame[Int(step.b)] = items[place &* 2]
            frame[Int(step.c)] = items[place &* 2 &+ 1]
        default:
            frame[Int(step.b)] = items[place]
            frame[Int(step.c)] = items[place]
        }
        return true
    }

    /// Steps that do more than they cost to reach; false when there is no result.
    @inline(never)
    private func rare(
        _ step: Instruction, _ procedure: Procedure, _ frame: UnsafeMutablePointer<Value>,
        _ store: CodeStore, _ at: Int
    ) throws(EvaluationFault) -> Bool {
        let a = Int(step.a)
        let b = Int(step.b)
        let c = Int(step.c)
        switch step.operation {
        case .array:
            let room = heap.room(for: c)
            room.update(from: frame + b, count: c)
            frame[a] = heap.array(owning: room, count: c)
        case .set:
            let room = heap.room(for: c)
            room.update(from: frame + b, count: c)
            frame[a] = heap.set(owning: room, count: c)
        case .object:
            let room = heap.room(for: c)
            room.update(from: frame + b, count: c)
            frame[a] = heap.object(owning: room, count: c / 2)
        case .call, .builtIn, .plus, .minus:
            let value =
                step.operation == .call
                ? try call(.function(b), frame, c, Int(step.d), procedure, at)
                : try builtIn(step, frame, procedure, at)
            frame[a] = value
            return value.isDefined
        case .memberOrName:
            var value = frame[b][store.constants[c]]
            if !value.isDefined, frame[b].isObject {
                value = frame[b][heap.string(store.constants[c].numberText)]
            }
            frame[a] = value
            return value.isDefined
        case .isArray: return frame[a].isArray && frame[a].count == b
        case .isObject: return frame[a].isObject && frame[a].count == b
        case .isMemberOf: return isMember(frame[a], of: frame[b])
        case .document, .documentKeys:
            let list = store.lists + c
            let keys = (0..<Int(list[0])).map { frame[Int(list[1 + $0])] }
            let value =
                step.operation == .document
                ? try document(b, keys[...], frame + procedure.size)
                : try documentKeys(b, keys[...], frame + procedure.size)
            frame[a] = value
            return value.isDefined
        case .begin: frame[a] = Value(bits: UInt64(begin()))
        case .append, .insert: builders[Int(frame[a].bits)].append(frame[b])
        case .insertMember:
            builders[Int(frame[a].bits)].append(frame[b])
            builders[Int(frame[a].bits)].append(frame[c])
        case .text: append(frame[b], to: builders[Int(frame[a].bits)])
        case .endArray, .endSet, .endObject, .endText: try end(step, procedure, frame, at)
        case .addToSet: sets[sets.count - 1].append(frame[a])
        case .addAtPath, .addToSetAtPath: try add(step, procedure, frame, store)
        case .addBinding: bindings.append(frame[a])
        case .enter: enter(b, frame, store, a)
        case .leave: world = worlds[Int(frame[a].bits)]
        case .mark, .explainBegin, .explainEnd: trace?.note(step, procedure, self, frame, store)
        default: preconditionFailure("The step \(step.operation) has no meaning.")
        }
        ticks &-= 1
        if ticks < 0 { try look(procedure, Int(procedure.rows[at])) }
        if heap.isExhausted { try checkMemory(procedure, Int(procedure.rows[at])) }
        return true
    }

    private func end(
        _ step: Instruction, _ procedure: Procedure, _ frame: UnsafeMutablePointer<Value>, _ at: Int
    ) throws(EvaluationFault) {
        let place = Int(frame[Int(step.b)].bits)
        let builder = builders[place]
        builderCount = place
        switch step.operation {
        case .endArray: frame[Int(step.a)] = builder.array(in: heap)
        case .endSet: frame[Int(step.a)] = builder.set(in: heap)
        case .endText: frame[Int(step.a)] = heap.string(builder.bytes)
        default:
            guard let object = builder.object(in: heap) else {
                throw fault(
                    "eval_conflict_error", "object keys must be unique", file: file(of: procedure),
                    row: Int(procedure.rows[at]))
            }
            frame[Int(step.a)] = object
        }
    }

    private func append(_ value: Value, to builder: Builder) {
        if value.isString {
            builder.bytes.append(contentsOf: value.utf8)
        } else if value.isDefined {
            builder.bytes.append(contentsOf: value.text.utf8)
        } else {
            builder.bytes.append(contentsOf: "<undefined>".utf8)
        }
    }

    private func add(
        _ step: Instruction, _ procedure: Procedure, _ frame: UnsafeMutablePointer<Value>,
        _ store: CodeStore
    ) throws(EvaluationFault) {
        let list = store.lists + Int(step.a)
        let path = (0..<Int(list[0])).map { frame[Int(list[1 + $0])] }
        let entry: Nest.Entry
        if step.operation == .addAtPath {
            entry = .value(frame[Int(step.b)])
        } else {
            let set = Builder()
            set.append(frame[Int(step.b)])
            entry = .set(set)
        }
        guard nests[nests.count - 1].put(entry, at: path[...]) else {
            throw fault(
                "eval_conflict_error", "object keys must be unique", file: file(of: procedure),
                row: procedure.row)
        }
    }

    func conflict(_ procedure: Procedure) -> EvaluationFault {
        let isFunction = group >= 0 && policy.groups[group].kind == .function
        return fault(
            "eval_conflict_error",
            isFunction
                ? "functions must not produce multiple outputs for same inputs"
                : "complete rules must not produce multiple outputs",
            file: file(of: procedure), row: procedure.row)
    }

    /// Whether a collection holds the value.
    private func isMember(_ value: Value, of collection: Value) -> Bool {
        switch collection.tag {
        case Value.Tag.set: return collection[value].isDefined
        case Value.Tag.array:
            for element in collection.elements where same(element, value) { return true }
            return false
        case Value.Tag.object:
            let container = collection.container
            for place in 0..<container.count where same(container.items[place * 2 + 1], value) { return true }
            return false
        default: return false
        }
    }
}
