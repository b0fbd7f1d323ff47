import Faults
import Values

/// Finds references to what is not there, and cycles, each told with its path.
struct ReferenceCheck {
    private let document: BlueprintDocument

    init(_ document: BlueprintDocument) { self.document = document }

    var problems: [Fault.Problem] { unknown() + cycles() }

    /// Every value with its pointer.
    private var places: [(path: String, value: JSON)] {
        var out: [(path: String, value: JSON)] = document.locals.map { ("/locals/\($0.name)", $0.value) }
        for provider in document.providers {
            out.append(("/providers/\(provider.name)", .object(provider.settings)))
        }
        for resource in document.resources {
            let path = "/resources/\(resource.name)"
            out.append((path + "/properties", .object(resource.properties)))
            if let count = resource.count { out.append((path + "/count", count)) }
            if let forEach = resource.forEach { out.append((path + "/for_each", forEach)) }
        }
        out += document.outputs.map { ("/outputs/\($0.name)/value", $0.value) }
        return out
    }

    private func unknown() -> [Fault.Problem] {
        let variables = document.variables.map(\.name)
        let locals = document.locals.map(\.name)
        let resources = document.resources.map(\.name)
        var problems: [Fault.Problem] = []
        for (path, value) in places {
            let found = Expressions.references(in: value).sorted { ($0.root, $0.name) < ($1.root, $1.name) }
            for reference in found {
                let (known, word): ([String], String)
                switch reference.root {
                case "var": (known, word) = (variables, "variable")
                case "local": (known, word) = (locals, "local value")
                case "resources": (known, word) = (resources, "resource")
                default: continue
                }
                guard !known.contains(reference.name) else { continue }
                let near =
                    Similar.nearest(to: reference.name, in: known).map { "; did you mean `\($0)`?" } ?? ""
                problems.append(.init(path, "there is no \(word) `\(reference.name)`\(near)"))
            }
        }
        for resource in document.resources {
            for (index, name) in resource.dependsOn.enumerated() where !resources.contains(name) {
                problems.append(
                    .init("/resources/\(resource.name)/depends_on/\(index)", "there is no resource `\(name)`")
                )
            }
        }
        for variable in document.variables {
            for rule in variable.rules {
                let other = Expressions.references(inExpression: rule.condition).filter { $0.root == "var" }
                for reference in other where !variables.contains(reference.name) {
                    problems.append(
                        .init(
                            "/variables/\(variable.name)/validation",
                            "there is no variable `\(reference.name)`"))
                }
            }
        }
        return problems
    }

    private func cycles() -> [Fault.Problem] {
        var edges: [String: [String]] = [:]
        func targets(_ value: JSON) -> [String] {
            Expressions.references(in: value).compactMap {
                switch $0.root {
                case "local": "local." + $0.name
                case "resources": "resources." + $0.name
                default: nil
                }
            }
        }
        for local in document.locals { edges["local." + local.name] = targets(local.value).sorted() }
        for resource in document.resources {
            var all = Set(targets(.object(resource.properties)))
            for value in [resource.count, resource.forEach].compactMap({ $0 }) {
                all.formUnion(targets(value))
            }
            all.formUnion(resource.dependsOn.map { "resources." + $0 })
            edges["resources." + resource.name] = all.sorted()
        }
        guard let cycle = Self.firstCycle(edges) else { return [] }
        let first = cycle[0].split(separator: ".", maxSplits: 1)
        let path = (first[0] == "local" ? "/locals/" : "/resources/") + first[1]
        return [.init(path, "depends on itself: " + cycle.joined(separator: " → "))]
    }

    /// The first cycle in the order of names, closed by its first member; without recursion, so that depth
    /// is no matter.
    static func firstCycle(_ edges: [String: [String]]) -> [String]? {
        var done: Set<String> = []
        for start in edges.keys.sorted() where !done.contains(start) {
            var path: [(node: String, next: Int)] = [(start, 0)]
            var onPath: Set<String> = [start]
            while let (node, next) = path.last {
                let targets = edges[node] ?? []
                guard next < targets.count else {
                    path.removeLast()
                    onPath.remove(node)
                    done.insert(node)
                    continue
                }
                path[path.count - 1].next += 1
                let target = targets[next]
                if onPath.contains(target) {
                    let begin = path.firstIndex { $0.node == target } ?? 0
                    return path[begin...].map(\.node) + [target]
                }
                if !done.contains(target), edges[target] != nil {
                    path.append((target, 0))
                    onPath.insert(target)
                }
            }
        }
        return nil
    }
}
