import HCL
import Testing

@Suite("Parsing")
struct ParsingTests {
    @Test("a file with an error still yields the items that parsed, and tells where the error is")
    func recovers() {
        let (tree, problems) = SyntaxTree.parse(Array("a = 1\nb = \nc = [1, 2]\n".utf8), name: "x.hcl")
        #expect(problems.count == 1)
        #expect(problems.first?.subject?.start.line == 2)
        let (attributes, _) = Body(tree).attributes()
        #expect(attributes.map(\.name) == ["a", "b", "c"])
        #expect(attributes.last?.expression.value(in: nil).value == .tuple([.int(1), .int(2)]))
    }
}
