import CExpat
public import Faults

/// Reads XML through expat. A document type is refused, and with it every entity that grows.
public struct XMLDocument: Sendable {
    public let root: XMLElement

    /// Deeper documents are refused.
    public static let depthBound = 200

    /// Faults: `xml.malformed`, with line and column.
    public init(parsing bytes: [UInt8]) throws(Fault) {
        guard let parser = XML_ParserCreate(nil) else {
            throw Fault(.broken, "xml.no_parser", "There is no memory for an XML parser.")
        }
        defer { XML_ParserFree(parser) }
        let gathering = Gathering(parser)
        XML_SetUserData(parser, Unmanaged.passUnretained(gathering).toOpaque())
        XML_SetElementHandler(parser, elementBegins, elementEnds)
        XML_SetCharacterDataHandler(parser, textComes)
        XML_SetStartDoctypeDeclHandler(parser, doctypeComes)
        let status = bytes.withUnsafeBytes { raw in
            XML_Parse(parser, raw.bindMemory(to: CChar.self).baseAddress, Int32(clamping: raw.count), 1)
        }
        guard status == XML_STATUS_OK, let root = gathering.root else {
            let reason =
                gathering.refusal ?? XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) }
            throw Fault(
                .invalid, "xml.malformed",
                "The XML is not valid at line \(XML_GetCurrentLineNumber(parser)), "
                    + "column \(XML_GetCurrentColumnNumber(parser) + 1): \(reason ?? "there is nothing").")
        }
        self.root = root
    }
}

/// What has been read; confined to one parse.
private final class Gathering {
    private let parser: OpaquePointer
    private var open: [XMLElement] = []
    private(set) var root: XMLElement?
    private(set) var refusal: String?

    init(_ parser: OpaquePointer) { self.parser = parser }

    func begin(_ name: String, _ attributes: [String: String]) {
        guard open.count < XMLDocument.depthBound else { return refuse("it is nested too deep") }
        open.append(XMLElement(name, attributes: attributes))
    }

    func end() {
        guard let element = open.popLast() else { return }
        if open.isEmpty { root = element } else { open[open.count - 1].add(element) }
    }

    func text(_ text: String) {
        if !open.isEmpty { open[open.count - 1].add(text: text) }
    }

    func refuse(_ reason: String) {
        refusal = reason
        XML_StopParser(parser, XML_Bool(XML_FALSE))
    }
}

private func gathering(_ pointer: UnsafeMutableRawPointer?) -> Gathering? {
    pointer.map { Unmanaged<Gathering>.fromOpaque($0).takeUnretainedValue() }
}

private func elementBegins(
    _ user: UnsafeMutableRawPointer?, _ name: UnsafePointer<XML_Char>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
) {
    guard let name else { return }
    var found: [String: String] = [:]
    var at = 0
    while let attributes, let key = attributes[at], let value = attributes[at + 1] {
        found[String(cString: key)] = String(cString: value)
        at += 2
    }
    let full = String(cString: name)
    let local = full.utf8.lastIndex(of: UInt8(ascii: ":")).map { String(full[full.utf8.index(after: $0)...]) }
    gathering(user)?.begin(local ?? full, found)
}

private func elementEnds(_ user: UnsafeMutableRawPointer?, _: UnsafePointer<XML_Char>?) {
    gathering(user)?.end()
}

private func textComes(_ user: UnsafeMutableRawPointer?, _ text: UnsafePointer<XML_Char>?, _ count: Int32) {
    let bytes = UnsafeRawBufferPointer(start: text, count: Int(count))
    gathering(user)?.text(String(decoding: bytes, as: UTF8.self))
}

private func doctypeComes(
    _ user: UnsafeMutableRawPointer?, _: UnsafePointer<XML_Char>?, _: UnsafePointer<XML_Char>?,
    _: UnsafePointer<XML_Char>?, _: Int32
) {
    gathering(user)?.refuse("a document type is not taken")
}
