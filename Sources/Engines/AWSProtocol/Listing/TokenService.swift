import Values

/// AWS's Security Token Service: who somebody is, and credentials of a role for a while.
///
/// Source: AWS Security Token Service API Reference, GetCallerIdentity, AssumeRole and
/// AssumeRoleWithWebIdentity.
public enum TokenService {
    public static let service = ListedService("sts", .query, "2011-06-15")

    /// Which every identity may ask, whatever it is denied.
    public static let callerIdentity = call("GetCallerIdentity", [:])

    /// The ARN that the answer names.
    ///
    /// - Throws: `AWSError` when the service refused; `Malformed` for an answer that can't be read.
    public static func caller(_ answer: AWSAnswer) throws -> String {
        let result = try result(answer, of: callerIdentity)
        guard let arn = result["Arn"]?.stringValue else {
            throw AWSAnswer.Malformed(description: "the answer names nobody")
        }
        return arn
    }

    /// What a role gave.
    public struct Session: Sendable {
        public let credentials: AWSSignature.Credentials
        /// Seconds since 1970.
        public let expires: Int64
    }

    /// Asks for credentials of `role`, an ARN, for `seconds`. `session` is told in the account's trail;
    /// what it may not hold is replaced. `externalID` is what the role's owner wants to be told.
    public static func assumeRole(
        _ role: String, session: String, externalID: String?, seconds: Int
    ) -> ListCall {
        var parameters: JSON.Object = [
            "RoleArn": .string(role), "RoleSessionName": .string(sessionName(session)),
            "DurationSeconds": JSON(seconds),
        ]
        if let externalID { parameters["ExternalId"] = .string(externalID) }
        return call("AssumeRole", parameters)
    }

    /// As `assumeRole`, of who shows a token of an identity provider that the role's owner trusts. The call
    /// is not signed.
    public static func assumeRole(
        _ role: String, session: String, token: String, seconds: Int
    ) -> ListCall {
        call(
            "AssumeRoleWithWebIdentity",
            [
                "RoleArn": .string(role), "RoleSessionName": .string(sessionName(session)),
                "WebIdentityToken": .string(token), "DurationSeconds": JSON(seconds),
            ])
    }

    /// As the service takes it: what may not stand in it is replaced.
    public static func sessionName(_ text: String) -> String {
        let name = text.map {
            $0.isASCII && ($0.isLetter || $0.isNumber || "=,.@-".contains($0)) ? $0 : "-"
        }
        return String(String(name).prefix(64))
    }

    /// - Throws: `AWSError` when the service refused; `Malformed` for an answer that can't be read.
    public static func session(_ answer: AWSAnswer, of call: ListCall) throws -> Session {
        let given = try result(answer, of: call)["Credentials"]
        guard let key = given?["AccessKeyId"]?.stringValue,
            let secret = given?["SecretAccessKey"]?.stringValue,
            let token = given?["SessionToken"]?.stringValue,
            let end = given?["Expiration"]?.stringValue.flatMap(AWSTime.seconds)
        else { throw AWSAnswer.Malformed(description: "the answer holds no credentials") }
        return Session(
            credentials: .init(accessKey: key, secretKey: secret, sessionToken: token), expires: Int64(end))
    }

    private static func result(_ answer: AWSAnswer, of call: ListCall) throws -> JSON {
        guard answer.status < 300 else { throw try call.refusal(answer) }
        let root = try answer.xml()
        return ListedValue.tree(root[call.operation + "Result"] ?? root)
    }

    private static func call(_ operation: String, _ parameters: JSON.Object) -> ListCall {
        ListCall("", service, operation, "", id: "{.}", parameters: parameters)
    }
}
