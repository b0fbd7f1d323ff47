import Codecs
import Faults
import Values

extension Parser {
    /// The METADATA blocks of a module, each with the statement that it stands before.
    func annotations(of module: Module) throws(Problem) -> [Annotations] {
        var found: [Annotations] = []
        var index = 0
        let comments = module.comments
        while index < comments.count {
            guard comments[index].text.trimmed == "METADATA", comments[index].location.column == 1 else {
                index += 1
                continue
            }
            let first = index
            var lines: [String] = []
            index += 1
            while index < comments.count,
                comments[index].location.row == comments[index - 1].location.row + 1,
                comments[index].text.trimmed != "METADATA"
            {
                lines.append(comments[index].text)
                index += 1
            }
            found.append(
                try block(lines, comments[first].location, after: comments[index - 1].location.row, module))
        }
        return found
    }

    private func block(
        _ lines: [String], _ location: Location, after row: Int32, _ module: Module
    ) throws(Problem) -> Annotations {
        let content: JSON
        do throws(Fault) {
            let text = lines.map { $0.hasPrefix(" ") ? String($0.dropFirst()) : $0 }.joined(separator: "\n")
            content = try YAMLDocument(parsing: text + "\n").json
        } catch {
            throw problem("yaml: \(error.message)", location)
        }
        guard case .object(let members) = content, !members.isEmpty else {
            throw problem("expected METADATA block, found whitespace", location)
        }
        let target = target(after: row, module)
        let implied: Annotations.Scope
        if case .package = target { implied = .package } else { implied = .rule }
        var scope = implied
        if let name = members["scope"]?.stringValue {
            guard let named = Annotations.Scope(rawValue: name) else {
                throw problem("invalid scope '\(name)'", location)
            }
            scope = named
        }
        return Annotations(scope: scope, content: members, location: location, target: target)
    }

    private func target(after row: Int32, _ module: Module) -> Annotations.Target {
        if module.package.location.row > row { return .package }
        let rule = module.rules.enumerated().first { $0.element.location.row > row }
        let isImport = module.imports.contains {
            $0.location.row > row && $0.location.row < rule?.element.location.row ?? .max
        }
        if isImport { return .import }
        return rule.map { .rule(index: $0.offset) } ?? .none
    }
}

extension String {
    var trimmed: Substring {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}
