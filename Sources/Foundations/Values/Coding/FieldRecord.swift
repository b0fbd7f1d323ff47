import Faults

/// Which members of which objects a strict decoding was asked for. Confined to one decoding.
final class FieldRecord {
    private var asked: [Int: Set<String>] = [:]
    /// Objects whose names somebody listed: all of them are known.
    private var listed: Set<Int> = []

    func note(object: Int) { asked[object, default: []] = asked[object, default: []] }
    func note(object: Int, name: String) { asked[object, default: []].insert(name) }
    func noteAll(object: Int) { listed.insert(object) }

    /// A problem for each member that was never asked for, in the order of the text.
    func unknownFields(in tape: Tape) -> [Fault.Problem] {
        var found: [Fault.Problem] = []
        for (object, names) in asked.sorted(by: { $0.key < $1.key }) where !listed.contains(object) {
            var place: JSONPointer?
            var index = object + 2
            while index < tape.next(object) {
                let name = tape.string(index)
                if !names.contains(name) {
                    let here = place ?? JSONPointer(tape.path(to: object).map(\.name))
                    place = here
                    found.append(.init(here.appending(name).description, "this field is not known"))
                }
                index = tape.next(index + 1)
            }
        }
        return found
    }
}
