import Rego
import Testing
import Values

@Suite("Value")
struct ValueTests {
    private let heap = Heap()

    @Test("kinds come in Rego's order, and members of objects and sets in theirs")
    func order() throws {
        let all = [
            Value.null, .false, .true, heap.int(-1), heap.int(3), heap.string("a"), heap.string("b"),
            heap.array([heap.int(1)]), heap.object([(heap.string("k"), .null)]), heap.set([heap.int(2)]),
        ]
        #expect(all.shuffled().sorted() == all)
        let object = heap.object([
            (heap.string("z"), .null), (heap.int(7), .true), (heap.string("a"), .false),
        ])
        #expect(object.members.map(\.key) == [heap.int(7), heap.string("a"), heap.string("z")])
        #expect(heap.set([heap.int(3), heap.int(1), heap.int(3)]).text == "{1, 3}")
    }

    @Test(
        "numbers are equal by value, and exact beyond machine words",
        arguments: [
            ("1.0", "1"), ("1e2", "100"), ("-0.0", "0"),
            ("12345678901234567890123", "1.2345678901234567890123e22"),
            ("1152921504606846976", "1.152921504606846976e18"),
        ])
    func numbers(one: String, other: String) throws {
        let first = try #require(heap.number(one))
        let second = try #require(heap.number(other))
        #expect(first == second)
        #expect(Set([first, second]).count == 1)
    }

    @Test("objects of any size find their keys, whoever made them")
    func lookups() throws {
        let other = Heap()
        for count in [0, 1, 8, 9, 100, 5000] {
            let object = heap.object((0..<count).map { (heap.string("key-\($0)"), heap.int($0)) })
            #expect(object.count == count)
            for place in stride(from: 0, to: count, by: 7) {
                #expect(object[other.string("key-\(place)")] == heap.int(place))
                #expect(object["key-\(place)"] == heap.int(place))
            }
            #expect(!object["nothing"].isDefined)
        }
    }

    @Test("a document is read as far as it is looked into, and says the same as its tree")
    func lazily() throws {
        let text =
            #"{"a": [1, {"b": "é\n"}], "c": {"d": 1, "d": 2}, "e": 1e3, "long": [0,1,2,3,4,5,6,7,8,9]}"#
        let document = try JSONDocument(parsing: text)
        let lazy = heap.lazily(document)
        #expect(lazy["c"]["d"] == heap.int(2))
        #expect(lazy["c"].count == 1)
        #expect(lazy == heap.value(try JSON(parsing: text)))
        #expect(Set([lazy, heap.value(try JSON(parsing: text))]).count == 1)
    }
}
