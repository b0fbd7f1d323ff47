import HCL
import Testing

@testable import TerraformLanguage

@Suite("Terraform functions")
struct FunctionTests {
    @Test("what would be gigantic is refused, and told so")
    func bounds() {
        let scope = Scope(functions: TerraformFunctions.all())
        for text in ["range(100000)", "indent(1000000000, \"a\\nb\")", "format(\"%999999999d\", 1)"] {
            let (value, problems) = Expression.parse(text).expression.value(in: scope)
            #expect(problems.hasErrors)
            #expect(!value.isKnown)
        }
    }
}
