import HCL
import Values

/// What expressions go back to: the attributes of resources that they refer to, themselves or through
/// variables, locals and outputs; or, on the whole trail, through other resources too.
struct ReferenceTrail {
    /// An object somewhere in the tree of module instances that something refers to.
    private struct Link: Hashable {
        /// As an address has them: `module.net["a"]`; without a key where none is told.
        let modules: [String]
        let reference: Reference

        var path: [String] { modules.map { step in String(step.dropFirst(7).prefix { $0 != "[" }) } }
        var prefix: String { modules.map { $0 + "." }.joined() }
        var text: String { prefix + reference.addressText }
    }

    private let configuration: Configuration
    private var open: [Link] = []
    private var seen: Set<String> = []
    private var found: [String: JSON] = [:]

    /// How many references are followed at most; what is beyond is not told.
    private static let bound = 100_000

    /// The resources on the way, as states name what an object depends on.
    private(set) var resources: Set<String> = []
    /// Whether of a resource all is followed, and not just the attribute that something refers to.
    private let isWhole: Bool

    /// The attributes, by resource and path.
    var json: [JSON] { found.sorted { $0.key < $1.key }.map(\.value) }

    /// Of changed resources, and of outputs by the modules' instances.
    init(
        _ configuration: Configuration, changed: [InstanceAddress],
        outputs: [(modules: [String], names: [String])]
    ) {
        self.configuration = configuration
        isWhole = false
        for address in changed {
            let path = address.modules.map { step in String(step.dropFirst(7).prefix { $0 != "[" }) }
            guard
                let resource = configuration.modules[path]?.resources.first(where: {
                    $0.address == address.resource
                })
            else { continue }
            follow(Self.references(resource), in: address.modules)
        }
        for (modules, names) in outputs {
            let path = modules.map { step in String(step.dropFirst(7).prefix { $0 != "[" }) }
            for output in configuration.modules[path]?.outputs ?? [] where names.contains(output.name) {
                follow(output.value?.variables ?? [], in: modules)
            }
        }
        while let link = open.popLast() { visit(link) }
    }

    /// All that one resource goes back to, its `depends_on` among it.
    init(_ configuration: Configuration, from address: InstanceAddress) {
        self.configuration = configuration
        isWhole = true
        let path = address.modules.map { step in String(step.dropFirst(7).prefix { $0 != "[" }) }
        let resources = configuration.modules[path]?.resources ?? []
        guard let resource = resources.first(where: { $0.address == address.resource }) else { return }
        follow(Self.references(resource) + resource.dependsOn, in: address.modules)
        while let link = open.popLast() { visit(link) }
    }

    private mutating func follow(_ references: [Reference], in modules: [String]) {
        for reference in references where seen.count < Self.bound {
            let link = Link(modules: modules, reference: reference)
            if seen.insert(link.text).inserted { open.append(link) }
        }
    }

    private mutating func visit(_ link: Link) {
        guard let module = configuration.modules[link.path] else { return }
        let names = link.reference.names
        switch link.reference.root {
        case "local":
            guard let local = module.locals.first(where: { $0.name == names.first }) else { return }
            follow(local.value.variables, in: link.modules)
        case "var":
            guard let name = names.first, let call = link.path.last,
                let caller = configuration.modules[link.path.dropLast()]?.calls.first(where: {
                    $0.name == call
                }), let argument = caller.arguments[name]
            else { return }
            follow(argument.variables, in: link.modules.dropLast())
        case "module": output(link)
        case "path", "terraform", "each", "count", "self": break
        case let root:
            let length = root == "data" || root == "ephemeral" ? 2 : 1
            guard names.count >= length else { return }
            resource(link, length, module)
        }
    }

    private mutating func output(_ link: Link) {
        guard case .name(let call)? = link.reference.parts.first else { return }
        var rest = link.reference.parts.dropFirst()
        var step = "module." + call
        if let part = rest.first, case .key = part {
            step += Reference.text(part)
            rest = rest.dropFirst()
        }
        let inner = link.modules + [step]
        let outputs = configuration.modules[link.path + [call]]?.outputs ?? []
        var name: String?
        if case .name(let given)? = rest.first { name = given }
        for output in outputs where name == nil || output.name == name {
            follow(output.value?.variables ?? [], in: inner)
        }
    }

    private mutating func resource(_ link: Link, _ length: Int, _ module: Module) {
        let reference = link.reference
        let address = ([reference.root] + reference.names.prefix(length)).joined(separator: ".")
        guard let resource = module.resources.first(where: { $0.address == address }) else { return }
        var rest = reference.parts.dropFirst(length)
        var key = ""
        if let part = rest.first, case .key = part {
            key = Reference.text(part)
            rest = rest.dropFirst()
        }
        let path = rest.compactMap { part -> JSON? in
            switch part {
            case .name(let name): .string(name)
            case .key(let key): key.knownDocument
            }
        }
        let shown = link.prefix + address + key
        found[shown + "\u{0}" + JSON.array(path).text] = [
            "resource": .string(shown), "attribute": .array(path),
        ]
        resources.insert(link.path.map { "module.\($0)." }.joined() + address)
        // An attribute is where a trail of attributes ends.
        if isWhole { follow(Self.references(resource) + resource.dependsOn, in: link.modules) }
    }

    /// Of all arguments, and of what says how many there are.
    private static func references(_ resource: Module.Resource) -> [Reference] {
        let skipped = Module.Resource.meta.union(Module.Resource.metaBlocks)
        return (resource.count?.variables ?? []) + (resource.forEach?.variables ?? [])
            + references(resource.body, skipped)
    }

    private static func references(_ body: Body, _ skipped: Set<String>) -> [Reference] {
        let (attributes, blocks) = body.everything()
        return attributes.filter { !skipped.contains($0.name) }.flatMap(\.expression.variables)
            + blocks.filter { !skipped.contains($0.type) }.flatMap { references($0.body, []) }
    }
}
