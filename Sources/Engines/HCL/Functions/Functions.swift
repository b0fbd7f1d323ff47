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

/// What a function gives may have this many elements or bytes, so that no call exhausts the memory.
package let resultBound = 16 << 20

package func checkSize(_ size: Int) throws {
    if size > resultBound {
        throw Failure("the result would be too large: at most \(resultBound) are allowed")
    }
}
