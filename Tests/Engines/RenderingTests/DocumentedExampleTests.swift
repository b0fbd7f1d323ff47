import Rendering
import Testing
import Values

/// What the module's page shows, to the line.
@Suite("The page of Rendering") struct DocumentedExampleTests {
    @Test("shows what runs") func example() throws {
        let document = try BlueprintDocument([
            "name": "hello",
            "variables": ["word": ["default": "hi"]],
            "resources": ["note": ["type": "terraform_data", "properties": ["input": "${var.word}"]]],
        ])
        let files = TerraformFiles(document, shapes: [:]).files
        let main = files.first { $0.name == "main.tf" }
        #expect(files.map(\.name) == ["versions.tf", "variables.tf", "main.tf"])
        #expect(main?.text.contains("resource \"terraform_data\" \"note\" {\n  input = var.word\n}") == true)
    }
}
