import Values

/// The call that lists all resources of one Terraform type, and where an answer has what is to be known.
///
/// Texts such as `{vpcId}` are filled from an item: dots lead inwards, `{.}` is an item that is a text
/// itself, `{Url|last}` what stands behind the last slash, `{@region}` and `{@account}` the place.
public struct ListCall: Sendable {
    public let type: String
    public let service: ListedService
    public let operation: String
    let path: String
    let parameters: JSON.Object
    let items: String
    let id: String
    let name: String
    let arn: String
    let importID: String
    let tags: String
    /// Ids that stand for none: what is not there yet, or no more.
    let notIDs: Set<String>

    init(
        _ type: String, _ service: ListedService, _ operation: String, _ items: String, id: String,
        name: String = "", arn: String = "", importID: String? = nil, tags: String = "", path: String = "/",
        parameters: JSON.Object = [:], notIDs: Set<String> = []
    ) {
        (self.type, self.service, self.operation, self.items) = (type, service, operation, items)
        (self.id, self.name, self.arn, self.importID) = (id, name, arn, importID ?? id)
        (self.tags, self.path, self.parameters, self.notIDs) = (tags, path, parameters, notIDs)
    }

    /// The request for the first page, or for the one that `token` leads to.
    public func request(after token: String? = nil) throws(AWSRequest.Unfit) -> AWSRequest {
        var parameters = parameters
        if let token, !service.token.input.isEmpty { parameters[service.token.input] = .string(token) }
        return try AWSRequest(model(of: parameters), .object(parameters), token: "")
    }

    /// What an answer lists.
    ///
    /// - Throws: `AWSError` when the service refused; `Malformed` for an answer that can't be read.
    public func page(_ answer: AWSAnswer, in place: ListedPage.Place) throws -> ListedPage {
        guard answer.status < 300 else { throw try AWSError(answer, model(of: parameters)) }
        var root: JSON = [:]
        if !answer.body.isEmpty {
            switch service.kind {
            case .json, .restJSON: root = try answer.json()
            case .cbor: root = try CBORResult.tree(try answer.cbor())
            case .query:
                let xml = try answer.xml()
                root = ListedValue.tree(xml[operation + "Result"] ?? xml)
            case .ec2, .restXML: root = ListedValue.tree(try answer.xml())
            }
        }
        let found = ListedValue.all(items, in: root)
            .filter { $0.objectValue != nil || $0.stringValue?.isEmpty == false }
            .compactMap { resource($0, place) }
        let next = service.token.output.isEmpty ? nil : ListedValue.text(service.token.output, in: root)
        return ListedPage(resources: found, next: next.flatMap { $0.isEmpty || $0 == "null" ? nil : $0 })
    }

    private func resource(_ item: JSON, _ place: ListedPage.Place) -> ListedResource? {
        guard let id = ListedValue.filled(id, from: item, place), !notIDs.contains(id) else { return nil }
        let tags = ListedValue.tags(ListedValue.all(tags, in: item))
        return ListedResource(
            type: type, id: id,
            name: ListedValue.filled(name, from: item, place) ?? tags["Name"] ?? id,
            arn: ListedValue.filled(arn, from: item, place),
            importID: ListedValue.filled(importID, from: item, place) ?? id, tags: tags,
            links: ListedLink.all(in: item, of: id))
    }

    /// A model with these parameters alone.
    func refusal(_ answer: AWSAnswer) throws -> AWSError { try AWSError(answer, model(of: parameters)) }

    private func model(of parameters: JSON.Object) -> AWSOperation {
        let isGet = service.kind == .restXML || (service.kind == .restJSON && !operation.hasPrefix("POST"))
        var members = JSON.Object()
        for (name, _) in parameters {
            members[name] = ["shape": "Value", "locationName": .string(name)]
            if isGet { members[name]?["location"] = "querystring" }
        }
        let definition: JSON = [
            "name": .string(operation), "input": ["shape": "Input"],
            "http": ["method": isGet ? "GET" : "POST", "requestUri": .string(path)],
        ]
        let shapes: JSON = [
            "Input": ["type": "structure", "members": .object(members)],
            "Value": ["type": "string", "document": true],
        ]
        guard
            let model = AWSOperation(
                metadata: service.metadata, definition: definition, shapes: AWSShapes(shapes))
        else { preconditionFailure("The kind of a listed service is one that AWSOperation speaks.") }
        return model
    }
}

/// One page of a listing.
public struct ListedPage: Sendable, Equatable {
    /// Where it was asked.
    public struct Place: Sendable, Equatable {
        public let region: String
        public let account: String

        public init(region: String, account: String) { (self.region, self.account) = (region, account) }
    }

    public let resources: [ListedResource]
    /// Leads to the next page; nil on the last one.
    public let next: String?
}

/// One resource, as its listing tells of it.
public struct ListedResource: Sendable, Equatable {
    /// Terraform's type.
    public let type: String
    public let id: String
    public let name: String
    public let arn: String?
    /// What `terraform import` wants.
    public let importID: String
    public let tags: [String: String]
    public let links: [ListedLink]
}
