import COpenSSL
import Faults

extension Fault {
    /// OpenSSL refused something that should have worked; its own words go to the operator.
    static func openSSL(_ what: String) -> Fault {
        var words: [String] = []
        while case let code = ERR_get_error(), code != 0 {
            var text = [CChar](repeating: 0, count: 256)
            ERR_error_string_n(code, &text, text.count)
            words.append(
                String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
        }
        return Fault(
            .broken, "crypto.failed", "A cryptographic operation failed. The operator's log has the reason.",
            note: "\(what): \(words.joined(separator: "; "))")
    }
}

/// Throws unless OpenSSL answers 1, its word for success.
func check(_ answer: Int32, _ what: String) throws(Fault) {
    guard answer == 1 else { throw Fault.openSSL(what) }
}
