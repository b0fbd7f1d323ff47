public import Faults

/// Bytes compressed by themselves, at level 3 (RFC 8878).
public enum CompressedBlock {
    public static func compress(_ bytes: [UInt8]) throws(Fault) -> [UInt8] {
        var out: [UInt8] = []
        let compressor = try Compressor()
        var failure: Fault?
        bytes.withUnsafeBytes { raw in
            do throws(Fault) { try compressor.compress(raw, into: &out, isLast: true) } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return out
    }

    /// Faults: `objects.corrupt` for what is no block, or is longer than `limit` when it is undone.
    public static func decompress(_ bytes: [UInt8], limit: Int) throws(Fault) -> [UInt8] {
        var decompressor = try Decompressor()
        var (out, position) = ([UInt8](), 0)
        while !decompressor.isAtEnd {
            let piece = try decompressor.decompress(bytes, from: &position, limit: 1 << 20)
            out += piece
            guard out.count <= limit, !piece.isEmpty || position < bytes.count || decompressor.isAtEnd else {
                throw .corruptObject("a block of \(bytes.count) bytes")
            }
        }
        return out
    }
}
