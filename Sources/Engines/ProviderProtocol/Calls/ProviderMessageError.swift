import Codecs

/// Bytes from a provider that are not what the protocol says.
public struct ProviderMessageError: Error, Equatable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}

extension ProtobufReader {
    mutating func nextField() throws(ProviderMessageError) -> Field? {
        do throws(Malformed) { return try next() } catch {
            throw ProviderMessageError("the provider's message can't be read: \(error)")
        }
    }
}
