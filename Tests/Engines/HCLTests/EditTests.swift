import HCL
import Testing

@Suite("Editing")
struct EditTests {
    @Test("setting and appending leaves all other bytes")
    func edits() throws {
        let source = "# top\na   =  1 # one\n\nb \"x\" {\n  c = 1   # keep\n}\n"
        var edit = try Edit(Array(source.utf8))
        #expect(edit.set("a", to: "[2]"))
        #expect(edit.set("c", to: "3", in: [["b", "x"]]))
        #expect(edit.set("d", to: "4", in: [["b", "x"]]))
        #expect(edit.append("e {\n  f = 1\n}"))
        #expect(!edit.set("a", to: "]"))
        #expect(!edit.set("a", to: "1", in: [["nope"]]))
        #expect(
            String(decoding: edit.bytes, as: UTF8.self)
                == "# top\na   =  [2] # one\n\nb \"x\" {\n  c = 3   # keep\n  d = 4\n}\ne {\n  f = 1\n}\n")
        #expect(edit.remove("c", in: [["b", "x"]]))
        #expect(String(decoding: edit.bytes, as: UTF8.self).contains("{\n  d = 4\n}"))
    }

    @Test("an expression tells what it reads, without what it binds itself")
    func references() {
        let read = Expression.parse("[for x in var.list : x.a + local.b[\"k\"] if f(each.key)]").expression
            .variables
        #expect(read.map(\.root) == ["var", "local", "each"])
    }
}
