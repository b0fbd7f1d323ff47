import AWSProtocol
import Testing
import Values

@Suite("AWS requests") struct AWSRequestTests {
    private let shapes = AWSShapes([
        "Input": [
            "type": "structure",
            "members": [
                "Bucket": ["shape": "Text", "location": "uri", "locationName": "Bucket"],
                "Key": ["shape": "Text", "location": "uri", "locationName": "Key"],
                "Since": ["shape": "Time", "location": "querystring", "locationName": "since"],
                "Note": ["shape": "Text"],
            ],
        ],
        "Text": ["type": "string"], "Time": ["type": "timestamp"],
    ])

    private func operation(_ kind: String) throws -> AWSOperation {
        let definition: JSON = [
            "name": "PutThing", "http": ["method": "PUT", "requestUri": "/{Bucket}/{Key+}?thing"],
            "input": ["shape": "Input"],
        ]
        return try #require(
            AWSOperation(
                metadata: ["protocol": .string(kind), "apiVersion": "2020-01-01"], definition: definition,
                shapes: shapes))
    }

    @Test func `put every part where the model wants it`() throws {
        let request = try AWSRequest(
            operation("rest-json"), ["Bucket": "a b", "Key": "c/d e", "Since": 1_398_796_238, "Note": "n"],
            token: "")
        #expect(request.target == "/a%20b/c/d%20e?thing&since=2014-04-29T18%3A30%3A38Z")
        #expect(String(decoding: request.body, as: UTF8.self) == #"{"Note":"n"}"#)
        #expect(request.headers.map(\.name) == ["Content-Type"])
    }

    @Test func `refuse a path without one of its parts`() throws {
        for parameters in [["Bucket": "a"], ["Bucket": "", "Key": "k"]] as [JSON] {
            #expect(throws: AWSRequest.Unfit.self) {
                try AWSRequest(operation("rest-xml"), parameters, token: "")
            }
        }
    }

    @Test func `tell what kind of trouble an error is`() throws {
        func error(_ code: String, _ status: Int) throws -> AWSError {
            let body =
                "<ErrorResponse><Error><Code>\(code)</Code><Message>m</Message></Error></ErrorResponse>"
            let answer = AWSAnswer(status: status, headers: [], body: Array(body.utf8))
            return try #require(#expect(throws: AWSError.self) { try answer.result(of: operation("query")) })
        }
        #expect(try error("ThrottlingException", 400).isThrottling)
        #expect(try error("UnauthorizedOperation", 403).isDenied)
        #expect(try error("ExpiredToken", 403).isExpired)
        let unknown = AWSAnswer(status: 503, headers: [], body: Array("<html>busy".utf8))
        let told = #expect(throws: AWSError.self) { try unknown.result(of: operation("query")) }
        #expect(told?.code == "503" && told?.isTransient == true)
    }

    @Test func `sign S3's paths as they are, and others' cleaned`() {
        let credentials = AWSSignature.Credentials(accessKey: "k", secretKey: "s")
        let headers = [(name: "Host", value: "h"), (name: "X-Amz-Date", value: "20150830T123600Z")]
        let lines = ["s3", "ec2"].map { service in
            AWSSignature(credentials, region: "r", service: service).steps(
                method: "GET", target: "/a/../b%20c//d", headers: headers, payload: []
            ).canonicalRequest.split(separator: "\n")[1]
        }
        #expect(lines == ["/a/../b%20c//d", "/b%2520c/d"])
    }
}
