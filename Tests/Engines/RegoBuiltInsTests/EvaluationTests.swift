import Rego
import RegoBuiltIns
import RegoSyntax
import Testing
import Values

func policy(
    _ text: String, data: JSON = [:], options: CompilerOptions = CompilerOptions()
) throws(Problems) -> Policy {
    try Policy([Module(parsing: text, file: "t.rego")], library: .standard, data: data, options: options)
}

@Suite("Evaluation")
struct EvaluationTests {
    private func answer(_ text: String, _ query: String, _ input: JSON = [:]) throws -> [JSON] {
        try policy(text).query(query).evaluate(.json(input))
    }

    @Test("a default holds where nothing else does, and only there")
    func defaults() throws {
        let text = "package a\ndefault p := 1\np := 2 if input.x\n"
        #expect(try answer(text, "data.a.p = x") == [["x": 1]])
        #expect(try answer(text, "data.a.p = x", ["x": true]) == [["x": 2]])
    }

    @Test("variables that never get a value are refused, each by its name and row")
    func unsafe() throws {
        let text = "package a\np if x > 1\nq := y if true\n"
        let problems = #expect(throws: Problems.self) { try policy(text) }
        #expect(
            problems?.all.map(\.text) == [
                "t.rego:2: rego_unsafe_var_error: var x is unsafe",
                "t.rego:3: rego_unsafe_var_error: var y is unsafe",
            ])
    }

    @Test("rules that need themselves are refused with the way round")
    func recursion() throws {
        let problems = #expect(throws: Problems.self) { try policy("package a\np if q\nq if r\nr if p\n") }
        #expect(problems?.all.first?.code == "rego_recursion_error")
        #expect(problems?.all.first?.message.contains("data.a.p -> data.a.q -> data.a.r -> data.a.p") == true)
    }

    @Test("an index chooses rules, and never one too few")
    func index() throws {
        var random = Seeded(state: 5)
        var rules = "package a\n"
        var wanted: [[Int]] = Array(repeating: [], count: 40)
        for rule in 0..<300 {
            let x = Int.random(in: 0..<20, using: &random)
            let y = Int.random(in: 0..<2, using: &random)
            let asksBoth = rule % 3 == 0
            let second = asksBoth ? "\tinput.y == \(y)\n" : ""
            rules += "p contains \(rule) if {\n\tinput.x == \(x)\n" + second + "}\n"
            for given in 0..<2 where !asksBoth || given == y { wanted[x * 2 + given].append(rule) }
        }
        let query = try policy(rules).query("data.a.p = x")
        for x in 0..<20 {
            for y in 0..<2 {
                let got = try query.evaluate(.json(["x": JSON(x), "y": JSON(y)]))
                #expect(got == [["x": .array(wanted[x * 2 + y].map { JSON($0) })]])
            }
        }
    }

    @Test("an evaluation that is told to stop stops, and says in which rule it was")
    func stopping() throws {
        let text = """
            package a
            ns := numbers.range(1, 3000)
            slow := count([1 | some x in ns; some y in ns; x == y + 5000])
            """
        let query = try policy(text).query("data.a.slow = x")
        var options = EvaluationOptions()
        options.limits.stop = { "the time is up" }
        let fault = #expect(throws: EvaluationFault.self) { try query.evaluate(.none, options: options) }
        #expect(fault?.code == "eval_cancel_error")
        #expect(fault?.rule == "data.a.slow")
        #expect(fault?.message == "the time is up")
    }

    @Test("an evaluation that grows too large stops")
    func memory() throws {
        let text = "package a\nbig := [x | some x in numbers.range(1, 2000000)]\n"
        let query = try policy(text).query("data.a.big = x")
        var options = EvaluationOptions()
        options.limits.memory = 4 << 20
        let fault = #expect(throws: EvaluationFault.self) { try query.evaluate(.none, options: options) }
        #expect(fault?.code == "eval_memory_error")
        #expect(fault?.rule == "data.a.big")
    }

    @Test("errors of functions are undefined, or end a strict evaluation with place and reason")
    func strictness() throws {
        let query = try policy("package a\np := 1 / input.zero\n").query("data.a.p = x")
        #expect(try query.evaluate(.json(["zero": 0])) == [])
        var options = EvaluationOptions()
        options.isStrict = true
        let fault = #expect(throws: EvaluationFault.self) {
            try query.evaluate(.json(["zero": 0]), options: options)
        }
        #expect(fault?.text == "t.rego:2: eval_builtin_error: div: divide by zero")
    }

    @Test("one query is asked from many tasks at once")
    func sharing() async throws {
        let shared = try policy(
            "package a\np contains x if {\n\tsome x in data.xs\n\tx in input.ys\n}\n",
            data: ["xs": .array((0..<200).map { JSON($0) })]
        ).query("data.a.p = x")
        try await withThrowingTaskGroup(of: [JSON].self) { group in
            for n in 0..<64 { group.addTask { try shared.evaluate(.json(["ys": [JSON(n), 500]])) } }
            var seen: Set<JSON> = []
            for try await answer in group { seen.formUnion(answer) }
            #expect(seen.count == 64)
        }
    }

    @Test("an explanation tells which expressions held, where, and with which values")
    func explanation() throws {
        var options = CompilerOptions()
        options.isTraced = true
        let text = "package a\np if {\n\tx := input.x\n\tx > 5\n}\nq if p\n"
        let query = try policy(text, options: options).query("data.a.q = answer")
        let (answers, failing) = try query.explain(.json(["x": 3]))
        #expect(answers.isEmpty)
        #expect(failing.steps.contains { $0.row == 3 && $0.held && $0.values == ["x": "3"] })
        #expect(failing.steps.contains { $0.rule == "data.a.p" && $0.row == 4 && !$0.held })
        #expect(failing.coverage["t.rego"]?.held == [3])
        let (more, holding) = try query.explain(.json(["x": 7]))
        #expect(more == [["answer": true]])
        #expect(!holding.steps.contains { !$0.held })
        #expect(holding.profile.map(\.evaluations).reduce(0, +) == holding.steps.count)
    }

    @Test("tests are run, and what they print is kept")
    func tests() throws {
        var options = CompilerOptions()
        options.printing = true
        let text = """
            package a
            test_good if { print("seen", 1); true }
            test_bad if false
            todo_test_later if false
            """
        let outcomes = try policy(text, options: options).runTests()
        #expect(outcomes.map(\.verdict) == [.passed, .failed, .skipped])
        #expect(outcomes[0].notes.map(\.text) == ["seen 1"])
    }
}
