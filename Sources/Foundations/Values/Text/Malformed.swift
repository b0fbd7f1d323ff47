import Faults

/// Why and where a text is not JSON; turned into a fault with a line and a column at the door.
struct Malformed: Error {
    enum Reason: String {
        case value = "a value was expected"
        case name = "a name in double quotes was expected"
        case colon = "a colon was expected after the name"
        case separator = "a comma or the end of the array or object was expected"
        case number = "the number is not written as RFC 8259 wants it"
        case literal = "only true, false and null may stand without quotes"
        case string = "the string does not end"
        case control = "a control character in a string must be escaped"
        case escape = "the escape is not one of JSON's"
        case surrogate = "the escaped surrogate has no partner"
        case utf8 = "the bytes are not valid UTF-8"
        case trailing = "something follows the value"
        case depth = "arrays and objects are nested too deeply"
        case size = "the text, a string or a list in it is larger than can be indexed"
    }

    let reason: Reason
    /// In bytes from the start.
    let offset: Int

    init(_ reason: Reason, _ offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    func fault(in bytes: [UInt8]) -> Fault {
        let (line, column) = position(in: bytes)
        let kind: Fault.Kind = reason == .size ? .tooLarge : .invalid
        return Fault(
            kind, "json.malformed",
            "The text is not valid JSON: \(reason.rawValue) at line \(line), column \(column).")
    }

    /// Both from 1; columns count Unicode scalars.
    func position(in bytes: [UInt8]) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        for byte in bytes.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xc0 != 0x80 {
                column += 1
            }
        }
        return (line, column)
    }
}
