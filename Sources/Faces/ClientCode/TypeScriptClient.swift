public import Bus
import Schemas

/// A client in TypeScript for browsers, Node 18 and later, and whatever else has `fetch`.
public struct TypeScriptClient {
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
            "// A client of Plumb \(version), generated from its operations. Do not change it by hand.\n\n"
        for object in offered.namedObjects() {
            out += object.help.isEmpty ? "" : "/** \(Self.remark(object.help)) */\n"
            out += "export interface \(PythonClient.typeName(object.name)) {\n"
            for field in object.fields { out += line(field, "  ") }
            out += "}\n\n"
        }
        out += TypeScriptClient.transport
        for one in offered {
            if let method = ClientMethod(one) { out += function(method) }
        }
        return out + "}\n"
    }

    private func line(_ field: Schema.Field, _ indent: String) -> String {
        let help = field.help.isEmpty ? "" : "\(indent)/** \(Self.remark(field.help)) */\n"
        let isOptional = !field.isRequired
        return help + "\(indent)\(field.name)\(isOptional ? "?" : ""): "
            + "\(Self.typeText(field.schema.unwrapped))\(isOptional ? " | null" : "");\n"
    }

    /// Nothing in it ends the comment.
    private static func remark(_ text: String) -> String { text.replacing("*/", with: "* /") }

    private static func typeText(_ schema: Schema) -> String {
        switch schema {
        case .string(_, _, let values):
            values.map { $0.map { "\"\($0)\"" }.joined(separator: " | ") } ?? "string"
        case .integer, .number: "number"
        case .boolean: "boolean"
        case .any: "unknown"
        case .array(let element): "Array<\(typeText(element))>"
        case .map(let element): "Record<string, \(typeText(element))>"
        case .either(let shapes): shapes.map(typeText).joined(separator: " | ")
        case .optional(let inner): "\(typeText(inner)) | null"
        case .object(let object): PythonClient.typeName(object.name)
        }
    }

    private func function(_ method: ClientMethod) -> String {
        let name =
            method.words[0]
            + method.words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        var parameters: [String] = []
        if method.body == .bytes { parameters.append("content: Uint8Array") }
        if !method.fields.isEmpty {
            let members = method.ordered.map { line($0, "    ") }.joined()
            let isFree = !method.fields.contains(where: \.isRequired)
            parameters.append("request: {\n\(members)  }\(isFree ? " = {}" : "")")
        }
        func list(_ names: [String]) -> String {
            "[" + names.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
        }
        let given = method.fields.isEmpty ? "{}" : "request"
        let content = method.body == .bytes ? "content" : method.body == .json ? "null" : "undefined"
        let call =
            "\"\(method.method)\", \"\(method.path)\", \(given), \(list(method.queryFields)), \(content)"
        var out = "\n  /** \(Self.remark(method.help)) */\n"
        let inside = parameters.joined(separator: ", ")
        switch method.answer {
        case .json(let schema):
            out +=
                "  \(name)(\(inside)): Promise<\(Self.typeText(schema))> {\n    return this.json(\(call));\n  }\n"
        case .bytes:
            out += "  \(name)(\(inside)): Promise<Uint8Array> {\n    return this.bytes(\(call));\n  }\n"
        case .events(let schema):
            out +=
                "  \(name)(\(inside)): AsyncGenerator<Streamed<\(Self.typeText(schema))>> {\n"
                + "    return this.events(\(call));\n  }\n"
        }
        return out
    }

    private static let transport = #"""
        /** One element of a stream, with the cursor that goes on behind it when it is given as `after`. */
        export interface Streamed<Element> {
          cursor: string;
          element: Element;
        }

        /** What the server refused, with its stable code and every problem that it named. */
        export class PlumbError extends Error {
          readonly code: string;
          readonly problems: Array<{ path: string; message: string }>;
          readonly trace?: string;
          readonly details?: unknown;

          constructor(readonly status: number, problem: any) {
            super(problem?.detail ?? `The server answered with status ${status}.`);
            this.name = "PlumbError";
            this.code = problem?.code ?? "unknown";
            this.problems = problem?.problems ?? [];
            this.trace = problem?.trace;
            this.details = problem?.details;
          }
        }

        /** The server at `url`, asked with a token, or with the cookie of the page that runs it. */
        export class Plumb {
          constructor(private readonly url: string, private readonly token?: string) {
            this.url = url.replace(/\/+$/, "");
          }

          /** Every item of a listing: `plumb.pages((cursor) => plumb.auditSearch({ cursor }))`. */
          async *pages<Item>(
            list: (cursor: string | undefined) => Promise<{ items: Array<Item>; next?: string | null }>,
          ): AsyncGenerator<Item> {
            let cursor: string | undefined;
            do {
              const page = await list(cursor);
              for (const item of page.items) yield item;
              cursor = page.next ?? undefined;
            } while (cursor !== undefined);
          }

          private async open(
            method: string, path: string, request: object, query: string[],
            content: Uint8Array | null | undefined, accept: string,
          ): Promise<Response> {
            const rest: Record<string, unknown> = { ...request };
            path = path.replace(/\{(\w+)\}/g, (_, name: string) => {
              const value = encodeURIComponent(String(rest[name]));
              delete rest[name];
              return value;
            });
            const pairs = new URLSearchParams();
            for (const name of query) {
              const value = rest[name];
              for (const one of Array.isArray(value) ? value : [value]) {
                if (one !== undefined && one !== null) pairs.append(name, String(one));
              }
            }
            const headers: Record<string, string> = { Accept: accept };
            if (this.token) headers.Authorization = `Bearer ${this.token}`;
            let body: Uint8Array | string | undefined;
            if (content instanceof Uint8Array) {
              headers["Content-Type"] = "application/octet-stream";
              body = content;
            } else if (content === null) {
              headers["Content-Type"] = "application/json";
              body = JSON.stringify(rest);
            }
            const asked = pairs.toString();
            const url = this.url + path + (asked ? `?${asked}` : "");
            const answer = await fetch(url, { method, headers, body });
            if (answer.ok) return answer;
            throw new PlumbError(answer.status, await answer.json().catch(() => undefined));
          }

          private async json(
            method: string, path: string, request: object, query: string[], content?: Uint8Array | null,
          ): Promise<any> {
            const answer = await this.open(method, path, request, query, content, "application/json");
            const text = await answer.text();
            return text ? JSON.parse(text) : undefined;
          }

          private async bytes(
            method: string, path: string, request: object, query: string[], content?: Uint8Array | null,
          ): Promise<Uint8Array> {
            const answer = await this.open(method, path, request, query, content, "*/*");
            return new Uint8Array(await answer.arrayBuffer());
          }

          private async *events(
            method: string, path: string, request: object, query: string[], content?: Uint8Array | null,
          ): AsyncGenerator<Streamed<any>> {
            const answer = await this.open(method, path, request, query, content, "text/event-stream");
            const reader = answer.body!.getReader();
            const decoder = new TextDecoder();
            let rest = "", cursor = "", data: string[] = [];
            for (;;) {
              const { done, value } = await reader.read();
              if (done) return;
              const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
              rest = lines.pop() ?? "";
              for (const line of lines) {
                if (line.startsWith("id:")) cursor = line.slice(3).trimStart();
                else if (line.startsWith("data:")) data.push(line.slice(5).trimStart());
                else if (line === "" && data.length > 0) {
                  yield { cursor, element: JSON.parse(data.join("\n")) };
                  data = [];
                }
              }
            }
          }

        """#
}
