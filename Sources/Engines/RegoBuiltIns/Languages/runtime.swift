import Rego
import RegoSyntax
import Values

let runtime: [String: BuiltIn.Body] = [
    "opa.runtime": { call throws(BuiltInFault) in
        let heap = call.heap
        var members: [(Value, Value)] = []
        let environment = call.surroundings.environment.map { (heap.string($0.key), heap.string($0.value)) }
        if !environment.isEmpty { members.append((heap.string("env"), heap.object(environment))) }
        let configuration = heap.value(call.surroundings.configuration)
        if configuration.count > 0 { members.append((heap.string("config"), configuration)) }
        return heap.object(members)
    },
    "trace": { call throws(BuiltInFault) in
        call.surroundings.notes.append(
            .init(text: try call.string(0), file: call.place.file, row: call.place.row))
        return .true
    },
    "print": { call throws(BuiltInFault) in .true },
    "internal.print": { call throws(BuiltInFault) in
        var lines = [""]
        for (place, argument) in try call.array(0).enumerated() {
            let values = argument.sortedElements
            let texts = values.isEmpty ? ["<undefined>"] : values.map { $0.string ?? $0.text }
            lines = lines.flatMap { line in texts.map { place == 0 ? $0 : line + " " + $0 } }
        }
        for line in lines {
            call.surroundings.notes.append(.init(text: line, file: call.place.file, row: call.place.row))
        }
        return .true
    },
    "internal.template_string": { call throws(BuiltInFault) in
        var out = ""
        for part in try call.array(0) {
            if !part.isSet {
                out += part.string ?? part.text
                continue
            }
            guard part.count <= 1 else { throw .failed("template-strings must not produce multiple outputs") }
            out += part.elements.first.map { $0.string ?? $0.text } ?? "<undefined>"
        }
        return call.heap.string(out)
    },
    "internal.test_case": { call throws(BuiltInFault) in .true },
    "rego.metadata.rule": { call throws(BuiltInFault) in call.heap.emptyObject },
    "rego.metadata.chain": { call throws(BuiltInFault) in call.heap.emptyArray },
    "rego.parse_module": { call throws(BuiltInFault) in
        let file = try call.string(0)
        let text = try call.string(1)
        do throws(Problems) {
            return call.heap.value(try Module(parsing: text, file: file).json)
        } catch {
            throw .failed(error.text)
        }
    },
]
let requests: [String: BuiltIn.Body] = [
    "http.send": { call throws(BuiltInFault) in
        _ = try call.object(0)
        let missing = ["method", "url"].filter { !call[0][$0].isDefined }.map { "\"\($0)\"" }
        guard missing.isEmpty else {
            throw .type(
                "operand 1 missing required request parameters(s): {\(missing.joined(separator: ", "))}")
        }
        guard let network = call.surroundings.network else { throw .failed("http.send: the network is shut") }
        switch network.send(call[0].json) {
        case .success(let response): return call.heap.value(response)
        case .failure(let failure):
            guard call[0]["raise_error"].boolean == false else { throw .failed(failure.message) }
            let heap = call.heap
            return heap.object([
                (heap.string("status_code"), heap.int(0)),
                (
                    heap.string("error"),
                    heap.object([
                        (heap.string("code"), heap.string("eval_http_send_network_error")),
                        (heap.string("message"), heap.string(failure.message)),
                    ])
                ),
            ])
        }
    }
]
