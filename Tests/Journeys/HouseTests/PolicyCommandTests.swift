import KernelTesting
import Testing
import Values

/// `plumb policy` over files, as a policy's author uses it.
@Suite("Policies on the command line", .enabled(if: PlumbProcess.program != nil, "plumb is not built"))
struct PolicyCommandTests {
    static let policy = """
        package terraform.tags

        deny contains message if {
        \tsome change in input.resource_changes
        \tnot change.change.after.tags.Owner
        \tmessage := sprintf("%s has no owner", [change.address])
        }

        """

    static let tests = """
        package terraform.tags_test

        import data.terraform.tags

        test_without_owner if {
        \tchanges := [{"address": "a.b", "change": {"after": {}}}]
        \ttags.deny == {"a.b has no owner"} with input as {"resource_changes": changes}
        }

        test_that_fails if {
        \tcount(tags.deny) == 7 with input as {"resource_changes": []}
        }

        """

    @Test("tests, evaluates and explains a policy, and lays it out")
    func journey() async throws {
        let shell = try PlumbShell(nil)
        try shell.write("p/tags.rego", Self.policy)
        try shell.write("p/tags_test.rego", Self.tests)
        try shell.write(
            "plan.json", #"{"resource_changes": [{"address": "a.b", "change": {"after": {"tags": {}}}}]}"#)
        #expect(try await shell("policy check p --strict").code == 0)
        let tested = try await shell("policy test p")
        #expect(tested.code == 3 && tested.output.contains("1 of 2 tests pass"), "\(tested)")
        let evaluated = try await shell("policy eval data.terraform.tags.deny p --input plan.json")
        #expect(evaluated.code == 0 && evaluated.json == ["a.b has no owner"], "\(evaluated)")
        let explained = try await shell("policy explain data.terraform.tags.deny p --input plan.json")
        #expect(explained.code == 0 && explained.error.contains("p/tags.rego:5"), "\(explained)")
        #expect(try await shell("policy eval data.nothing p").code == 6)
        let covered = try await shell("policy test p --coverage")
        #expect(covered.output.contains("100 %  p/tags.rego\n"), "\(covered)")
        try shell.write("q/a.rego", Self.policy + "never if input.nothing\n")
        try shell.write("q/a_test.rego", Self.tests)
        let missed = try await shell("policy test q --coverage")
        #expect(missed.output.contains("%  q/a.rego  not row 8\n"), "\(missed)")
        let profiled = try await shell("policy eval data.terraform.tags.deny p --input plan.json --profile")
        #expect(profiled.error.contains(" times  p/tags.rego:4"), "\(profiled)")
        let bound = try await shell(
            "policy eval x:=data.terraform.tags.deny;count(x)>0 p --input plan.json")
        #expect(bound.json == ["x": ["a.b has no owner"]], "\(bound)")
        let laidOut = try await shell("policy fmt p/tags.rego")
        #expect(laidOut.output == Self.policy, "\(laidOut)")
        #expect(try await shell("policy fmt p/tags.rego --check").code == 0)
    }

    @Test("tells what is left of a policy while its input is not known")
    func partial() async throws {
        let shell = try PlumbShell(nil)
        try shell.write(
            "p/a.rego",
            """
            package app

            allow if {
            \tsome role in data.roles[input.user]
            \trole == input.wanted
            }

            names contains n if some n in input.names
            """)
        try shell.write("p/data.json", #"{"roles": {"ann": ["admin"]}}"#)
        try shell.write("half.json", #"{"wanted": "admin"}"#)
        let left = try await shell("policy eval data.app.allow p --partial")
        #expect(
            left.code == 0
                && left.output == "# Query 1\ninput.user = \"ann\"\ninput.wanted == \"admin\"\n\n", "\(left)")
        let half = try await shell("policy eval data.app.allow p --input half.json --unknowns input.user")
        #expect(half.code == 0 && half.output == "# Query 1\ninput.user = \"ann\"\n\n", "\(half)")
        let whole = try await shell("policy eval data.app.names=x p --partial --json")
        #expect(whole.json["queries"] == [["data.partial.app.names = x"]], "\(whole)")
        #expect(try await shell("policy eval data.app.allow p --partial --unknowns data.x").code == 6)
        let wrong = try await shell("policy eval data.app.allow p --unknowns input[_]")
        #expect(wrong.code == 3 && wrong.error.contains("say a path under input or data"), "\(wrong)")
    }

    @Test("tells every error of every file, with its line")
    func errors() async throws {
        let shell = try PlumbShell(nil)
        try shell.write("a.rego", "package a\n\np if {\n\tx == 1\n}\n\nq if {\n\ty < 2\n}\n")
        let refused = try await shell("policy check a.rego")
        #expect(refused.code == 3, "\(refused)")
        #expect(refused.error.contains("a.rego:4: rego_unsafe_var_error"), "\(refused)")
        #expect(refused.error.contains("a.rego:8: rego_unsafe_var_error"), "\(refused)")
        #expect(try await shell("policy check none.rego").code == 6)
        #expect(try await shell("policy").code == 1)
    }
}
