import DriftAPI
import Values

/// Judges changes by what the attribute does.
enum RiskRules {
    /// A missing resource takes with it what it did.
    static func missing(_ type: String) -> Risk {
        let holdsData = [
            "bucket", "_db", "table", "volume", "rds", "dynamodb", "storage", "queue", "efs", "secret",
            "snapshot",
            "backup", "kms", "sql", "disk",
        ]
        if holdsData.contains(where: type.contains) {
            return Risk(severity: .critical, category: .dataLoss, why: "It is gone, perhaps with its data.")
        }
        return Risk(
            severity: .high, category: .availability, why: "It is gone; what depends on it may fail.")
    }

    /// What nobody manages is changed without anybody seeing it.
    static func unmanaged(_ type: String) -> Risk {
        let opens = [
            "iam_user", "iam_role", "iam_policy", "access_key", "role_assignment", "service_account",
        ]
        if opens.contains(where: type.contains) {
            return Risk(
                severity: .high, category: .identity,
                why: "Somebody may act in the account, and no code says who.")
        }
        let reaches = ["security_group", "firewall", "gateway", "_lb", "elb", "eip", "public_ip", "peering"]
        if reaches.contains(where: type.contains) {
            return Risk(
                severity: .medium, category: .exposure, why: "It lets traffic through, and no code says why.")
        }
        return Risk(
            severity: .low, category: .ownership,
            why: "Nobody manages it; what becomes of it is seen by nobody.")
    }

    static func judge(
        type: String, path: String, recorded: String?, found: String?, isSensitive: Bool
    ) -> Risk {
        let names = names(of: path)
        for rule in RiskTable.rules where fits(rule, type, names) {
            guard let opening = rule.opens else { return rule.risk }
            if holds(opening, recorded, found) { return rule.risk }
        }
        if isSensitive {
            return Risk(
                severity: .high, category: .identity, why: "A secret is not the one that was recorded.")
        }
        return Risk(severity: .low, category: .behaviour, why: "It does not work quite as it was deployed.")
    }

    /// `ingress[0].tags["a.b"]` as `["ingress", "tags", "a.b"]`.
    static func names(of path: String) -> [String] {
        var (names, name, isIndex, isQuoted) = ([String](), "", false, false)
        for character in path {
            switch character {
            case "\"": isQuoted.toggle()
            case "[" where !isQuoted, "." where !isQuoted && !isIndex, "]" where !isQuoted:
                if !name.isEmpty && !(isIndex && name.allSatisfy(\.isNumber)) { names.append(name) }
                name = ""
                isIndex = character == "["
            default: name.append(character)
            }
        }
        return name.isEmpty ? names : names + [name]
    }

    private static func fits(_ rule: RiskTable.Rule, _ type: String, _ names: [String]) -> Bool {
        guard rule.types.isEmpty || rule.types.contains(where: type.contains) else { return false }
        return names.contains { rule.attributes.contains($0) }
    }

    private static func holds(_ opening: RiskTable.Opening, _ recorded: String?, _ found: String?) -> Bool {
        switch opening {
        case .toEverybody:
            let everybody = [
                "0.0.0.0/0", "::/0", "public-read", "AllUsers", "allUsers", "allAuthenticatedUsers",
                "\\\"*\\\"", "\"*\"", "\"Internet\"",
            ]
            return everybody.contains { found?.contains($0) == true && recorded?.contains($0) != true }
        case .switchedOff: return isOn(recorded) && !isOn(found)
        case .switchedOn: return !isOn(recorded) && isOn(found)
        }
    }

    /// Whether a value stands for something that works.
    private static func isOn(_ value: String?) -> Bool {
        let off: Set<String?> = [
            nil, "null", "false", "0", "[]", "{}", "\"\"", "\"false\"", "\"Disabled\"", "\"Suspended\"",
            "\"DISABLED\"", "\"disabled\"", "\"off\"", "\"optional\"", "\"inherited\"",
        ]
        if off.contains(value) { return false }
        // The blocks of a configuration tell their state inside.
        let inner = ["\"Suspended\"", "\"Disabled\"", "\"enabled\":false", "\"http_tokens\":\"optional\""]
        return !inner.contains { value?.contains($0) == true }
    }
}

extension RiskTable.Rule {
    var risk: Risk { Risk(severity: severity, category: category, why: why) }
}
