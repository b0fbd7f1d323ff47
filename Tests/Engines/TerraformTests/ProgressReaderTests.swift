import Testing
import Vocabulary

@testable import Terraform

@Suite("Terraform's progress")
struct ProgressReaderTests {
    @Test("messages become lines, diagnostics are kept, everything else passes, across any cut")
    func lines() {
        let text = """
            {"@level":"info","@message":"Terraform 1.11.4","type":"version"}
            {"@level":"info","@message":"terraform_data.a: Creating...","type":"apply_start"}
            {"@level":"error","@message":"Error: Bad","type":"diagnostic","diagnostic":{"severity":"error",\
            "summary":"Bad","detail":"Very\\nbad.","range":{"filename":"main.tf","start":{"line":3,"column":2}}}}
            \u{1b}[1mplain\u{1b}[0m
            """
        for cut in [1, 7, 4096] {
            var reader = ProgressReader()
            var lines: [String] = []
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                lines += reader.take(Array(rest.prefix(cut)), from: .output)
                rest = rest.dropFirst(cut)
            }
            lines += reader.finish()
            #expect(
                lines == [
                    "terraform_data.a: Creating...", "Error: Bad  (main.tf, line 3)", "  Very", "  bad.",
                    "plain",
                ])
            #expect(reader.diagnostics.first?.line == 3 && reader.diagnostics.count == 1)
        }
    }
}
