import HCL
import Testing

/// The examples of the module's pages, which quote them; see "examples of pages" in the tidiness tests.
@Suite("Examples of HCL's pages")
struct ExamplesTests {
    @Test func parsing() {
        let source = Array("a = 1\nb =\nc = [1, 2]\n".utf8)
        let (tree, problems) = SyntaxTree.parse(source, name: "main.tf")
        let told = problems.map(\.description)
        let (attributes, _) = Body(tree).attributes()
        let names = attributes.map(\.name)
        #expect(told.count == 1 && told[0].hasPrefix("main.tf:2,4-3,1: "), "\(told)")
        #expect(names == ["a", "b", "c"])
    }

    @Test func bodies() {
        let (file, _) = SyntaxTree.parse(Array("server \"web\" {\n  prot = 80\n}\n".utf8), name: "main.hcl")
        let (content, _) = Body(file).content(Body.Schema(blocks: ["server": 1]))
        let (_, mistakes) = content.blocks[0].body.content(Body.Schema(["port"]))
        #expect(
            mistakes[0].detail == "An argument named \"prot\" is not expected here. Did you mean \"port\"?")
    }

    @Test func json() {
        let (json, failures) = Body.parseJSON(
            Array(#"{"server": {"web": {"port": 80}}}"#.utf8), name: "main.json")
        let servers = json?.content(Body.Schema(blocks: ["server": 1])).content.blocks
        #expect(failures.isEmpty)
        #expect(servers?.map(\.labels) == [["web"]])
    }

    @Test func values() {
        let scope = Scope(variables: ["name": .string("world")], functions: Functions.all)
        let (value, problems) = Expression.parse("upper(\"hello ${name}\")").expression.value(in: scope)
        #expect(value == .string("HELLO WORLD") && problems.isEmpty)
    }

    @Test func unknown() {
        let later = Scope(variables: ["id": .unknown(.string), "key": .string("k").marked(.sensitive)])
        let open = Expression.parse("id == \"x\" ? 1 : 2").expression.value(in: later).value
        let secret = Expression.parse("[key, 1]").expression.value(in: later).value
        #expect(!open.isKnown && open.type == .number)
        #expect(secret.elements?[0].marks == [.sensitive])
    }

    @Test func references() {
        let read = Expression.parse("[for x in var.list : x + local.b.c]").expression.variables.map(\.root)
        #expect(read == ["var", "local"])
    }

    @Test func editing() throws {
        var edit = try Edit(Array("a = 1 # one\n\nb \"x\" {\n  c = true\n}\n".utf8))
        edit.set("a", to: "[1, 2]")
        edit.set("d", to: "var.size", in: [["b", "x"]])
        edit.append("e {\n  f = 1\n}")
        let text = String(decoding: edit.bytes, as: UTF8.self)
        #expect(
            text == "a = [1, 2] # one\n\nb \"x\" {\n  c = true\n  d = var.size\n}\ne {\n  f = 1\n}\n")
    }

    @Test func formatting() {
        let spaced = String(decoding: format(Array("a=1\nlong=[2,3]\n".utf8)), as: UTF8.self)
        let file = formatFile(Array("b  x {\ny=\"${var.z}\"\n}\n".utf8)).map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(spaced == "a    = 1\nlong = [2, 3]\n")
        #expect(file == "b \"x\" {\n  y = var.z\n}\n")
    }

    @Test func decoding() {
        let shape = """
            object {
              attr "name" {
                type     = string
                required = true
              }
              block_map "user" {
                labels = ["login"]
                object {
                  attr "id" { type = number }
                }
              }
            }
            """
        let (document, _) = ShapeDocument.parse(Array(shape.utf8))
        let (tree, _) = SyntaxTree.parse(Array("name = \"n\"\nuser \"ann\" {\n  id = \"7\"\n}\n".utf8))
        let (value, problems) = document.shape.value(of: Body(tree), in: document.scope)
        #expect(problems.isEmpty, "\(problems)")
        #expect(value["user"]?["ann"]?["id"] == .int(7))
    }
}
