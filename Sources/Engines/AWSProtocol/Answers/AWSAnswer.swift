import Codecs
public import Values

/// What a service answers, before it is understood.
public struct AWSAnswer: Sendable {
    public let status: Int
    /// Names in any case; the last one of a name counts.
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]

    public init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        (self.status, self.headers, self.body) = (status, headers, body)
    }

    func header(_ name: String) -> String? {
        headers.last { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// An answer that is not what the operation's model says.
    public struct Malformed: Error, Equatable, CustomStringConvertible {
        public let description: String
    }

    /// The operation's result by its model; times are seconds since 1970, blobs texts of UTF-8.
    ///
    /// - Throws: `AWSError` when the service refused; `Malformed` for an answer that can't be read.
    public func result(of operation: AWSOperation) throws -> JSON {
        guard status < 300 else { throw try AWSError(self, operation) }
        guard let output = operation.output else { return [:] }
        switch operation.kind {
        case .query, .ec2:
            guard !body.isEmpty else { return [:] }
            let root = try xml()
            let result = operation.kind == .query ? root[operation.resultWrapper] ?? root : root
            return .object(XMLResult.structure(result, output))
        case .json:
            guard !body.isEmpty else { return [:] }
            return JSONResult.value(try json(), output) ?? [:]
        case .cbor:
            guard !body.isEmpty else { return [:] }
            return try CBORResult.value(try cbor(), output) ?? [:]
        case .restJSON, .restXML: return try rest(operation, output)
        }
    }

    func xml() throws(Malformed) -> XMLElement {
        do { return try XMLDocument(parsing: body).root } catch {
            throw Malformed(description: error.message)
        }
    }

    /// The keys of this protocol's maps are texts.
    func cbor() throws(Malformed) -> CBOR {
        do { return try CBOR(parsing: body, keys: .text) } catch {
            throw Malformed(description: error.message)
        }
    }

    func json() throws(Malformed) -> JSON {
        do { return try JSON(parsing: body) } catch { throw Malformed(description: error.message) }
    }

    // MARK: - Parts where HTTP has them

    private func rest(_ operation: AWSOperation, _ output: AWSShape) throws -> JSON {
        var out = located(output)
        if let payload = output.payload, let shape = output.member(payload) {
            if let value = try self.payload(shape, operation) { out[payload] = value }
            return .object(out)
        }
        guard output.members.contains(where: { $0.shape.answerLocation == nil }), !body.isEmpty else {
            return .object(out)
        }
        let rest =
            operation.kind == .restXML
            ? XMLResult.structure(try xml(), output)
            : JSONResult.value(try json(), output)?.objectValue ?? [:]
        for (name, value) in rest { out[name] = value }
        return .object(out)
    }

    private func payload(_ shape: AWSShape, _ operation: AWSOperation) throws -> JSON? {
        switch shape.kind {
        case .blob, .string:
            return body.isEmpty && !shape.isStreaming ? nil : .string(String(decoding: body, as: UTF8.self))
        case _ where shape.isEventStream: return try EventResult.events(body, shape, operation.kind)
        default:
            guard !body.isEmpty else { return nil }
            return operation.kind == .restXML
                ? XMLResult.value(try xml(), shape) : JSONResult.value(try json(), shape)
        }
    }

    /// Status and headers.
    func located(_ output: AWSShape) -> JSON.Object {
        var out = JSON.Object()
        for (name, shape) in output.members {
            let wire = shape.locationName ?? (shape.location == "headers" ? "" : name)
            switch shape.location {
            case "statusCode": out[name] = JSON(status)
            case "headers":
                var found = JSON.Object()
                for header in headers where header.name.lowercased().hasPrefix(wire.lowercased()) {
                    found[String(header.name.dropFirst(wire.count))] = .string(header.value)
                }
                out[name] = .object(found)
            case "header": if let text = header(wire) { out[name] = HeaderValue.read(text, shape) }
            default: break
            }
        }
        return out
    }
}
