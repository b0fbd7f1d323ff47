import RegoSyntax

extension Compiler {
    /// Rules must not need themselves.
    func checkRecursion() {
        enum Mark { case unseen, open, done }
        var marks = [Mark](repeating: .unseen, count: groups.count)
        for start in groups.indices where marks[start] == .unseen {
            // What is open, each with what it still refers to.
            var path: [(group: Int, rest: [Int])] = [(start, references[start].sorted(by: >))]
            marks[start] = .open
            while let last = path.indices.last {
                guard let next = path[last].rest.popLast() else {
                    marks[path[last].group] = .done
                    path.removeLast()
                    continue
                }
                switch marks[next] {
                case .done: continue
                case .open:
                    let begin = path.firstIndex { $0.group == next } ?? 0
                    reportCycle(path[begin...].map(\.group) + [next])
                case .unseen:
                    marks[next] = .open
                    path.append((next, references[next].sorted(by: >)))
                }
            }
        }
    }

    private func reportCycle(_ cycle: [Int]) {
        guard let first = cycle.first, let source = groups[first].sources.first else { return }
        let names = cycle.map { groups[$0].name }.joined(separator: " -> ")
        report(
            "rego_recursion_error", "rule \(groups[first].name) is recursive: \(names)", source.module,
            source.rule.location)
    }
}
