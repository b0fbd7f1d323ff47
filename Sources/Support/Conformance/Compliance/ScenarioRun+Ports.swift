import Values

extension ScenarioRun {
    /// What the rules of each security group open: not these ports, at least these, or these alone.
    mutating func ports(_ condition: String, _ protocols: String, _ ports: String, _ network: String) {
        guard let wanted = PortRule(protocols, ports, network) else {
            return fail("\(ports) are no ports")
        }
        for entry in stash {
            let address = entry["address"]?.said ?? name
            let values = entry["values"] ?? [:]
            let rules = (values.arrayValue ?? [values]).compactMap(PortRule.init)
            let covered = rules.filter {
                wanted.isWithin($0) && !wanted.protocols.isDisjoint(with: $0.protocols)
            }
            if condition == "must not" {
                for rule in covered {
                    let (both, open) = (
                        wanted.protocols.intersection(rule.protocols), wanted.ports.intersection(rule.ports)
                    )
                    if open.isEmpty { continue }
                    fail(Self.told(both, open, rule.networks, "", address))
                    break
                }
                continue
            }
            let open = covered.reduce(into: Set<Int>()) { $0.formUnion($1.ports) }
            let (missing, spare) = (wanted.ports.subtracting(open), open.subtracting(wanted.ports))
            if !missing.isEmpty { fail(Self.told(wanted.protocols, missing, [network], "not ", address)) }
            guard condition == "must only", !spare.isEmpty else { continue }
            fail(Self.told(wanted.protocols, spare, [network], "", address))
        }
    }

    private static func told(
        _ protocols: Set<String>, _ ports: Set<Int>, _ networks: [String], _ not: String, _ address: String
    ) -> String {
        func list(_ all: [String]) -> String {
            all.count == 1 ? all[0] : "(" + all.joined(separator: ",") + ")"
        }
        let numbers = list(ports.sorted().map(String.init))
        let verb = ports.count == 1 ? "port is" : "ports are"
        let places = networks.joined(separator: ", ") + (networks.count == 1 ? " network" : " networks")
        return "\(list(protocols.sorted()))/\(numbers) \(verb) \(not)defined within \(places) in \(address)."
    }
}

/// Ports of some protocols that some networks reach.
struct PortRule {
    let protocols: Set<String>
    let ports: Set<Int>
    let networks: [String]

    /// As a scenario asks for them: one port, several behind commas, a range, or any. Nil for anything else.
    init?(_ protocols: String, _ ports: String, _ network: String) {
        self.protocols = Self.protocols(protocols)
        networks = [network]
        let ends = ports.split(separator: "-").compactMap { Int($0) }
        let numbers = ports.split(separator: ",").compactMap { Int($0) }
        if ports.lowercased() == "any" {
            self.ports = Set(1...65535)
        } else if ends.count == 2, ends[0] <= ends[1] {
            self.ports = Set(max(ends[0], 1)...max(ends[1], 1))
        } else if !numbers.isEmpty {
            self.ports = Set(numbers.filter { $0 > 0 })
        } else {
            return nil
        }
    }

    /// A rule of a plan; nil for one that opens no network. From 0 to 0, like none, is every port.
    init?(_ rule: JSON) {
        networks = rule["cidr_blocks"]?.arrayValue?.compactMap(\.stringValue) ?? []
        if networks.isEmpty { return nil }
        protocols = Self.protocols(rule["protocol"]?.said ?? "-1")
        let (from, to) = (Int(rule["from_port"]?.said ?? "") ?? 0, Int(rule["to_port"]?.said ?? "") ?? 0)
        let ends = from == 0 && to == 0 ? [1, 65535] : [max(from, 1), max(to, 1)].sorted()
        ports = Set(ends[0]...ends[1])
    }

    private static func protocols(_ text: String) -> Set<String> {
        ["any", "-1"].contains(text.lowercased()) || Int(text) != nil
            ? ["tcp", "udp", "icmp"] : [text.lowercased()]
    }

    /// Whether the network of this rule lies within one of the other's, or, as an expression, matches all.
    func isWithin(_ other: PortRule) -> Bool {
        let own = networks[0]
        if let network = Network(own) {
            return other.networks.contains { Network($0)?.contains(network) == true }
        }
        guard let pattern = StartPattern(own, isCaseSensitive: true) else { return false }
        return other.networks.allSatisfy(pattern.matches)
    }
}

/// A range of addresses of version 4.
private struct Network {
    let first: UInt32
    let width: UInt32

    init?(_ text: String) {
        let parts = text.split(separator: "/")
        let octets = parts.first?.split(separator: ".").compactMap { UInt8($0) } ?? []
        guard octets.count == 4, parts.count == 2, let width = UInt32(parts[1]), width <= 32 else {
            return nil
        }
        self.width = width
        let whole = octets.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        first = width == 0 ? 0 : (whole >> (32 - width)) << (32 - width)
    }

    func contains(_ other: Network) -> Bool {
        width <= other.width && (width == 0 || other.first >> (32 - width) == first >> (32 - width))
    }
}
