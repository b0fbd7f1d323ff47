/// Where the things of a workspace stand on a drawing: like things together in boxes, boxes in columns by
/// what depends on what, so that five hundred resources are still read at a glance.
public struct TopologyLayout: Sendable, Equatable {
    public struct Item: Sendable, Equatable {
        public let id: String
        /// What it is one of: items of a group share a box.
        public let group: String
        /// What is written on it.
        public let label: String

        public init(id: String, group: String, label: String) {
            (self.id, self.group, self.label) = (id, group, label)
        }
    }

    /// In units of the drawing, from its upper left corner.
    public struct Frame: Sendable, Equatable {
        public let x, y, width, height: Int

        public init(x: Int, y: Int, width: Int, height: Int) {
            (self.x, self.y, self.width, self.height) = (x, y, width, height)
        }
    }

    public struct Box: Sendable, Equatable {
        public let group: String
        public let frame: Frame
        /// In the order of the items.
        public let items: [(item: Item, frame: Frame)]

        public static func == (a: Box, b: Box) -> Bool {
            a.group == b.group && a.frame == b.frame && a.items.map(\.item) == b.items.map(\.item)
                && a.items.map(\.frame) == b.items.map(\.frame)
        }
    }

    /// From a group to one that it depends on, with how many of its items do.
    public struct Line: Sendable, Equatable {
        public let from: String
        public let to: String
        public let count: Int
        /// The ends, and a point between which makes it a curve.
        public let path: String
    }

    public let boxes: [Box]
    public let lines: [Line]
    public let width: Int
    public let height: Int

    private static let chip = (width: 168, height: 26, gap: 6)
    private static let head = 30
    /// About the width of a letter of a heading.
    private static let letter = 7
    private static let margin = 24
    private static let between = 88

    /// `needs` are pairs of ids: the first depends on the second.
    public init(_ items: [Item], needs: [(String, String)]) {
        var members: [String: [Item]] = [:]
        for item in items { members[item.group, default: []].append(item) }
        let group = Dictionary(items.map { ($0.id, $0.group) }) { first, _ in first }
        var counts: [String: [String: Int]] = [:]
        for (from, to) in needs {
            guard let a = group[from], let b = group[to], a != b else { continue }
            counts[a, default: [:]][b, default: 0] += 1
        }
        let columns = Self.columns(members.keys.sorted(), counts.mapValues { Set($0.keys) })
        var (boxes, x, height) = ([Box](), Self.margin, 0)
        for names in columns {
            var (y, widest) = (Self.margin, 0)
            for name in names {
                let box = Self.box(name, members[name] ?? [], x, y)
                boxes.append(box)
                y += box.frame.height + Self.margin
                widest = max(widest, box.frame.width)
            }
            x += widest + Self.between
            height = max(height, y)
        }
        let frames = Dictionary(boxes.map { ($0.group, $0.frame) }) { first, _ in first }
        var lines: [Line] = []
        for (from, others) in counts.sorted(by: { $0.key < $1.key }) {
            for (to, count) in others.sorted(by: { $0.key < $1.key }) {
                guard let a = frames[from], let b = frames[to] else { continue }
                lines.append(Line(from: from, to: to, count: count, path: Self.path(a, b)))
            }
        }
        (self.boxes, self.lines, self.height) = (boxes, lines, max(height, 2 * Self.margin))
        width = max(x - Self.between + Self.margin, 2 * Self.margin)
    }

    /// What nothing needs stands left, what others need right of them; circles are broken where they close.
    private static func columns(_ groups: [String], _ needs: [String: Set<String>]) -> [[String]] {
        var (depth, under) = ([String: Int](), Set<String>())
        // How far a group is from the end of what it needs.
        func measure(_ name: String) -> Int {
            if let known = depth[name] { return known }
            guard under.insert(name).inserted else { return 0 }
            defer { under.remove(name) }
            let deepest = (needs[name] ?? []).sorted().filter { !under.contains($0) }.map(measure).max()
            let own = deepest.map { $0 + 1 } ?? 0
            depth[name] = own
            return own
        }
        for name in groups { _ = measure(name) }
        let most = depth.values.max() ?? 0
        return (0...most).map { column in groups.filter { depth[$0] == most - column } }
            .filter { !$0.isEmpty }
    }

    private static func box(_ group: String, _ items: [Item], _ x: Int, _ y: Int) -> Box {
        // About as wide as high, and never more than four abreast.
        let abreast = items.count <= 6 ? 1 : items.count <= 16 ? 2 : items.count <= 36 ? 3 : 4
        let rows = (items.count + abreast - 1) / abreast
        let frame = Frame(
            x: x, y: y,
            width: max(
                abreast * (chip.width + chip.gap) + chip.gap, (group.count + 6) * letter + 2 * chip.gap),
            height: head + rows * (chip.height + chip.gap) + chip.gap)
        let placed = items.sorted { Self.comes($0, before: $1) }.enumerated().map { index, item in
            let (row, column) = (index / abreast, index % abreast)
            return (
                item: item,
                frame: Frame(
                    x: x + chip.gap + column * (chip.width + chip.gap),
                    y: y + head + row * (chip.height + chip.gap), width: chip.width, height: chip.height)
            )
        }
        return Box(group: group, frame: frame, items: placed)
    }

    /// By label, numbers by their size: `server[9]` before `server[10]`.
    private static func comes(_ a: Item, before b: Item) -> Bool {
        let (left, right) = (parts(a.label), parts(b.label))
        for (one, other) in zip(left, right) where one != other {
            if let small = Int(one), let large = Int(other) { return small < large }
            return one < other
        }
        return (left.count, a.id) < (right.count, b.id)
    }

    /// Runs of digits, and what is between them.
    private static func parts(_ text: String) -> [String] {
        var parts: [String] = []
        var wasDigit = false
        for character in text {
            let isDigit = character.isASCII && character.isNumber
            if parts.isEmpty || isDigit != wasDigit { parts.append("") }
            parts[parts.count - 1].append(character)
            wasDigit = isDigit
        }
        return parts
    }

    private static func path(_ a: Frame, _ b: Frame) -> String {
        let (startX, endX) = a.x < b.x ? (a.x + a.width, b.x) : (a.x, b.x + b.width)
        let (startY, endY) = (a.y + head / 2, b.y + head / 2)
        let middle = (startX + endX) / 2
        return "M\(startX) \(startY)C\(middle) \(startY) \(middle) \(endY) \(endX) \(endY)"
    }
}
