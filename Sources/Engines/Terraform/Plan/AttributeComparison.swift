import Values

/// Finds the attributes that a planned change changes, from its `before`, `after`, `after_unknown` and
/// the two trees that mark what is sensitive.
struct AttributeComparison {
    private let forced: Set<String>
    private let root: Side

    /// The same place in all the trees of a change.
    private struct Side {
        let before: JSON?
        let after: JSON?
        let unknown: JSON?
        let sensitiveBefore: JSON?
        let sensitiveAfter: JSON?

        var isSensitive: Bool { sensitiveBefore == .bool(true) || sensitiveAfter == .bool(true) }
        var isUnknown: Bool { unknown == .bool(true) }

        func member(_ key: String) -> Side {
            Side(
                before: before?[key], after: after?[key], unknown: unknown?[key],
                sensitiveBefore: sensitiveBefore?[key], sensitiveAfter: sensitiveAfter?[key])
        }

        func element(_ index: Int) -> Side {
            Side(
                before: before?[index], after: after?[index], unknown: unknown?[index],
                sensitiveBefore: sensitiveBefore?[index], sensitiveAfter: sensitiveAfter?[index])
        }
    }

    init(_ change: JSON) {
        root = Side(
            before: change["before"], after: change["after"], unknown: change["after_unknown"],
            sensitiveBefore: change["before_sensitive"], sensitiveAfter: change["after_sensitive"])
        forced = Set(
            (change["replace_paths"]?.arrayValue ?? []).map { path in
                AttributeComparison.name((path.arrayValue ?? []).map { $0.stringValue ?? $0.text })
            })
    }

    /// In the order of the attributes' names; nothing for what stays as it is.
    var changes: [AttributeChange] {
        var out: [AttributeChange] = []
        compare(root, [], &out)
        return out
    }

    private func compare(_ side: Side, _ path: [String], _ out: inout [AttributeChange]) {
        let name = AttributeComparison.name(path)
        if !path.isEmpty, side.isSensitive {
            guard side.isUnknown || side.before != side.after else { return }
            out.append(
                AttributeChange(
                    path: name, isUnknown: side.isUnknown, isSensitive: true,
                    forcesReplacement: isForced(path)))
            return
        }
        if !path.isEmpty, side.isUnknown {
            out.append(
                AttributeChange(
                    path: name, before: PlanReader.shown(side.before), isUnknown: true,
                    forcesReplacement: isForced(path)))
            return
        }
        let keys = members(side)
        if !keys.isEmpty {
            for key in keys { compare(side.member(key), path + [key], &out) }
            return
        }
        let count = max(
            side.before?.arrayValue?.count ?? 0, side.after?.arrayValue?.count ?? 0,
            side.unknown?.arrayValue?.count ?? 0)
        if count > 0, hasNested(side) {
            for index in 0..<count { compare(side.element(index), path + [String(index)], &out) }
            return
        }
        guard !path.isEmpty, (side.before ?? .null) != (side.after ?? .null) else { return }
        if isEmpty(side.before) && isEmpty(side.after) { return }
        out.append(
            AttributeChange(
                path: name, before: PlanReader.shown(side.before), after: PlanReader.shown(side.after),
                forcesReplacement: isForced(path)))
    }

    private func isForced(_ path: [String]) -> Bool {
        (1...max(1, path.count)).contains {
            forced.contains(AttributeComparison.name(Array(path.prefix($0))))
        }
    }

    private func members(_ side: Side) -> [String] {
        var keys: Set<String> = []
        for tree in [side.before, side.after, side.unknown] { keys.formUnion(tree?.objectValue?.keys ?? []) }
        return keys.sorted()
    }

    /// Lists of plain values are shown whole; lists of blocks element by element.
    private func hasNested(_ side: Side) -> Bool {
        [side.before, side.after, side.unknown].contains { tree in
            (tree?.arrayValue ?? []).contains {
                $0.objectValue != nil || $0.arrayValue != nil || $0 == .bool(true)
            }
        }
    }

    private func isEmpty(_ value: JSON?) -> Bool {
        guard let value else { return true }
        return value.isNull || value.arrayValue?.isEmpty == true || value.objectValue?.isEmpty == true
    }

    static func name(_ path: [String]) -> String {
        var out = ""
        for step in path {
            if Int(step) != nil {
                out += "[\(step)]"
            } else if step.utf8.allSatisfy({ isNameByte($0) }) {
                out += out.isEmpty ? step : "." + step
            } else {
                out += "[\(JSON.string(step).text)]"
            }
        }
        return out
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
            || byte == 0x5f || byte == 0x2d
    }
}
