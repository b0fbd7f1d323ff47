/// Finds what somebody may have meant.
public enum Similar {
    /// The nearest candidate within a third of the word's length, by edit distance; nil when none is near.
    public static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
        let limit = max(word.utf8.count >= 3 ? 1 : 0, word.utf8.count / 3)
        var best: (distance: Int, candidate: String)?
        for candidate in candidates where abs(candidate.utf8.count - word.utf8.count) <= limit {
            let distance = distance(Array(word.utf8), Array(candidate.utf8))
            if distance <= limit, distance < best?.distance ?? Int.max { best = (distance, candidate) }
        }
        return best?.candidate
    }

    /// Levenshtein distance over bytes.
    static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (x == y ? 0 : 1))
                diagonal = above
            }
        }
        return row[b.count]
    }
}
