/// What the field lines of a head have said about framing so far.
struct HeadFacts: Sendable {
    var isComplete = false
    var hosts = 0
    var length: Int?
    var isChunked = false
    var closes = false
    var keepsAlive = false
    var expectation: String?
}

extension RequestParser {
    /// `method SP request-target SP HTTP-version`, exactly (RFC 9112, 3).
    mutating func takeRequestLine(_ line: Span<UInt8>) -> Refusal? {
        if line.isEmpty {
            // One empty line before a request is forgiven (RFC 9112, 2.2).
            if skippedEmptyLine { return .emptyLines }
            skippedEmptyLine = true
            return nil
        }
        var at = 0
        while at < line.count, isTokenByte(line[at]) { at += 1 }
        guard at > 0, at <= 32, at < line.count, line[at] == 0x20 else {
            return .method
        }
        head.method = method(line, at)
        let start = at + 1
        at = start
        while at < line.count, line[at] > 0x20, line[at] < 0x7F, line[at] != UInt8(ascii: "#") { at += 1 }
        guard at > start, at < line.count, line[at] == 0x20 else {
            return .target
        }
        head.target = text(line, start..<at)
        if let refusal = takeVersion(line, at + 1) ?? checkTarget(line, start..<at) { return refusal }
        state = .fields
        return nil
    }

    /// The first bytes as a text, without a new one for what almost every request has.
    private func method(_ line: Span<UInt8>, _ count: Int) -> String {
        if count == 3, line[0] == UInt8(ascii: "G"), line[1] == UInt8(ascii: "E"),
            line[2] == UInt8(ascii: "T")
        {
            return "GET"
        }
        return text(line, 0..<count)
    }

    private mutating func takeVersion(_ line: Span<UInt8>, _ start: Int) -> Refusal? {
        let name: StaticString = "HTTP/"
        guard line.count == start + 8, line[start + 6] == UInt8(ascii: "."),
            line[start + 5] &- 0x30 < 10, line[start + 7] &- 0x30 < 10,
            (0..<5).allSatisfy({ line[start + $0] == name.utf8Start[$0] })
        else { return .version }
        guard line[start + 5] == UInt8(ascii: "1"), line[start + 7] <= UInt8(ascii: "1") else {
            return .unknownVersion
        }
        head.isCurrent = line[start + 7] == UInt8(ascii: "1")
        return nil
    }

    private func checkTarget(_ line: Span<UInt8>, _ range: Range<Int>) -> Refusal? {
        if head.method == "CONNECT" { return .proxy }
        if line[range.lowerBound] == UInt8(ascii: "/") { return nil }
        if head.target == "*", head.method == "OPTIONS" { return nil }
        if let authority = Substring(head.target).authority, !authority.isEmpty,
            authority.utf8.allSatisfy(isHostByte)
        {
            return nil
        }
        return .target
    }

    /// `field-name ":" OWS field-value OWS` (RFC 9112, 5), or the empty line that closes the head.
    mutating func takeField(_ line: Span<UInt8>) -> Refusal? {
        if line.isEmpty {
            facts.isComplete = true
            return nil
        }
        guard let (name, value) = splitField(line) else { return .field }
        let count = head.headers.count
        if count == limits.headerCount { return .tooManyFields }
        if count == 0 { head.headers = .roomy() }
        let nameText = text(line, name)
        let valueText = text(line, value)
        head.headers.add(nameText, valueText)
        switch name.count {
        case 4 where sameName(nameText, "Host"): return takeHost(line, value)
        case 6 where sameName(nameText, "Expect"):
            facts.expectation = facts.expectation.map { "\($0),\(valueText)" } ?? valueText
        case 10 where sameName(nameText, "Connection"): takeConnection(valueText)
        case 14 where sameName(nameText, "Content-Length"): return takeLength(line, value)
        case 17 where sameName(nameText, "Transfer-Encoding"): return takeCoding(valueText)
        default: break
        }
        return nil
    }

    /// The ranges of name and trimmed value; `nil` for a line that is no field.
    func splitField(_ line: Span<UInt8>) -> (name: Range<Int>, value: Range<Int>)? {
        var colon = 0
        while colon < line.count, isTokenByte(line[colon]) { colon += 1 }
        guard colon > 0, colon < line.count, line[colon] == UInt8(ascii: ":") else { return nil }
        var start = colon + 1
        var end = line.count
        for at in start..<end where !isFieldByte(line[at]) { return nil }
        while start < end, line[start] == 0x20 || line[start] == 0x09 { start += 1 }
        while end > start, line[end - 1] == 0x20 || line[end - 1] == 0x09 { end -= 1 }
        return (0..<colon, start..<end)
    }

    func text(_ line: Span<UInt8>, _ range: Range<Int>) -> String {
        line.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
