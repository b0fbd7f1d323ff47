@testable import RegoBuiltIns
import Rego
import Testing

@Suite("Library")
struct LibraryTests {
    @Test("every declared function has a body, and every body a declaration")
    func complete() {
        let (declared, made) = Library.coverage
        #expect(declared.count == 206)
        #expect(declared.symmetricDifference(made) == [])
    }
}
