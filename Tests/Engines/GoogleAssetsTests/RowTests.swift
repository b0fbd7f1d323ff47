import Testing
import Values

@testable import GoogleAssets

@Suite("The table of Google's types")
struct RowTests {
    @Test("every name of it is whole, and can be read back")
    func names() {
        #expect(Rows.all.count > 150)
        for row in Rows.all {
            let filled = row.name.text(missing: nil) { _ in "x" }
            #expect(filled?.hasPrefix("//") == true, "\(row.resource)")
            let isPath = row.name.attributes.contains {
                ["parent", "key_ring", "cluster", "secret"].contains($0)
            }
            #expect(isPath || filled.flatMap(row.name.values) != nil, "\(row.resource)")
        }
        for (type, row) in Rows.access { #expect(row.asset.contains("/"), "\(type)") }
    }

    @Test("no type is told twice, but for its parts")
    func once() {
        for (type, rows) in Dictionary(grouping: Rows.all, by: \.resource) {
            #expect(rows.count { $0.part == nil && $0.needed == nil } == 1, "\(type)")
        }
    }

    @Test("no attribute is told twice")
    func attributes() {
        func look(_ shape: Shape, _ place: String) {
            let names = shape.fields.filter { if case .attribute = $0.source { true } else { false } }
            #expect(Set(names.map(\.name)).count == names.count, "\(place): \(names.map(\.name))")
            for field in names { look(field.shape, place + "." + field.name) }
        }
        for row in Rows.all { look(row.shape, row.resource) }
    }

    @Test("marks of a field")
    func marks() throws {
        let row = try #require(
            RowReader.rows(
                """
                google_a service.googleapis.com/A /{name} . v2 Other
                  -gone size>spec.size#=1 many[]~~{ . one=two on!false } at@global/zones key;<key>
                  mail&:={user}@x kind::B?size
                """
            ).first)
        let fields = row.shape.fields
        #expect(row.shape.isClosed && row.version == "v2" && row.discoveryName == "Other")
        #expect(fields.map(\.name) == ["gone", "size", "many", "at", "key", "mail", "kind"])
        #expect(fields[1].path == ["spec", "size"] && fields[1].standard == 1)
        #expect(fields[2].isList == true && fields[2].order == .byContent && fields[2].shape.isClosed)
        #expect(fields[2].shape.fields[1].always == false)
        #expect(fields[4].written == "<key>" && fields[5].isForeseen)
        #expect(row.document == "https://www.googleapis.com/discovery/v1/apis/service/v2/rest")
    }

    @Test(
        "a plural holds several, and words that only end so do not",
        arguments: [("rules", true), ("access", false), ("status", false), ("basis", false), ("rule", false)])
    func plurals(name: String, isPlural: Bool) { #expect(Spelling.isPlural(name) == isPlural) }

    @Test(
        "names are spelled back",
        arguments: [
            ("ipCidrRange", "ip_cidr_range"), ("enableCDN", "enable_cdn"), ("IPProtocol", "ip_protocol"),
        ])
    func spelling(api: String, terraform: String) { #expect(Spelling.terraform(api) == terraform) }
}
