extension JSON {
    /// A number as it is written: no digit is lost, whatever its size.
    public struct Number: Sendable, Hashable, CustomStringConvertible {
        /// A number by the grammar of RFC 8259, section 6.
        public let text: String

        init(checked text: String) { self.text = text }

        /// Nil when the text is not a JSON number.
        public init?(_ text: String) {
            guard let node = try? JSONDocument(parsing: text).root, node.kind == .number,
                node.rawBytes.count == text.utf8.count
            else { return nil }
            self.text = text
        }

        public init(_ value: some BinaryInteger) { text = String(value) }

        /// The shortest text that reads back as the same double, whole numbers without a fraction;
        /// nil for infinities and NaN.
        public init?(_ value: Double) {
            guard value.isFinite else { return nil }
            text = value.jsonText
        }

        public var description: String { text }

        /// The integer, if this is a whole number that fits, however it is written.
        public var int: Int? { integer() }

        /// As `int`, for any width.
        public func integer<T: FixedWidthInteger>(as: T.Type = T.self) -> T? {
            text.withBytes { wholeNumber(UnsafeRawBufferPointer($0)) }
        }

        /// The nearest double, or nil beyond the largest.
        public var double: Double? { text.withBytes { nearestDouble(UnsafeRawBufferPointer($0)) } }

        /// Whether both are the same amount, as `1`, `1.0` and `10e-1` are, compared digit by digit.
        public func isSameQuantity(as other: Number) -> Bool {
            text == other.text || Decimals(text.utf8) == Decimals(other.text.utf8)
        }
    }
}

extension BinaryFloatingPoint where Self: LosslessStringConvertible {
    /// The shortest exact text, without `.0`; only for finite values.
    var jsonText: String {
        let text = description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

extension JSON.Number: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) { self.init(value) }
}
