import Patterns
import Testing

@Suite("Pattern") struct PatternTests {
    @Test func `finds groups, named ones too, and those that took no part`() throws {
        let pattern = try Pattern(#"(?P<year>\d{4})-(?<month>\d\d)(-\d\d)?"#)
        #expect(pattern.groupNames == [nil, "year", "month", nil])
        #expect(pattern.firstMatch(in: "on 2024-05 and") == [3..<10, 3..<7, 8..<10, nil])
        #expect(pattern.firstMatch(in: "never") == nil)
    }

    @Test func `passes over an empty match right behind another`() throws {
        let pattern = try Pattern("a*")
        #expect(pattern.allMatches(in: "baaac").map { $0[0] } == [0..<0, 1..<4, 5..<5])
        #expect(pattern.replacing(in: "baaac", with: "x") == "xbxcx")
        #expect(try Pattern("").allMatches(in: "é!").map { $0[0] } == [0..<0, 2..<2, 3..<3])
    }

    @Test func `expands a template as Go does`() throws {
        let pattern = try Pattern(#"(?P<key>\w+)=(\w+)"#)
        #expect(pattern.replacing(in: "a=1 b=2", with: "$2:${key}") == "1:a 2:b")
        #expect(pattern.replacing(in: "a=1", with: "$2x") == "")
        #expect(pattern.replacing(in: "a=1", with: "${2}x$$ $") == "1x$ $")
        #expect(pattern.replacing(in: "a=1", withLiteral: "$2") == "$2")
    }

    @Test(arguments: [
        ("a,b,,c", ",", Int.max, ["a", "b", "", "c"]), ("a,b,c", ",", 2, ["a", "b,c"]),
        ("abc", "", .max, ["a", "b", "c"]), ("", ",", .max, [""]), (",a", ",", .max, ["", "a"]),
        ("a,", ",", .max, ["a", ""]),
    ]) func `splits`(text: String, expression: String, limit: Int, want: [String]) throws {
        #expect(try Pattern(expression).split(text, limit: limit) == want)
    }

    @Test(arguments: [
        ("a(b", "missing closing )", "a(b"), ("[z-a]", "invalid character class range", "z-a"),
        ("*", "missing argument to repetition operator", "*"), (#"\8"#, "invalid escape sequence", #"\8"#),
        ("(?=a)", "invalid or unsupported Perl syntax", "(?="),
    ]) func `says what is wrong with an expression`(text: String, reason: String, part: String) {
        let error = #expect(throws: Pattern.Unsound.self) { try Pattern(text) }
        #expect(error?.reason == reason && error?.part == part)
    }

    @Test func `quotes what is special`() throws {
        let text = #"a.b*[c]\$"#
        let pattern = try Pattern("^" + Pattern.quoting(text) + "$")
        #expect(pattern.matches(text))
        #expect(!pattern.matches("aXb*[c]\\$"))
    }
}
