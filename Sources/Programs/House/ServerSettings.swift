import Host

/// Everything that `plumb serve` can be told; documented in docs/configuration.md from here.
public enum ServerSettings {
    public static let all = [
        Setting("host", .text, byDefault: "127.0.0.1", "The address to listen on."),
        Setting("port", .integer, byDefault: "8420", "The port to listen on; 0 lets the system choose."),
        Setting("data", .text, byDefault: "plumb-data", "The directory that keeps everything."),
        Setting(
            "url", .text,
            "The address at which Terraform and people reach this server, when it is another one."),
        Setting("master-key", .text, "The master key, 32 bytes in base64; prefer a file."),
        Setting(
            "master-key-file", .text,
            "A file with master keys, `id base64` in each line, the current one last; "
                + "made in the data directory when there is none."),
        Setting("tls-certificate", .text, "A PEM file with the certificate and its chain; serves TLS 1.3."),
        Setting("tls-key", .text, "A PEM file with the certificate's key."),
        Setting(
            "tls12", .flag, byDefault: "false", "Take TLS 1.2 too, with the suites that HTTP/2 allows."),
        Setting(
            "tls-clients", .text, byDefault: "off",
            "Ask clients for certificates: off, optional, or required of every connection."),
        Setting("tls-client-authorities", .text, "A PEM file with the authorities of clients' certificates."),
        Setting("http2", .flag, byDefault: "true", "Offer HTTP/2 over TLS."),
        Setting(
            "plain-http2", .flag, byDefault: "false",
            "Take HTTP/2 without TLS from clients that begin with it, such as a proxy before this server."),
        Setting(
            "trusted-proxies", .list, "Addresses and networks of proxies whose word on the client is taken."),
        Setting(
            "proxy-header", .text, byDefault: "x-forwarded-for",
            "What those proxies write: x-forwarded-for (with x-forwarded-proto), forwarded, or none."),
        Setting(
            "proxy-protocol", .flag, byDefault: "false",
            "Those proxies begin each connection with a PROXY header, version 1 or 2."),
        Setting("connections", .integer, byDefault: "10000", "Open connections, in all."),
        Setting("address-connections", .integer, byDefault: "1000", "Open connections from one address."),
        Setting(
            "connection-streams", .integer, byDefault: "128",
            "Requests at a time on one connection of HTTP/2."),
        Setting(
            "least-rate", .integer, byDefault: "240",
            "Bytes a second that a body has to come with, and an answer has to be taken with; 0 for any at all."
        ),
        Setting(
            "access-log", .text, byDefault: "off",
            "A file that gets a line of JSON for every answer, - for standard output, or off."),
        Setting("terraform", .text, "The Terraform or OpenTofu binary; else it is looked for on the PATH."),
        Setting(
            "parallel-runs", .integer, byDefault: "4",
            "Terraform processes at a time; each takes about 300 MB."),
        Setting(
            "policy-seconds", .integer, byDefault: "10",
            "Seconds that policies may take over one input; longer, and the gate is shut."),
        Setting(
            "policy-memory", .integer, byDefault: "536870912",
            "Bytes that the values of one evaluation of policies may take."),
        Setting(
            "provider-memory", .integer, byDefault: "2147483648",
            "Bytes that a hosted provider may have resident; one that has more is ended and started anew."),
        Setting(
            "password-length", .integer, byDefault: "12",
            "Characters that a password has at least; 8 or more."),
        Setting(
            "breached-passwords", .text,
            "A file of lost passwords' SHA-1 digests in hexadecimal, in order, one in each line."),
        Setting(
            "signing-key-days", .integer, byDefault: "90",
            "Days after which the next key signs the tokens by which runs prove themselves to clouds."),
        Setting(
            "signing-key-lead", .integer, byDefault: "900",
            "Seconds that a key is published before it signs; longer than the 300 for which clouds may keep it."
        ),
        Setting(
            "outgoing-allow", .list,
            "Networks that addresses given by users may lead to, though they are private or this machine's own."
        ),
        Setting(
            "address-rate", .integer, byDefault: "500", "Requests a second from one address; 0 for no limit."),
        Setting(
            "credential-rate", .integer, byDefault: "300",
            "Requests a second with one credential; 0 for no limit."),
        Setting("cors-origins", .list, "Origins whose pages may call the API from a browser."),
        Setting("log-level", .text, byDefault: "info", "debug, info, warning or error."),
        Setting("log-format", .text, byDefault: "readable", "readable or json."),
        Setting("body-limit", .integer, byDefault: "268435456", "Bytes that an uploaded body may have."),
        Setting("grace", .integer, byDefault: "40", "Seconds that requests and runs get to end at shutdown."),
    ]
}
