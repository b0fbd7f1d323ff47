extension RequestParser {
    mutating func takeHost(_ line: Span<UInt8>, _ value: Range<Int>) -> Refusal? {
        facts.hosts += 1
        if facts.hosts > 1 { return .repeatedHost }
        for at in value where !isHostByte(line[at]) { return .host }
        return nil
    }

    mutating func takeConnection(_ value: String) {
        for option in value.utf8.split(separator: UInt8(ascii: ",")) {
            let option = Substring(option).trimmingBlanks
            if sameName(option, "close") { facts.closes = true }
            if sameName(option, "keep-alive") { facts.keepsAlive = true }
            if sameName(option, "upgrade") { head.offersUpgrade = true }
        }
    }

    /// Digits only and once: even a repeated equal length is refused (RFC 9112, 6.3, and stricter).
    mutating func takeLength(_ line: Span<UInt8>, _ value: Range<Int>) -> Refusal? {
        guard facts.length == nil else { return .repeatedLength }
        guard !value.isEmpty, value.count <= 18 else { return .length }
        var length = 0
        for at in value {
            let digit = line[at] &- 0x30
            guard digit < 10 else { return .length }
            length = length * 10 + Int(digit)
        }
        facts.length = length
        return nil
    }

    mutating func takeCoding(_ value: String) -> Refusal? {
        guard !facts.isChunked, sameName(value, "chunked") else {
            return .coding
        }
        facts.isChunked = true
        return nil
    }

    /// Settles framing, persistence and expectation once all fields are known.
    mutating func finishHead() -> Refusal? {
        if head.isCurrent, facts.hosts != 1 { return .missingHost }
        if facts.isChunked {
            if facts.length != nil { return .lengthAndCoding }
            if !head.isCurrent { return .codingInOldVersion }
            head.framing = .chunked
        } else if let length = facts.length {
            if length > limits.body { return .bodyTooLarge }
            head.framing = length == 0 ? .none : .length(length)
        }
        head.keepsAlive = !facts.closes && (head.isCurrent || facts.keepsAlive)
        if head.isCurrent, let expectation = facts.expectation {
            guard sameName(expectation, "100-continue") else { return .expectation }
            head.awaitsContinue = head.framing != .none
        }
        // The authority of an absolute target stands above the Host field (RFC 9112, 3.2.2).
        if let authority = Substring(head.target).authority { head.headers.set("Host", String(authority)) }
        return nil
    }

    /// `1*HEXDIG [ chunk-ext ]` (RFC 9112, 7.1); extensions are bounded and ignored.
    mutating func takeChunkSize(_ line: Span<UInt8>) -> Refusal? {
        var (size, at) = (0, 0)
        while at < line.count, let digit = hexDigit(line[at]) {
            guard at < 15 else { return .chunkSize }
            size = size << 4 | Int(digit)
            at += 1
        }
        guard at > 0, at == line.count || line[at] == UInt8(ascii: ";") else {
            return .chunkSize
        }
        for rest in at..<line.count where !isFieldByte(line[rest]) {
            return .chunkExtension
        }
        if size > limits.body - received { return .bodyTooLarge }
        received += size
        state = size == 0 ? .trailers : .chunk(left: size)
        return nil
    }

    /// Trailer fields are checked and dropped (RFC 9110, 6.5.1 allows it).
    mutating func takeTrailer(_ line: Span<UInt8>) -> Refusal? {
        if line.isEmpty {
            state = .complete
            return nil
        }
        trailerCount += 1
        if trailerCount > 32 { return .trailer }
        return splitField(line) == nil ? .trailer : nil
    }
}

extension Substring {
    /// The authority of an absolute target, `nil` for any other form.
    var authority: Substring? {
        guard utf8.first != UInt8(ascii: "/"), let rest = afterScheme else { return nil }
        let end = rest.utf8.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
        return rest[..<(end ?? rest.endIndex)]
    }
}
