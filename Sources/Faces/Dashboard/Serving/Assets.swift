import HTTP

/// The files that pages refer to, held in memory, each with a tag of its content.
struct Assets: Sendable {
    enum Script: String, CaseIterable { case times, refresh, run, editor, topology, examples }

    private struct File {
        let media: String
        let bytes: [UInt8]
        let tag: String

        init(_ media: String, _ bytes: [UInt8]) {
            self.media = media
            self.bytes = bytes
            tag = Assets.tag(bytes)
        }

        init(_ media: String, _ text: String) { self.init(media, Array(text.utf8)) }
    }

    private let files: [String: File]

    init() {
        var files = [
            "assets/plumb.css": File("text/css; charset=utf-8", Stylesheet.text),
            "assets/icon.svg": File("image/svg+xml", Icon.text),
            "assets/icon-192.png": File("image/png", IconPictures.small),
            "assets/icon-512.png": File("image/png", IconPictures.large),
            "assets/icon-maskable.png": File("image/png", IconPictures.maskable),
            "favicon.ico": File("image/svg+xml", Icon.text),
            "manifest.webmanifest": File("application/manifest+json", Icon.manifest),
        ]
        for script in Script.allCases {
            files["assets/\(script.rawValue).js"] = File("text/javascript; charset=utf-8", script.text)
        }
        self.files = files
    }

    var stylesheet: Link { address(of: "plumb.css") }
    var icon: Link { address(of: "icon.svg") }
    /// For home screens that take no SVG.
    var touchIcon: Link { address(of: "icon-192.png") }

    func address(of script: Script) -> Link { address(of: script.rawValue + ".js") }

    private func address(of name: String) -> Link {
        Link("assets", name, query: [("v", files["assets/" + name]?.tag)])
    }

    /// The file, for a year where the address names its content; nil when the path is no file's.
    func respond(_ request: Request) -> Response? {
        guard let file = files[String(request.path.dropFirst())] else {
            return request.path.hasPrefix("/assets/") ? Response(status: 404) : nil
        }
        guard request.method == "GET" || request.method == "HEAD" else {
            return Response(status: 405, headers: ["Allow": "GET, HEAD"])
        }
        let tag = "\"\(file.tag)\""
        let isNamed = request.query == "v=" + file.tag
        let headers: Headers = [
            "Content-Type": file.media, "ETag": tag,
            "Cache-Control": isNamed ? "public, max-age=31536000, immutable" : "no-cache",
        ]
        if request.headers.all("If-None-Match").contains(where: { $0.contains(tag) }) {
            return Response(status: 304, headers: headers)
        }
        return Response(headers: headers, body: .bytes(file.bytes))
    }

    /// FNV-1a with 64 bits: it tells versions of our own files apart, and guards nothing.
    private static func tag(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let text = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}
