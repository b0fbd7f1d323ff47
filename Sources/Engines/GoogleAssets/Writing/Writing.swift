import Values

/// Spells an asset's content as a resource block: `Conversion`'s way back.
struct Writing {
    /// Arguments that the asset's name tells.
    private let named: JSON.Object
    private let row: Row
    /// Whether what no field is about is written too, by the rule of spelling.
    private let isOpen: Bool
    private var whole: JSON = [:]
    /// The argument or block of the resource that is being written.
    private var top = ""
    private(set) var untold: [String] = []

    init(named: JSON.Object, reads row: Row, isOpen: Bool) {
        (self.named, self.row, self.isOpen) = (named, row, isOpen)
    }

    /// What the API tells and no configuration says.
    private static let told: Set<String> = [
        "createTime", "updateTime", "creationTimestamp", "selfLink", "selfLinkWithId", "id", "kind", "etag",
        "fingerprint", "labelFingerprint", "uid", "state", "status", "satisfiesPzs", "satisfiesPzi",
        "reconciling", "generation", "projectNumber", "lifecycleState", "deleteTime", "expireTime",
    ]
    /// Objects whose names are anyone's.
    private static let maps: Set<String> = [
        "labels", "annotations", "metadata", "userLabels", "resourceLabels", "environmentVariables",
        "properties", "attributes", "attributeMapping", "labelExtractors", "redisConfigs",
    ]

    mutating func body(_ content: JSON) -> JSON {
        var out = Body()
        let given = content.objectValue ?? [:]
        whole = content
        for index in row.shape.fields.indices { self.field(index, row.shape, given, &out, isTop: true) }
        for (name, value) in named { out.arguments[name] = value }
        // A project's name has its number as well as its id; the content tells which is which.
        for (name, value) in templated(given) { out.arguments[name] = value }
        if isOpen, !row.shape.isClosed {
            let skipped = Set(row.name.attributes.map(Spelling.api)).union(["name"])
            others(row.shape, given, skipped: skipped, &out)
        }
        return out.json
    }

    private struct Body {
        var arguments = JSON.Object()
        var blocks: [(name: String, body: JSON)] = []

        var isEmpty: Bool { arguments.isEmpty && blocks.isEmpty }

        var json: JSON {
            let sorted = blocks.enumerated().sorted {
                ($0.element.name, $0.offset) < ($1.element.name, $1.offset)
            }
            return [
                "arguments": .object(.init(arguments.sorted())),
                "blocks": .array(
                    sorted.map { ["name": .string($0.element.name), "body": $0.element.body] }),
            ]
        }
    }

    /// Attributes of which a field is made: `{account_id}@…`.
    private func templated(_ content: JSON.Object) -> JSON.Object {
        var (out, absent) = (JSON.Object(), Set<String>())
        for field in row.shape.fields {
            guard case .constant(let value, let condition?, true) = field.source else { continue }
            if JSON.object(content).at(field.path) != value { absent.insert(condition) }
        }
        for field in row.shape.fields {
            guard case .template(let template) = field.source,
                let text = JSON.object(content).at(field.path)?.stringValue,
                let values = template.values(in: text)
            else { continue }
            for (name, value) in template.arguments(values, reading: ["folder_id"])
            where name != "project" && !absent.contains(name) {
                out[name] = value
            }
        }
        return out
    }

    private mutating func fields(_ shape: Shape, _ content: JSON.Object, _ out: inout Body) {
        for index in shape.fields.indices { field(index, shape, content, &out) }
    }

    private mutating func field(
        _ index: Int, _ shape: Shape, _ content: JSON.Object, _ out: inout Body, isTop: Bool = false
    ) {
        let field = shape.fields[index]
        if isTop { top = field.name }
        guard case .attribute = field.source else { return }
        if field.path.isEmpty {
            var inner = Body()
            fields(field.shape, content, &inner)
            if !inner.isEmpty { out.blocks.append((field.name, inner.json)) }
            return
        }
        guard var value = JSON.object(content).at(field.path), !value.isNull else {
            return write(field, &out)
        }
        if let items = value.arrayValue, !field.shape.fields.isEmpty {
            value = .array(items.filter { Self.owner(of: $0, field.path, shape) == index })
        }
        add(field, value, &out)
    }

    /// What has to be said though the API does not tell it, at least here.
    private mutating func write(_ field: Field, _ out: inout Body) {
        guard let written = field.written else { return }
        if let text = written.stringValue, text.hasPrefix("^") {
            out.arguments[field.name] = whole[String(text.dropFirst())]
            return
        }
        out.arguments[field.name] = written
        if written.stringValue != nil, !untold.contains(top) { untold.append(top) }
    }

    /// Several fields may go to one list: an element is of the first whose own values it has.
    private static func owner(of item: JSON, _ path: [String], _ shape: Shape) -> Int? {
        let rivals = shape.fields.indices.filter { shape.fields[$0].path == path }
        if rivals.count == 1 { return rivals[0] }
        return rivals.first { index in
            shape.fields[index].shape.fields.allSatisfy { field in
                guard case .constant(let value, nil, _) = field.source else { return true }
                return item.at(field.path) == value
            }
        }
    }

    private mutating func add(_ field: Field, _ value: JSON, _ out: inout Body) {
        switch value {
        case .string(let text) where text.isEmpty: return
        case .object(let members) where field.shape.fields.isEmpty:
            let isMap = field.isMap || Self.maps.contains(field.path.last ?? "")
            guard isMap else { return block(field, members, &out) }
            let own = members.filter { !$0.key.hasPrefix("goog-") }
            if !own.isEmpty { out.arguments[field.name] = .object(.init(own)) }
        case .object(let members):
            guard case .keyed(let key) = field.form else { return block(field, members, &out) }
            for (name, value) in members {
                var member = value.objectValue ?? [:]
                member[Spelling.api(key)] = .string(name)
                block(field, member, &out)
            }
        case .array(let items):
            if items.contains(where: { $0.objectValue != nil }) {
                if field.isMap { return itemised(field, items, &out) }
                for item in items { block(field, item.objectValue ?? [:], &out) }
            } else if !items.isEmpty {
                out.arguments[field.name] = .array(items.map { scalar($0, field) })
            }
        default: out.arguments[field.name] = scalar(value, field)
        }
    }

    private mutating func block(_ field: Field, _ members: JSON.Object, _ out: inout Body) {
        var inner = Body()
        fields(field.shape, members, &inner)
        // A block without a shape has only what the rule makes of it.
        let isOpen = isOpen || field.shape.fields.isEmpty
        if isOpen, !field.shape.isClosed { others(field.shape, members, skipped: [], &inner) }
        // An element of a list stands for something, whatever is in it.
        let isElement = field.isList == true && !members.isEmpty
        if !inner.isEmpty || isElement { out.blocks.append((field.name, inner.json)) }
    }

    private func itemised(_ field: Field, _ items: [JSON], _ out: inout Body) {
        let pairs = items.compactMap { item in
            item["key"]?.stringValue.map { (key: $0, value: item["value"] ?? "") }
        }
        if !pairs.isEmpty { out.arguments[field.name] = .object(.init(pairs)) }
    }

    /// What no field is about, by the rule of spelling.
    private mutating func others(
        _ shape: Shape, _ content: JSON.Object, skipped: Set<String>, _ out: inout Body
    ) {
        let listed = Set(shape.fields.compactMap(\.path.first))
        for (name, value) in content
        where !listed.contains(name) && !skipped.contains(name) && !Self.told.contains(name) && !value.isNull
        {
            var field = Field(Spelling.terraform(name))
            field.path = [name]
            add(field, value, &out)
        }
    }

    private func scalar(_ value: JSON, _ field: Field) -> JSON {
        switch (field.form, value) {
        case (.text, .string(let text)): return JSON.Number(text).map(JSON.number) ?? value
        case (.number, .number(let number)): return .string(number.text)
        case (.reference(let collection), .string(let text)):
            guard case .text(let last)? = collection.parts.last else { return value }
            let isShort = ["regions", "zones", "machineTypes", "diskTypes"].contains {
                last == $0 || last.hasSuffix("/" + $0)
            }
            return isShort ? .string(text.split(separator: "/").last.map(String.init) ?? text) : value
        default: return value
        }
    }
}
