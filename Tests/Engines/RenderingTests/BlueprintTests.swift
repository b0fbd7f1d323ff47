import Faults
import Testing
import Values

@testable import Rendering

@Suite("Blueprint")
struct BlueprintTests {
    func problems(_ source: String) -> [String] {
        do throws(Fault) {
            _ = try BlueprintDocument(try JSON(parsing: source))
            return []
        } catch {
            return error.problems.map { "\($0.path): \($0.message)" }
        }
    }

    @Test("every problem is told at once, at its place, with what was probably meant")
    func all() {
        let found = problems(
            """
            {"name":3,"resurces":{},"variables":{"a b":{"type":"string","defualt":1}},
             "resources":{"x":{"type":"bucket","count":1,"for_each":[]}},"outputs":{"o":{"descr":"x"}}}
            """)
        #expect(found.contains("/name: a text was expected"))
        #expect(found.contains("/resurces: there is no such field; did you mean `resources`?"))
        #expect(found.contains { $0.hasPrefix("/variables/a b: a name is letters") })
        #expect(found.contains("/variables/a b/defualt: there is no such field; did you mean `default`?"))
        #expect(found.contains { $0.hasPrefix("/resources/x/type: a resource type") })
        #expect(found.contains { $0.contains("exclude each other") })
        #expect(found.contains("/outputs/o/value: is missing"))
    }

    @Test("references to what is not there are found inside templates, quotes and keys")
    func references() {
        let found = problems(
            """
            {"name":"x","variables":{"region":{}},"locals":{"a":"${upper(\\"${var.regoin}\\")}"},
             "resources":{"b":{"type":"aws_s3_bucket","properties":{"bucket":"x-${resources.c.id}-$${var.no}",
              "tags":{"${local.z}":"v"}}}}}
            """)
        #expect(
            found == [
                "/locals/a: there is no variable `regoin`; did you mean `region`?",
                "/resources/b/properties: there is no local value `z`",
                "/resources/b/properties: there is no resource `c`",
            ])
    }

    @Test("a cycle is told with its path")
    func cycles() {
        let found = problems(
            """
            {"name":"x","resources":{
              "a":{"type":"aws_x","properties":{"v":"${resources.b.id}"}},
              "b":{"type":"aws_x","properties":{"v":"${resources.c.id}"}},
              "c":{"type":"aws_x","depends_on":["a"]}}}
            """)
        #expect(
            found == [
                "/resources/a: depends on itself: resources.a → resources.b → resources.c → resources.a"
            ])
    }

    @Test("a long chain is no cycle and no depth is too deep")
    func depth() {
        var edges: [String: [String]] = [:]
        for index in 0..<100_000 { edges["n\(index)"] = ["n\(index + 1)"] }
        #expect(ReferenceCheck.firstCycle(edges) == nil)
        edges["n100000"] = ["n0"]
        #expect(ReferenceCheck.firstCycle(edges)?.count == 100_002)
    }

    @Test("templates are cut at their interpolations, escapes and nested quotes respected")
    func parts() {
        let cut: [Expressions.Part] = [
            .literal("a-"), .expression("b"), .literal("-$${c}-"), .expression(#"f("}")"#),
        ]
        #expect(Expressions.parts(of: #"a-${b}-$${c}-${f("}")}"#) == cut)
        #expect(Expressions.wholeExpression("${ var.x }") == "var.x")
        #expect(Expressions.wholeExpression("${a}${b}") == nil)
        #expect(Expressions.parts(of: "${open") == [.literal("${open")])
        #expect(
            Expressions.rewrite("${resources.a.id} ${x.resources.a}") { root, name in
                root == "resources" ? "aws_x.\(name)" : nil
            } == "${aws_x.a.id} ${x.resources.a}")
    }
}
