import HCL
import Testing

@Suite("Decoding bodies by their shapes")
struct BodyShapeTests {
    private func decode(_ shape: String, _ source: String) throws -> (Value, [String]) {
        let (document, problems) = ShapeDocument.parse(Array(shape.utf8), name: "shape")
        try #require(problems.isEmpty, "\(problems)")
        let (tree, errors) = SyntaxTree.parse(Array(source.utf8), name: "x")
        let (value, failures) = document.shape.value(of: Body(tree), in: document.scope)
        return (value, (errors + failures).map(\.description))
    }

    @Test("arguments, blocks, maps of blocks by labels and what stands in for nothing become one value")
    func everything() throws {
        let shape = """
            variables { port = 80 }
            function "twice" {
              params = [n]
              result = n * 2
            }
            object {
              attr "name" { type = string }
              block_list "rule" {
                object {
                  attr "port" { type = number }
                }
              }
              block_map "user" {
                labels = ["group", "name"]
                object {
                  attr "id" { type = number }
                }
              }
              block_attrs "tags" { element_type = string }
              default "size" {
                attr { name = "size" }
                literal { value = 3 }
              }
              transform "bytes" {
                attr { name = "megabytes" }
                result = nested == null ? 0 : nested * 1000000
              }
            }
            """
        let source = """
            name = "a"
            rule { port = port }
            rule { port = twice(port) }
            user "staff" "ann" { id = 1 }
            user "staff" "bob" { id = 2 }
            tags { x = 1 }
            megabytes = 2
            """
        let (value, problems) = try decode(shape, source)
        #expect(problems.isEmpty, "\(problems)")
        #expect(value["name"] == .string("a"))
        #expect(value["rule"]?.elements?.map { $0["port"] } == [.int(80), .int(160)])
        #expect(value["user"]?["staff"]?["bob"]?["id"] == .int(2))
        #expect(value["user"]?.type == .map(.map(.object([.init("id", .number)]))))
        #expect(value["tags"] == .map([("x", .string("1"))], of: .string))
        #expect(value["size"] == .int(3))
        #expect(value["bytes"] == .int(2_000_000))
    }

    @Test("what is missing, too much, of a wrong type or of a wrong name is told with its place")
    func problems() throws {
        let shape = """
            object {
              attr "a" {
                type     = number
                required = true
              }
              block "one" {
                object {}
              }
              block_list "few" {
                min_items = 1
                max_items = 2
                object {}
              }
            }
            """
        let (_, none) = try decode(shape, "")
        #expect(none.count == 2)
        #expect(none.contains { $0.contains("The argument \"a\" is required") })
        #expect(none.contains { $0.contains("At least 1 \"few\" blocks are required") })
        let (_, many) = try decode(shape, "a = []\nb = 1\none {}\none {}\nfew {}\nfew {}\nfew {}\n")
        #expect(many.count == 4, "\(many)")
        #expect(many.contains { $0.hasPrefix("x:1,5-7: Incorrect attribute value type") })
        #expect(many.contains { $0.hasPrefix("x:2,1-2: Unsupported argument") })
        #expect(many.contains { $0.hasPrefix("x:4,1-4: Duplicate one block") })
        #expect(many.contains { $0.hasPrefix("x:7,1-4: Too many few blocks") })
    }

    @Test(
        "a specification that makes no sense is refused with its place",
        arguments: [
            ("", "Missing specification"), ("object {}\nobject {}", "Extraneous specification"),
            ("nonsense {}", "Unknown kind"), ("block { block_type = \"x\" }", "Wrong number"),
            ("attr { type = string }", "Missing name"), ("object {\n attr {}\n}", "Missing name"),
            ("literal { valu = 1 }", "Unsupported argument"), ("x = 1", "Unsupported argument"),
            ("block_map {\n block_type = \"x\"\n labels = []\n literal { value = 1 }\n}", "Missing labels"),
        ])
    func refused(_ text: String, _ summary: String) {
        let (_, problems) = ShapeDocument.parse(Array(text.utf8), name: "shape")
        #expect(problems.contains { $0.summary.hasPrefix(summary) }, "\(problems)")
    }

    @Test("the JSON variant is read by the same shape")
    func json() throws {
        let shape =
            "object {\n attr \"a\" { type = string }\n block_map \"b\" {\n labels = [\"k\"]\n literal { value = 1 }\n }\n}"
        let (document, _) = ShapeDocument.parse(Array(shape.utf8))
        let (body, problems) = Body.parseJSON(Array(#"{"a":"x","b":{"p":{},"q":{}}}"#.utf8), name: "x.json")
        #expect(problems.isEmpty)
        let (value, failures) = document.shape.value(of: try #require(body), in: document.scope)
        #expect(failures.isEmpty)
        #expect(value["b"]?.namedValues?.map(\.name) == ["p", "q"])
    }
}
