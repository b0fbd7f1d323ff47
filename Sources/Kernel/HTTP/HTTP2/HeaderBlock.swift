import CNghttp2

/// Room in which the fields of one answer are laid out for nghttp2, lent from answer to answer.
struct HeaderBlock {
    private struct Place {
        var name: Int
        var value: Int
        var end: Int
        var isSecret: Bool
    }

    private var bytes: [UInt8] = []
    private var places: [Place] = []
    private var fields: [nghttp2_nv] = []

    /// Hands the head of `plan` to `submit`; `false` when a field can't be sent, or nghttp2 takes it not.
    mutating func send(
        _ plan: ResponsePlan, _ ours: [(name: String, value: String)],
        _ submit: (UnsafePointer<nghttp2_nv>?, Int) -> Int32
    ) -> Bool {
        guard (200...599).contains(plan.status) else { return false }
        bytes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        add(":status", "\(plan.status)")
        for (name, value) in ours { add(name, value) }
        for (name, value) in plan.headers where !plan.isOurs(name) && !Self.isOfConnection(name) {
            guard isSafeField(name, value) else { return false }
            add(name, value)
        }
        if case .length(let length) = plan.framing { add("content-length", "\(length)") }
        if let coding = plan.coding { add("content-encoding", coding.rawValue) }
        if plan.varies { add("vary", "Accept-Encoding") }
        return bytes.withUnsafeMutableBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return false }
            fields.removeAll(keepingCapacity: true)
            for place in places {
                let flags = place.isSecret ? NGHTTP2_NV_FLAG_NO_INDEX.rawValue : 0
                fields.append(
                    nghttp2_nv(
                        name: start + place.name, value: start + place.value,
                        namelen: place.value - place.name, valuelen: place.end - place.value,
                        flags: UInt8(flags)))
            }
            return submit(fields, fields.count) == 0
        }
    }

    private mutating func add(_ name: String, _ value: String) {
        let start = bytes.count
        for byte in name.utf8 { bytes.append(byte &- 0x41 < 26 ? byte | 0x20 : byte) }
        let middle = bytes.count
        bytes.append(contentsOf: value.utf8)
        // A cookie in the table of a connection could be guessed through lengths (RFC 7541, 7.1.3).
        let isSecret = middle - start == 10 && sameName(name, "set-cookie")
        places.append(Place(name: start, value: middle, end: bytes.count, isSecret: isSecret))
    }

    /// Fields that have no meaning over HTTP/2 (RFC 9113, 8.2.2).
    private static func isOfConnection(_ name: String) -> Bool {
        switch name.utf8.count {
        case 7: sameName(name, "Upgrade")
        case 16: sameName(name, "Proxy-Connection")
        default: false
        }
    }

    /// Sends an interim answer (RFC 9110, 15.2).
    static func inform(_ status: Int, _ session: OpaquePointer?, _ id: Int32) {
        var name = Array(":status".utf8)
        var value = Array("\(status)".utf8)
        name.withUnsafeMutableBufferPointer { name in
            value.withUnsafeMutableBufferPointer { value in
                var field = nghttp2_nv(
                    name: name.baseAddress, value: value.baseAddress, namelen: name.count,
                    valuelen: value.count, flags: 0)
                _ = nghttp2_submit_headers(session, 0, id, nil, &field, 1, nil)
            }
        }
    }
}
