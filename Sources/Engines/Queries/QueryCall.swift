import Faults
import Values

/// A call of a function with its values.
struct QueryCall {
    let function: QueryFunction
    let at: Int

    func unfit(_ place: Int, _ wanted: String) -> Fault {
        Fault(
            .invalid, "query.type",
            "The query's \(function.rawValue) at byte \(at) wants \(wanted) as its argument \(place + 1).")
    }

    func result(_ arguments: [JSON]) throws(Fault) -> JSON {
        switch function {
        case .abs, .ceil, .floor: return try rounded(arguments)
        case .avg, .sum: return try summed(arguments)
        case .contains, .endsWith, .startsWith: return try found(arguments)
        case .join:
            let glue = try text(arguments, 0)
            var parts: [String] = []
            for element in try list(arguments, 1) {
                guard case .string(let part) = element else { throw unfit(1, "a list of texts") }
                parts.append(part)
            }
            return .string(parts.joined(separator: glue))
        case .keys: return .array(try object(arguments, 0).keys.map(JSON.string))
        case .values: return .array(try object(arguments, 0).values)
        case .length:
            switch arguments[0] {
            case .string(let text): return JSON(text.unicodeScalars.count)
            case .array(let elements): return JSON(elements.count)
            case .object(let members): return JSON(members.count)
            default: throw unfit(0, "a text, a list or an object")
            }
        case .max, .min, .sort:
            let elements = try list(arguments, 0)
            return try ordered(elements, by: elements)
        case .merge:
            var out = JSON.Object()
            for place in arguments.indices {
                for (key, value) in try object(arguments, place) { out[key] = value }
            }
            return .object(out)
        case .notNull: return .null
        case .reverse:
            switch arguments[0] {
            case .string(let text):
                var out = String.UnicodeScalarView()
                out.append(contentsOf: text.unicodeScalars.reversed())
                return .string(String(out))
            case .array(let elements): return .array(elements.reversed())
            default: throw unfit(0, "a text or a list")
            }
        case .toArray: return arguments[0].arrayValue == nil ? .array(arguments) : arguments[0]
        case .toString: return .string(arguments[0].stringValue ?? arguments[0].text)
        case .toNumber:
            switch arguments[0] {
            case .number: return arguments[0]
            case .string(let text): return JSON.Number(text).map(JSON.number) ?? .null
            default: return .null
            }
        case .type: return .string(arguments[0].nameForQueries)
        case .map, .maxBy, .minBy, .sortBy: throw unfit(function.referencePlace ?? 0, "an expression")
        }
    }

    // MARK: - Arguments

    func list(_ arguments: [JSON], _ place: Int) throws(Fault) -> [JSON] {
        // An expression among the arguments is none of the values.
        let index = function.referencePlace.map { $0 < place ? place - 1 : place } ?? place
        guard case .array(let elements) = arguments[index] else { throw unfit(place, "a list") }
        return elements
    }

    private func object(_ arguments: [JSON], _ place: Int) throws(Fault) -> JSON.Object {
        guard case .object(let members) = arguments[place] else { throw unfit(place, "an object") }
        return members
    }

    private func text(_ arguments: [JSON], _ place: Int) throws(Fault) -> String {
        guard case .string(let text) = arguments[place] else { throw unfit(place, "a text") }
        return text
    }

    private func number(_ value: JSON, _ place: Int, _ wanted: String) throws(Fault) -> Double {
        guard let number = value.doubleValue else { throw unfit(place, wanted) }
        return number
    }

    // MARK: - Numbers and texts

    private func told(_ number: Double) throws(Fault) -> JSON {
        guard let json = JSON(number) else {
            throw Fault(
                .invalid, "query.value",
                "The query's \(function.rawValue) at byte \(at) leads beyond all numbers.")
        }
        return json
    }

    private func rounded(_ arguments: [JSON]) throws(Fault) -> JSON {
        let number = try number(arguments[0], 0, "a number")
        return try told(
            function == .abs
                ? number.magnitude : number.rounded(function == .ceil ? .up : .down))
    }

    private func summed(_ arguments: [JSON]) throws(Fault) -> JSON {
        let elements = try list(arguments, 0)
        var sum = 0.0
        for element in elements { sum += try number(element, 0, "a list of numbers") }
        guard function == .avg else { return try told(sum) }
        return elements.isEmpty ? .null : try told(sum / Double(elements.count))
    }

    private func found(_ arguments: [JSON]) throws(Fault) -> JSON {
        if function == .contains, case .array(let elements) = arguments[0] {
            return .bool(elements.contains { $0.isSameForQueries(as: arguments[1]) })
        }
        guard case .string(let text) = arguments[0] else {
            throw unfit(0, function == .contains ? "a text or a list" : "a text")
        }
        guard case .string(let part) = arguments[1] else {
            // A text holds nothing but texts.
            if function == .contains { return false }
            throw unfit(1, "a text")
        }
        let (whole, piece) = (Array(text.utf8), Array(part.utf8))
        return switch function {
        case .startsWith: .bool(whole.starts(with: piece))
        case .endsWith: .bool(whole.reversed().starts(with: piece.reversed()))
        default: .bool(whole.firstRange(of: piece) != nil || piece.isEmpty)
        }
    }

    // MARK: - Order

    /// Sorted, the greatest or the least by keys that are all numbers or all texts; equal ones keep their
    /// order.
    func ordered(_ elements: [JSON], by keys: [JSON]) throws(Fault) -> JSON {
        let isText = keys.first?.stringValue != nil
        for key in keys where (isText ? key.stringValue == nil : key.doubleValue == nil) {
            throw unfit(0, "numbers alone or texts alone")
        }
        let texts = isText ? keys.map { Array(($0.stringValue ?? "").utf8) } : []
        let numbers = isText ? [] : keys.map { $0.doubleValue ?? 0 }
        func isBefore(_ x: Int, _ y: Int) -> Bool {
            isText ? texts[x].lexicographicallyPrecedes(texts[y]) : numbers[x] < numbers[y]
        }
        switch function {
        case .max, .maxBy: return elements.indices.max(by: isBefore).map { elements[$0] } ?? .null
        case .min, .minBy: return elements.indices.min(by: isBefore).map { elements[$0] } ?? .null
        default:
            return .array(
                elements.indices.sorted { isBefore($0, $1) || (!isBefore($1, $0) && $0 < $1) }
                    .map { elements[$0] })
        }
    }
}
