import Values

/// What a cloud makes in every account for itself, which no one has to manage.
public enum CloudMade {
    /// True for roles that belong to AWS's services, for its own policies and for the names of its keys.
    /// `path` is the role's, where it is told apart from the ARN.
    public static func includes(_ type: String, arn: String?, path: String? = nil) -> Bool {
        let rest = arn.map { arn in
            arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        }
        guard rest == nil || rest?.count == 6 else { return false }
        return switch type {
        case "aws_iam_role":
            path?.hasPrefix("/aws-service-role/") ?? false
                || rest?[5].hasPrefix("role/aws-service-role/") ?? false
        case "aws_iam_policy": rest?[4] == "aws"
        case "aws_kms_alias": rest?[5].hasPrefix("alias/aws/") ?? false
        default: false
        }
    }
}

extension [RecordedResource] {
    /// Without what a cloud makes for itself, and what hangs on it; but for what is in `code`.
    public func withoutCloudMade(in code: [RecordedResource]) -> [RecordedResource] {
        let recorded = Set(code.map(\.key))
        let made = filter { resource in
            !recorded.contains(resource.key)
                && CloudMade.includes(resource.type, arn: nil, path: resource.attributes["path"]?.stringValue)
        }
        let roles = Set(made.filter { $0.type == "aws_iam_role" }.map(\.id))
        let left = Set(made.map(\.key))
        return filter { resource in
            let hangs =
                resource.type == "aws_iam_role_policy" && !recorded.contains(resource.key)
                && resource.attributes["role"]?.stringValue.map(roles.contains) ?? false
            return !left.contains(resource.key) && !hangs
        }
    }
}
