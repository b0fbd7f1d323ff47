import Testing
import Values

@testable import Remediation

@Suite("A value at a finding's path") struct PlaceTests {
    private let resource: JSON = ["tags": ["a.b": "1", "c": "2"], "ingress": [["port": 80], ["port": 443]]]

    @Test func `is replaced, added and taken out`() {
        #expect(resource.with("x", at: "tags[\"a.b\"]")?["tags"] == ["a.b": "x", "c": "2"])
        #expect(resource.with("x", at: "tags.d")?["tags"] == ["a.b": "1", "c": "2", "d": "x"])
        #expect(resource.with(nil, at: "tags[\"c\"]")?["tags"] == ["a.b": "1"])
        #expect(resource.with(22, at: "ingress[1].port")?["ingress"] == [["port": 80], ["port": 22]])
        #expect(resource.with(nil, at: "ingress[0]")?["ingress"] == [["port": 443]])
        #expect(resource.with("v", at: "fresh.inner")?["fresh"] == ["inner": "v"])
    }

    @Test func `leads nowhere where there is no such place`() {
        #expect(resource.with(1, at: "ingress[7].port") == nil)
        #expect(resource.with(1, at: "tags.c.d") == nil)
        #expect(resource.with(1, at: "tags[\"c") == nil)
    }
}

@Suite("Unified differences") struct UnifiedDiffTests {
    @Test func `tell changed lines with those around them`() {
        let before = (1...12).map { "line \($0)\n" }.joined()
        let after = before.replacing("line 6\n", with: "line six\nand more\n")
        #expect(
            UnifiedDiff.of("main.tf", before, after) == """
                --- a/main.tf
                +++ b/main.tf
                @@ -3,7 +3,8 @@
                 line 3
                 line 4
                 line 5
                -line 6
                +line six
                +and more
                 line 7
                 line 8
                 line 9

                """)
    }

    @Test func `are two hunks where the changes are far from each other`() {
        let before = (1...30).map { "l\($0)\n" }.joined()
        let after = before.replacing("l2\n", with: "").replacing("l28\n", with: "L\n")
        let hunks = UnifiedDiff.of("m", before, after).split(separator: "\n").filter { $0.hasPrefix("@@") }
        #expect(hunks == ["@@ -1,5 +1,4 @@", "@@ -25,6 +24,6 @@"])
    }
}
