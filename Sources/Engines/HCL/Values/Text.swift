@_spi(_Unicode) import Swift

extension String {
    /// In normal form C, as every string of the language is.
    package var normalized: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return self }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: _nfc)
        return String(scalars)
    }
}
