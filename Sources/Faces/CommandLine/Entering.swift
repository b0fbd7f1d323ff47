import Bus
import Faults
import Values

/// Setting up, signing in, and looking who one is.
enum Entering {
    static let setUp: Commands.Verb = { (arguments, session) async throws(Fault) in
        let code = try needed("code", &arguments)
        let tenant = try needed("tenant", &arguments)
        let email = try needed("email", &arguments)
        let password = try password(&arguments, session, "A password of at least 12 characters:")
        try arguments.finish()
        let answer = try await stranger(session).send(
            "POST", "/api/v1/setup",
            body: [
                "code": .string(code), "tenant": .string(tenant), "email": .string(email),
                "password": .string(password),
            ])
        try await keep(answer["session"]?["secret"]?.stringValue ?? "", session)
        session.terminal.print("\(tenant) is set up, and you are signed in as \(email), its administrator.")
        return 0
    }

    static let login: Commands.Verb = { (arguments, session) async throws(Fault) in
        let given = arguments.value("email")
        let email = try (given ?? session.terminal.ask("E-mail address:")).orUsage("--email is missing.")
        let password = try password(&arguments, session, "Password:")
        var body: JSON = ["email": .string(email), "password": .string(password)]
        if let tenant = arguments.value("tenant") { body["tenant"] = .string(tenant) }
        try arguments.finish()
        let answer = try await stranger(session).send("POST", "/api/v1/auth/login", body: body)
        try await keep(answer["secret"]?.stringValue ?? "", session)
        session.terminal.print("You are signed in as \(email) at \(session.connection.url).")
        return 0
    }

    static let logout: Commands.Verb = { (arguments, session) async throws(Fault) in
        try arguments.finish()
        let credentials = Credentials(session.environment)
        guard credentials.read() != nil else {
            session.terminal.print("You were not signed in.")
            return 0
        }
        let tokens = try await session.connection.send("GET", "/api/v1/tokens?limit=200")
        for token in tokens["items"]?.arrayValue ?? [] where token["label"]?.stringValue == label(session) {
            _ = try await session.connection.send(
                "DELETE", "/api/v1/tokens/\(token["id"]?.stringValue ?? "")")
        }
        credentials.forget()
        session.terminal.print("You are signed out.")
        return 0
    }

    static let whoAmI: Commands.Verb = { (arguments, session) async throws(Fault) in
        try arguments.finish()
        let answer = try await session.connection.send("GET", "/api/v1/auth/permissions")
        if session.terminal.isJSON {
            session.terminal.json(answer)
            return 0
        }
        session.terminal.print("\(answer["name"]?.stringValue ?? "") at \(session.connection.url)")
        for grant in answer["grants"]?.arrayValue ?? [] {
            var permissions: [String] = []
            for one in grant["permissions"]?.arrayValue ?? [] {
                let allowance = try JSONCoding.decode(Allowance.self, from: one)
                permissions.append(one == "*:*" ? "everything" : allowance.description)
            }
            session.terminal.print(
                "  on \(grant["place"]?.stringValue ?? ""): \(permissions.joined(separator: ", "))")
        }
        return 0
    }

    static let status: Commands.Verb = { (arguments, session) async throws(Fault) in
        try arguments.finish()
        let health = try await session.connection.send("GET", "/healthz")
        let ready = try await session.connection.send("GET", "/readyz")
        if session.terminal.isJSON {
            session.terminal.json(["health": health, "readiness": ready])
            return 0
        }
        session.terminal.print("Plumb \(health["version"]?.stringValue ?? "") at \(session.connection.url)")
        for dependency in ready["dependencies"]?.arrayValue ?? [] {
            let isWell = dependency["isWell"]?.boolValue == true
            let mark = session.terminal.paint(isWell ? "ok " : "bad", isWell ? .green : .red)
            session.terminal.print(
                "  \(mark) \(dependency["name"]?.stringValue ?? ""): \(dependency["note"]?.stringValue ?? "")"
            )
        }
        return 0
    }

    // MARK: - Parts

    /// The same server without the kept token, which may have ended: who signs in needs none.
    private static func stranger(_ session: Commands.Session) -> Connection {
        Connection(url: session.connection.url, token: nil, caBundle: session.environment["PLUMB_CA"])
    }

    static func needed(_ name: String, _ arguments: inout Arguments) throws(Fault) -> String {
        guard let value = arguments.value(name), !value.isEmpty else { throw .usage("--\(name) is missing.") }
        return value
    }

    /// From PLUMB_PASSWORD, `--password`, or a prompt that does not show it.
    private static func password(
        _ arguments: inout Arguments, _ session: Commands.Session, _ question: String
    ) throws(Fault) -> String {
        if let given = arguments.value("password") ?? session.environment["PLUMB_PASSWORD"] { return given }
        return try session.terminal.ask(question, isSecret: true).orUsage(
            "--password or PLUMB_PASSWORD is missing.")
    }

    private static func label(_ session: Commands.Session) -> String { "plumb login" }

    /// Exchanges the session for a token that lasts, and keeps it.
    private static func keep(_ secret: String, _ session: Commands.Session) async throws(Fault) {
        let signedIn = Connection(
            url: session.connection.url, token: secret, caBundle: session.environment["PLUMB_CA"])
        let made = try await signedIn.send(
            "POST", "/api/v1/tokens", body: ["label": .string(label(session)), "days": 30])
        try Credentials(session.environment).write(
            url: session.connection.url, token: made["secret"]?.stringValue ?? "")
        _ = try await signedIn.send("POST", "/api/v1/auth/logout", body: ["secret": .string(secret)])
    }
}

extension String? {
    func orUsage(_ message: String) throws(Fault) -> String {
        guard let self, !self.isEmpty else { throw .usage(message) }
        return self
    }
}
