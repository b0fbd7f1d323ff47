import Values

extension ScenarioRun {
    /// Names that read better than the types that they mean.
    private static let types = [
        "AWS Auto-Scaling Group": "aws_autoscaling_group", "AWS EBS volume": "aws_ebs_volume",
        "AWS EC2 instance": "aws_instance", "AWS EFS file system": "aws_efs_file_system",
        "AWS ELB resource": "aws_elb", "AWS Launch Configuration": "aws_launch_configuration",
        "AWS RDS instance": "aws_db_instance", "AWS S3 Bucket": "aws_s3_bucket",
        "AWS Security Group": "aws_security_group", "AWS Subnet": "aws_subnet",
        "Azure SQL Database": "azurerm_sql_database", "Azure Storage Account": "azurerm_storage_account",
    ]

    /// Starts from the plan's objects of a kind and name; without any there is nothing to do.
    mutating func have(_ name: String, _ kind: String) {
        var kind = kind.hasSuffix("s") ? String(kind.dropLast()) : kind
        var name = name
        var found: [JSON]
        switch name {
        case "a resource", "any resource", "resources": found = facts.bare.values
        case "an output", "any output", "outputs": (kind, found) = ("output", facts.outputs.values)
        case "a variable", "any variable", "variables": (kind, found) = ("variable", facts.variables.values)
        case _ where name.hasPrefix("resource that supports "):
            found = supporting(String(name.dropFirst("resource that supports ".count)))
        default:
            if kind == "resource" || kind == "data" { name = Self.types[name] ?? name }
            found = named(name, kind)
        }
        found = found.filter { !tags.excludes($0["address"]?.said ?? "") }
        if found.isEmpty { return skip("Can not find \(name) defined in target terraform plan.") }
        (self.type, self.name, stash, property, count) = (kind, name, found, kind, nil)
        given += found
        addresses = addresses(of: found)
        if addresses.isEmpty { addresses = [name] }
        address = kind == "provider" || kind == "data" ? name : nil
    }

    private func named(_ name: String, _ kind: String) -> [JSON] {
        switch kind {
        case "resource": facts.resources(name, match)
        case "data": facts.sources.values.filter { match.equal($0["type"]?.said ?? "", name) }
        case "variable": match.member(.object(facts.variables), name).map { [$0] } ?? []
        case "output": match.member(.object(facts.outputs), name).map { [$0] } ?? []
        case "provider": facts.providers.values.filter { match.equal($0["name"]?.said ?? "", name) }
        default: []
        }
    }

    /// The resources of the types that know the property, without the objects that refer to them; tags that
    /// are blocks of their own stand among the others.
    private func supporting(_ property: String) -> [JSON] {
        facts.types(having: property).flatMap { facts.resources($0, match) }.map { resource in
            var values = resource["values"]?.objectValue ?? [:]
            for (_, type) in resource[Mount.types]?.objectValue ?? [:] { values[type.said] = nil }
            var tags = values["tags"] ?? [:]
            if tags.isHollow { tags = [:] }
            for tag in values["tag"]?.arrayValue ?? [] {
                if let key = tag["key"], let value = tag["value"], tags.objectValue != nil {
                    tags[key.said] = value
                }
            }
            values["tags"] = tags
            var resource = resource
            resource["values"] = .object(values)
            return resource
        }
    }

    func addresses(of entries: [JSON]) -> [String] {
        var out: [String] = []
        for address in entries.compactMap({ $0["address"]?.stringValue }) where !out.contains(address) {
            out.append(address)
        }
        return out
    }
}
