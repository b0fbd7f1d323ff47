/// A place in a value, as `Codable` names it.
struct Place: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = String(intValue)
        self.intValue = intValue
    }

    init(_ step: Tape.Step) {
        switch step {
        case .name(let name): self.init(stringValue: name)
        case .position(let position): self.init(intValue: position)
        }
    }
}

/// `JSONCoding` passes a value through untouched; any other coder gets numbers as `Int64`, `UInt64` or
/// `Double`, so digits beyond those are lost there.
extension JSON: Codable {
    public init(from decoder: any Decoder) throws {
        if let own = decoder as? ValueDecoder {
            self = own.node.json
            return
        }
        if let box = try? decoder.container(keyedBy: Place.self) {
            var object = Object()
            for key in box.allKeys { object[key.stringValue] = try box.decode(JSON.self, forKey: key) }
            self = .object(object)
            return
        }
        if var list = try? decoder.unkeyedContainer() {
            var elements: [JSON] = []
            while !list.isAtEnd { elements.append(try list.decode(JSON.self)) }
            self = .array(elements)
            return
        }
        let box = try decoder.singleValueContainer()
        if box.decodeNil() {
            self = .null
        } else if let value = try? box.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? box.decode(Int64.self) {
            self = .number(Number(value))
        } else if let value = try? box.decode(UInt64.self) {
            self = .number(Number(value))
        } else if let value = try? box.decode(Double.self), let number = Number(value) {
            self = .number(number)
        } else {
            self = .string(try box.decode(String.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        if let own = encoder as? ValueEncoder {
            own.frame.put(self)
            return
        }
        switch self {
        case .object(let object):
            var box = encoder.container(keyedBy: Place.self)
            for (key, value) in object { try box.encode(value, forKey: Place(stringValue: key)) }
        case .array(let elements):
            var list = encoder.unkeyedContainer()
            for element in elements { try list.encode(element) }
        case .null:
            var box = encoder.singleValueContainer()
            try box.encodeNil()
        case .bool(let value): try value.encode(to: encoder)
        case .string(let text): try text.encode(to: encoder)
        case .number(let number):
            if let value = number.integer(as: Int64.self) {
                try value.encode(to: encoder)
            } else if let value = number.integer(as: UInt64.self) {
                try value.encode(to: encoder)
            } else if let value = number.double {
                try value.encode(to: encoder)
            } else {
                throw EncodingError.invalidValue(
                    number, .init(codingPath: encoder.codingPath, debugDescription: "beyond every number"))
            }
        }
    }
}
