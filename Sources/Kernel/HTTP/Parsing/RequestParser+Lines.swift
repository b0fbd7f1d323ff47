import Glibc

extension RequestParser {
    /// The most that one chunked body may spend on sizes, extensions and trailers.
    private static let chunkOverhead = 16 << 10
    private static let chunkLine = 1 << 10

    /// Reads one line and hands it to its state; `false` when the input ends before the line does.
    mutating func takeLine(_ input: Span<UInt8>, _ position: inout Int) -> Result<Bool, Refusal> {
        let allowance = lineAllowance
        let held = carry.count
        // A line that is longer than allowed is refused at the same byte however reads split it.
        let window = position..<min(input.count, position + max(0, allowance - held) + 1)
        guard let feed = lineFeed(input, window) else {
            if window.upperBound - position + held > allowance { return .failure(lineTooLong) }
            append(input, position..<window.upperBound)
            position = window.upperBound
            return .success(false)
        }
        let length = feed - position + held
        let before = feed > position ? input[feed - 1] : carry.last
        guard before == 0x0D else { return .failure(.bareLineFeed) }
        if length + 1 > allowance { return .failure(lineTooLong) }
        spend(length + 1)
        let refusal: Refusal?
        if held == 0 {
            refusal = take(line: input.extracting(position..<(feed - 1)))
        } else {
            append(input, position..<feed)
            var line: [UInt8] = []
            swap(&line, &carry)
            refusal = take(line: line.span.extracting(0..<(line.count - 1)))
            line.removeAll(keepingCapacity: line.capacity <= 4096)
            carry = line
        }
        position = feed + 1
        return refusal.map { .failure($0) } ?? .success(true)
    }

    private var lineAllowance: Int {
        switch state {
        case .requestLine, .fields: limits.head - spent
        default: min(Self.chunkLine, Self.chunkOverhead - spent)
        }
    }

    private var lineTooLong: Refusal {
        switch state {
        case .requestLine, .fields: .headTooLarge
        default: .chunkOverhead
        }
    }

    /// A plain size line costs nothing; only what lies beyond it counts against the overhead.
    private mutating func spend(_ count: Int) {
        if case .chunkSize = state { spent += max(0, count - 18) } else { spent += count }
    }

    private mutating func take(line: Span<UInt8>) -> Refusal? {
        switch state {
        case .requestLine: takeRequestLine(line)
        case .fields: takeField(line)
        case .chunkSize: takeChunkSize(line)
        default: takeTrailer(line)
        }
    }

    private mutating func append(_ input: Span<UInt8>, _ range: Range<Int>) {
        input.extracting(range).withUnsafeBufferPointer { carry.append(contentsOf: $0) }
    }

    private func lineFeed(_ input: Span<UInt8>, _ range: Range<Int>) -> Int? {
        input.extracting(range).withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress, let found = memchr(start, 0x0A, bytes.count) else {
                return nil
            }
            return range.lowerBound + UnsafeRawPointer(start).distance(to: found)
        }
    }
}
