import RegoSyntax
import Testing

@Suite("Formatter")
struct FormatterTests {
    private func format(_ text: String) throws -> String {
        Formatter.format(try Module(parsing: text, file: "t.rego"))
    }

    @Test("blanks, operators and bodies are laid out alike")
    func layout() throws {
        let text = "package a\n\n\n\np   =  1 if {x==1\ny  := 2 # why\n}\nq contains   z if { z:=[1,2] }\n"
        let got = try format(text)
        #expect(
            got == "package a\n\np := 1 if {\n\tx == 1\n\ty := 2 # why\n}\n\nq contains z if z := [1, 2]\n")
    }

    @Test("what is laid out stays as it is", arguments: samples)
    func idempotence(text: String) throws {
        let once = try format(text)
        #expect(try format(once) == once)
    }
}

/// Modules with a bit of everything, which fuzzers vary.
let samples = [
    """
    package authz

    import data.roles

    default allow := false

    # Who may.
    allow if {
        some role in roles[input.user]
        role.name == "admin"
    } else := true if input.user == "root"

    names contains n if n := input.items[_].name
    counts[k] := count(v) if some k, v in input.groups
    f(x, [y, _]) := x + y * 2 if x > 0
    """,
    """
    package t

    p := {x: y | some x, y in input.m; not bad(x)}

    bad(x) if every c in input.cs { c != x }

    q if p.a with input as {"m": {"a": 1}, "cs": []} with data.z as 3

    r := $"{p} and {input.undefined}"

    s.t[u].v := 1 if u := ["a", "b"][_]

    w := [1 | true] == [x | x = 1]
    """,
]
