import FoundationEssentials
import Schemas
import Testing

/// Finds a thing.
/// In two lines.
@Operation
struct FindThing: Codable, Equatable {
    enum Order: String, Codable, CaseIterable, Described { case up, down }

    /// How it is called.
    let name: String
    let order: Order?
    /// At most so many.
    var limit: Int = 50
    var labels: [String: [String]] = [:]
    static let ignored = 1
    var computed: Int { limit * 2 }
}

@Suite("Schema")
struct SchemaTests {
    @Test("the macro tells names, types, defaults and documentation of the stored properties")
    func fields() throws {
        let object = try #require(FindThing.schema.object)
        #expect(object.name == "FindThing")
        #expect(object.help == "Finds a thing. In two lines.")
        #expect(object.fields.map(\.name) == ["name", "order", "limit", "labels"])
        #expect(object.fields.map(\.isRequired) == [true, false, false, false])
        #expect(object.fields[0].help == "How it is called.")
        #expect(object.fields[2].byDefault == "50")
        guard case .string(_, _, let values) = object.fields[1].schema.unwrapped else {
            Issue.record("an enumeration is a string")
            return
        }
        #expect(values == ["up", "down"])
        guard case .map(.array(.string)) = object.fields[3].schema else {
            Issue.record("a dictionary is a map")
            return
        }
    }

    @Test("what has a default may be left out, what has none may not")
    func decoding() throws {
        let bare = try JSONDecoder().decode(FindThing.self, from: Data(#"{"name":"a"}"#.utf8))
        #expect(bare == FindThing(name: "a"))
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(FindThing.self, from: Data(#"{"limit":1}"#.utf8))
        }
    }
}
