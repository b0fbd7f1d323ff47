import CRE2

/// Owns RE2's compiled expression.
///
/// Unchecked: the handle is written once, here, and RE2 guards what matching changes inside.
final class Automaton: @unchecked Sendable {
    private let handle: OpaquePointer
    let groups: Int
    let names: [String?]

    init(_ text: [UInt8]) throws(Pattern.Unsound) {
        let handle: OpaquePointer = text.withUnsafeBufferPointer {
            plumb_re2_compile($0.baseAddress, $0.count, Pattern.memory, 0)
        }
        let error = plumb_re2_error(handle)
        guard error == 0 else {
            var length = 0
            let part = plumb_re2_error_argument(handle, &length).map {
                String(decoding: UnsafeRawBufferPointer(start: $0, count: length), as: UTF8.self)
            }
            plumb_re2_free(handle)
            throw Pattern.Unsound(reason: Self.reason(error), part: part ?? "")
        }
        self.handle = handle
        let count = Int(plumb_re2_groups(handle))
        groups = count
        names = (0...count).map { group in
            plumb_re2_group_name(handle, Int32(group)).map { String(cString: $0) }
        }
    }

    deinit { plumb_re2_free(handle) }

    /// Fills `spans`, two numbers a group; false when nothing matches at or after `from`.
    func match(_ text: UnsafeBufferPointer<UInt8>, from: Int, into spans: inout [Int64]) -> Bool {
        plumb_re2_match(handle, text.baseAddress, text.count, from, &spans, Int32(spans.count / 2)) == 1
    }

    /// RE2's numbers (re2.h, ErrorCode) in the words of Go's `regexp/syntax`.
    private static func reason(_ code: Int32) -> String {
        switch code {
        case 2: "invalid escape sequence"
        case 3: "invalid character class"
        case 4: "invalid character class range"
        case 5: "missing closing ]"
        case 6: "missing closing )"
        case 7: "unexpected )"
        case 8: "trailing backslash at end of expression"
        case 9: "missing argument to repetition operator"
        case 10: "invalid repeat count"
        case 11: "invalid nested repetition operator"
        case 12: "invalid or unsupported Perl syntax"
        case 13: "invalid UTF-8"
        case 14: "invalid named capture"
        case 15: "expression too large"
        default: "internal error"
        }
    }
}
