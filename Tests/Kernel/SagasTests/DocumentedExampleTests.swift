import Bus
import KernelTesting
import Sagas
import Testing
import Vocabulary

/// What the module's page shows, to the line.
@Suite("The page of Sagas") struct DocumentedExampleTests {
    @Test("shows what runs") func example() async throws {
        let bakery = try await Bakery(Scratch(), .next(), .init())
        let ticket = try await bakery.scope.start(Bake(loaves: 3))
        await bakery.sagas.wait(for: ticket.job)
        let status = try await bakery.scope.call(GetJob(job: ticket.job))
        #expect(status.state == .completed && status.steps == Bakery.steps)
    }
}
