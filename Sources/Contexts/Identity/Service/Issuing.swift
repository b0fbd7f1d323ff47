/// How tokens for clouds are issued.
public struct Issuing: Sendable {
    /// The public address of this server, which goes into every token.
    let issuer: @Sendable () -> String
    /// How long a key signs.
    let keySpan: Duration
    /// How long a key is published at least before it signs: longer than anybody keeps the published ones.
    let lead: Duration

    public init(
        issuer: @escaping @Sendable () -> String, keySpan: Duration = .seconds(90 * 86_400),
        lead: Duration = .seconds(900)
    ) {
        self.issuer = {
            let address = issuer()
            return address.hasSuffix("/") ? String(address.dropLast()) : address
        }
        self.keySpan = keySpan
        self.lead = lead
    }
}
