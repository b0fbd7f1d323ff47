import Crypto
import Rego
import Values

/// What extensions of certificates say (RFC 5280, section 4.2).
enum CertificateExtensions {
    static func add(_ extensions: [DER], to members: inout JSON.Object) throws(BuiltInFault) {
        let empty: JSON.Object = [
            "KeyUsage": 0, "Extensions": .null, "ExtraExtensions": .null,
            "UnhandledCriticalExtensions": .null,
            "ExtKeyUsage": .null, "UnknownExtKeyUsage": .null, "BasicConstraintsValid": false, "IsCA": false,
            "MaxPathLen": 0, "MaxPathLenZero": false, "SubjectKeyId": .null, "AuthorityKeyId": .null,
            "OCSPServer": .null, "IssuingCertificateURL": .null, "DNSNames": .null, "EmailAddresses": .null,
            "IPAddresses": .null, "URIs": .null, "URIStrings": .null, "CRLDistributionPoints": .null,
            "PolicyIdentifiers": .null,
        ]
        for (name, value) in empty { members[name] = value }
        var all: [JSON] = []
        for one in extensions {
            guard let parts = one.elements, let identifier = parts.first?.identifier, let value = parts.last,
                value.tag == 4
            else { throw Certificate.malformed }
            let isCritical = parts.count == 3 && parts[1].content.first == 0xff
            all.append([
                "Id": .array(identifier.map { JSON($0) }), "Critical": JSON(isCritical),
                "Value": Certificate.base64(value.content),
            ])
            if let (inner, _) = DER.next(value.content) { read(identifier, inner, &members) }
        }
        if !all.isEmpty { members["Extensions"] = .array(all) }
    }

    private static func read(_ identifier: [Int], _ value: DER, _ members: inout JSON.Object) {
        switch identifier {
        case [2, 5, 29, 15]: members["KeyUsage"] = JSON(usage(value.bits))
        case [2, 5, 29, 19]:
            members["BasicConstraintsValid"] = true
            let parts = value.elements ?? []
            members["IsCA"] = JSON(parts.first?.tag == 1 && parts.first?.content.first == 0xff)
            if let length = parts.last, length.tag == 2 {
                members["MaxPathLen"] = JSON(Int(length.content.last ?? 0))
                members["MaxPathLenZero"] = JSON(length.content.last == 0)
            } else {
                members["MaxPathLen"] = -1
            }
        case [2, 5, 29, 14]: members["SubjectKeyId"] = Certificate.base64(value.content)
        case [2, 5, 29, 35]:
            if let key = value.elements?.first(where: { $0.tag == 0x80 }) {
                members["AuthorityKeyId"] = Certificate.base64(key.content)
            }
        case [2, 5, 29, 17]: names(value, &members)
        case [2, 5, 29, 37]: extendedUsages(value, &members)
        case [2, 5, 29, 31]:
            let points = (value.elements ?? []).flatMap { point in
                (point.elements?.first?.elements?.first?.elements ?? []).filter { $0.tag == 0x86 }.map {
                    JSON($0.text)
                }
            }
            if !points.isEmpty { members["CRLDistributionPoints"] = .array(points) }
        case [2, 5, 29, 32]:
            members["PolicyIdentifiers"] = .array(
                (value.elements ?? []).compactMap { $0.elements?.first?.identifier }.map {
                    .array($0.map { JSON($0) })
                })
        case [1, 3, 6, 1, 5, 5, 7, 1, 1]:
            for access in value.elements ?? [] {
                guard let pair = access.elements, pair.count == 2, pair[1].tag == 0x86 else { continue }
                let name =
                    pair[0].identifier == [1, 3, 6, 1, 5, 5, 7, 48, 1]
                    ? "OCSPServer" : "IssuingCertificateURL"
                members[name] = .array((members[name]?.arrayValue ?? []) + [JSON(pair[1].text)])
            }
        default: return
        }
    }

    private static func usage(_ bits: ArraySlice<UInt8>) -> Int {
        var usage = 0
        for (place, byte) in bits.enumerated() where place < 2 {
            for bit in 0..<8 where byte & (0x80 >> UInt8(bit)) != 0 { usage |= 1 << (place * 8 + bit) }
        }
        return usage
    }

    private static func extendedUsages(_ value: DER, _ members: inout JSON.Object) {
        let order: [[Int]] = [
            [2, 5, 29, 37, 0], [1, 3, 6, 1, 5, 5, 7, 3, 1], [1, 3, 6, 1, 5, 5, 7, 3, 2],
            [1, 3, 6, 1, 5, 5, 7, 3, 3],
            [1, 3, 6, 1, 5, 5, 7, 3, 4], [1, 3, 6, 1, 5, 5, 7, 3, 5], [1, 3, 6, 1, 5, 5, 7, 3, 6],
            [1, 3, 6, 1, 5, 5, 7, 3, 7], [1, 3, 6, 1, 5, 5, 7, 3, 8], [1, 3, 6, 1, 5, 5, 7, 3, 9],
        ]
        var known: [JSON] = []
        var unknown: [JSON] = []
        for one in (value.elements ?? []).compactMap(\.identifier) {
            if let place = order.firstIndex(of: one) {
                known.append(JSON(place))
            } else {
                unknown.append(.array(one.map { JSON($0) }))
            }
        }
        if !known.isEmpty { members["ExtKeyUsage"] = .array(known) }
        if !unknown.isEmpty { members["UnknownExtKeyUsage"] = .array(unknown) }
    }

    private static func names(_ value: DER, _ members: inout JSON.Object) {
        func add(_ name: String, _ json: JSON) {
            members[name] = .array((members[name]?.arrayValue ?? []) + [json])
        }
        for one in value.elements ?? [] {
            switch one.tag {
            case 0x81: add("EmailAddresses", JSON(one.text))
            case 0x82: add("DNSNames", JSON(one.text))
            case 0x86:
                add("URIStrings", JSON(one.text))
                if let uri = try? URI(parsing: one.text) {
                    add(
                        "URIs",
                        [
                            "Scheme": JSON(uri.scheme), "Opaque": "", "User": .null,
                            "Host": JSON(uri.port.isEmpty ? uri.host : uri.host + ":" + uri.port),
                            "Path": JSON(uri.path), "RawPath": "", "OmitHost": false, "ForceQuery": false,
                            "RawQuery": JSON(uri.query), "Fragment": JSON(uri.fragment), "RawFragment": "",
                        ])
                }
            case 0x87: add("IPAddresses", JSON(IPAddress(Array(one.content)).text))
            default: continue
            }
        }
    }
}
