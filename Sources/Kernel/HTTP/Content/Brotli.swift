import CBrotli

/// A brotli compressor (RFC 7932).
///
/// Sendable because one task or one loop at a time feeds it, and the library's state is nowhere else.
final class Brotli: Compressor, @unchecked Sendable {
    private let state: OpaquePointer

    init() {
        guard let state = BrotliEncoderCreateInstance(nil, nil, nil) else {
            preconditionFailure("brotli needs memory for a compressor.")
        }
        self.state = state
        // As fast as gzip at its own level; the window bounds the memory of a stream that lasts.
        BrotliEncoderSetParameter(state, BROTLI_PARAM_QUALITY, 4)
        BrotliEncoderSetParameter(state, BROTLI_PARAM_LGWIN, 18)
    }

    deinit { BrotliEncoderDestroyInstance(state) }

    func feed(_ bytes: ArraySlice<UInt8>, _ flush: CompressorFlush) -> [UInt8] {
        let operation =
            switch flush {
            case .none: BROTLI_OPERATION_PROCESS
            case .sync: BROTLI_OPERATION_FLUSH
            case .finish: BROTLI_OPERATION_FINISH
            }
        var output: [UInt8] = []
        bytes.withUnsafeBufferPointer { input in
            var (left, next, none) = (input.count, input.baseAddress, 0)
            repeat {
                let works = BrotliEncoderCompressStream(state, operation, &left, &next, &none, nil, nil)
                precondition(works == BROTLI_TRUE, "brotli needs memory for its output.")
                var size = 0
                while let part = BrotliEncoderTakeOutput(state, &size), size > 0 {
                    output.append(contentsOf: UnsafeBufferPointer(start: part, count: size))
                    size = 0
                }
            } while left > 0 || BrotliEncoderHasMoreOutput(state) == BROTLI_TRUE
        }
        return output
    }
}
