import Faults
import HTTP
import Vocabulary

/// What a form sent.
struct Form: Sendable {
    /// Bytes that a form may have.
    static let ceiling = 256 << 10

    let fields: Parameters

    init(_ fields: Parameters = Parameters()) { self.fields = fields }

    subscript(name: String) -> String? { fields[name] }

    /// The text without the spaces around it; nil when nothing is left.
    func text(_ name: String) -> String? {
        guard let raw = fields[name] else { return nil }
        let isBlank: (Character) -> Bool = { $0.isWhitespace }
        var rest = Substring(raw)
        while let first = rest.first, isBlank(first) { rest.removeFirst() }
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return rest.isEmpty ? nil : String(rest)
    }

    /// The text of a field of many lines, which browsers send with CR LF between them whatever was typed
    /// (WHATWG HTML, 4.10.22.4).
    func lines(_ name: String) -> String? {
        fields[name].map { String(decoding: $0.utf8.filter { $0 != 0x0d }, as: UTF8.self) }
    }

    /// The key under which the form was handed out.
    var once: String? { fields["once"] }
}

extension Visitor {
    /// Reads the form in the body. Faults: `dashboard.not_a_form`, and those of `Parameters`.
    func form(upTo ceiling: Int = Form.ceiling) async throws(Fault) -> Form {
        let media = request.headers["Content-Type"]?.split(separator: ";").first.map(String.init)
        let bytes = try await request.body.collect(upTo: ceiling)
        guard bytes.isEmpty || media?.lowercased() == "application/x-www-form-urlencoded" else {
            throw Fault(
                .unsupported, "dashboard.not_a_form",
                "This address takes the dashboard's own forms. Programs use the API: see /docs.")
        }
        return Form(try Parameters(form: bytes))
    }
}

extension Request {
    /// The request as somebody sends it who has no session.
    var withoutCookie: Request {
        var headers = headers
        headers.remove("Cookie")
        headers.remove("Authorization")
        return Request(
            method: method, target: target, headers: headers, body: body, remote: remote, isTLS: isTLS)
    }

    /// Refuses a form that a page of another site sends, whether or not there is a session yet: nobody
    /// may be signed in as somebody else behind their back.
    func refuseForeignForm() throws(Fault) {
        guard method != "GET", method != "HEAD" else { return }
        let isForeign: Bool
        if let site = headers["Sec-Fetch-Site"] {
            isForeign = site != "same-origin" && site != "none"
        } else if let origin = headers["Origin"] {
            let host = headers["Host"] ?? ""
            isForeign = origin != "http://\(host)" && origin != "https://\(host)"
        } else {
            isForeign = false
        }
        guard isForeign else { return }
        throw Fault(
            .forbidden, "http.cross_site",
            "This form was sent from another site. Open Plumb's own page and send it from there.")
    }
}
