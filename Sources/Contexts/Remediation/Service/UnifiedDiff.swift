/// Two texts' differences by lines, in the unified format with three lines around each change.
enum UnifiedDiff {
    private static let around = 3

    static func of(_ path: String, _ before: String, _ after: String) -> String {
        let (a, b) = (lines(before), lines(after))
        let changes = script(a, b)
        var out = ["--- a/\(path)", "+++ b/\(path)"]
        var index = 0
        while let first = changes[index...].firstIndex(where: { $0.sign != " " }) {
            var last = first
            var next = first
            while let further = changes[(next + 1)...].firstIndex(where: { $0.sign != " " }),
                further - last <= 2 * around + 1
            {
                (last, next) = (further, further)
            }
            let from = max(index, first - around)
            let to = min(changes.count - 1, last + around)
            let hunk = changes[from...to]
            let (oldStart, newStart) = (changes[from].old, changes[from].new)
            out.append(
                "@@ -\(oldStart + 1),\(hunk.count { $0.sign != "+" }) "
                    + "+\(newStart + 1),\(hunk.count { $0.sign != "-" }) @@")
            out += hunk.map { $0.sign + $0.text }
            index = to + 1
            if index >= changes.count { break }
        }
        return out.joined(separator: "\n") + "\n"
    }

    private struct Line {
        let sign: String
        let text: String
        /// Lines of each side before this one.
        let old: Int
        let new: Int
    }

    private static func lines(_ text: String) -> [String] {
        var all = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if all.last == "" { all.removeLast() }
        return all
    }

    /// Common lines at both ends are set apart first: configurations are long, and changes short.
    private static func script(_ a: [String], _ b: [String]) -> [Line] {
        var head = 0
        while head < min(a.count, b.count), a[head] == b[head] { head += 1 }
        var tail = 0
        while tail < min(a.count, b.count) - head, a[a.count - 1 - tail] == b[b.count - 1 - tail] {
            tail += 1
        }
        let (x, y) = (Array(a[head..<(a.count - tail)]), Array(b[head..<(b.count - tail)]))
        var longest = [[Int]](repeating: [Int](repeating: 0, count: y.count + 1), count: x.count + 1)
        for i in x.indices.reversed() {
            for j in y.indices.reversed() {
                longest[i][j] =
                    x[i] == y[j] ? longest[i + 1][j + 1] + 1 : max(longest[i + 1][j], longest[i][j + 1])
            }
        }
        var out: [Line] = (0..<head).map { Line(sign: " ", text: a[$0], old: $0, new: $0) }
        var (i, j) = (0, 0)
        while i < x.count || j < y.count {
            let place = (old: head + i, new: head + j)
            if i < x.count, j < y.count, x[i] == y[j] {
                out.append(Line(sign: " ", text: x[i], old: place.old, new: place.new))
                (i, j) = (i + 1, j + 1)
            } else if i < x.count, j == y.count || longest[i + 1][j] >= longest[i][j + 1] {
                out.append(Line(sign: "-", text: x[i], old: place.old, new: place.new))
                i += 1
            } else {
                out.append(Line(sign: "+", text: y[j], old: place.old, new: place.new))
                j += 1
            }
        }
        for index in 0..<tail {
            let (old, new) = (a.count - tail + index, b.count - tail + index)
            out.append(Line(sign: " ", text: a[old], old: old, new: new))
        }
        return out
    }
}
