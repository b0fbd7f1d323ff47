import Faults
import HTTP
import Vocabulary

/// A form as it comes back when it could not be carried out: what was typed stays, but for secrets, and what
/// is wrong stands beside its field.
struct Attempt: Sendable {
    var form = Form()
    var fault: Fault?

    /// The field that the problem's JSON pointer begins or ends with is the one of that name.
    private func problem(_ name: String) -> String? {
        fault?.problems.first { $0.path.hasSuffix("/" + name) || $0.path.hasPrefix("/\(name)/") }?.message
    }

    /// What was typed, or else `value`; a field of the type `password` never gets its value back.
    func field(
        _ name: String, _ title: String, type: String = "text", value: String = "", hint: String? = nil,
        isRequired: Bool = false, placeholder: String? = nil, autocomplete: String? = nil
    ) -> Field {
        Field(
            name: name, title: title, type: type, value: form[name] ?? value, hint: hint,
            problem: problem(name), isRequired: isRequired, autocomplete: autocomplete,
            placeholder: placeholder)
    }

    /// What is wrong as a whole, at the top.
    var notice: HTML { complaint(fault) }

    var hasFailed: Bool { fault != nil }
}

extension Form {
    /// A name for addresses. Fault: `dashboard.bad_name`, with its field.
    func slug(_ name: String) throws(Fault) -> Slug {
        guard let slug = text(name).flatMap({ Slug($0) }) else {
            throw Fault(
                .invalid, "dashboard.bad_name", "This name can't stand in an address.",
                problems: [
                    .init(
                        "/" + name,
                        "1 to 63 small letters, digits and hyphens, with a letter or digit at both ends")
                ])
        }
        return slug
    }

    /// Text that must be there. Fault: `dashboard.missing`, with its field.
    func needed(_ name: String, _ what: String) throws(Fault) -> String {
        guard let text = text(name) else {
            throw Fault(
                .invalid, "dashboard.missing", "Something is missing.", problems: [.init("/" + name, what)])
        }
        return text
    }

    /// The words of a list, parted by spaces, commas or lines.
    func list(_ name: String) -> [String] {
        (text(name) ?? "").split { $0 == " " || $0 == "," || $0.isNewline }.map(String.init)
    }
}

extension Visitor {
    /// The page of a form that could not be carried out, with the fault's status.
    func show(_ sheet: Sheet, after fault: Fault?) async -> Response {
        var response = await show(sheet)
        if let fault { response.status = fault.kind.httpStatus }
        return response
    }
}
