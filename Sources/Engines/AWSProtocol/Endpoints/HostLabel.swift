/// The parts of a host's name (RFC 1123, section 2.1).
enum HostLabel {
    /// One label: up to 63 letters, digits and hyphens, which neither begin nor end it.
    static func isValid(_ text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8)
        guard (1...63).contains(bytes.count), bytes.first != hyphen, bytes.last != hyphen else {
            return false
        }
        return bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), hyphen:
                true
            default: false
            }
        }
    }

    /// Labels with dots between them.
    static func areValid(_ text: String) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isValid($0) }
    }

    private static let hyphen = UInt8(ascii: "-")
}
