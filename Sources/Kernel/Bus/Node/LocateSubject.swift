import Faults
import Schemas

/// Asks the context that owns a kind of thing where one of them lives. Never routed by a face.
@Operation
struct LocateSubject: Operation {
    /// Absent when there is no such thing in the tenant.
    struct Place: Codable, Sendable, Described {
        let location: Location?
        static var schema: Schema { .any }
    }
    typealias Output = Place
    static let contract = Contract.query("bus.locate", nil, needs: .open("asked by the door only"))

    let kind: String
    let id: String

    var destination: String { "locate." + kind }
}

extension Location: Described {
    public static var schema: Schema { .any }
}
