/// Reads the frames of a WebSocket's client (RFC 6455, 5) out of bytes as they come.
///
/// It holds at most one message and one frame's head, both within the limits.
struct WebSocketFrames {
    enum Event: Equatable {
        case text([UInt8])
        case bytes([UInt8])
        case ping([UInt8])
        case pong([UInt8])
        /// The code that the peer gave, `nil` for none.
        case close(UInt16?)
        /// What the peer did wrong, as the code to close with.
        case violation(UInt16)
    }

    private static let protocolError: UInt16 = 1002
    private static let notText: UInt16 = 1007
    private static let tooBig: UInt16 = 1009

    private struct Head {
        var opcode: UInt8
        var isFinal: Bool
        var length: Int
        var mask: (UInt8, UInt8, UInt8, UInt8)
    }

    private let limit: Int
    private var input: [UInt8] = []
    private var position = 0
    private var head: Head?
    /// The payload of the frame under way, unmasked.
    private var payload: [UInt8] = []
    /// The message under way.
    private var message: [UInt8] = []
    private var opcode: UInt8 = 0
    /// Control frames and empty ones, for whoever counts them and begins anew.
    var idleFrames = 0

    init(limit: Int) { self.limit = limit }

    mutating func feed(_ bytes: [UInt8]) {
        if position == input.count {
            input = bytes
            position = 0
        } else {
            input.append(contentsOf: bytes)
        }
    }

    /// The next event of what was fed; `nil` when more has to come. After a violation nothing more is read.
    mutating func next() -> Event? {
        while true {
            if head == nil {
                switch takeHead() {
                case .success(let found):
                    guard let found else { return nil }
                    head = found
                    payload = []
                case .failure(let violation): return .violation(violation.code)
                }
            }
            guard let head, takePayload(head) else { return nil }
            self.head = nil
            if let event = finish(head) { return event }
        }
    }

    private struct Violation: Error { let code: UInt16 }

    private func violation(_ code: UInt16) -> Result<Head?, Violation> { .failure(Violation(code: code)) }

    private mutating func takeHead() -> Result<Head?, Violation> {
        let there = input.count - position
        guard there >= 2 else { return .success(nil) }
        let (first, second) = (input[position], input[position + 1])
        let opcode = first & 0x0F
        let isFinal = first & 0x80 != 0
        // No extension was agreed, and a client masks (5.1 and 5.2).
        guard first & 0x70 == 0, second & 0x80 != 0 else { return violation(Self.protocolError) }
        let isControl = opcode >= 8
        guard opcode <= 2 || (8...10).contains(opcode) else { return violation(Self.protocolError) }
        if isControl, !isFinal || second & 0x7F > 125 { return violation(Self.protocolError) }
        if !isControl, (opcode == 0) != (self.opcode != 0) { return violation(Self.protocolError) }
        var length = Int(second & 0x7F)
        let extra = length == 126 ? 2 : length == 127 ? 8 : 0
        guard there >= 2 + extra + 4 else { return .success(nil) }
        if extra > 0 {
            if input[position + 2] & 0x80 != 0, extra == 8 { return violation(Self.protocolError) }
            length = input[(position + 2)..<(position + 2 + extra)].reduce(0) { $0 << 8 | Int($1) }
            // The shortest form is the only one.
            guard length > (extra == 2 ? 125 : 65535) else { return violation(Self.protocolError) }
        }
        if !isControl, length > limit - message.count { return violation(Self.tooBig) }
        let at = position + 2 + extra
        position = at + 4
        if length == 0 || isControl { idleFrames += 1 }
        return .success(
            Head(
                opcode: opcode, isFinal: isFinal, length: length,
                mask: (input[at], input[at + 1], input[at + 2], input[at + 3])))
    }

    /// Moves what is there of the payload; `true` when it is whole.
    private mutating func takePayload(_ head: Head) -> Bool {
        let count = min(head.length - payload.count, input.count - position)
        if count > 0 {
            let start = payload.count
            payload.append(contentsOf: input[position..<(position + count)])
            let mask = [head.mask.0, head.mask.1, head.mask.2, head.mask.3]
            payload.withUnsafeMutableBufferPointer { bytes in
                for index in start..<(start + count) { bytes[index] ^= mask[index & 3] }
            }
            position += count
        }
        if position == input.count {
            input = []
            position = 0
        }
        return payload.count == head.length
    }

    private mutating func finish(_ head: Head) -> Event? {
        switch head.opcode {
        case 8: return closing()
        case 9: return .ping(payload)
        case 10: return .pong(payload)
        default: break
        }
        if head.opcode != 0 { opcode = head.opcode }
        if message.isEmpty { swap(&message, &payload) } else { message.append(contentsOf: payload) }
        guard head.isFinal else { return nil }
        var whole: [UInt8] = []
        swap(&whole, &message)
        let isText = opcode == 1
        opcode = 0
        guard isText else { return .bytes(whole) }
        return isValid(whole) ? .text(whole) : .violation(Self.notText)
    }

    private func closing() -> Event {
        if payload.isEmpty { return .close(nil) }
        guard payload.count >= 2 else { return .violation(Self.protocolError) }
        let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
        guard WebSocketCloseCode.isSendable(code) else { return .violation(Self.protocolError) }
        return isValid(Array(payload.dropFirst(2))) ? .close(code) : .violation(Self.notText)
    }

    private func isValid(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    /// A frame of the server, which does not mask.
    static func encode(_ opcode: UInt8, _ payload: some Collection<UInt8>) -> [UInt8] {
        var frame: [UInt8] = []
        frame.reserveCapacity(payload.count + 10)
        frame.append(0x80 | opcode)
        let count = payload.count
        if count < 126 {
            frame.append(UInt8(count))
        } else if count < 65536 {
            frame += [126, UInt8(count >> 8), UInt8(count & 255)]
        } else {
            frame.append(127)
            for shift in stride(from: 56, through: 0, by: -8) { frame.append(UInt8(count >> shift & 255)) }
        }
        frame.append(contentsOf: payload)
        return frame
    }
}
