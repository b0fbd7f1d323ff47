import HCL
import Values

/// What happens to each resource instance, decided while a configuration is evaluated.
final class InstancePlanner {
    /// One instance's part of a plan.
    struct Change {
        let address: InstanceAddress
        var previous: InstanceAddress?
        let source: String
        let actions: [String]
        var reason: String?
        let before: Value?
        let planned: Value?
        var deposed: String?
        var identity: JSON?
        var replacing: [JSON] = []
        /// As `planned_values` has it.
        var after: ModuleTree.Item?

        var json: JSON {
            // Where nothing is unknown, not even the objects are told of.
            let unknown = planned.map { $0.isWhollyKnown ? [:] : $0.unknownDocument } ?? [:]
            var change: JSON = [
                "actions": .array(actions.map(JSON.string)), "before": before?.knownDocument ?? .null,
                "after": planned?.knownDocument ?? .null, "after_unknown": unknown,
                "before_sensitive": before?.sensitiveDocument ?? false,
                "after_sensitive": planned?.sensitiveDocument ?? false,
            ]
            if !replacing.isEmpty { change["replace_paths"] = .array(replacing) }
            if let identity {
                change["before_identity"] = identity
                // One that is made anew has yet to get its own.
                if planned != nil, !actions.contains("create") { change["after_identity"] = identity }
            }
            var out: JSON = [
                "address": .string(address.text), "mode": address.isData ? "data" : "managed",
                "type": .string(address.type), "name": .string(address.name),
                "provider_name": .string(source), "change": change,
            ]
            if let index = address.index { out["index"] = index }
            if !address.modules.isEmpty { out["module_address"] = .string(address.module) }
            if let deposed { out["deposed"] = .string(deposed) }
            if let previous { out["previous_address"] = .string(previous.text) }
            if let reason { out["action_reason"] = .string(reason) }
            return out
        }
    }

    private let configuration: Configuration
    private let provider: PlanProjection.Provider
    let purpose: PlanProjection.Purpose
    private var recorded: [InstanceAddress: RecordedObject] = [:]
    /// Left over from replacements that did not come to their end.
    private var deposed: [RecordedObject] = []
    private(set) var drift: [Change] = []
    private var decided: [InstanceAddress: Change] = [:]

    init(
        _ recorded: [RecordedObject], _ configuration: Configuration, _ provider: PlanProjection.Provider,
        _ purpose: PlanProjection.Purpose
    ) {
        self.purpose = purpose
        self.configuration = configuration
        self.provider = provider
        for var object in recorded {
            let moved = configuration.moved(object.address)
            if moved != object.address {
                object.previous = object.address
                object.address = moved
            }
            let now = provider.refresh(object.address.type, object.value)
            object.identity = provider.identity(object.address.type, now) ?? object.identity
            if object.deposed != nil {
                object.value = now
                if !now.isNull { deposed.append(object) }
                continue
            }
            // A plan that only refreshes has no other place to tell of a move.
            let isMoved = purpose == .refresh && object.previous != nil
            if now != object.value || isMoved {
                let action = now.isNull ? "delete" : now == object.value ? "no-op" : "update"
                drift.append(
                    Change(
                        address: object.address, previous: object.previous, source: object.source,
                        actions: [action], before: object.value,
                        planned: now.isNull ? nil : now, identity: object.identity))
            }
            object.value = now
            if !now.isNull { self.recorded[object.address] = object }
        }
    }

    /// The state after refreshing.
    var refreshed: [ModuleTree.Item] { recorded.values.map(\.item) + deposed.map(\.item) }

    /// The planned object of one instance.
    func plan(
        _ text: String, _ resource: Module.Resource, _ schema: BlockSchema?, _ configured: Value,
        _ source: ProviderSource, version: Int
    ) -> Value {
        let fresh = schema?.planned(configured) ?? configured
        guard resource.mode == .managed, let address = InstanceAddress(text) else { return fresh }
        let old = take(address)
        switch purpose {
        case .change: break
        // What there is stays, and what there is not is not made.
        case .refresh: return old?.value ?? fresh
        case .destruction:
            if let old { end(old, nil) }
            return old?.value ?? fresh
        }
        guard let old else {
            let request = PlanProjection.Provider.Request(
                type: resource.type, prior: .dynamicNull, configured: configured, proposed: fresh)
            let planned = provider.plan(request).planned
            decide(address, nil, source, version, ["create"], nil, planned)
            return planned
        }
        if old.isTainted {
            let planned = provider.plan(
                .init(type: resource.type, prior: .dynamicNull, configured: configured, proposed: fresh)
            ).planned
            decide(
                address, old, source, version, resource.replacement, "replace_because_tainted", planned)
            return planned
        }
        let proposed = schema?.proposed(configured, over: old.value) ?? configured
        var (planned, replacing) = provider.plan(
            .init(type: resource.type, prior: old.value, configured: configured, proposed: proposed))
        let isSame = planned.isWhollyKnown && planned.deeplyUnmarked == old.value.deeplyUnmarked
        if !replacing.isEmpty, !isSame {
            planned =
                provider.plan(
                    .init(type: resource.type, prior: .dynamicNull, configured: configured, proposed: fresh)
                ).planned
            decide(
                address, old, source, version, resource.replacement, "replace_because_cannot_update", planned)
            decided[address]?.replacing = replacing
        } else {
            replacing = []
            decide(address, old, source, version, [isSame ? "no-op" : "update"], nil, planned)
        }
        return planned
    }

    private func end(_ object: RecordedObject, _ reason: String?) {
        decided[object.address] = Change(
            address: object.address, previous: object.previous, source: object.source, actions: ["delete"],
            reason: reason, before: object.value, planned: nil, identity: object.identity)
    }

    private func decide(
        _ address: InstanceAddress, _ old: RecordedObject?, _ source: ProviderSource, _ version: Int,
        _ actions: [String], _ reason: String?, _ planned: Value
    ) {
        decided[address] = Change(
            address: address, previous: old?.previous, source: source.description, actions: actions,
            reason: reason, before: old?.value, planned: planned, identity: old?.identity,
            after: ModuleTree.Item(
                address: address, source: source.description, version: version, value: planned))
    }

    /// The object that was at an address; one without a key is taken for the first of `count`, and back.
    private func take(_ address: InstanceAddress) -> RecordedObject? {
        if let object = recorded[address] { return object }
        let other = address.key == "[0]" ? "" : address.key.isEmpty ? "[0]" : nil
        guard let other, let old = InstanceAddress(String(address.text.dropLast(address.key.count)) + other),
            var object = recorded.removeValue(forKey: old)
        else { return nil }
        object.previous = object.previous ?? old
        object.address = address
        recorded[address] = object
        return object
    }

    /// All that was decided, and the end of what the configuration no longer has.
    func changes(_ evaluation: Evaluation) -> [Change] {
        if purpose == .refresh { return [] }
        for object in recorded.values where decided[object.address] == nil && !object.address.isData {
            end(object, configuration.reason(without: object.address))
        }
        var all = Array(decided.values)
        for object in deposed {
            all.append(
                Change(
                    address: object.address, source: object.source, actions: ["delete"],
                    before: object.value, planned: nil, deposed: object.deposed, identity: object.identity))
        }
        for instance in evaluation.instances where instance.mode == .data && purpose == .change {
            guard let address = InstanceAddress(instance.address) else { continue }
            let source = configuration.source(of: address)?.description ?? ""
            all.append(
                Change(
                    address: address, source: source, actions: ["read"],
                    reason: instance.arguments.isWhollyKnown ? nil : "read_because_config_unknown",
                    before: nil, planned: instance.planned,
                    after: ModuleTree.Item(
                        address: address, source: source, version: 0, value: instance.planned)))
        }
        return all.sorted { ($0.address, $0.deposed ?? "") < ($1.address, $1.deposed ?? "") }
    }
}

extension Module.Resource {
    fileprivate var replacement: [String] {
        createsBeforeDestroy ? ["create", "delete"] : ["delete", "create"]
    }
}
