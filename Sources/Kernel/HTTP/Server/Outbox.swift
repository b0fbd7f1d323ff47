/// Bytes on their way to a socket: small ones gathered into one segment, large ones kept uncopied.
struct Outbox {
    private static let large = 32 << 10

    private var front: [UInt8] = []
    private var sent = 0
    private var later: [[UInt8]] = []
    private var nextLater = 0
    /// Bytes not sent yet.
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }
    /// Whether more follows the front segment.
    var hasLater: Bool { nextLater < later.count }

    mutating func append(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        if bytes.count < Self.large {
            gather { $0.append(contentsOf: bytes) }
        } else if isEmpty {
            front = bytes
            sent = 0
            count = bytes.count
        } else {
            later.append(bytes)
            count += bytes.count
        }
    }

    /// Lets `write` append small pieces to the last segment.
    mutating func gather<T>(_ write: (inout [UInt8]) -> T) -> T {
        let result: T
        if hasLater {
            if later[later.count - 1].count >= Self.large { later.append([]) }
            let last = later.count - 1
            let before = later[last].count
            result = write(&later[last])
            count += later[last].count - before
        } else {
            let before = front.count
            result = write(&front)
            count += front.count - before
        }
        return result
    }

    /// Offers the front segment's rest, and drops what `send` says it took.
    mutating func offer<T>(_ send: (UnsafeRawBufferPointer) -> (T, taken: Int)) -> T {
        let (result, taken) = front.withUnsafeBytes { send(UnsafeRawBufferPointer(rebasing: $0[sent...])) }
        sent += taken
        count -= taken
        if sent == front.count { advance() }
        return result
    }

    mutating func removeAll() { self = Outbox() }

    /// Takes a buffer that others have used before, so that it is warm, and idle connections hold none.
    mutating func borrow(_ spare: inout [UInt8]) {
        if isEmpty, front.capacity == 0 { swap(&front, &spare) }
    }

    /// Gives the buffer back once everything is sent.
    mutating func giveBack(_ spare: inout [UInt8]) {
        guard isEmpty else { return }
        if spare.capacity == 0 { swap(&front, &spare) } else { front = [] }
    }

    private mutating func advance() {
        sent = 0
        if hasLater {
            front = later[nextLater]
            later[nextLater] = []
            nextLater += 1
        } else {
            front.removeAll(keepingCapacity: front.capacity <= 2 * Self.large)
        }
        if nextLater == later.count {
            later = []
            nextLater = 0
        }
    }
}
