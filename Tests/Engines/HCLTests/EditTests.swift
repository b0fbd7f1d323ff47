import HCL
import Testing

@Suite("Editing")
struct EditTests {
    @Test("setting and appending leaves all other bytes")
    func edits() throws {
        let source = "# top\na   =  1 # one\n\nb \"x\" {\n  c = 1   # keep\n}\n"
        var edit = try Edit(Array(source.utf8))
        let done1 = edit.set("a", to: "[2]")
        #expect(done1 == true)
        let done2 = edit.set("c", to: "3", in: [["b", "x"]])
        #expect(done2 == true)
        let done3 = edit.set("d", to: "4", in: [["b", "x"]])
        #expect(done3 == true)
        let done4 = edit.append("e {\n  f = 1\n}")
        #expect(done4 == true)
        let done5 = edit.set("a", to: "]")
        #expect(done5 == false)
        let done6 = edit.set("a", to: "1", in: [["nope"]])
        #expect(done6 == false)
        #expect(
            String(decoding: edit.bytes, as: UTF8.self)
                == "# top\na   =  [2] # one\n\nb \"x\" {\n  c = 3   # keep\n  d = 4\n}\ne {\n  f = 1\n}\n")
        let done7 = edit.remove("c", in: [["b", "x"]])
        #expect(done7 == true)
        #expect(String(decoding: edit.bytes, as: UTF8.self).contains("{\n   # keep\n  d = 4\n}"))
    }

    @Test("an expression tells what it reads, without what it binds itself")
    func references() {
        let read = Expression.parse("[for x in var.list : x.a + local.b[\"k\"] if f(each.key)]").expression
            .variables
        #expect(read.map(\.root) == ["var", "local", "each"])
    }
}
