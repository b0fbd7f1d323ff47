import Faults
import Testing

@Suite("Fault")
struct FaultTests {
    @Test("a fault passes through, a cancelled task is told as cancelled, a stranger is kept in the note")
    func translation() async {
        let mine = Fault(.missing, "x.y", "No such thing.")
        #expect(Fault.from(mine, "z") == mine)
        #expect(Fault.from(CancellationError(), "z").kind == .cancelled)
        struct Odd: Error {}
        let odd = Fault.from(Odd(), "z.odd")
        #expect(odd.kind == .broken && odd.note == "Odd()" && !odd.message.contains("Odd"))
    }

    @Test("every kind has an error status and a failing exit code", arguments: Fault.Kind.allCases)
    func faces(kind: Fault.Kind) {
        #expect((400...599).contains(kind.httpStatus))
        #expect(kind.exitCode > 2)
    }
}
