extension ResponsePlan {
    /// Writes the head; `false`, with nothing written, when status or a field cannot be sent safely.
    ///
    /// `beginning` is the status line and the fields that every response has.
    func encode(
        _ beginning: [UInt8], isCurrent: Bool, keepsAlive: Bool, into out: inout [UInt8]
    ) -> Bool {
        let start = out.count
        guard (200...599).contains(status) || (upgrades && status == 101) else { return false }
        out.append(contentsOf: beginning)
        for (name, value) in headers where !isOurs(name) {
            guard appendField(name, value, &out) else {
                out.removeLast(out.count - start)
                return false
            }
        }
        switch framing {
        case .none, .untilClose: break
        case .length(let length):
            append("Content-Length: ", &out)
            append(length, &out)
            append("\r\n", &out)
        case .chunked: append("Transfer-Encoding: chunked\r\n", &out)
        }
        switch coding {
        case .gzip: append("Content-Encoding: gzip\r\n", &out)
        case .brotli: append("Content-Encoding: br\r\n", &out)
        case nil: break
        }
        if varies { append("Vary: Accept-Encoding\r\n", &out) }
        if upgrades {
            append("Connection: Upgrade\r\n", &out)
        } else if !keepsAlive {
            append("Connection: close\r\n", &out)
        } else if !isCurrent {
            append("Connection: keep-alive\r\n", &out)
        }
        append("\r\n", &out)
        return true
    }

    /// Fields that the server writes itself.
    func isOurs(_ name: String) -> Bool {
        switch name.utf8.count {
        case 4: sameName(name, "Date")
        case 6: sameName(name, "Server")
        case 10: sameName(name, "Connection") || sameName(name, "Keep-Alive")
        case 14: sameName(name, "Content-Length")
        case 17: sameName(name, "Transfer-Encoding")
        default: false
        }
    }
}

/// Appends one field line; `false` for a name that is no token or a value with a control byte.
func appendField(_ name: String, _ value: String, _ out: inout [UInt8]) -> Bool {
    guard isSafeField(name, value) else { return false }
    out.append(contentsOf: name.utf8)
    append(": ", &out)
    out.append(contentsOf: value.utf8)
    append("\r\n", &out)
    return true
}

/// Whether a field can be written without changing the message around it (RFC 9110, 5.5).
func isSafeField(_ name: String, _ value: String) -> Bool {
    !name.utf8.isEmpty && all(name, isTokenByte) && all(value, isFieldByte)
}

@inline(__always)
private func all(_ text: String, _ isGood: (UInt8) -> Bool) -> Bool {
    let direct = text.utf8.withContiguousStorageIfAvailable { bytes in
        var isAllGood = true
        for byte in bytes { isAllGood = isAllGood && isGood(byte) }
        return isAllGood
    }
    return direct ?? text.utf8.allSatisfy(isGood)
}

private func append(_ text: StaticString, _ out: inout [UInt8]) {
    out.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
}

private func append(_ number: Int, _ out: inout [UInt8]) {
    if number >= 10 { append(number / 10, &out) }
    out.append(0x30 + UInt8(truncatingIfNeeded: number % 10))
}
