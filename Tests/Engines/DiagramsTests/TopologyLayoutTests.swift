import Diagrams
import Testing

@Suite("A topology's layout") struct TopologyLayoutTests {
    private func items(_ counts: [(String, Int)]) -> [TopologyLayout.Item] {
        counts.flatMap { group, count in
            (0..<count).map { .init(id: "\(group).\($0)", group: group, label: "\(group) \($0)") }
        }
    }

    private func overlap(_ a: TopologyLayout.Frame, _ b: TopologyLayout.Frame) -> Bool {
        a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
    }

    @Test func `puts what is needed right of what needs it, and like things together`() throws {
        let layout = TopologyLayout(
            items([("subnet", 2), ("vpc", 1), ("server", 3)]),
            needs: [("subnet.0", "vpc.0"), ("subnet.1", "vpc.0"), ("server.0", "subnet.1")])
        let boxes = Dictionary(uniqueKeysWithValues: layout.boxes.map { ($0.group, $0) })
        let (server, subnet, vpc) = try (
            #require(boxes["server"]), #require(boxes["subnet"]), #require(boxes["vpc"])
        )
        #expect(server.frame.x < subnet.frame.x && subnet.frame.x < vpc.frame.x)
        #expect(server.items.count == 3)
        #expect(layout.lines.map(\.count) == [1, 2])
    }

    @Test func `keeps five hundred things apart and inside, circles among them`() {
        let kinds = (0..<25).map { ("kind\($0)", 20) }
        let needs = (0..<25).flatMap { kind in
            (0..<20).map { ("kind\(kind).\($0)", "kind\((kind * 7 + 3) % 25).\($0)") }
        }
        let layout = TopologyLayout(items(kinds), needs: needs)
        let frames = layout.boxes.map(\.frame)
        for (index, frame) in frames.enumerated() {
            #expect(frame.x >= 0 && frame.x + frame.width <= layout.width)
            #expect(frame.y >= 0 && frame.y + frame.height <= layout.height)
            #expect(!frames[(index + 1)...].contains { overlap(frame, $0) })
        }
        #expect(layout.boxes.map(\.items.count).reduce(0, +) == 500)
        for box in layout.boxes {
            for (_, chip) in box.items {
                #expect(chip.y + chip.height <= box.frame.y + box.frame.height && overlap(chip, box.frame))
            }
        }
    }

    @Test func `orders by number, and a heading fits its box`() throws {
        let group = "module.logs aws_s3_bucket_policy"
        let layout = TopologyLayout(
            ["s[10]", "s[9]", "s[0]"].map { .init(id: $0, group: group, label: $0) }, needs: [])
        let box = try #require(layout.boxes.first)
        #expect(box.items.map(\.item.label) == ["s[0]", "s[9]", "s[10]"])
        #expect(box.frame.width > 250)
    }

    @Test func `of nothing is small, and texts are escaped`() {
        let empty = TopologyLayout([], needs: [])
        #expect(empty.boxes.isEmpty && empty.width > 0)
        let layout = TopologyLayout(
            [.init(id: "a", group: "<g>", label: "a & \"b\"")], needs: [("a", "gone")])
        let svg = layout.svg(title: "t", notes: ["a": "changed"])
        #expect(svg.contains("&lt;g&gt;") && svg.contains("a &amp; &quot;b&quot;"))
        #expect(svg.contains("chip marked") && svg.contains("a: changed") && layout.lines.isEmpty)
    }
}
