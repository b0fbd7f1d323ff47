import Values

extension JSON {
    /// With the value at a finding's path (`tags["Name"]`, `ingress[0].from_port`) replaced, or taken out of
    /// its map where there is none; nil where the path leads nowhere.
    func with(_ value: JSON?, at path: String) -> JSON? {
        guard let steps = Self.steps(of: path) else { return nil }
        return with(value, at: steps[...])
    }

    private enum Step {
        case name(String)
        case index(Int)
    }

    private static func steps(of path: String) -> [Step]? {
        var (steps, rest) = ([Step](), path[...])
        while !rest.isEmpty {
            if rest.hasPrefix("[\"") {
                guard let end = rest.firstRange(of: "\"]") else { return nil }
                steps.append(.name(String(rest[..<end.lowerBound].dropFirst(2))))
                rest = rest[end.upperBound...]
            } else if rest.first == "[" {
                guard let end = rest.firstIndex(of: "]"), let index = Int(rest[..<end].dropFirst()) else {
                    return nil
                }
                steps.append(.index(index))
                rest = rest[end...].dropFirst()
            } else {
                if rest.first == "." { rest = rest.dropFirst() }
                let name = rest.prefix { $0 != "." && $0 != "[" }
                guard !name.isEmpty else { return nil }
                steps.append(.name(String(name)))
                rest = rest[name.endIndex...]
            }
        }
        return steps
    }

    private func with(_ value: JSON?, at steps: ArraySlice<Step>) -> JSON? {
        guard let step = steps.first else { return value ?? .null }
        let isLast = steps.count == 1
        switch step {
        case .name(let name):
            guard var object = objectValue ?? (self == .null ? [:] : nil) else { return nil }
            if isLast {
                object[name] = value
            } else {
                guard let inner = (object[name] ?? .null).with(value, at: steps.dropFirst()) else {
                    return nil
                }
                object[name] = inner
            }
            return .object(object)
        case .index(let index):
            guard var items = arrayValue, index <= items.count else { return nil }
            if isLast && value == nil {
                guard index < items.count else { return nil }
                items.remove(at: index)
            } else {
                let old = index < items.count ? items[index] : .null
                guard let inner = old.with(value, at: steps.dropFirst()) else { return nil }
                if index < items.count { items[index] = inner } else { items.append(inner) }
            }
            return .array(items)
        }
    }
}
