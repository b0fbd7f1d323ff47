import Bus
import Faults
import IdentityAPI
import Schemas
import Vocabulary

extension Sample {
    private func principal(_ secret: String) -> Principal? {
        switch secret {
        case Sample.adminSecret:
            Principal(
                kind: .user, id: user.text, name: text("ada@acme.example"), tenant: tenant,
                grants: [Grant(at: .platform, [Permission("*:*")])])
        case Sample.viewerSecret:
            Principal(
                kind: .user, id: "viewer", name: "vic@acme.example", tenant: tenant,
                grants: [Grant(at: .tenant, [Permission("*:read")])])
        case Sample.strangerSecret:
            Principal(kind: .user, id: "stranger", name: "sam@acme.example", tenant: tenant, grants: [])
        default: nil
        }
    }

    func answerIdentity() {
        query(Authenticate.self) { [self] (request) throws(Fault) in
            guard let principal = principal(request.secret) else {
                throw Fault(
                    .unauthenticated, "identity.invalid_credential", "This session is not valid any more.")
            }
            return Authenticated(principal: principal, expires: nil, workspace: nil)
        }
        command(SignIn.self) { [self] (request) throws(Fault) in
            guard request.email == "ada@acme.example", request.password == "correct horse battery" else {
                throw Fault(
                    .unauthenticated, "identity.wrong_password", text("Address or password is not right."))
            }
            return session
        }
        query(GetSetUpStatus.self) { (_) throws(Fault) in SetUpStatus(isAwaited: true) }
        command(SetUpFirstTenant.self) { [self] (request) throws(Fault) in
            guard request.code == "one-time" else {
                throw Fault(.forbidden, "identity.wrong_code", "This is not the set-up code.")
            }
            return SetUpResult(tenant: tenant, user: user, session: session)
        }
        command(SignOut.self) { (_) throws(Fault) in Nothing() }
        query(ListTokens.self) { [self] (_) throws(Fault) in
            page([
                token(
                    1, "CI of the shop", ["deployments:*", "states:read"].map { Allowance(Permission($0)) },
                    used: ago(190)),
                token(2, "my laptop", nil, used: nil),
                token(3, "an old one", nil, used: ago(900_000), isRevoked: true),
            ])
        }
        command(CreateToken.self) { [self] (request) throws(Fault) in
            guard (1...365).contains(request.days) else {
                throw Fault(
                    .invalid, "identity.bad_token", "The token can't be made like this.",
                    problems: [.init("/days", "1 to 365 days")])
            }
            return NewToken(
                token: token(9, request.label, request.permissions, used: nil),
                secret: "plumb_shown-this-once")
        }
        command(RevokeToken.self) { (_) throws(Fault) in Nothing() }
        answerPeople()
    }

    private var session: Session {
        Session(
            secret: Sample.adminSecret, user: user, name: "Ada", tenant: tenant,
            expires: now + .seconds(43_200))
    }

    private func token(
        _ number: UInt64, _ label: String, _ permissions: [Allowance]?, used: Timestamp?,
        isRevoked: Bool = false
    ) -> Token {
        Token(
            id: fixed(0x40 + number), label: text(label), owner: user, permissions: permissions,
            created: ago(86_400 * 3), expires: now + .seconds(86_400 * 60), lastUsed: used,
            isRevoked: isRevoked)
    }

    private var people: [User] {
        [
            User(
                id: user, email: text("ada@acme.example"), name: text("Ada Lovelace"), isDisabled: false,
                created: ago(86_400 * 40), revision: 1),
            User(
                id: fixed(0x22), email: "grace.brewster.murray.hopper@engineering.acme.example",
                name: text("Grace Hopper"), isDisabled: false, created: ago(86_400 * 12), revision: 1),
            User(
                id: fixed(0x23), email: "old@acme.example", name: "Somebody Who Left", isDisabled: true,
                created: ago(86_400 * 400), revision: 2),
        ]
    }

    private var signingKeys: [SigningKeyView] {
        [
            SigningKeyView(
                id: "tQhy7cY8mT3nE7mE4xkB2vX0gq3hJb0mD1lT5a2cQ9U", state: .next, algorithm: "RS256",
                created: ago(86_400 * 30), began: nil, ended: nil, lastExpiry: nil),
            SigningKeyView(
                id: "aX2b9cY8mT3nE7mE4xkB2vX0gq3hJb0mD1lT5a2cQ9V", state: .current, algorithm: "RS256",
                created: ago(86_400 * 120), began: ago(86_400 * 30), ended: nil,
                lastExpiry: now + .seconds(600)),
            SigningKeyView(
                id: "zP5k1cY8mT3nE7mE4xkB2vX0gq3hJb0mD1lT5a2cQ9W", state: .old, algorithm: "RS256",
                created: ago(86_400 * 210), began: ago(86_400 * 120), ended: ago(86_400 * 30),
                lastExpiry: now + .seconds(60)),
        ]
    }

    private func answerPeople() {
        query(ListUsers.self) { [self] (_) throws(Fault) in page(people) }
        query(GetUser.self) { [self] (request) throws(Fault) in
            guard let found = people.first(where: { $0.id == request.user }) else { throw .unknown("person") }
            return found
        }
        command(CreateUser.self) { [self] (request) throws(Fault) in
            guard request.password.utf8.count >= 12 else {
                throw Fault(
                    .invalid, "identity.bad_password", "A password has 12 to 200 characters.",
                    problems: [.init("/password", "12 to 200 characters were expected")])
            }
            return people[1]
        }
        command(UpdateUser.self) { [self] (_) throws(Fault) in people[1] }
        command(EnableUser.self) { [self] (_) throws(Fault) in people[2] }
        command(BeginRecovery.self) { [self] (request) throws(Fault) in
            guard request.user != user else { throw .unknown("person") }
            return RecoveryCode(code: "once-and-for-a-day", expires: now + .seconds(86_400))
        }
        command(Recover.self) { (request) throws(Fault) in
            guard request.code == "once-and-for-a-day" else {
                throw Fault(.forbidden, "identity.wrong_code", "This code is wrong, used or too old.")
            }
            return Nothing()
        }
        command(DisableUser.self) { [self] (_) throws(Fault) in people[2] }
        command(PutRole.self) { (request) throws(Fault) in
            Role(name: request.role.text, permissions: request.permissions, isBuiltIn: false)
        }
        command(DeleteRole.self) { (_) throws(Fault) in
            throw Fault(.conflict, "identity.role_in_use", "Somebody has this role. Take it away first.")
        }
        command(Bind.self) { (request) throws(Fault) in
            Binding(
                id: "9", user: request.user, role: request.role, project: request.project,
                workspace: request.workspace)
        }
        command(Unbind.self) { (_) throws(Fault) in
            throw Fault(.conflict, "identity.last_admin", "The last administrator keeps the role.")
        }
        query(ListSigningKeys.self) { [self] (_) throws(Fault) in page(signingKeys) }
        query(DescribeIssuer.self) { (_) throws(Fault) in
            IssuerDescription(
                issuer: "https://plumb.acme.example",
                keys: "https://plumb.acme.example/.well-known/jwks.json", algorithms: ["RS256"],
                claims: ["sub"])
        }
        command(RotateKeys.self) { [self] (request) throws(Fault) in
            guard request.compromised else {
                throw Fault(
                    .conflict, "identity.key_too_new", "The next key is published for a moment only.")
            }
            return page(signingKeys)
        }
        query(ListRoles.self) { [self] (_) throws(Fault) in
            page([
                Role(name: "admin", permissions: [Allowance(Permission("*:*"))], isBuiltIn: true),
                Role(
                    name: "developer",
                    permissions: ["*:read", "blueprints:*", "deployments:*", "drift:*"].map {
                        Allowance(Permission($0))
                    },
                    isBuiltIn: true),
                Role(name: "viewer", permissions: [Allowance(Permission("*:read"))], isBuiltIn: true),
                Role(
                    name: "release-crew",
                    permissions: [
                        Allowance(Permission("*:read")), Allowance(Permission(text("deployments:approve"))),
                        Allowance(
                            Permission("deployments:*"),
                            where: Condition(
                                environment: ["staging", text("dev")], tags: ["team": text("payments")],
                                owner: .asking)),
                        Allowance(Permission("drift:write"), where: Condition(owner: .user(fixed(0x22)))),
                    ],
                    isBuiltIn: false),
            ])
        }
        query(ListBindings.self) { [self] (_) throws(Fault) in
            page([
                Binding(id: "1", user: user, role: "admin", project: nil, workspace: nil),
                Binding(id: "2", user: fixed(0x22), role: "developer", project: shop, workspace: nil),
                Binding(id: "3", user: fixed(0x22), role: "viewer", project: nil, workspace: nil),
            ])
        }
    }
}
