import Faults
import Queries
import Testing
import Values

@Suite("Queries") struct QueryTests {
    /// Forms of the specification's own examples, with shelves and books for its words.
    private static let shelf: JSON = [
        "name": "tall", "height": 3, "empty": [], "missing": .null, "wide": true,
        "books": [
            ["title": "one", "pages": 10, "tags": ["a", "b"], "by": ["name": "Ann"]],
            ["title": "two", "pages": 30, "tags": [["c"], "d"], "by": ["name": "Bob"]],
            ["title": "three", "pages": 20, "tags": []],
        ],
        "rooms": ["hall": ["lit": true], "attic": ["lit": false], "cellar": ["dry": 1]],
        "numbers": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    ]

    private func text(_ query: String, on value: JSON = shelf) throws -> String {
        try Query(query)(value).text
    }

    @Test(arguments: [
        ("name", #""tall""#), ("\"name\"", #""tall""#), ("nothing", "null"), ("name.nothing", "null"),
        ("books[0].by.name", #""Ann""#), ("books[-1].title", #""three""#), ("books[9]", "null"),
        ("name[0]", "null"), ("@.height", "3"), ("books[*].pages", "[10,30,20]"),
        ("books[*].by.name", #"["Ann","Bob"]"#), ("books[].tags[]", #"["a","b",["c"],"d"]"#),
        ("books[].tags[][]", #"["a","b","c","d"]"#), ("books[].tags", #"[["a","b"],[["c"],"d"],[]]"#),
        ("rooms.*.lit", "[true,false]"), ("*.lit", "[]"), ("books.*", "null"),
        ("(books[*].title)[0]", #""one""#), ("books[*].title | [0]", #""one""#),
        ("books[*].title[0]", "[]"), ("[name, height]", #"["tall",3]"#),
        ("{n: name, \"h h\": height}", #"{"n":"tall","h h":3}"#),
        ("books[].{t: title, p: pages}[0]", #"{"t":"one","p":10}"#), ("missing.{a: name}", "null"),
        ("`{\"a\": [1, 2.50]}`.a", "[1,2.50]"), ("'raw \\' and \\\\ here'", #""raw ' and \\ here""#),
        ("`\"tick \\` here\"`", #""tick ` here""#),
    ]) func `pick what they name`(_ query: String, _ want: String) throws {
        #expect(try text(query) == want)
    }

    @Test(arguments: [
        ("numbers[2:5]", "[2,3,4]"), ("numbers[:3]", "[0,1,2]"), ("numbers[7:]", "[7,8,9]"),
        ("numbers[::3]", "[0,3,6,9]"), ("numbers[::-4]", "[9,5,1]"), ("numbers[-3:]", "[7,8,9]"),
        ("numbers[8:2:-3]", "[8,5]"), ("numbers[-100:2]", "[0,1]"), ("numbers[20:]", "[]"),
        ("numbers[5:2]", "[]"), ("name[1:]", "null"), ("books[1:].title", #"["two","three"]"#),
        ("numbers[-9223372036854775808:9223372036854775807:9223372036854775807]", "[0]"),
    ]) func `slice lists`(_ query: String, _ want: String) throws {
        #expect(try text(query) == want)
    }

    @Test(arguments: [
        ("books[?pages > `15`].title", #"["two","three"]"#), ("books[?title == 'one'].pages", "[10]"),
        ("books[?pages > `15` && by].title", #"["two"]"#), ("books[?!by].title", #"["three"]"#),
        ("books[?tags[?@ == 'a']].title", #"["one"]"#), ("books[?contains(title, 't')] | length(@)", "2"),
        ("books[?by.name < 'B']", "[]"), ("empty || name", #""tall""#), ("empty && name", "[]"),
        ("missing || empty || wide", "true"), ("!empty", "true"), ("!wide", "false"),
        ("height == `3.0`", "true"), ("height != name", "true"), ("height >= `3`", "true"),
        ("name > `1`", "null"), ("wide == `true` || name && empty", "true"), ("nothing[?a]", "null"),
        ("rooms[?lit]", "null"),
    ]) func `filter and compare`(_ query: String, _ want: String) throws {
        #expect(try text(query) == want)
    }

    @Test(arguments: [
        ("abs(`-4.5`)", "4.5"), ("avg(books[].pages)", "20"), ("avg(empty)", "null"), ("ceil(`1.2`)", "2"),
        ("floor(`-1.2`)", "-2"), ("contains(name, 'al')", "true"), ("contains(numbers, `9.0`)", "true"),
        ("contains(name, `1`)", "false"), ("ends_with(name, 'll')", "true"),
        ("starts_with(name, 'll')", "false"), ("join('-', books[].title)", #""one-two-three""#),
        ("keys(rooms)", #"["hall","attic","cellar"]"#), ("length('häß')", "3"), ("length(rooms)", "3"),
        ("map(&by.name, books)", #"["Ann","Bob",null]"#), ("max(books[].pages)", "30"),
        ("max(empty)", "null"), ("min(books[].title)", #""one""#),
        ("max_by(books, &pages).title", #""two""#), ("min_by(books, &title).pages", "10"),
        ("sort_by(books, &pages)[].title", #"["one","three","two"]"#), ("sort(`[3,1,2]`)", "[1,2,3]"),
        ("sort(`[\"b\",\"é\",\"a\"]`)", #"["a","b","é"]"#),
        ("merge(`{\"a\":1}`, `{\"a\":2,\"b\":3}`)", #"{"a":2,"b":3}"#),
        ("not_null(missing, nothing, name)", #""tall""#), ("not_null(missing)", "null"),
        ("reverse('abc')", #""cba""#), ("reverse(numbers)[0]", "9"), ("sum(books[].pages)", "60"),
        ("sum(empty)", "0"), ("to_array(name)", #"["tall"]"#), ("to_array(empty)", "[]"),
        ("to_string(rooms.hall)", #""{\"lit\":true}""#), ("to_string(name)", #""tall""#),
        ("to_number('1e3')", "1e3"), ("to_number('x')", "null"), ("to_number(empty)", "null"),
        ("type(missing)", #""null""#), ("type(rooms)", #""object""#), ("values(rooms.hall)", "[true]"),
        ("books[].length(title)", "[3,3,5]"),
    ]) func `call functions`(_ query: String, _ want: String) throws {
        #expect(try text(query) == want)
    }

    @Test(arguments: [
        ("", 0), ("???", 0), ("a.", 2), ("a[", 2), ("a]", 1), ("a b", 2), ("a[b]", 2), ("'open", 0),
        ("`{`", 0), ("\"a", 0), ("a.1", 2), ("[]a", 2), ("[*", 2), ("{a}", 2), ("{}", 1), ("a == ", 5),
        ("\"f\"(a)", 3), ("(a)(b)", 3), ("a.(b)", 2), ("a[1:2:3:4]", 7), ("a[1 2]", 4), ("#", 0), ("a.[]", 2),
        ("length(a,)", 9), ("a = b", 2), ("&a", 0), ("length(a && &b)", 12), ("[99999999999999999999]", 1),
    ]) func `are refused with the byte where they break`(_ query: String, _ at: Int) {
        #expect {
            try Query(query)
        } throws: { error in
            guard let fault = error as? Fault else { return false }
            return fault.code.rawValue == "query.syntax" && fault.message.hasSuffix("at byte \(at).")
        }
    }

    @Test(arguments: [
        ("foo(a)", "query.unknown_function"), ("length()", "query.arity"), ("length(a, b)", "query.arity"),
        ("merge()", "query.arity"),
    ]) func `name functions that are there`(_ query: String, _ code: String) {
        #expect { try Query(query) } throws: { ($0 as? Fault)?.code.rawValue == code }
    }

    @Test(arguments: [
        ("abs(name)", "query.type"), ("length(height)", "query.type"), ("sum(books)", "query.type"),
        ("join(name, numbers)", "query.type"), ("max(books)", "query.type"), ("keys(numbers)", "query.type"),
        ("sort_by(books, pages)", "query.type"), ("sort_by(books, &by)", "query.type"),
        ("map(name, &a)", "query.type"), ("length(&a)", "query.type"),
        ("starts_with(name, height)", "query.type"),
        ("sort(`[1, \"a\"]`)", "query.type"), ("numbers[::0]", "query.value"),
        ("sum(`[1e308, 1e308]`)", "query.value"),
    ]) func `refuse what a function can't take`(_ query: String, _ code: String) throws {
        let query = try Query(query)
        #expect { try query(Self.shelf) } throws: { ($0 as? Fault)?.code.rawValue == code }
    }

    @Test func `are bounded in depth and in steps`() throws {
        for text in [
            String(repeating: "(", count: 10_000), String(repeating: "!", count: 10_000) + "a",
            String(repeating: "[", count: 10_000), String(repeating: "a[?", count: 10_000),
        ] {
            #expect { try Query(text) } throws: { ($0 as? Fault)?.code.rawValue == "query.syntax" }
        }
        let many = JSON(Array(repeating: JSON(1), count: 1000))
        let query = try Query("map(&map(&map(&@, $), $), $)".replacing("$", with: "`\(many.text)`"))
        #expect { try query(.null) } throws: { ($0 as? Fault)?.code.rawValue == "query.too_long" }
    }
}
