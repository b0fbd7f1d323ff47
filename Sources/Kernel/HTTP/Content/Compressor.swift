/// What makes content shorter piece by piece; used by one task or one loop at a time.
protocol Compressor: AnyObject, Sendable {
    /// The compressed bytes that are ready after these.
    func feed(_ bytes: ArraySlice<UInt8>, _ flush: CompressorFlush) -> [UInt8]
}

/// What has to come out, though more might compress better.
enum CompressorFlush { case none, sync, finish }

extension Compressor {
    /// All of it, in pieces between which other tasks of the loop may run.
    func compress(_ bytes: [UInt8]) async -> [UInt8] {
        let piece = 64 << 10
        var output: [UInt8] = []
        var start = 0
        while bytes.count - start > piece {
            output += feed(bytes[start..<(start + piece)], .none)
            start += piece
            await Task.yield()
        }
        return output + feed(bytes[start...], .finish)
    }
}
