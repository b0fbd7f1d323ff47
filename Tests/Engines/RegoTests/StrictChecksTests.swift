import RegoSyntax
import Testing

@testable import Rego

@Suite("Strict checks") struct StrictChecksTests {
    private func problems(_ text: String) -> [String] {
        var options = CompilerOptions()
        options.isStrict = true
        do throws(Problems) {
            let module = try Module(parsing: text, file: "a.rego", options: ParserOptions())
            _ = try Policy([module], library: Library([]), options: options)
            return []
        } catch {
            return error.all.map { "\($0.location.row): \($0.message)" }
        }
    }

    @Test func `an argument is used when any branch of its rule reads it`() {
        #expect(problems("package a\n\nf(x, y) := x if {\n\tinput.a\n} else := y\n") == [])
        let unused = "unused argument x. (hint: use _ (wildcard variable) instead)"
        #expect(problems("package a\n\nf(x) := 1 if {\n\tinput.a\n} else := 2\n") == ["3: \(unused)"])
        #expect(problems("package a\n\nf(x) := 1\n\nf(x) := x\n") == ["3: \(unused)"])
    }
}
