public import Values

/// A resource as a state or a listing tells of it.
public struct RecordedResource: Sendable, Equatable {
    public let type: String
    public let id: String
    public let attributes: JSON

    public init(_ type: String, _ id: String, _ attributes: JSON = [:]) {
        (self.type, self.id, self.attributes) = (type, id, attributes)
    }

    public var key: Coverage.Key { .init(type, id) }

    func text(_ name: String) -> String? {
        attributes[name]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
    }

    func blocks(_ name: String) -> [JSON] { attributes[name]?.arrayValue ?? [] }

    func texts(_ name: String) -> [String] { blocks(name).compactMap(\.stringValue) }
}

extension [RecordedResource] {
    /// With what is written within each, and with what comes along where it exists, but for what is recorded
    /// by itself. A cluster's member is told by the kind of thing that it is where one of that kind exists.
    public func withBrought(existing: [RecordedResource] = []) -> [RecordedResource] {
        var taken = Set(map(\.key))
        let there = Set(existing.map(\.key))
        var out: [RecordedResource] = []
        for resource in self {
            let member = resource.memberKind.map { RecordedResource($0, resource.id, resource.attributes) }
            out.append(member.flatMap { there.contains($0.key) ? $0 : nil } ?? resource)
            for part in resource.written where taken.insert(part.key).inserted { out.append(part) }
            for part in resource.comingAlong where part.type != resource.memberKind {
                if there.contains(part.key), taken.insert(part.key).inserted { out.append(part) }
            }
        }
        return out
    }
}
