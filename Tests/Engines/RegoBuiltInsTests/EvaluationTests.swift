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

    @Test("what is undefined within a ref or a call does not make a negation hold; a ref itself does")
    func negation() throws {
        for (text, holds) in [
            ("not input.x", true), ("not input.x == 1", true), ("not data.z[input.x]", false),
            ("not [input.x] == [1]", false), ("not input.x > 1", false),
            ("not startswith(input.x, \"a\")", false),
        ] {
            #expect(try answer("package a\np if \(text)\n", "data.a.p") == (holds ? [[:]] : []), "\(text)")
        }
    }

    @Test("what can never be equal is refused with the types of both sides")
    func mismatches() throws {
        for (text, left, right) in [
            ("p if 1 == \"a\"", "number", "string"),
            ("p if { x := count(input); x = \"a\" }", "number", "string"),
            ("p if [1, 2] == [1, \"b\"]", "array<number, number>", "array<number, string>"),
            ("p if {1} == {\"a\"}", "set[number]", "set[string]"),
            ("q := \"a\"\np if q == 3", "string", "number"),
            ("q contains 1\np if data.a.q == 3", "set[any]", "number"),
            (
                "q := 1 if input.x\nq := \"a\" if input.y\np if q == [3]", "any<number, string>",
                "array<number>"
            ),
        ] {
            let problems = #expect(throws: Problems.self, "\(text)") { try policy("package a\n\(text)\n") }
            #expect(problems?.all.map(\.message) == ["match error"], "\(text)")
            #expect(problems?.all.first?.details == ["left  : \(left)", "right : \(right)"], "\(text)")
        }
        for text in [
            "p if [] == [1]", "p if {} == {1: 2}", "q := 1\np if input.x == q",
            "p if { x := input.a; x == 1; x == \"b\" }",
            "q := \"a\"\np if q == 3 with q as 3", "q := \"a\"\nr if q == 3\np if r with data.a.q as 3",
            "p if set() == {1}", "q(x) := x\np if q(1) == \"a\"",
        ] {
            _ = try policy("package a\n\(text)\n")
        }
    }

    @Test("a ref that goes on behind a text or a number is refused, with the way to it")
    func undefinedRefs() throws {
        let problems = #expect(throws: Problems.self) {
            try policy("package a\nq := \"x\"\np if q.foo\nr if { y := 1; y[input.z] == 2; y.b }\n")
        }
        #expect(problems?.all.map(\.message) == ["undefined ref: data.a.q.foo", "undefined ref: y.b"])
        #expect(
            problems?.all.first?.details == [
                "data.a.q.foo", String(repeating: "^", count: 8), "have: string",
            ])
    }

    @Test("a rule named internal leaves `in` and templates as they are")
    func internalRule() throws {
        let text =
            "package a\ninternal := {1}\np if 1 in internal\nq := $\"{input.x}!\"\nr if 1, 2 in [0, 2]\n"
        #expect(try answer(text, "data.a.p") == [[:]])
        #expect(try answer(text, "data.a.q = x", ["x": 1]) == [["x": "1!"]])
        #expect(try answer(text, "data.a.r") == [[:]])
        let function = "package a\ninternal.member_2(x, y) := x + y\np := internal.member_2(1, 2)\n"
        #expect(try answer(function, "data.a.p = x") == [["x": 3]])
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

    @Test(
        "what is being collected counts, though it is in no value yet",
        arguments: [
            "p := [1 | some x in ns; some y in ns]",
            "p contains x * 10000 + y if { some x in ns; some y in ns }",
            "p[x * 10000 + y] := x if { some x in ns; some y in ns }",
            "p if { some x in ns; some y in ns; input.z == 2 with input.z as y; x < 0 }",
        ])
    func collecting(rule: String) throws {
        let text = "package a\nns := numbers.range(1, 4000)\n" + rule + "\n"
        let query = try policy(text).query("data.a.p = x")
        var options = EvaluationOptions()
        options.limits.memory = 16 << 20
        let fault = #expect(throws: EvaluationFault.self) { try query.evaluate(.none, options: options) }
        #expect(fault?.code == "eval_memory_error")
    }

    @Test("schemas and queries that multiply come to an end")
    func multiplying() throws {
        let schema = try JSON(parsing: ##"{"allOf": [{"$ref": "#"}, {"$ref": "#"}]}"##)
        let matching = "package a\np := json.match_schema({}, input)[0]\n"
        #expect(try answer(matching, "data.a.p = x", schema) == [["x": false]])
        var query = "{ ...f0 }"
        for n in 0..<40 { query += " fragment f\(n) on Query { ...f\(n + 1) ...f\(n + 1) }" }
        query += " fragment f40 on Query { a }"
        let given: JSON = ["q": JSON(query)]
        let text = "package a\np := graphql.is_valid(input.q, \"type Query { a: Int }\")\n"
        #expect(try answer(text, "data.a.p = x", given) == [["x": false]])
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

    @Test("rules that need each other very deeply end in an error, not in a crash")
    func depth() throws {
        var text = "package a\np0 := 1\n"
        for n in 1...2000 { text += "p\(n) := p\(n - 1)\n" }
        let shallow = try policy(text).query("data.a.p300 = x")
        #expect(try shallow.evaluate(.none) == [["x": 1]])
        let deep = try policy(text).query("data.a.p2000 = x")
        let fault = #expect(throws: EvaluationFault.self) { try deep.evaluate(.none) }
        #expect(fault?.code == "eval_depth_error")
    }

    @Test("modules of version 0 are evaluated when asked for")
    func version0() throws {
        var reading = ParserOptions()
        reading.isVersion1 = false
        let text = """
            package a
            p[x] { x := input.xs[_]; x > 1 }
            q = y { y := count(p) }
            default r = false
            r { q > 5 }
            """
        let policy = try Policy(
            [Module(parsing: text, file: "t.rego", options: reading)], library: .standard)
        let answers = try policy.query("data.a = x").evaluate(.json(["xs": [1, 2, 3]]))
        #expect(answers == [["x": ["p": [2, 3], "q": 2, "r": false]]])
    }

    @Test("calls whose arguments can never be right are refused with what they have and want")
    func types() throws {
        let problems = #expect(throws: Problems.self) { try policy("package a\np := count(7)\n") }
        #expect(
            problems?.text == """
                1 error occurred: t.rego:2: rego_type_error: count: invalid argument(s)
                \thave: (number, ???)
                \twant: (collection: any<string, array[any], object[any: any], set[any]>, n: number)
                """)
    }

    @Test("strict mode refuses what nothing reads")
    func unused() throws {
        var options = CompilerOptions()
        options.isStrict = true
        let text = "package a\nimport data.b\np if {\n\tx := 1\n}\nf(y) := 2\n"
        let problems = #expect(throws: Problems.self) { try policy(text, options: options) }
        #expect(
            problems?.all.map(\.message) == [
                "import data.b unused", "assigned var x unused",
                "unused argument y. (hint: use _ (wildcard variable) instead)",
            ])
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
