import Crypto
import Numbers
import Rego
import Values

/// A certificate's or a request's content (RFC 5280, RFC 2986), told as Go's `crypto/x509` tells it.
struct Certificate {
    let der: [UInt8]
    let json: JSON

    static let malformed = BuiltInFault.failed("asn1: structure error: not a certificate")

    /// One certificate or several, one after another.
    static func all(_ bytes: [UInt8]) throws(BuiltInFault) -> [Certificate] {
        var found: [Certificate] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let (element, after) = DER.next(rest) else { throw malformed }
            found.append(try Certificate(Array(element.whole)))
            rest = after
        }
        return found
    }

    init(_ bytes: [UInt8]) throws(BuiltInFault) {
        guard let (outer, rest) = DER.next(bytes[...]), rest.isEmpty, let parts = outer.elements,
            parts.count == 3,
            var fields = parts[0].elements
        else { throw Self.malformed }
        der = bytes
        var version = 1
        if let first = fields.first, first.tag == 0xa0 {
            version = Int(first.elements?.first?.content.last ?? 0) + 1
            fields.removeFirst()
        }
        guard fields.count >= 6, let validity = fields[3].elements, validity.count == 2 else {
            throw Self.malformed
        }
        var members: JSON.Object = [
            "Raw": Self.base64(outer.whole), "RawTBSCertificate": Self.base64(parts[0].whole),
            "RawSubjectPublicKeyInfo": Self.base64(fields[5].whole),
            "RawSubject": Self.base64(fields[4].whole),
            "RawIssuer": Self.base64(fields[2].whole), "Signature": Self.base64(parts[2].bits),
            "SignatureAlgorithm": JSON(Self.signatureAlgorithm(parts[1])), "Version": JSON(version),
            "SerialNumber": Self.number(fields[0].content), "Issuer": try Self.name(fields[2]),
            "Subject": try Self.name(fields[4]), "NotBefore": JSON(Self.time(validity[0])),
            "NotAfter": JSON(Self.time(validity[1])),
        ]
        try Self.addKey(fields[5], &members)
        var extensions: [DER] = []
        for field in fields[6...] where field.tag == 0xa3 {
            extensions = field.elements?.first?.elements ?? []
        }
        try CertificateExtensions.add(extensions, to: &members)
        json = .object(members)
    }

    /// A signing request's content.
    static func request(_ bytes: [UInt8]) throws(BuiltInFault) -> JSON {
        let malformed = BuiltInFault.failed("asn1: structure error: not a certificate request")
        guard let (outer, rest) = DER.next(bytes[...]), rest.isEmpty, let parts = outer.elements,
            parts.count == 3,
            let fields = parts[0].elements, fields.count >= 3
        else { throw malformed }
        var members: JSON.Object = [
            "Raw": base64(outer.whole), "RawTBSCertificateRequest": base64(parts[0].whole),
            "RawSubjectPublicKeyInfo": base64(fields[2].whole), "RawSubject": base64(fields[1].whole),
            "Version": JSON(Int(fields[0].content.last ?? 0)), "Signature": base64(parts[2].bits),
            "SignatureAlgorithm": JSON(signatureAlgorithm(parts[1])), "Subject": try name(fields[1]),
        ]
        try addKey(fields[2], &members)
        var extensions: [DER] = []
        for attribute in fields.dropFirst(3).first?.elements ?? [] {
            guard let pair = attribute.elements, pair.count == 2,
                pair[0].identifier == [1, 2, 840, 113549, 1, 9, 14]
            else { continue }
            extensions = pair[1].elements?.first?.elements ?? []
        }
        var all = JSON.Object()
        try CertificateExtensions.add(extensions, to: &all)
        for name in ["DNSNames", "EmailAddresses", "IPAddresses", "URIs", "Extensions"] {
            members[name] = all[name] ?? .null
        }
        return .object(members)
    }

    static func base64(_ bytes: some Collection<UInt8>) -> JSON { JSON(Array(bytes).base64) }

    static func number(_ bytes: some Collection<UInt8>) -> JSON {
        guard let value = BigInt(Array(bytes).hex, radix: 16), let number = JSON.Number(value.description)
        else { return .null }
        return .number(number)
    }

    private static let attributes: [[Int]: String] = [
        [2, 5, 4, 6]: "Country", [2, 5, 4, 10]: "Organization", [2, 5, 4, 11]: "OrganizationalUnit",
        [2, 5, 4, 7]: "Locality", [2, 5, 4, 8]: "Province", [2, 5, 4, 9]: "StreetAddress",
        [2, 5, 4, 17]: "PostalCode",
        [2, 5, 4, 5]: "SerialNumber", [2, 5, 4, 3]: "CommonName",
    ]

    private static func name(_ element: DER) throws(BuiltInFault) -> JSON {
        var members: JSON.Object = [:]
        for name in [
            "Country", "Organization", "OrganizationalUnit", "Locality", "Province", "StreetAddress",
            "PostalCode",
        ] {
            members[name] = .null
        }
        members["SerialNumber"] = ""
        members["CommonName"] = ""
        var names: [JSON] = []
        guard let parts = element.elements else { throw malformed }
        for part in parts {
            for pair in part.elements ?? [] {
                guard let both = pair.elements, both.count == 2, let identifier = both[0].identifier else {
                    throw malformed
                }
                let text = JSON(both[1].text)
                names.append(["Type": .array(identifier.map { JSON($0) }), "Value": text])
                guard let name = attributes[identifier] else { continue }
                if case .array(let earlier) = members[name] {
                    members[name] = .array(earlier + [text])
                } else {
                    members[name] = name == "SerialNumber" || name == "CommonName" ? text : .array([text])
                }
            }
        }
        members["Names"] = .array(names)
        members["ExtraNames"] = .null
        return .object(members)
    }

    private static func addKey(_ element: DER, _ members: inout JSON.Object) throws(BuiltInFault) {
        guard let parts = element.elements, parts.count == 2,
            let algorithm = parts[0].elements?.first?.identifier
        else {
            throw malformed
        }
        switch algorithm {
        case [1, 2, 840, 113549, 1, 1, 1]:
            members["PublicKeyAlgorithm"] = 1
            guard let (key, _) = DER.next(parts[1].bits), let numbers = key.elements, numbers.count == 2
            else { throw malformed }
            members["PublicKey"] = ["N": number(numbers[0].content), "E": number(numbers[1].content)]
        case [1, 2, 840, 10045, 2, 1]:
            members["PublicKeyAlgorithm"] = 3
            let point = parts[1].bits
            guard point.first == 4 else { throw malformed }
            let half = (point.count - 1) / 2
            members["PublicKey"] = [
                "Curve": [:], "X": number(point.dropFirst().prefix(half)), "Y": number(point.suffix(half)),
            ]
        case [1, 3, 101, 112]:
            members["PublicKeyAlgorithm"] = 4
            members["PublicKey"] = base64(parts[1].bits)
        default:
            members["PublicKeyAlgorithm"] = 0
            members["PublicKey"] = .null
        }
    }

    private static func signatureAlgorithm(_ element: DER) -> Int {
        guard let parts = element.elements, let identifier = parts.first?.identifier else { return 0 }
        let known: [[Int]: Int] = [
            [1, 2, 840, 113549, 1, 1, 4]: 2, [1, 2, 840, 113549, 1, 1, 5]: 3,
            [1, 2, 840, 113549, 1, 1, 11]: 4,
            [1, 2, 840, 113549, 1, 1, 12]: 5, [1, 2, 840, 113549, 1, 1, 13]: 6, [1, 2, 840, 10045, 4, 1]: 9,
            [1, 2, 840, 10045, 4, 3, 2]: 10, [1, 2, 840, 10045, 4, 3, 3]: 11,
            [1, 2, 840, 10045, 4, 3, 4]: 12,
            [1, 3, 101, 112]: 16,
        ]
        if identifier == [1, 2, 840, 113549, 1, 1, 10] {
            // The digest of PSS stands in its parameters.
            let digest = parts.dropFirst().first?.elements?.first?.elements?.first?.elements?.first?
                .identifier
            return [
                [2, 16, 840, 1, 101, 3, 4, 2, 1]: 13, [2, 16, 840, 1, 101, 3, 4, 2, 2]: 14,
                [2, 16, 840, 1, 101, 3, 4, 2, 3]: 15,
            ][digest ?? []] ?? 0
        }
        return known[identifier] ?? 0
    }

    /// UTCTime or GeneralizedTime as RFC 3339 writes it.
    private static func time(_ element: DER) -> String {
        var digits = element.text
        if element.tag == 0x17 { digits = (digits.prefix(2) < "50" ? "20" : "19") + digits }
        let all = Array(digits.utf8)
        guard all.count >= 14 else { return "" }
        func part(_ range: Range<Int>) -> String { String(decoding: all[range], as: UTF8.self) }
        return
            "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z"
    }
}
