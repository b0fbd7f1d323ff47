/// The functions that any configuration language on this engine may use; each has the name that
/// Terraform's language gives it.
public enum Functions {
    /// All of them.
    public static let all: [String: Function] = [
        strings, numbers, collections, sequences, sets, encodings, formatting, patterns, logic, dates,
    ].reduce(into: [:]) { $0.merge($1) { $1 } }
}

typealias Failure = Function.Failure
typealias Parameter = Function.Parameter

extension Value {
    /// As the body of a function may take it: the parameter's type says that it is one.
    package var text: String { stringValue ?? "" }
    package var amount: Number { numberValue ?? .int(0) }
    package var items: [Value] { elements ?? [] }

    package func whole(_ place: Int? = nil) throws -> Int {
        guard let int = amount.int else {
            throw Failure(
                amount.isWhole ? "the number is too large" : "a whole number is required", argument: place)
        }
        return int
    }
}

func string(_ name: String, _ allow: String = "") -> Parameter { Parameter(name, .string, allow) }
func number(_ name: String, _ allow: String = "") -> Parameter { Parameter(name, .number, allow) }
func any(_ name: String, _ allow: String = "") -> Parameter { Parameter(name, .dynamic, allow) }

/// A text that is computed may have this many bytes, so that none exhausts the memory.
package let resultBound = 16 << 20
/// A collection that is computed may have this many elements.
package let elementBound = 1 << 20

/// A value that is computed may be this many values in all, 64 bytes of text counted as one: one that holds
/// itself twice, again and again, is small in memory and without end to any walk.
package let weightBound: UInt32 = 1 << 22

package func checkWeight(_ value: Value) throws {
    if value.weight > weightBound {
        throw Failure("the result would be too large: at most \(weightBound) values are allowed in all")
    }
}

package func checkCount(_ count: Int) throws {
    if count > elementBound {
        throw Failure("the result would be too large: at most \(elementBound) elements are allowed")
    }
}

package func checkSize(_ size: Int) throws {
    if size > resultBound {
        throw Failure("the result would be too large: at most \(resultBound) bytes are allowed")
    }
}
