import Testing
import Values

@testable import GoogleAssets

@Suite("The table of Google's types")
struct RowTests {
    @Test("is read whole")
    func reading() { #expect(Rows.all.count > 100) }
}
