import Rego

/// One block of a PEM text (RFC 7468).
struct PEMBlock {
    let label: String
    let bytes: [UInt8]

    /// The next block, and what stands after it.
    static func next(in text: Substring) -> (PEMBlock, rest: Substring)? {
        guard let begin = text.firstRange(of: "-----BEGIN ") else { return nil }
        let after = text[begin.upperBound...]
        guard let mark = after.firstRange(of: "-----") else { return nil }
        let label = String(after[..<mark.lowerBound])
        let body = after[mark.upperBound...]
        guard let end = body.firstRange(of: "-----END \(label)-----") else { return nil }
        let lines = body[..<end.lowerBound].split(whereSeparator: \.isNewline).filter { !$0.contains(":") }
        let digits = lines.joined().filter { !$0.isWhitespace }
        guard let bytes = try? Base64Text.decode(String(digits), isURL: false, padding: true) else {
            return nil
        }
        return (PEMBlock(label: label, bytes: bytes), body[end.upperBound...])
    }

    static func all(in text: String) -> [PEMBlock] {
        var blocks: [PEMBlock] = []
        var rest = text[...]
        while let (block, after) = next(in: rest) {
            blocks.append(block)
            rest = after
        }
        return blocks
    }

    /// Blocks of a text that is PEM, or Base64 of PEM, or Base64 of DER.
    static func read(_ text: String, label: String) throws(BuiltInFault) -> [PEMBlock] {
        if text.contains("-----BEGIN") { return all(in: text) }
        let bytes = try Base64Text.decode(text, isURL: false, padding: true)
        if bytes.starts(with: "-----BEGIN".utf8) { return all(in: String(decoding: bytes, as: UTF8.self)) }
        return [PEMBlock(label: label, bytes: bytes)]
    }
}
