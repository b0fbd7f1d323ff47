import Faults
import Values

/// Makes one value of libyaml's events.
struct YAMLComposer: ~Copyable {
    struct Node {
        var json: JSON
        var places: Places
        /// Values in it, itself included.
        var size: Int
    }

    private struct Entry {
        let key: String
        let position: YAMLDocument.Position
        let node: Node
    }

    private var events: YAMLEvents
    private var anchors: [String: Node] = [:]
    private let limit: Int
    private var total = 0

    static func compose(_ bytes: [UInt8], depth: Int, limit: Int) throws(Fault) -> Node {
        let isMarked = bytes.starts(with: [0xef, 0xbb, 0xbf])
        var result = Result<Node, Fault>.failure(Fault(.broken, "yaml.unread", "The YAML was not read."))
        bytes[(isMarked ? 3 : 0)...].withUnsafeBufferPointer { buffer in
            do throws(Fault) {
                var composer = YAMLComposer(events: try YAMLEvents(buffer), limit: limit)
                result = .success(try composer.document(depth))
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    private init(events: consuming YAMLEvents, limit: Int) {
        self.events = events
        self.limit = limit
    }

    private func refuse(_ what: String) -> Fault { YAMLEvents.malformed(what, events.position) }

    private mutating func document(_ depth: Int) throws(Fault) -> Node {
        guard case .documentStart = try events.next() else {
            return Node(json: .null, places: Places(value: .init(line: 1, column: 1)), size: 1)
        }
        let node = try value(try events.next(), depth)
        guard case .end = try events.next() else {
            throw refuse("a second document starts; only one is read")
        }
        return node
    }

    private mutating func value(_ event: YAMLEvent, _ depth: Int) throws(Fault) -> Node {
        let anchor = events.anchor
        if let tag = events.tag { throw refuse("the tag \(tag) is not known here; leave it out") }
        guard depth > 0 else { throw refuse("lists and mappings are nested too deeply") }
        var node: Node
        switch event {
        case .scalar(let text, let isPlain): node = try scalar(text, isPlain)
        case .sequenceStart: node = try sequence(depth)
        case .mappingStart: node = try mapping(depth)
        case .alias(let name):
            guard let known = anchors[name] else {
                throw refuse("the alias *\(name) has no anchor before it")
            }
            node = known
            node.places.value = events.position
            try count(known.size)
            return node
        case .sequenceEnd, .mappingEnd, .documentStart, .end: throw refuse("a value is missing")
        }
        if let anchor { anchors[anchor] = node }
        return node
    }

    private mutating func count(_ values: Int) throws(Fault) {
        total += values
        if total > limit {
            throw Fault(
                .tooLarge, "yaml.too_large",
                "The YAML makes more than \(limit) values; aliases of aliases multiply what is written once.")
        }
    }

    private mutating func scalar(_ text: String, _ isPlain: Bool) throws(Fault) -> Node {
        try count(1)
        let places = Places(value: events.position)
        if !isPlain { return Node(json: .string(text), places: places, size: 1) }
        guard case .json(let json) = CoreSchema.meaning(of: text) else {
            throw refuse("\(text) is a number that cannot be used here")
        }
        return Node(json: json, places: places, size: 1)
    }

    private mutating func sequence(_ depth: Int) throws(Fault) -> Node {
        try count(1)
        let start = events.position
        var elements: [Node] = []
        while true {
            let event = try events.next()
            if case .sequenceEnd = event { break }
            elements.append(try value(event, depth - 1))
        }
        return Node(
            json: .array(elements.map(\.json)),
            places: Places(value: start, inner: .list(elements.map(\.places))),
            size: elements.reduce(1) { $0 + $1.size })
    }

    private mutating func mapping(_ depth: Int) throws(Fault) -> Node {
        try count(1)
        let start = events.position
        var entries: [Entry] = []
        var names: Set<[UInt8]> = []
        var merged: [Node] = []
        while true {
            let event = try events.next()
            if case .mappingEnd = event { break }
            let position = events.position
            let (key, isMerge) = try key(event)
            if isMerge {
                merged += try sources(depth)
                continue
            }
            guard names.insert(Array(key.utf8)).inserted else {
                throw YAMLEvents.malformed("the key \(key) stands here twice", position)
            }
            entries.append(Entry(key: key, position: position, node: try value(events.next(), depth - 1)))
        }
        return assembled(start, entries, merged)
    }

    private mutating func key(_ event: YAMLEvent) throws(Fault) -> (String, isMerge: Bool) {
        if let tag = events.tag { throw refuse("the tag \(tag) is not known here; leave it out") }
        switch event {
        case .scalar(let text, let isPlain):
            if let anchor = events.anchor {
                anchors[anchor] = Node(json: .string(text), places: Places(value: events.position), size: 1)
            }
            return (text, isPlain && text == "<<")
        case .alias(let name):
            guard case .string(let text)? = anchors[name]?.json else {
                throw refuse("the alias *\(name) is no text that a key could be")
            }
            return (text, false)
        default: throw refuse("a key must be text")
        }
    }

    /// The mappings that a merge key names, the strongest first.
    private mutating func sources(_ depth: Int) throws(Fault) -> [Node] {
        let node = try value(events.next(), depth - 1)
        switch (node.json, node.places.inner) {
        case (.object, _): return [node]
        case (.array(let elements), .list(let places)) where elements.allSatisfy({ $0.objectValue != nil }):
            return zip(elements, places).map { Node(json: $0, places: $1, size: 1) }
        default: throw refuse("<< takes a mapping or a list of mappings")
        }
    }

    /// Merged members come first, and give way to the mapping's own.
    private func assembled(_ start: YAMLDocument.Position, _ entries: [Entry], _ merged: [Node]) -> Node {
        var object = JSON.Object()
        var places: [String: Places] = [:]
        var size = 1
        for source in merged {
            guard case .object(let members) = source.json, case .members(let inner) = source.places.inner
            else {
                continue
            }
            for (key, value) in members where object[key] == nil {
                object[key] = value
                places[key] = inner[key]
            }
            size += source.size
        }
        for entry in entries {
            object[entry.key] = entry.node.json
            var place = entry.node.places
            place.name = entry.position
            places[entry.key] = place
            size += entry.node.size
        }
        return Node(json: .object(object), places: Places(value: start, inner: .members(places)), size: size)
    }
}
