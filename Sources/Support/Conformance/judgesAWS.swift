import AWSProtocol
import Codecs
import Crypto
import Values

/// AWS's protocols and signatures. What the independent program itself leaves out is counted apart.
let awsJudges: [Judge] = {
    let kinds = [
        "ec2", "query", "json", "json_1_0", "rest-json", "rest-xml", "smithy-rpc-v2-cbor",
        "smithy-rpc-v2-cbor-query-compatible",
    ]
    let isIgnored: @Sendable (JSON) -> Bool = { $0["botocore_ignores"] == true }
    let counts: @Sendable (JSON) -> Bool = { $0["botocore_ignores"] != true }
    var out: [Judge] = []
    for kind in kinds {
        for (way, judge) in [("input", judgeInput), ("output", judgeOutput)] {
            out.append(Judge("aws", file: "protocol_\(way)_\(kind)", applies: counts, judge))
            out.append(Judge("aws", file: "protocol_legacy_\(way)_\(kind)", applies: counts, judge))
            out.append(
                Judge(
                    "aws-ignored", folder: "aws", file: "protocol_\(way)_\(kind)", applies: isIgnored, judge))
        }
    }
    out.append(Judge("aws", file: "response_xml", judgeResponse))
    out.append(Judge("aws", file: "sigv4", judgeSignature))
    out.append(Judge("aws-cbor", folder: "aws", file: "cbor", judgeCBOR))
    out.append(Judge("aws-endpoints", folder: "aws", file: "endpoints", judgeEndpoint))
    return out
}()

private func operation(_ sample: JSON) -> AWSOperation? {
    AWSOperation(
        metadata: sample["metadata"] ?? [:], definition: sample["given"] ?? [:],
        shapes: AWSShapes(sample["shapes"] ?? [:]))
}

// MARK: - Requests

@Sendable private func judgeInput(_ sample: JSON) -> String? {
    guard let operation = operation(sample), let want = sample["serialized"] else {
        return "the case is not complete"
    }
    let request: AWSRequest
    do throws(AWSRequest.Unfit) {
        request = try AWSRequest(
            operation, sample["params"] ?? [:], token: "00000000-0000-4000-8000-000000000000")
    } catch {
        return error.description
    }
    if let method = want["method"]?.stringValue, method != request.method {
        return "method \(request.method)"
    }
    if let uri = want["uri"]?.stringValue, uri != request.target {
        return "uri \(request.target), wanted \(uri)"
    }
    if let reason = differentBody(request, want["body"], operation.kind) { return reason }
    if let reason = differentHeaders(request, want) { return reason }
    if let host = want["host"]?.stringValue {
        let endpoint = sample["clientEndpoint"]?.stringValue ?? ""
        let base = endpoint.split(separator: "/").last.map(String.init) ?? ""
        if request.hostPrefix + base != host { return "host \(request.hostPrefix)\(base), wanted \(host)" }
    }
    return nil
}

private func differentBody(_ request: AWSRequest, _ want: JSON?, _ kind: AWSProtocolKind) -> String? {
    guard let want = want?.stringValue else { return nil }
    let got = String(decoding: request.body, as: UTF8.self)
    if got == want { return nil }
    switch kind {
    case .cbor:
        guard let bytes = [UInt8](base64: want) else { return "the case's body is no Base64" }
        if bytes.isEmpty, request.body.isEmpty { return nil }
        if let a = try? CBOR(parsing: request.body), let b = try? CBOR(parsing: bytes), isSameCBOR(a, b) {
            return nil
        }
    case .json, .restJSON:
        if let a = try? JSON(parsing: got), let b = try? JSON(parsing: want), isSame(a, b) { return nil }
    case .restXML:
        if let a = try? XMLDocument(parsing: Array(got.utf8)).root,
            let b = try? XMLDocument(parsing: Array(want.utf8)).root, canonical(a) == canonical(b)
        {
            return nil
        }
    case .query, .ec2: break
    }
    return "body \(got.prefix(400)) wanted \(want.prefix(400))"
}

private func differentHeaders(_ request: AWSRequest, _ want: JSON) -> String? {
    func value(_ name: String) -> String? {
        request.headers.last { $0.name.lowercased() == name.lowercased() }?.value
    }
    for (name, text) in want["headers"]?.objectValue ?? [:] where name.lowercased() != "content-type" {
        if !isSameHeader(value(name), text.stringValue) {
            return "header \(name) \(value(name) ?? "-"), wanted \(text.text)"
        }
    }
    for name in (want["forbidHeaders"]?.arrayValue ?? []).compactMap(\.stringValue) where value(name) != nil {
        return "header \(name) must not be there"
    }
    return nil
}

/// Without text between elements.
private func canonical(_ element: XMLElement) -> XMLElement {
    XMLElement(
        element.name, attributes: element.attributes, children: element.children.map(canonical),
        text: element.children.isEmpty ? element.text : "")
}

// MARK: - Answers

@Sendable private func judgeOutput(_ sample: JSON) -> String? {
    guard let operation = operation(sample), let response = sample["response"] else {
        return "the case is not complete"
    }
    let answer = AWSAnswer(
        status: response["status_code"]?.intValue ?? 200,
        headers: (response["headers"]?.objectValue ?? [:]).map { ($0.key, $0.value.stringValue ?? "") },
        body: body(response["body"]?.stringValue ?? "", operation.kind, sample["shapes"] ?? [:]))
    do {
        let got = try answer.result(of: operation)
        if let want = sample["result"], !isSame(got, want) { return "got \(got.text) wanted \(want.text)" }
        return sample["errorCode"] == nil ? nil : "no error"
    } catch let error as AWSError {
        guard let code = sample["errorCode"]?.stringValue else { return error.description }
        if error.code != code { return "code \(error.code), wanted \(code)" }
        if let message = sample["errorMessage"]?.stringValue, message != error.message {
            return "message \(error.message)"
        }
        if let want = sample["error"], !isSame(error.members, want) {
            return "members \(error.members.text), wanted \(want.text)"
        }
        return nil
    } catch {
        return String(describing: error)
    }
}

/// Bytes that are no text are written in Base64.
private func body(_ text: String, _ kind: AWSProtocolKind, _ shapes: JSON) -> [UInt8] {
    let hasEvents = (shapes.objectValue ?? [:]).contains { $0.value["eventstream"] == true }
    return kind == .cbor || hasEvents ? [UInt8](base64: text) ?? [] : Array(text.utf8)
}

/// Real answers of EC2, IAM, RDS, S3 and others.
@Sendable private func judgeResponse(_ sample: JSON) -> String? {
    guard let model = sample["model"], let want = sample["want"], let status = sample["status"]?.intValue
    else {
        return "the case is not complete"
    }
    let definition: JSON = ["name": sample["operation"] ?? "", "output": model["output"] ?? .null]
    guard
        let operation = AWSOperation(
            metadata: ["protocol": model["protocol"] ?? ""], definition: definition,
            shapes: AWSShapes(model["shapes"] ?? [:]))
    else { return "the protocol is not known" }
    let answer = AWSAnswer(status: status, headers: [], body: Array((sample["body"]?.stringValue ?? "").utf8))
    do {
        let got = try answer.result(of: operation)
        var expected = want
        expected["ResponseMetadata"] = nil
        return isSame(got, expected) ? nil : "got \(got.text.prefix(600)) wanted \(expected.text.prefix(600))"
    } catch let error as AWSError {
        let expected = want["Error"]
        let isRight =
            error.code == expected?["Code"]?.stringValue
            && error.message == expected?["Message"]?.stringValue ?? ""
            && (want["ResponseMetadata"]?["RequestId"]?.stringValue).map { $0 == error.requestID } ?? true
        return isRight ? nil : "\(error) \(error.requestID ?? "-") wanted \(want.text.prefix(300))"
    } catch {
        return String(describing: error)
    }
}

/// Equal by value: numbers by quantity, objects without order.
func isSame(_ a: JSON, _ b: JSON) -> Bool {
    switch (a, b) {
    case (.object(let x), .object(let y)):
        x.count == y.count && x.allSatisfy { key, value in y[key].map { isSame(value, $0) } ?? false }
    case (.array(let x), .array(let y)): x.count == y.count && zip(x, y).allSatisfy { isSame($0, $1) }
    case (.number(let x), .number(let y)): x.isSameQuantity(as: y) || x.double == y.double
    // One side tells a time as text.
    case (.number(let x), .string(let text)): x.double == AWSTime.seconds(text)
    default: a == b
    }
}

/// Equal as lists: white space behind a comma says nothing (RFC 9110, section 5.6.1).
private func isSameHeader(_ a: String?, _ b: String?) -> Bool {
    a?.replacing(", ", with: ",") == b?.replacing(", ", with: ",")
}

// MARK: - Signatures

@Sendable private func judgeSignature(_ sample: JSON) -> String? {
    guard let text = sample["req"]?.stringValue else { return "the case is not complete" }
    let halves = text.replacing("\r\n", with: "\n")
    let end = halves.firstRange(of: "\n\n")
    let head = end.map { String(halves[..<$0.lowerBound]) } ?? halves
    let body = end.map { String(halves[$0.upperBound...]) } ?? ""
    var lines = head.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let first = lines.removeFirst()
    guard let gap = first.firstIndex(of: " "), let last = first.lastIndex(of: " "), gap < last else {
        return "the request's first line"
    }
    var headers: [(name: String, value: String)] = []
    for line in lines {
        if line.hasPrefix(" "), let before = headers.popLast() {
            headers.append((before.name, before.value + "\n" + line))
        } else if let colon = line.firstIndex(of: ":") {
            headers.append((String(line[..<colon]), String(line[line.index(after: colon)...])))
        }
    }
    // The case with temporary credentials has their token in its answer alone.
    let token = "x-amz-security-token:"
    let lead = (sample["creq"]?.stringValue ?? "").split(separator: "\n").first { $0.hasPrefix(token) }
    if let lead, !headers.contains(where: { $0.name.lowercased() + ":" == token }) {
        headers.append(("X-Amz-Security-Token", String(lead.dropFirst(token.count))))
    }
    let credentials = AWSSignature.Credentials(
        accessKey: "AKIDEXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
    let steps = AWSSignature(credentials, region: "us-east-1", service: "service").steps(
        method: String(first[..<gap]), target: String(first[first.index(after: gap)..<last]),
        headers: headers,
        payload: Array(body.utf8))
    let pairs = [
        ("creq", steps.canonicalRequest), ("sts", steps.textToSign), ("authz", steps.authorization),
    ]
    for (key, got) in pairs {
        if let want = sample[key]?.stringValue, want.replacing("\r\n", with: "\n") != got {
            return "\(key): \(got)\nwanted: \(want)"
        }
    }
    return nil
}
