public import Bus
import Schemas

/// A client in Python 3.9 and later that needs nothing but its standard library.
public struct PythonClient {
    private let offered: [Offered]
    private let version: String

    public init(_ offered: [Offered], version: String) {
        self.offered = offered.filter { $0.contract.route != nil }
            .sorted { $0.contract.name < $1.contract.name }
        self.version = version
    }

    /// The module's text.
    public var text: String {
        var out =
            "\"\"\"A client of Plumb \(version), generated from its operations. Do not change it by hand.\"\"\"\n"
        out += PythonClient.beginning
        for object in offered.namedObjects() { out += type(object) }
        out += PythonClient.transport
        for one in offered {
            if let method = ClientMethod(one) { out += function(method) }
        }
        return out
    }

    private func type(_ object: Schema.Object) -> String {
        let name = Self.typeName(object.name)
        var out = "\n\n\(name) = TypedDict(\"\(name)\", {\n"
        for field in object.fields {
            out += "    \"\(field.name)\": \(Self.quoted(field.schema, isOptional: !field.isRequired)),\n"
        }
        return out + "}, total=False)\n"
    }

    /// Types name each other in any order, so they stand in quotes.
    private static func quoted(_ schema: Schema, isOptional: Bool) -> String {
        let name = typeText(schema)
        return "\"\(isOptional ? "Optional[\(name)]" : name)\""
    }

    private static func typeText(_ schema: Schema) -> String {
        switch schema {
        case .string(_, _, let values):
            values.map { "Literal[" + $0.map { "'\($0)'" }.joined(separator: ", ") + "]" } ?? "str"
        case .integer: "int"
        case .number: "float"
        case .boolean: "bool"
        case .any: "Any"
        case .array(let element): "List[\(typeText(element))]"
        case .map(let element): "Dict[str, \(typeText(element))]"
        case .either(let shapes): "Union[" + shapes.map(typeText).joined(separator: ", ") + "]"
        case .optional(let inner): "Optional[\(typeText(inner))]"
        case .object(let object): typeName(object.name)
        }
    }

    /// Letters and digits: names of generic types have more.
    static func typeName(_ name: String) -> String { String(name.filter { $0.isLetter || $0.isNumber }) }

    private func function(_ method: ClientMethod) -> String {
        let name = method.words.joined(separator: "_")
        var parameters = ["self"]
        if method.body == .bytes { parameters.append("content: bytes") }
        if !method.ordered.isEmpty { parameters.append("*") }
        parameters += method.ordered.map { field in
            let own = Self.safe(field.name)
            return field.isRequired
                ? "\(own): \(Self.quoted(field.schema, isOptional: false))"
                : "\(own): \(Self.quoted(field.schema.unwrapped, isOptional: true)) = None"
        }
        let result: String
        switch method.answer {
        case .json(let schema): result = "\"\(Self.typeText(schema))\""
        case .bytes: result = "bytes"
        case .events(let schema): result = "\"Iterator[Tuple[str, \(Self.typeText(schema))]]\""
        }
        var out = "\n    def \(name)(\(parameters.joined(separator: ", "))) -> \(result):\n"
        out += "        \"\"\"\(method.help.replacing("\\", with: "\\\\").replacing("\"", with: "'"))\"\"\"\n"
        func dictionary(_ names: [String]) -> String {
            "{" + names.map { "\"\($0)\": \(Self.safe($0))" }.joined(separator: ", ") + "}"
        }
        let inBody = method.fields.map(\.name).filter {
            !method.pathFields.contains($0) && !method.queryFields.contains($0)
        }
        let body: String
        switch method.body {
        case .none: body = "None"
        case .json: body = dictionary(inBody)
        case .bytes: body = "content"
        }
        let call =
            "\"\(method.method)\", \"\(method.path)\", \(dictionary(method.pathFields)), "
            + "\(dictionary(method.queryFields)), \(body)"
        switch method.answer {
        case .json: out += "        return self._json(\(call))\n"
        case .bytes: out += "        return self._bytes(\(call))\n"
        case .events: out += "        return self._events(\(call))\n"
        }
        return out
    }

    /// Names that Python keeps for itself get a line behind them.
    private static func safe(_ name: String) -> String {
        let taken: Set = [
            "from", "global", "import", "lambda", "class", "def", "is", "not", "with", "pass", "self",
        ]
        return taken.contains(name) ? name + "_" : name
    }

    private static let beginning = #"""

        import json
        import ssl
        import urllib.error
        import urllib.parse
        import urllib.request
        from typing import Any, Callable, Dict, Iterator, List, Literal, Optional, Tuple, TypedDict, Union


        class PlumbError(Exception):
            """What the server refused, with its stable code and every problem that it named."""

            def __init__(self, status: int, problem: Dict[str, Any]):
                self.status = status
                self.code: str = problem.get("code", "unknown")
                self.message: str = problem.get("detail", "The server answered with status %d." % status)
                self.problems: List[Dict[str, str]] = problem.get("problems", [])
                self.trace: Optional[str] = problem.get("trace")
                self.details: Any = problem.get("details")
                super().__init__("%s (%s)" % (self.message, self.code))

        """#

    private static let transport = #"""


        class Plumb:
            """The server at `url`, asked with a token; `ca` is a file of certificates, `timeout` in seconds."""

            def __init__(
                self, url: str, token: Optional[str] = None, ca: Optional[str] = None, timeout: float = 60
            ):
                self.url = url.rstrip("/")
                self.token = token
                self.timeout = timeout
                isTLS = self.url.startswith("https")
                self._context = ssl.create_default_context(cafile=ca) if isTLS else None

            def pages(self, method: Callable[..., Any], **arguments: Any) -> Iterator[Any]:
                """Every item of a listing, page by page: `plumb.pages(plumb.audit_search, action="x")`."""
                cursor = None
                while True:
                    page = method(cursor=cursor, **arguments)
                    yield from page["items"]
                    cursor = page.get("next")
                    if cursor is None:
                        return

            def _open(self, method, path, places, query, body, accept):
                for name, value in places.items():
                    path = path.replace("{%s}" % name, urllib.parse.quote(str(value), safe=""))
                pairs = []
                for name, value in query.items():
                    for one in value if isinstance(value, list) else [value]:
                        if isinstance(one, bool):
                            one = "true" if one else "false"
                        if one is not None:
                            pairs.append((name, one))
                if pairs:
                    path += "?" + urllib.parse.urlencode(pairs)
                headers = {"Accept": accept}
                if self.token:
                    headers["Authorization"] = "Bearer " + self.token
                data = None
                if isinstance(body, (bytes, bytearray)):
                    data, headers["Content-Type"] = bytes(body), "application/octet-stream"
                elif body is not None:
                    data = json.dumps({k: v for k, v in body.items() if v is not None}).encode()
                    headers["Content-Type"] = "application/json"
                request = urllib.request.Request(self.url + path, data=data, method=method, headers=headers)
                try:
                    return urllib.request.urlopen(request, timeout=self.timeout, context=self._context)
                except urllib.error.HTTPError as error:
                    content = error.read()
                    try:
                        problem = json.loads(content)
                    except ValueError:
                        problem = {}
                    raise PlumbError(error.code, problem if isinstance(problem, dict) else {}) from None

            def _bytes(self, method, path, places, query, body):
                with self._open(method, path, places, query, body, "*/*") as answer:
                    return answer.read()

            def _json(self, method, path, places, query, body):
                with self._open(method, path, places, query, body, "application/json") as answer:
                    content = answer.read()
                return json.loads(content) if content else None

            def _events(self, method, path, places, query, body):
                """Cursors with elements; the last cursor, given as `after`, goes on behind it."""
                with self._open(method, path, places, query, body, "text/event-stream") as answer:
                    cursor, data = "", []
                    for line in answer:
                        line = line.decode().rstrip("\n")
                        if line.startswith("id:"):
                            cursor = line[3:].lstrip(" ")
                        elif line.startswith("data:"):
                            data.append(line[5:].lstrip(" "))
                        elif not line and data:
                            yield cursor, json.loads("\n".join(data))
                            data = []

        """#
}
