import Codecs
import Crypto
import Faults
import Values

/// Bytes of CBOR and what they say, or that they are none, as a client of AWS's services must read them:
/// keys are texts.
@Sendable func judgeCBOR(_ sample: JSON) -> String? {
    guard let text = sample["input"]?.stringValue, let bytes = [UInt8](hex: text) else {
        return "the case is not complete"
    }
    do throws(Fault) {
        let got = try CBOR(parsing: bytes, keys: .text)
        if sample["error"] == true { return "read as \(got)" }
        guard let want = sample["expect"] else { return "the case is not complete" }
        return isWanted(got, want) ? nil : "got \(got) wanted \(want.text)"
    } catch {
        return sample["error"] == true ? nil : error.message
    }
}

private func isWanted(_ got: CBOR, _ want: JSON) -> Bool {
    guard let (kind, content) = want.objectValue?.first else { return false }
    switch (got, kind) {
    case (.unsigned(let value), "uint"): return content == JSON(value)
    // -1 - n is one more than JSON's text of n, without its sign.
    case (.negative(let value), "negint"):
        return value == .max
            ? content.text == "-18446744073709551616" : content.text == "-\(value + 1)"
    case (.bool(let value), "bool"): return content == .bool(value)
    case (.null, "null"), (.undefined, "undefined"), (.undefined, "null"): return true
    case (.float(let value), "float32"): return content == JSON(value.bitPattern)
    case (.double(let value), "float64"): return content == JSON(value.bitPattern)
    case (.bytes(let bytes), "bytestring"): return content == .array(bytes.map { JSON($0) })
    case (.text(let text), "string"): return content == .string(text)
    case (.array(let elements), "list"):
        let wanted = content.arrayValue ?? []
        return elements.count == wanted.count && zip(elements, wanted).allSatisfy(isWanted)
    case (.map(let pairs), "map"):
        return pairs.count == content.objectValue?.count
            && pairs.allSatisfy { pair in
                guard case .text(let key) = pair.key, let wanted = content[key] else { return false }
                return isWanted(pair.value, wanted)
            }
    case (.tagged(let tag, let inner), "tag"):
        return content["id"] == JSON(tag) && content["value"].map { isWanted(inner, $0) } ?? false
    default: return false
    }
}

/// Equal by value: maps without order, numbers by quantity, NaN as itself.
func isSameCBOR(_ a: CBOR, _ b: CBOR) -> Bool {
    switch (a, b) {
    case (.map(let x), .map(let y)):
        return x.count == y.count
            && x.allSatisfy { pair in
                y.contains { $0.key == pair.key && isSameCBOR($0.value, pair.value) }
            }
    case (.array(let x), .array(let y)): return x.count == y.count && zip(x, y).allSatisfy(isSameCBOR)
    case (.tagged(let x, let left), .tagged(let y, let right)): return x == y && isSameCBOR(left, right)
    case (.float(let x), .float(let y)) where x.isNaN && y.isNaN: return true
    case (.double(let x), .double(let y)) where x.isNaN && y.isNaN: return true
    case (.double(let x), .unsigned(let y)), (.unsigned(let y), .double(let x)): return x == Double(y)
    default: return a == b
    }
}
