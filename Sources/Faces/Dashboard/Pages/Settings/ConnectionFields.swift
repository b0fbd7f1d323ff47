import Faults
import TenantsAPI
import Vocabulary

/// What each cloud wants to know before it lets somebody in.
struct ConnectionFields: Sendable {
    let provider: Connection.Provider
    let attempt: Attempt
    /// The connection that is changed; its secrets are sealed, so they are asked for again.
    let known: Connection?

    var drawn: HTML {
        switch provider {
        case .aws: aws
        case .azure: azure
        case .google: google
        }
    }

    private var aws: HTML {
        group {
            attempt.field(
                "region", "Region", value: known?.region ?? "", isRequired: true, placeholder: "eu-west-1"
            ).line
            fieldset(.class("ticks")) {
                legend(text: "How it gets in")
                tick(
                    "webIdentity", "By web identity: no key is kept, and each run shows a token of its own",
                    isOn: attempt.form["webIdentity"] != nil || known?.webIdentity == true)
                p(
                    .class("hint"),
                    text:
                        "Needs a role that trusts this server as an identity provider; leave the keys empty.")
            }
            attempt.field("accessKey", "Access key", autocomplete: "off").line
            secret("secretKey", "Secret key")
            secret("sessionToken", "Session token", hint: "Only for temporary keys.")
            attempt.field(
                "role", "Role to assume", value: known?.role ?? "",
                hint: "Runs and scans then get the role's credentials alone, for an hour at a time.",
                placeholder: "arn:aws:iam::123456789012:role/plumb"
            ).line
            attempt.field(
                "externalID", "External id", hint: "What the role's trust policy asks for, where it does."
            ).line
            attempt.field(
                "audience", "Audience", value: known?.audience ?? "",
                hint: "For whom tokens of web identity are, where it is not sts.amazonaws.com."
            ).line
            endpoint
        }
    }

    private var azure: HTML {
        group {
            attempt.field(
                "directory", "Directory (tenant) id", isRequired: true,
                placeholder: "00000000-0000-0000-0000-000000000000"
            ).line
            attempt.field("accessKey", "Client id", isRequired: true, autocomplete: "off").line
            secret("secretKey", "Client secret", isRequired: true)
            attempt.field(
                "region", "Location", value: known?.region ?? "", isRequired: true, placeholder: "westeurope"
            ).line
            attempt.field(
                "accounts", "Subscriptions", hint: "All that Azure shows to the client when left empty."
            ).line
            endpoint
        }
    }

    private var google: HTML {
        group {
            // A key file is a secret of many lines: it never comes back into the page.
            Field(
                name: "secretKey", title: "Service account's key file",
                hint: "The whole JSON text that Google gave.",
                problem: attempt.field("secretKey", "").problem, isRequired: true, autocomplete: "off"
            ).block
            attempt.field(
                "region", "Region", value: known?.region ?? "", isRequired: true, placeholder: "europe-west1"
            ).line
            attempt.field("accounts", "Projects", hint: "The key file's own when left empty.").line
            endpoint
        }
    }

    private var endpoint: HTML {
        attempt.field(
            "endpoint", "Endpoint", type: "url", value: known?.endpoint ?? "",
            hint: "Only where the cloud does not answer at its usual addresses."
        ).line
    }

    private func secret(_ name: String, _ title: String, hint: String? = nil, isRequired: Bool = false)
        -> HTML
    {
        attempt.field(
            name, title, type: "password", hint: hint, isRequired: isRequired, autocomplete: "new-password"
        ).line
    }

    static func request(_ slug: Slug, _ provider: Connection.Provider, _ form: Form) -> PutConnection {
        PutConnection(
            slug: slug, provider: provider, region: form.text("region") ?? "",
            accessKey: form.text("accessKey") ?? "", secretKey: form.text("secretKey") ?? "",
            sessionToken: form.text("sessionToken"), directory: form.text("directory"),
            accounts: form.list("accounts"), endpoint: form.text("endpoint"), role: form.text("role"),
            externalID: form.text("externalID"), webIdentity: form["webIdentity"] != nil,
            audience: form.text("audience"))
    }
}
