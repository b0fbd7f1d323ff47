import Faults
import Schemas
import Values

/// An operation with its types erased, as a face projects it. Each context's API lists its own once.
public struct Offered: Sendable {
    public let contract: Contract
    /// One sentence, from the type's documentation comment.
    public let help: String
    public let request: Schema.Object
    public let answer: Schema
    /// For a job, what it comes to.
    public let result: Schema?
    /// JSON in, JSON out. Unknown fields are refused, all at once.
    public let call: @Sendable ([UInt8], Scope) async throws(Fault) -> [UInt8]
    /// For a stream: JSON elements, each with its cursor.
    public let follow: Follow?

    public typealias Follow =
        @Sendable ([UInt8], Scope) async throws(Fault) -> AsyncThrowingStream<(String, [UInt8]), any Error>

    public static func operation<O: Operation>(_: O.Type) -> Offered {
        erase(O.self, result: nil, follow: nil)
    }

    public static func job<J: Job>(_: J.Type) -> Offered {
        erase(J.self, result: J.Output.schema, follow: nil)
    }

    public static func stream<S: StreamOperation>(_: S.Type) -> Offered {
        let follow: Follow = { (payload, scope) async throws(Fault) in
            let request = try RequestCheck.decode(S.self, from: payload, schema: S.schema)
            let source = Iterating(try await scope.follow(request))
            return AsyncThrowingStream {
                guard let next = try await source.next() else { return nil }
                return (next.cursor, try JSONCoding.encode(next.element))
            }
        }
        return erase(S.self, result: nil, follow: follow)
    }

    private static func erase<E: Exchange>(_: E.Type, result: Schema?, follow: Follow?) -> Offered {
        let call: @Sendable ([UInt8], Scope) async throws(Fault) -> [UInt8] = {
            (payload, scope) async throws(Fault) in
            let request = try RequestCheck.decode(E.self, from: payload, schema: E.schema)
            return try JSONCoding.encode(try await scope.node.answer(request, in: scope))
        }
        guard let request = E.schema.object else {
            preconditionFailure("\(E.contract.name) is not described by an object")
        }
        return Offered(
            contract: E.contract, help: E.help, request: request, answer: E.Answer.schema, result: result,
            call: call, follow: follow)
    }
}
