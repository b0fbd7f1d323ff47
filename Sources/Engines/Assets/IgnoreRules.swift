/// Which resources are left out of sight, from a `.driftignore` file: `type.id` in each line, with `*` for
/// anything, `!` to take back in, `#` for a comment, and `\` before a dot or a backslash of the id itself.
/// A later line goes before an earlier one.
public struct IgnoreRules: Sendable {
    private let rules: [Rule]

    private struct Rule {
        let type: Wildcard
        /// Nil for a rule that names a type alone.
        let id: Wildcard?
        let takesBack: Bool
    }

    /// Lines that can't be read are passed over, as the file's users know it.
    public init(_ text: String) { self.init(lines: text.split(separator: "\n").map(String.init)) }

    public init(lines: [String]) {
        rules = lines.compactMap { line in
            var text = Substring(line)
            while text.last == " " || text.last == "\r" { text.removeLast() }
            let takesBack = text.first == "!"
            if takesBack { text.removeFirst() }
            guard !text.isEmpty, text.first != "#" else { return nil }
            let (type, id) = Self.halves(Array(text.utf8))
            guard !type.isEmpty else { return nil }
            guard let id else {
                // A name alone is a type only where it says so: by a wildcard, or by taking back.
                return takesBack || type.contains(Wildcard.star)
                    ? Rule(type: .init(type), id: nil, takesBack: takesBack) : nil
            }
            return id.isEmpty ? nil : Rule(type: .init(type), id: .init(id), takesBack: takesBack)
        }
    }

    public func ignores(type: String, id: String) -> Bool {
        var isIgnored = false
        for rule in rules where rule.type.matches(type) && rule.id?.matches(id) ?? true {
            isIgnored = !rule.takesBack
        }
        return isIgnored
    }

    /// True when every resource of the type is ignored, so that it need not be listed. `needed` are types
    /// that must be listed for others' sake although they are ignored themselves.
    public func ignores(type: String, neededBy needed: (String) -> [String] = { _ in [] }) -> Bool {
        var isIgnored = false
        for rule in rules where rule.type.matches(type) {
            if rule.takesBack {
                // Some of it is wanted.
                isIgnored = false
            } else if rule.id?.matchesEverything ?? true {
                isIgnored = true
            }
        }
        guard isIgnored else { return false }
        return needed(type).allSatisfy { ignores(type: $0, neededBy: needed) }
    }

    /// At the first dot that is not escaped.
    private static func halves(_ bytes: [UInt8]) -> ([UInt16], [UInt16]?) {
        var type: [UInt16] = []
        var id: [UInt16]?
        var at = 0
        func put(_ unit: UInt16) { id == nil ? type.append(unit) : id!.append(unit) }
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\\") {
                // Escaped, a character stands for itself; at the end, the backslash does.
                let next = at + 1 < bytes.count ? bytes[at + 1] : byte
                put(UInt16(next))
                at += 2
                continue
            }
            if byte == UInt8(ascii: "."), id == nil {
                id = []
            } else {
                put(byte == UInt8(ascii: "*") ? Wildcard.star : UInt16(byte))
            }
            at += 1
        }
        return (type, id)
    }
}

/// Text with stars for anything, also nothing.
struct Wildcard: Sendable {
    static let star: UInt16 = 0x100

    /// Bytes, and `star`.
    private let pattern: [UInt16]

    init(_ pattern: [UInt16]) { self.pattern = pattern }

    var matchesEverything: Bool { !pattern.isEmpty && pattern.allSatisfy { $0 == Self.star } }

    /// In time proportional to the product of the lengths at most: one star is retried, not all of them.
    func matches(_ text: String) -> Bool {
        let text = Array(text.utf8)
        var (at, place) = (0, 0)
        var retry: (at: Int, place: Int)?
        while place < text.count {
            if at < pattern.count, pattern[at] == Self.star {
                retry = (at, place)
                at += 1
            } else if at < pattern.count, pattern[at] == UInt16(text[place]) {
                at += 1
                place += 1
            } else if let last = retry {
                retry = (last.at, last.place + 1)
                at = last.at + 1
                place = last.place + 1
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy { $0 == Self.star }
    }
}

extension IgnoreRules {
    /// Types that are found through another one: whoever wants them must list that one, too.
    public static func children(of type: String) -> [String] {
        known[type] ?? []
    }

    private static let known: [String: [String]] = [
        "aws_iam_user": ["aws_iam_user_policy", "aws_iam_user_policy_attachment", "aws_iam_access_key"],
        "aws_iam_user_policy": ["aws_iam_user_policy_attachment"],
        "aws_iam_role": ["aws_iam_role_policy", "aws_iam_role_policy_attachment"],
        "aws_iam_group": ["aws_iam_group_policy", "aws_iam_group_policy_attachment"],
        "aws_s3_bucket": [
            "aws_s3_bucket_acl", "aws_s3_bucket_policy", "aws_s3_bucket_notification", "aws_s3_bucket_metric",
            "aws_s3_bucket_inventory", "aws_s3_bucket_analytics_configuration",
        ],
        "aws_sns_topic": ["aws_sns_topic_policy", "aws_sns_topic_subscription"],
        "aws_sqs_queue": ["aws_sqs_queue_policy"],
        "aws_route53_zone": ["aws_route53_record"],
        "aws_vpc": ["aws_subnet", "aws_route_table", "aws_security_group"],
        "aws_security_group": ["aws_security_group_rule"],
        "aws_route_table": ["aws_route", "aws_route_table_association"],
        "aws_ecr_repository": ["aws_ecr_repository_policy"],
    ]
}
