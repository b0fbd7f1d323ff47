/// One step of a procedure: what to do, up to four operands, and where to go when there is no result.
struct Instruction {
    enum Operation: UInt16 {
        // Values: a <- …
        case constant, move, input, base, undefined
        /// a <- b[constant c], a <- b[register c]
        case member, element
        /// As `member`, or for a number what its text names.
        case memberOrName
        /// a <- the value of rule b; a <- the document at tree node b under the path in c (list)
        case rule, document
        /// a <- the keys under the document at tree node b and the path in c (list)
        case documentKeys
        /// a <- function b of registers from c
        case call
        /// a <- built-in b of registers from c; d arguments
        case builtIn
        /// a <- one of registers from b, c of them
        case array, set, object
        // Tests
        /// a == b; a != b; …
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
        /// a == constant b; a[constant c] == constant b; a[constant c] == b
        case equalConstant, memberEqualsConstant, memberEquals
        case isTrue, isArray, isObject, isMemberOf
        // Arithmetic: a <- b … c
        case plus, minus
        // Loops: a, a+1 hold the state
        case scan, next
        // Flow
        case jump, finish, finishChecked
        case addToSet, addAtPath, addToSetAtPath, addBinding
        // Comprehensions: the builder's number in a
        case begin, append, insert, insertMember, endArray, endSet, endObject
        case enter, leave, text, endText
        case mark, explainBegin, explainEnd
    }

    var operation: Operation
    var d: UInt16 = 0
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
    var fail: Int32 = 0
}
