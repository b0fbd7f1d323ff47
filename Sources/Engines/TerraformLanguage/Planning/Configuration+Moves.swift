import HCL

extension Configuration {
    private func path(_ address: InstanceAddress) -> [String] {
        address.modules.map { step in String(step.dropFirst(7).prefix { $0 != "[" }) }
    }

    private func resource(_ address: InstanceAddress) -> Module.Resource? {
        modules[path(address)]?.resources.first { $0.address == address.resource }
    }

    func source(of address: InstanceAddress) -> ProviderSource? {
        guard let module = modules[path(address)], let resource = resource(address) else { return nil }
        return module.provider(of: resource)
    }

    /// Where `moved` blocks put what stands at an address; of chains, their end.
    func moved(_ address: InstanceAddress) -> InstanceAddress {
        var text = address.text
        var seen: Set<String> = [text]
        var isOpen = true
        while isOpen {
            isOpen = false
            for (path, module) in modules.sorted(by: { $0.key.count < $1.key.count }) {
                let prefix = path.map { "module.\($0)." }.joined()
                for move in module.refactorings where move.kind == "moved" {
                    guard let from = move.from?.addressText, let to = move.to?.addressText else { continue }
                    let old = prefix + from
                    guard text == old || text.hasPrefix(old + ".") || text.hasPrefix(old + "[") else {
                        continue
                    }
                    let next = prefix + to + text.dropFirst(old.count)
                    guard seen.insert(next).inserted else { continue }
                    text = next
                    isOpen = true
                }
            }
        }
        return InstanceAddress(text) ?? address
    }

    /// Why what was at an address is no more, in Terraform's words.
    func reason(without address: InstanceAddress) -> String {
        guard modules[path(address)] != nil else { return "delete_because_no_module" }
        guard let resource = resource(address) else { return "delete_because_no_resource_config" }
        if resource.count != nil {
            return address.key.hasPrefix("[") && !address.key.hasPrefix("[\"")
                ? "delete_because_count_index" : "delete_because_wrong_repetition"
        }
        if resource.forEach != nil {
            return address.key.hasPrefix("[\"")
                ? "delete_because_each_key" : "delete_because_wrong_repetition"
        }
        return "delete_because_wrong_repetition"
    }
}
