extension Machine {
    /// Calls a function or what stands for it; its arguments lie in registers from `start`.
    func call(
        _ callee: Callee, _ frame: UnsafeMutablePointer<Value>, _ start: Int, _ count: Int,
        _ procedure: Procedure, _ at: Int
    ) throws(EvaluationFault) -> Value {
        var callee = callee
        if !world.mocks.isEmpty, let mock = world.mocks[callee] {
            switch mock {
            case .value(let value): return value
            case .callee(let other): callee = other
            }
            // What stands in calls the things themselves.
            let home = world
            world = World(
                input: home.input, data: home.data, overrides: home.overrides, mocks: [:],
                groups: policy.groups.count)
            worlds.append(world)
            defer { world = home }
            return try call(callee, frame, start, count, procedure, at)
        }
        let base = frame + procedure.size
        switch callee {
        case .builtIn(let place):
            return try apply(policy.library.builtIns[place], frame + start, count, procedure, at)
        case .function(let number):
            let plan = policy.groups[number]
            guard stackEnd - base > plan.size + count else {
                throw fault(
                    "eval_depth_error", "functions call each other too deeply at \(plan.name)",
                    file: file(of: procedure), row: Int(procedure.rows[at]))
            }
            if !world.overrides.isEmpty, world.isOverridden(plan.path) { return .undefined }
            for place in 0..<count { base[place] = frame[start + place] }
            return try within(number, base) { machine throws(EvaluationFault) in
                try machine.complete(plan, base)
            }
        }
    }

    func builtIn(
        _ step: Instruction, _ frame: UnsafeMutablePointer<Value>, _ procedure: Procedure, _ at: Int
    ) throws(EvaluationFault) -> Value {
        let start = Int(step.c)
        if step.operation != .builtIn {
            let one = frame[start]
            let other = frame[start + 1]
            if one.tag == Value.Tag.int, other.tag == Value.Tag.int {
                // Of 61 bits each: the sum has at most 62.
                return heap.int(
                    step.operation == .plus
                        ? one.smallInt &+ other.smallInt : one.smallInt &- other.smallInt)
            }
        }
        if !world.mocks.isEmpty, world.mocks[.builtIn(Int(step.b))] != nil {
            return try call(.builtIn(Int(step.b)), frame, start, Int(step.d), procedure, at)
        }
        return try apply(policy.library.builtIns[Int(step.b)], frame + start, Int(step.d), procedure, at)
    }

    private func apply(
        _ builtIn: BuiltIn, _ arguments: UnsafeMutablePointer<Value>, _ count: Int,
        _ procedure: Procedure, _ at: Int
    ) throws(EvaluationFault) -> Value {
        let row = Int(procedure.rows[at])
        do throws(BuiltInFault) {
            let call = Call(
                heap: heap, arguments: UnsafeBufferPointer(start: arguments, count: count),
                surroundings: surroundings, place: CallPlace(file: file(of: procedure), row: row))
            let value = try builtIn.body(call)
            if heap.isExhausted { try memoryFault(procedure, row) }
            return value
        } catch {
            switch error {
            case .halted(let message):
                throw fault("eval_builtin_error", message, file: file(of: procedure), row: row)
            case .type(let message):
                if !isStrict { return .undefined }
                throw fault(
                    "eval_type_error", "\(builtIn.name): \(message)", file: file(of: procedure), row: row)
            case .failed(let message):
                if heap.isExhausted { try checkMemory(procedure, row) }
                if !isStrict { return .undefined }
                throw fault(
                    "eval_builtin_error", "\(builtIn.name): \(message)", file: file(of: procedure),
                    row: row)
            }
        }
    }

    private func memoryFault(_ procedure: Procedure, _ row: Int) throws(BuiltInFault) {
        throw .failed("the evaluation needs more than \(limits.memory) bytes")
    }
}
