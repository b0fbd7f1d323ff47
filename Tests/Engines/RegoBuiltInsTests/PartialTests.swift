import Rego
import RegoBuiltIns
import RegoSyntax
import Testing
import Values

@Suite("Partial evaluation")
struct PartialTests {
    static let roles = """
        package app
        default allow := false
        allow if {
            some role in data.users[input.user].roles
            some grant in data.grants[role]
            grant.action == input.action
            grant.type == input.type
        }
        allow if input.user == data.owner
        """
    static let people: JSON = [
        "users": ["alice": ["roles": ["admin", "reader"]], "bob": ["roles": ["reader"]]],
        "grants": [
            "admin": [["action": "write", "type": "file"]],
            "reader": [["action": "read", "type": "file"], ["action": "read", "type": "log"]],
        ], "owner": "root",
    ]
    static let requests: [JSON] =
        ["alice", "bob", "root", "eve", ""].flatMap { user in
            [("read", "file"), ("write", "file"), ("read", "log"), ("write", "log")].map { action, type in
                ["user": .string(user), "action": .string(action), "type": .string(type)]
            }
        } + [["user": "root"], [:]]

    @Test("roles and grants that are known disappear; what is left compares the request")
    func rolesAndGrants() throws {
        let answer = try PartialAgreement(
            modules: [Self.roles], data: Self.people, query: "data.app.allow"
        ).check(Self.requests)
        #expect(answer.support.isEmpty)
        #expect(
            answer.texts.sorted() == [
                #"input.user = "alice"; input.action == "read"; input.type == "file""#,
                #"input.user = "alice"; input.action == "read"; input.type == "log""#,
                #"input.user = "alice"; input.action == "write"; input.type == "file""#,
                #"input.user = "bob"; input.action == "read"; input.type == "file""#,
                #"input.user = "bob"; input.action == "read"; input.type == "log""#,
                #"input.user == "root""#,
            ])
    }

    @Test("what is known of the input disappears too")
    func knownInput() throws {
        let known: JSON = ["action": "write", "type": "file"]
        let inputs = Self.requests.map { one -> JSON in
            var all = known
            if let user = one["user"] { all["user"] = user }
            return all
        }
        let answer = try PartialAgreement(
            modules: [Self.roles], data: Self.people, query: "data.app.allow", unknowns: ["input.user"],
            known: .json(known)
        ).check(inputs)
        #expect(answer.texts.sorted() == [#"input.user = "alice""#, #"input.user == "root""#])
    }

    @Test("nothing is left of what holds always, or never")
    func settled() throws {
        let text =
            "package a\np if data.x == 1\nq if { data.x == 2; input.y }\nr if { p; input.y == input.y }\n"
        let policy = try policy(text, data: ["x": 1])
        #expect(try policy.partialQuery("data.a.p").evaluate().isAlways)
        #expect(try policy.partialQuery("data.a.q").evaluate().isNever)
        #expect(try policy.partialQuery("data.a.r").evaluate().texts == ["input.y == input.y"])
        #expect(try policy.partialQuery("data.a.p = x").evaluate().texts == ["x = true"])
    }

    @Test("a path that is none can't be unknown")
    func badUnknowns() throws {
        let policy = try policy("package a\np := 1\n")
        for text in ["x", "input[_]", "1", "input.a; input.b", "data.a[input.x]"] {
            let problems = #expect(throws: Problems.self) {
                try policy.partialQuery("data.a.p", unknowns: [text])
            }
            #expect(problems?.all.first?.code == "rego_parse_error", "\(text)")
        }
        #expect(throws: Problems.self) { try policy.partialQuery("x > 1") }
    }

    @Test("functions that tell of the world are left for later")
    func world() throws {
        let text = "package a\np if { data.x == 1; time.now_ns() > input.t }\n"
        let answer = try PartialAgreement(
            modules: [text], data: ["x": 1], query: "data.a.p"
        ).check([["t": -1], ["t": 1]])
        #expect(answer.texts == ["time.now_ns() > input.t"])
    }

    @Test("an evaluation that is to stop ends")
    func stopping() throws {
        var options = EvaluationOptions()
        options.limits.stop = { "enough" }
        let query = try policy(Self.roles, data: Self.people).partialQuery("data.app.allow")
        let fault = #expect(throws: EvaluationFault.self) { try query.evaluate(.none, options: options) }
        #expect(fault?.code == "eval_cancel_error")
    }

    /// Rules, a query, and what is left of it; nil where only agreement matters.
    struct Row: CustomTestStringConvertible {
        let name: String
        let rules: String
        let query: String
        var left: [String]?
        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(
            name: "negation of a rule that is known",
            rules: "d if data.k == 2\np if { not d; input.x == 1 }", query: "data.t.p",
            left: ["input.x == 1"]),
        Row(
            name: "negation of one comparison", rules: "d if input.x == 1\np if not d", query: "data.t.p",
            left: ["not input.x == 1"]),
        Row(
            name: "negation of several rules",
            rules: "d if input.x == 1\nd if { input.y; input.x == 2 }\np if not d", query: "data.t.p",
            left: ["not input.x == 1; not input.y", "not input.x == 1; not input.x == 2"]),
        Row(name: "negation with variables", rules: "d if input.l[_] == 1\np if not d", query: "data.t.p"),
        Row(
            name: "negation of a negation", rules: "d if not input.x\np if not d", query: "data.t.p",
            left: ["input.x"]),
        Row(
            name: "negation of calls", rules: "d if input.x > 1\np if not d\nq if not input.x > data.k",
            query: "data.t[n]"),
        Row(
            name: "a call of a ref in a negation", rules: "p if not startswith(input.s, \"o\")",
            query: "data.t.p", left: ["not startswith(input.s, \"o\")"]),
        Row(name: "a ref within a ref in a negation", rules: "p if not input.o[input.s]", query: "data.t.p"),
        Row(name: "a call in a negation", rules: "p if not count(input.l) > 2", query: "data.t.p"),
        Row(
            name: "a default that fails", rules: "default p := false\np if input.x == 1", query: "data.t.p",
            left: ["input.x == 1"]),
        Row(
            name: "a default that counts", rules: "default p := 7\np := 8 if input.x == 1",
            query: "data.t.p = n"),
        Row(
            name: "a default that is asked for", rules: "default p := false\np if input.x == 1",
            query: "data.t.p = false"),
        Row(
            name: "a default behind not", rules: "default p := false\np if input.x == 1\nq if not p",
            query: "data.t.q", left: ["not input.x == 1"]),
        Row(
            name: "a default of a function",
            rules: "default f(_) := 3\nf(x) := 4 if x == input.x\np := f(input.y)", query: "data.t.p = n"),
        Row(
            name: "else", rules: "p := 1 if input.x == 1 else := 2 if data.k == 1 else := 3",
            query: "data.t.p = n"),
        Row(
            name: "else of what is known", rules: "p := 1 if data.k == 2 else := input.x",
            query: "data.t.p = n"),
        Row(
            name: "else of functions", rules: "f(x) := 1 if x == 1 else := 2 if x > data.k\np := f(input.x)",
            query: "data.t.p = n"),
        Row(
            name: "several values", rules: "p := 1 if input.x == 1\np := 2 if input.x == 2",
            query: "data.t.p = n"),
        Row(
            name: "a set's elements",
            rules: "s contains x if { some x in data.l; x == input.x }\np if \"b\" in s",
            query: "data.t.p"),
        Row(
            name: "an element of a set",
            rules: "s contains x if { some x in data.l; x == input.x }\np if s[\"b\"]", query: "data.t.p",
            left: [#"input.x == "b""#]),
        Row(
            name: "all of a set", rules: "s contains x if { some x in data.l; x == input.x }",
            query: "data.t.s = all"),
        Row(
            name: "an object", rules: "o[k] := v if { some k, v in data.m; v < input.x }\np := o.one",
            query: "data.t.p = n"),
        Row(
            name: "an object of objects",
            rules: "o[k].in.deep := v if { some k, v in data.m; v < input.x }\no.two.more := input.x",
            query: "data.t.o = n"),
        Row(
            name: "sets in an object", rules: "o[k] contains v if { some k, v in data.m; v < input.x }",
            query: "data.t.o[k][v]"),
        Row(
            name: "a function", rules: "f(x, y) := z if { z := x + y; z < 5 }\np if f(input.x, data.k) == 2",
            query: "data.t.p", left: ["_z = input.x + 1; _z < 5; _z == 2"]),
        Row(
            name: "a function that takes apart",
            rules: "f([a, {\"b\": b}]) := b if a == data.k\np if f([input.x, {\"b\": input.y}]) == 2",
            query: "data.t.p"),
        Row(
            name: "a function by cases", rules: "f(1) := 2\nf(2) := 3\np := f(input.x)", query: "data.t.p = n"
        ),
        Row(
            name: "comprehensions with known parts",
            rules: "p := [x | some x in input.l; x > data.k; data.k == 1]", query: "data.t.p = l",
            left: ["[_x | _x = input.l[_v]; _x > 1] = l"]),
        Row(
            name: "comprehensions that are empty",
            rules: "p if { count({x | some x in input.l; data.k == 2}) == 0; input.x }", query: "data.t.p",
            left: ["input.x"]),
        Row(
            name: "comprehensions that count twice", rules: "p := [1 | data.l[_]; input.l[_]]",
            query: "data.t.p = l"),
        Row(
            name: "comprehensions around a variable",
            rules: "p contains n if { some k, v in data.m; n := {k: [x | some x in input.l; x == v]} }",
            query: "data.t.p = s"),
        Row(
            name: "comprehensions in comprehensions",
            rules: "p := {a: b | some a in data.l; b := {x | some x in input.l; x != a; data.m[_] < 3}}",
            query: "data.t.p = o"),
        Row(
            name: "every over what is known", rules: "p if every x in data.l { x in input.l }",
            query: "data.t.p"),
        Row(
            name: "every over what is unknown", rules: "p if every x in input.l { x > data.k; data.k == 1 }",
            query: "data.t.p", left: ["every _x in input.l { _x > 1 }"]),
        Row(
            name: "every that can't hold", rules: "p if every x in input.l { x > 0; data.k == 2 }",
            query: "data.t.p"),
        Row(
            name: "with an input", rules: "q if input.x == data.k\np if q with input as {\"x\": input.y}",
            query: "data.t.p"),
        Row(
            name: "with data", rules: "q if input.x == data.k\np if q with data.k as 2", query: "data.t.p"),
        Row(
            name: "with a rule", rules: "r := 1\nq if input.x == r\np if q with data.t.r as 2",
            query: "data.t.p"),
        Row(
            name: "with a function",
            rules: "f(x) := x\ng(x) := x + 1\nq if input.x == f(1)\np if q with f as g",
            query: "data.t.p"),
        Row(
            name: "with a package",
            rules: "r := 1\nq if input.x == r\np if q with data.t as {\"q\": input.x}",
            query: "data.t.p"),
        Row(
            name: "with in a comprehension",
            rules: "q contains x if some x in input.l\np := [n | some n in q with input.l as [1, data.k, 5]]",
            query: "data.t.p = l"),
        Row(
            name: "documents of several rules", rules: "a := input.x\nb := 2\np if data.t.in[input.s]",
            query: "data.t = all"),
        Row(
            name: "a rule by a name that is unknown", rules: "a.one := input.x\na.two := 2\np := a[input.s]",
            query: "data.t.p = n"),
        Row(name: "templates", rules: "p := $\"{input.x} of {data.k}\"", query: "data.t.p = s"),
        Row(
            name: "relations", rules: "p contains x if { walk(input.o, [_, x]); x > data.k }",
            query: "data.t.p = s"),
        Row(
            name: "lookups with unknown keys", rules: "p := data.m[input.s]", query: "data.t.p = n",
            left: ["input.s = \"one\"; n = 1", "input.s = \"two\"; n = 2"]),
        Row(
            name: "two values for one name", rules: "p if { input.s == \"one\"; data.m[input.s] == 2 }",
            query: "data.t.p", left: []),
        Row(
            name: "operands of the wrong type", rules: "p if { some v in data.n; startswith(input.s, v) }",
            query: "data.t.p", left: ["startswith(input.s, \"o\")"]),
        Row(
            name: "an operand of the wrong type in a negation",
            rules: "p if { some v in data.n; not startswith(input.s, v) }", query: "data.t.p"),
        Row(
            name: "an operand of the wrong type in a comprehension",
            rules: "p contains c if { some v in data.n; c := {v: [1 | startswith(input.s, v)]} }",
            query: "data.t.p = s"),
        Row(
            name: "names that are not plain", rules: "p[\"a b\"] := input.x\nq := p[\"a b\"]",
            query: "data.t.q = n"),
        Row(name: "false values", rules: "p := input.f\nq if p\nr if not p", query: "data.t.r"),
        Row(
            name: "one variable in two places", rules: "p := x if { x := input.x }",
            query: "data.t.p = n; n = m"),
        Row(
            name: "what is looked for before a negation",
            rules:
                "p if { some x in input.l; not startswith(data.w[x], \"b\") }\nq if { x := input.l[_]; not x > 1 }",
            query: "data.t[n]"),
        Row(
            name: "null, known and written",
            rules: "p if { input.x == null; data.z == null; data.z == input.x }",
            query: "data.t.p", left: ["input.x == null"]),
        Row(name: "no rule at all", rules: "p if input.x", query: "input.l[i] = v"),
    ]

    static let data: JSON = [
        "k": 1, "l": ["a", "b", "b"], "m": ["one": 1, "two": 2], "n": ["o", 3],
        "z": .null,
    ]
    static let inputs: [JSON] = [
        [:], ["x": 1], ["x": 2, "y": true], ["x": "b", "l": ["a", "b"]],
        ["x": 0, "y": 2, "l": [1, 2, 2, 5]],
        ["s": "one", "x": 3], ["s": "two", "l": []], ["x": false, "f": false, "s": "one", "l": [2, "a", 7]],
        ["o": ["a": [1, 2, ["b": 3]]], "f": true, "x": .null],
    ]

    @Test("what is left, completed, answers as the query does", arguments: rows)
    func table(_ row: Row) throws {
        let answer = try PartialAgreement(
            modules: ["package t\n" + row.rules + "\n"], data: Self.data, query: row.query
        ).check(Self.inputs)
        if let left = row.left {
            #expect(answer.texts == left)
            #expect(answer.support.isEmpty)
        }
    }
}
