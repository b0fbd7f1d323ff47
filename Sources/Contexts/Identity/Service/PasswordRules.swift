import Faults

/// What a password must be. Length matters most; what everybody tries first, and what has been lost
/// elsewhere, is refused whatever its length (NIST SP 800-63B, 5.1.1.2).
public struct PasswordRules: Sendable {
    /// Characters; never fewer than 8.
    public let least: Int
    let breached: BreachList?

    public init(least: Int = 12, breached: BreachList? = nil) {
        self.least = max(8, least)
        self.breached = breached
    }

    /// `about` are words that a guesser knows of the user: name, address, tenant.
    ///
    /// Faults: `identity.bad_password` with what is wrong; `identity.breach_list` when the list can't be
    /// read.
    func check(_ password: String, about: [String]) async throws(Fault) {
        if let problem = try await problem(of: password, about) {
            throw Fault(
                .invalid, "identity.bad_password", "This password will not do: \(problem).",
                problems: [.init("/password", problem)])
        }
    }

    private func problem(of password: String, _ about: [String]) async throws(Fault) -> String? {
        guard password.count >= least, password.utf8.count <= 200 else {
            return "\(least) to 200 characters were expected"
        }
        guard Set(password).count >= 5 else { return "it repeats too few characters" }
        guard !Self.isSequence(password) else { return "it is a sequence that everybody tries" }
        let plain = password.lowercased()
        for word in about.flatMap(Self.words) where plain.contains(word) {
            return "it has “\(word)”, which is known of you"
        }
        if let breached, try await breached.contains(password) {
            return "it is among passwords that were lost elsewhere"
        }
        return nil
    }

    /// Parts of at least four letters.
    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.count >= 4 }
    }

    /// Each character one more, or one less, than the one before.
    private static func isSequence(_ password: String) -> Bool {
        let numbers = password.unicodeScalars.map { Int($0.value) }
        let steps = Set(zip(numbers, numbers.dropFirst()).map { $1 - $0 })
        return steps == [1] || steps == [-1]
    }
}
