/// What is looked for: words that all have to be found, in any order, without regard to ASCII's case.
struct Needle: Sendable {
    private let words: [[UInt8]]
    let text: String

    /// Nil when nothing is left to look for.
    init?(_ text: String) {
        let words = text.utf8.split { $0 <= 0x20 }.prefix(8).map { $0.map(Needle.lowered) }
        guard !words.isEmpty else { return nil }
        self.words = Array(words)
        self.text = text
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
    }

    /// True when every word stands somewhere in one of the fields.
    func isFound(in fields: [String]) -> Bool {
        let hays = fields.map { $0.utf8.map(Needle.lowered) }
        return words.allSatisfy { word in hays.contains { Needle.place(of: word, in: $0, from: 0) != nil } }
    }

    /// The text with what was found marked.
    func marked(in text: String) -> HTML {
        let bytes = Array(text.utf8)
        let lowered = bytes.map(Needle.lowered)
        var pieces: [HTML] = []
        var at = 0
        while let hit = next(in: lowered, from: at) {
            // A word begins and ends where characters do, so what is around it is whole too.
            pieces.append(.text(String(decoding: bytes[at..<hit.lowerBound], as: UTF8.self)))
            pieces.append(found(text: String(decoding: bytes[hit], as: UTF8.self)))
            at = hit.upperBound
        }
        pieces.append(.text(String(decoding: bytes[at...], as: UTF8.self)))
        return .fragment(pieces)
    }

    /// The first word from there on; the longest of those that begin at the same place.
    private func next(in hay: [UInt8], from start: Int) -> Range<Int>? {
        var best: Range<Int>?
        for word in words {
            guard let place = Needle.place(of: word, in: hay, from: start) else { continue }
            let range = place..<(place + word.count)
            if let known = best,
                (known.lowerBound, -known.count) <= (range.lowerBound, -range.count)
            {
                continue
            }
            best = range
        }
        return best
    }

    private static func place(of word: [UInt8], in hay: [UInt8], from start: Int) -> Int? {
        guard hay.count >= word.count else { return nil }
        var at = start
        while at <= hay.count - word.count {
            if hay[at] == word[0], hay[at..<(at + word.count)].elementsEqual(word) { return at }
            at += 1
        }
        return nil
    }
}

private let found = Tag("mark")
