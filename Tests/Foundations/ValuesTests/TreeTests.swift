import Faults
import Testing
import Values

@Suite("JSON values")
struct TreeTests {
    @Test("members and elements are reached, changed, added and removed")
    func access() throws {
        var json: JSON = ["a": [1, 2.5, true, .null, "x"], "b": ["c": [:]]]
        #expect(json["a"]?[0] == 1 && json["a"]?[4] == "x" && json["a"]?[5] == nil && json["a"]?[-1] == nil)
        #expect(json["b"]?["c"]?.objectValue?.isEmpty == true)
        json["b"]?["c"]?["d"] = "new"
        json["a"] = nil
        #expect(json.text == #"{"b":{"c":{"d":"new"}}}"#)
        #expect(json["nothing"]?["below"] == nil)
    }

    @Test("a repeated name has its last value at its first place, in trees, documents and decoded types")
    func duplicates() throws {
        let text = #"{"a":1,"b":2,"\u0061":3}"#
        #expect(try JSON(parsing: text).text == #"{"a":3,"b":2}"#)
        #expect(try JSONDocument(parsing: text).root["a"]?.int == 3)
        struct Pair: Codable { let a: Int, b: Int }
        #expect(try JSONCoding.decode(Pair.self, from: Array(text.utf8)).a == 3)
        #expect(try JSONCoding.decode([String: Int].self, from: Array(text.utf8)) == ["a": 3, "b": 2])
        let many = (0..<100).map { "\"k\($0 % 50)\":\($0)" }.joined(separator: ",")
        let large = try JSONCoding.decode([String: Int].self, from: Array("{\(many)}".utf8))
        #expect(large.count == 50 && large["k7"] == 57)
        #expect(try JSON(parsing: "{\(many)}")["k7"] == 57)
    }

    @Test("names are told apart by their bytes, not by how they look")
    func bytes() throws {
        let composed = "\u{e9}"
        let decomposed = "e\u{301}"
        let json = try JSON(parsing: "{\"\(composed)\":1,\"\(decomposed)\":2}")
        #expect(json.objectValue?.count == 2 && json[composed] == 1 && json[decomposed] == 2)
        #expect(JSON.string(composed) != JSON.string(decomposed))
    }

    @Test("large objects keep order and find every member after removals")
    func large() {
        var object = JSON.Object((0..<1000).map { (key: "name-\($0)", value: JSON($0)) })
        for place in stride(from: 0, to: 1000, by: 3) { object["name-\(place)"] = nil }
        object["last"] = true
        #expect(object.count == 667)
        for place in 0..<1000 { #expect(object["name-\(place)"] == (place % 3 == 0 ? nil : JSON(place))) }
        #expect(object.last?.key == "last")
    }

    @Test("pretty and canonical texts")
    func texts() throws {
        let json = try JSON(parsing: #"{"b":[1,{"z":[],"y":{}}],"a":"\u0001\u001f\"\\/é"}"#)
        #expect(
            json.pretty() == """
                {
                  "b": [
                    1,
                    {
                      "z": [],
                      "y": {}
                    }
                  ],
                  "a": "\\u0001\\u001f\\"\\\\/é"
                }
                """)
        #expect(
            String(decoding: json.canonicalBytes(), as: UTF8.self)
                == #"{"a":"\u0001\u001f\"\\/é","b":[1,{"y":{},"z":[]}]}"#)
    }

    @Test("pointers reach what they name (RFC 6901, section 5)")
    func pointers() throws {
        let json = try JSON(parsing: #"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"m~n":8," ":7}"#)
        let cases: [(String, JSON)] = [
            ("", json), ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2),
            ("/m~0n", 8),
            ("/ ", 7),
        ]
        for (text, value) in cases {
            let pointer = try JSONPointer(parsing: text)
            #expect(json[pointer] == value && pointer.description == text)
        }
        for text in ["/foo/2", "/foo/00", "/foo/-", "/foo/+1", "/nothing", "/foo/0/x"] {
            #expect(try json[JSONPointer(parsing: text)] == nil, "\(text)")
        }
        for text in ["a", "/~", "/~2", "/a~"] {
            #expect(throws: Fault.self) { try JSONPointer(parsing: text) }
        }
    }

    @Test("a difference names the deepest places that changed")
    func difference() throws {
        let old = try JSON(parsing: #"{"a":1,"b":[1,2,3],"c":{"d":"x","e":null},"f":1.0}"#)
        let new = try JSON(parsing: #"{"f":1,"c":{"d":"y"},"b":[1,5],"a":1,"g":[]}"#)
        let changes = JSON.diff(old, new).map {
            "\($0.pointer) \($0.before?.text ?? "-") \($0.after?.text ?? "-")"
        }
        #expect(changes == ["/b/1 2 5", "/b/2 3 -", "/c/d \"x\" \"y\"", "/c/e null -", "/g - []"])
        #expect(JSON.diff(old, old).isEmpty)
        #expect(JSON.diff([1], ["a": 1]).map(\.pointer) == [JSONPointer()])
    }

    @Test("nodes of a document are read in place")
    func nodes() throws {
        let document = try JSONDocument(parsing: #" {"a" : [1, "x\n", {"k":[true]}], "n": null} "#)
        let root = document.root
        #expect(root.kind == .object && root.count == 2 && root.members.map(\.name) == ["a", "n"])
        let list = try #require(root["a"])
        #expect(list.elements.map(\.kind) == [.number, .string, .object])
        #expect(
            list[1]?.string == "x\n" && String(decoding: list[1]?.rawBytes ?? [], as: UTF8.self) == #""x\n""#)
        #expect(String(decoding: list[2]?.rawBytes ?? [], as: UTF8.self) == #"{"k":[true]}"#)
        #expect(list[2]?["k"]?[0]?.pointer.description == "/a/2/k/0" && list[2]?["k"]?[0]?.bool == true)
        #expect(root["n"]?.isNull == true && root["missing"] == nil && list[3] == nil && root[0] == nil)
    }
}
