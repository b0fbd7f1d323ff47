import Values

/// What becomes of one value, in the shape in which people are shown it.
struct Difference {
    enum Action { case none, create, update, delete }

    indirect enum Content {
        case primitive(before: JSON?, after: JSON?, isText: Bool)
        /// Of an attribute with attributes of its own, or a value that just is an object.
        case object([String: Difference], isNested: Bool)
        case map([String: Difference], isNested: Bool)
        case list([Difference], isNested: Bool)
        case set([Difference], isNested: Bool)
        /// With what was before.
        case unknown(Difference?)
        case sensitive(Difference, before: Bool, after: Bool)
        case otherType(Difference, Difference)
        case block(attributes: [String: Difference], blocks: [Blocks])
        case sensitiveBlock
    }

    /// All nested blocks of a name.
    struct Blocks {
        let name: String
        /// With the label that a block of a map has.
        var all: [(label: String, difference: Difference)] = []
        var areReplacing = false
    }

    var action: Action
    var isReplacing = false
    let content: Content

    init(_ content: Content, _ action: Action, _ pair: ValuePair) {
        self.content = content
        self.action = action
        isReplacing = pair.replacing.matches
    }

    init(_ content: Content, _ pair: ValuePair) { self.init(content, pair.action, pair) }

    var isObject: Bool { if case .object = content { true } else { false } }
}

extension Difference.Action {
    /// Of a whole when one more of its parts is known.
    mutating func add(_ part: Self) {
        if part != .none, part != self { self = .update }
    }
}

/// The elements that stay in their order, of two sequences.
///
/// Past `bound` pairs only what is the same at both ends is found, so that time and memory stay linear.
func commonSubsequence(_ old: [JSON], _ new: [JSON], bound: Int = 1_000_000) -> [JSON] {
    guard !old.isEmpty, !new.isEmpty else { return [] }
    guard old.count <= bound / new.count else {
        let head = zip(old, new).prefix { $0 == $1 }.map(\.0)
        let rest = (old.dropFirst(head.count), new.dropFirst(head.count))
        let tail = zip(rest.0.reversed(), rest.1.reversed()).prefix { $0 == $1 }.map(\.0)
        return head + tail.reversed()
    }
    let width = old.count
    var lengths = Array(repeating: 0, count: width * new.count)
    var isSame = Array(repeating: false, count: width * new.count)
    func length(_ x: Int, _ y: Int) -> Int { x < 0 || y < 0 ? 0 : lengths[y * width + x] }
    for y in new.indices {
        for x in old.indices {
            isSame[y * width + x] = old[x] == new[y]
            lengths[y * width + x] =
                isSame[y * width + x]
                ? length(x - 1, y - 1) + 1 : max(length(x - 1, y), length(x, y - 1))
        }
    }
    var out: [JSON] = []
    var (x, y) = (old.count - 1, new.count - 1)
    while x >= 0, y >= 0 {
        if isSame[y * width + x] {
            out.append(old[x])
            (x, y) = (x - 1, y - 1)
        } else if length(x - 1, y) > length(x, y - 1) {
            x -= 1
        } else {
            y -= 1
        }
    }
    return out.reversed()
}
