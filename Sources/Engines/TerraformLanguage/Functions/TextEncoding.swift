import Codecs

/// Character encodings by the names of IANA's registry, upper and lower case alike.
struct TextEncoding {
    let name: String
    private let kind: Kind

    private enum Kind {
        case utf8, utf16(isLittle: Bool), marked16, system(CharacterSet)
    }

    init(_ given: String, argument: Int) throws {
        switch given.uppercased() {
        case "UTF-8", "CSUTF8": (name, kind) = ("UTF-8", .utf8)
        case "UTF-16LE", "CSUTF16LE": (name, kind) = ("UTF-16LE", .utf16(isLittle: true))
        case "UTF-16BE", "CSUTF16BE": (name, kind) = ("UTF-16BE", .utf16(isLittle: false))
        case "UTF-16", "CSUTF16": (name, kind) = ("UTF-16", .marked16)
        case let key:
            guard let known = Self.names[key], let set = CharacterSet(known.system) else {
                throw Failure(
                    "\"\(given)\" is not a supported IANA encoding name or alias in this OpenTofu version",
                    argument: argument)
            }
            (name, kind) = (known.name, .system(set))
        }
    }

    /// The registry's name, the system's, and the registry's other names.
    private static let registry: [(name: String, system: String, others: String)] = [
        (
            "US-ASCII", "ASCII",
            "ASCII ISO-IR-6 ANSI_X3.4-1968 ANSI_X3.4-1986 ISO_646.IRV:1991 ISO646-US "
                + "US IBM367 CP367 CSASCII"
        ),
        (
            "ISO-8859-1", "ISO-8859-1",
            "ISO_8859-1 ISO_8859-1:1987 ISO-IR-100 LATIN1 L1 "
                + "IBM819 CP819 CSISOLATIN1"
        ),
        ("ISO-8859-2", "ISO-8859-2", "ISO_8859-2 ISO_8859-2:1987 ISO-IR-101 LATIN2 L2 CSISOLATIN2"),
        ("ISO-8859-3", "ISO-8859-3", "ISO_8859-3 ISO_8859-3:1988 ISO-IR-109 LATIN3 L3 CSISOLATIN3"),
        ("ISO-8859-4", "ISO-8859-4", "ISO_8859-4 ISO_8859-4:1988 ISO-IR-110 LATIN4 L4 CSISOLATIN4"),
        ("ISO-8859-5", "ISO-8859-5", "ISO_8859-5 ISO_8859-5:1988 ISO-IR-144 CYRILLIC CSISOLATINCYRILLIC"),
        (
            "ISO-8859-6", "ISO-8859-6",
            "ISO_8859-6 ISO_8859-6:1987 ISO-IR-127 ECMA-114 "
                + "ASMO-708 ARABIC CSISOLATINARABIC"
        ),
        (
            "ISO-8859-7", "ISO-8859-7",
            "ISO_8859-7 ISO_8859-7:1987 ISO-IR-126 ELOT_928 ECMA-118 "
                + "GREEK GREEK8 CSISOLATINGREEK"
        ),
        ("ISO-8859-8", "ISO-8859-8", "ISO_8859-8 ISO_8859-8:1988 ISO-IR-138 HEBREW CSISOLATINHEBREW"),
        ("ISO-8859-9", "ISO-8859-9", "ISO_8859-9 ISO_8859-9:1989 ISO-IR-148 LATIN5 L5 CSISOLATIN5"),
        ("ISO-8859-10", "ISO-8859-10", "ISO_8859-10:1992 ISO-IR-157 LATIN6 L6 CSISOLATIN6"),
        ("ISO-8859-13", "ISO-8859-13", "CSISO885913"),
        (
            "ISO-8859-14", "ISO-8859-14",
            "ISO_8859-14 ISO_8859-14:1998 ISO-IR-199 LATIN8 "
                + "L8 ISO-CELTIC CSISO885914"
        ),
        ("ISO-8859-15", "ISO-8859-15", "ISO_8859-15 LATIN-9 CSISO885915"),
        ("ISO-8859-16", "ISO-8859-16", "ISO_8859-16 ISO_8859-16:2001 ISO-IR-226 LATIN10 L10 CSISO885916"),
        ("windows-874", "CP874", "CSWINDOWS874"), ("windows-1250", "CP1250", "CSWINDOWS1250"),
        ("windows-1251", "CP1251", "CSWINDOWS1251"),
        ("windows-1252", "CP1252", "CSWINDOWS1252"),
        ("windows-1253", "CP1253", "CSWINDOWS1253"),
        ("windows-1254", "CP1254", "CSWINDOWS1254"),
        ("windows-1255", "CP1255", "CSWINDOWS1255"),
        ("windows-1256", "CP1256", "CSWINDOWS1256"),
        ("windows-1257", "CP1257", "CSWINDOWS1257"),
        ("windows-1258", "CP1258", "CSWINDOWS1258"),
        ("IBM037", "IBM037", "CP037 EBCDIC-CP-US EBCDIC-CP-CA EBCDIC-CP-WT EBCDIC-CP-NL CSIBM037"),
        ("IBM437", "IBM437", "CP437 437 CSPC8CODEPAGE437"),
        ("IBM850", "IBM850", "CP850 850 CSPC850MULTILINGUAL"), ("IBM852", "IBM852", "CP852 852 CSPCP852"),
        ("IBM855", "IBM855", "CP855 855 CSIBM855"),
        ("IBM00858", "IBM858", "CCSID00858 CP00858 PC-MULTILINGUAL-850+EURO CSIBM00858"),
        ("IBM860", "IBM860", "CP860 860 CSIBM860"), ("IBM862", "IBM862", "CP862 862 CSPC862LATINHEBREW"),
        ("IBM863", "IBM863", "CP863 863 CSIBM863"), ("IBM865", "IBM865", "CP865 865 CSIBM865"),
        ("IBM866", "IBM866", "CP866 866 CSIBM866"), ("IBM1047", "IBM1047", "IBM-1047 CSIBM1047"),
        ("IBM01140", "IBM1140", "CCSID01140 CP01140 EBCDIC-US-37+EURO CSIBM01140"),
        ("KOI8-R", "KOI8-R", "CSKOI8R"), ("KOI8-U", "KOI8-U", "CSKOI8U"),
        ("macintosh", "MACINTOSH", "MAC CSMACINTOSH"),
        ("Big5", "BIG5", "CSBIG5"), ("GBK", "CP936", "CP936 MS936 WINDOWS-936 CSGBK"),
        ("GB18030", "GB18030", "CSGB18030"), ("EUC-KR", "CP949", "CSEUCKR"),
        ("EUC-JP", "EUC-JP", "EXTENDED_UNIX_CODE_PACKED_FORMAT_FOR_JAPANESE CSEUCPKDFMTJAPANESE"),
        ("ISO-2022-JP", "ISO-2022-JP", "CSISO2022JP"), ("Shift_JIS", "CP932", "MS_KANJI CSSHIFTJIS"),
    ]

    private static let names: [String: (name: String, system: String)] = {
        var all: [String: (name: String, system: String)] = [:]
        for it in registry {
            all[it.name.uppercased()] = (it.name, it.system)
            for other in it.others.split(separator: " ") { all[String(other)] = (it.name, it.system) }
        }
        return all
    }()

    func bytes(_ text: String) -> [UInt8]? {
        switch kind {
        case .utf8: return Array(text.utf8)
        case .utf16(let isLittle): return Self.bytes(text, isLittle: isLittle)
        case .marked16: return [0xfe, 0xff] + Self.bytes(text, isLittle: false)
        case .system(let set): return set.bytes(text)
        }
    }

    func text(_ bytes: [UInt8]) -> String? {
        switch kind {
        case .utf8: return String(validating: bytes, as: UTF8.self)
        case .utf16(let isLittle): return Self.text(bytes[...], isLittle: isLittle)
        case .marked16:
            let isLittle = bytes.starts(with: [0xff, 0xfe])
            let isMarked = isLittle || bytes.starts(with: [0xfe, 0xff])
            return Self.text(bytes.dropFirst(isMarked ? 2 : 0), isLittle: isLittle)
        case .system(let set): return set.text(bytes)
        }
    }

    private static func bytes(_ text: String, isLittle: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xff))
            return isLittle ? [low, high] : [high, low]
        }
    }

    private static func text(_ bytes: ArraySlice<UInt8>, isLittle: Bool) -> String? {
        guard bytes.count.isMultiple(of: 2) else { return nil }
        var units: [UInt16] = []
        for place in stride(from: bytes.startIndex, to: bytes.endIndex, by: 2) {
            let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            units.append(isLittle ? second << 8 | first : first << 8 | second)
        }
        return String(decoding: units, as: UTF16.self)
    }
}
