/// The known word that a mistyped one was most likely meant to be.
enum Suggestion {
    /// Nil where none is near: at most a third of the letters may differ.
    static func nearest(_ word: String, among known: some Sequence<String>) -> String? {
        let typed = Array(word.lowercased().unicodeScalars)
        let best = known.map { ($0, distance(typed, Array($0.lowercased().unicodeScalars))) }
            .min { ($0.1, $0.0) < ($1.1, $1.0) }
        guard let best, best.1 <= max(1, typed.count / 3) else { return nil }
        return best.0
    }

    /// Letters to add, leave out, change, or swap with the next (Damerau).
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var rows = [Array(0...b.count)]
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    cost = min(cost, rows[i - 1][j - 1] + 1)
                }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
