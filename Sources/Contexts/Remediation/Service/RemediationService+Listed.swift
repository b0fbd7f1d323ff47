import Bus
import Faults
import GoogleAssets
import InventoryAPI
import ProvidersAPI
import Rendering
import TerraformLanguage
import Values
import Vocabulary

extension RemediationService {
    /// What is written of objects, in their order: by what their provider reads of them, and for things of
    /// Google's that it does not read, by what their listing tells.
    func drafts(
        of members: [Candidate], _ provider: ConfiguredProviders.Known, _ workspace: WorkspaceID,
        _ scope: Scope
    ) async throws(Fault) -> [AdoptableObject] {
        let names = members.map { ObjectName(type: $0.type, id: $0.importID) }
        var drafts: [AdoptableObject]
        do throws(Fault) {
            drafts = try await scope.call(
                AdoptObjects(workspace: workspace, provider: ProviderArguments(provider), objects: names)
            ).objects
        } catch {
            let isListed = members.contains { $0.asset != nil && $0.type.hasPrefix("google_") }
            guard isListed, error.kind != .cancelled else { throw error }
            drafts = names.map {
                AdoptableObject(name: $0, body: nil, ignored: [], handles: [:], reason: error.message)
            }
        }
        let unread = zip(members, drafts).compactMap { member, draft in
            draft.body == nil && member.type.hasPrefix("google_") ? member.asset : nil
        }
        guard !unread.isEmpty else { return drafts }
        let contents = try await scope.call(ReadContents(assets: unread)).items
        let home = provider.arguments["project"]?.stringValue
        let shapes = try await shapes(of: Set(members.map(\.type)), scope)
        return zip(members, drafts).map { member, draft in
            guard draft.body == nil, let content = contents.first(where: { $0.asset == member.asset }) else {
                return draft
            }
            return Self.draft(content, draft, home: home, shape: shapes[member.type]) ?? draft
        }
    }

    /// Of the types whose schema can be had here.
    private func shapes(of types: Set<String>, _ scope: Scope) async throws(Fault) -> [String: ResourceShape]
    {
        let told = try await scope.call(DescribeTypes(provider: "google", types: types.sorted())).shapes
        var out: [String: ResourceShape] = [:]
        for (type, shape) in told {
            out[type] = try JSONCoding.decode(ResourceShape.self, from: shape.bytes())
        }
        return out
    }

    /// Nil where the table has no row of the type that is asked for. The project is left out where the
    /// provider has it, and what the type does not take where its shape is known.
    static func draft(
        _ content: AssetContent, _ unread: AdoptableObject, home: String?, shape: ResourceShape? = nil
    ) -> AdoptableObject? {
        let written = GoogleResource.all(
            name: content.name, type: content.type, content: content.content, isOpen: shape != nil)
        guard let resource = written.first(where: { $0.type == unread.name.type }) else { return nil }
        var body = resource.body
        if let home, body["arguments"]?["project"] == .string(home) { body["arguments"]?["project"] = nil }
        if let shape { body = shape.fitting(body) }
        return AdoptableObject(
            name: unread.name, body: body, ignored: resource.untold, handles: [:], reason: nil)
    }
}
