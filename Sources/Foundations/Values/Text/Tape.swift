import Glibc

/// The kind of a token, as the tape's top three bits hold it.
enum Token: UInt64 {
    case null, `false`, `true`, number, string, array, object
}

/// Where every token of a text stands: one word for a scalar, two for an array or object.
///
/// Scalar: kind (3 bits), escaped (1), length (28), byte offset (32).
/// Container: kind (3), 0, count (28), index after its last word (32); then its first byte (32) and the
/// byte after its last (32). An object's members follow as name and value in turn.
///
/// Unchecked: the words are written by the one scanner that makes the tape, before anyone else can see
/// it, and only read from then on; the memory is freed with the last reference.
final class Tape: @unchecked Sendable {
    static let lengthLimit = (1 << 28) - 1
    static let offsetMask: UInt64 = 0xffff_ffff

    let bytes: [UInt8]
    let words: UnsafeMutablePointer<UInt64>
    let count: Int

    init(bytes: [UInt8], words: UnsafeMutablePointer<UInt64>, count: Int) {
        self.bytes = bytes
        self.words = words
        self.count = count
    }

    deinit { free(words) }

    @inline(__always)
    func token(_ index: Int) -> Token {
        // Only `Token`'s own raw values are ever written.
        Token(rawValue: words[index] >> 61).unsafelyUnwrapped
    }

    @inline(__always)
    func isContainer(_ index: Int) -> Bool { words[index] >> 61 >= Token.array.rawValue }

    /// The index of the token after this one and all that is in it.
    @inline(__always)
    func next(_ index: Int) -> Int {
        isContainer(index) ? Int(words[index] & Tape.offsetMask) : index &+ 1
    }

    /// A scalar's length in bytes, or a container's number of elements or members.
    @inline(__always)
    func length(_ index: Int) -> Int { Int(words[index] >> 32) & Tape.lengthLimit }

    @inline(__always)
    func offset(_ index: Int) -> Int { Int(words[index] & Tape.offsetMask) }

    @inline(__always)
    func isEscaped(_ index: Int) -> Bool { words[index] & (1 << 60) != 0 }

    /// The token's place in the text; a string's is without its quotes.
    func range(_ index: Int) -> Range<Int> {
        if isContainer(index) {
            let word = words[index + 1]
            return Int(word >> 32)..<Int(word & Tape.offsetMask)
        }
        return offset(index)..<offset(index) + length(index)
    }
}

/// A tape while it is written: grows by doubling and is trimmed at the end.
struct TapeBuilder: ~Copyable {
    private(set) var words: UnsafeMutablePointer<UInt64>?
    private(set) var count = 0
    private var capacity: Int

    init(expecting bytes: Int) {
        capacity = max(16, bytes / 16)
        words = TapeBuilder.resized(nil, to: capacity)
    }

    deinit { free(words) }

    private static func resized(
        _ words: UnsafeMutablePointer<UInt64>?, to capacity: Int
    ) -> UnsafeMutablePointer<UInt64> {
        guard let memory = realloc(words, capacity * 8) else {
            preconditionFailure("There is no memory for a JSON tape of \(capacity) words.")
        }
        return memory.assumingMemoryBound(to: UInt64.self)
    }

    @inline(never)
    private mutating func grow() {
        capacity *= 2
        words = TapeBuilder.resized(words, to: capacity)
    }

    @inline(__always)
    subscript(index: Int) -> UInt64 {
        get { words.unsafelyUnwrapped[index] }
        nonmutating set { words.unsafelyUnwrapped[index] = newValue }
    }

    @inline(__always)
    mutating func scalar(_ token: Token, _ offset: Int, _ length: Int, escaped: Bool = false) {
        if count == capacity { grow() }
        self[count] =
            token.rawValue << 61 | (escaped ? 1 << 60 : 0)
            | UInt64(truncatingIfNeeded: length) << 32 | UInt64(truncatingIfNeeded: offset)
        count &+= 1
    }

    @inline(__always)
    mutating func open(_ token: Token, at offset: Int) {
        if count &+ 2 > capacity { grow() }
        self[count] = token.rawValue << 61
        self[count &+ 1] = UInt64(truncatingIfNeeded: offset) << 32
        count &+= 2
    }

    @inline(__always)
    mutating func close(_ index: Int, elements: Int, end: Int) {
        self[index] |= UInt64(truncatingIfNeeded: elements) << 32 | UInt64(truncatingIfNeeded: count)
        self[index &+ 1] |= UInt64(truncatingIfNeeded: end)
    }

    /// Gives the memory away.
    mutating func finish(over bytes: [UInt8]) -> Tape {
        let trimmed = TapeBuilder.resized(words, to: count)
        words = nil
        return Tape(bytes: bytes, words: trimmed, count: count)
    }
}
