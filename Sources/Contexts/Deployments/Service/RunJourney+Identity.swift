import Bus
import Faults
import TenantsAPI

/// The token by which a run proves to its cloud what it is.
extension RunJourney {
    /// Within the run's own directory, which nobody but the server's user may look into.
    static let tokenFile = ".plumb-identity"
    /// Longer than the command may take, for the clocks of others.
    private static let margin = 300

    /// Nil for commands that ask no cloud.
    static func phase(of arguments: [String]) -> RunPhase? {
        switch arguments.first {
        case "plan": arguments.contains("-refresh-only") ? .scan : .plan
        case "apply": .apply
        default: nil
        }
    }

    /// Puts a fresh token where the provider looks for it, good for as long as the command may take: what a
    /// run waits for, such as an approval, makes no token old.
    func giveToken(for phase: RunPhase, _ equipment: Equipment, within span: Duration) async throws(Fault) {
        guard equipment.settings.tokenFile != nil else { return }
        let seconds = Int(span.components.seconds) + Self.margin
        let given = try await scope.call(
            RenewRunToken(
                workspace: equipment.settings.workspace.id, phase: phase, run: id.text, seconds: seconds))
        log.hideToo([given.token])
        try equipment.terraform.place(Self.tokenFile, Array(given.token.utf8))
    }
}
