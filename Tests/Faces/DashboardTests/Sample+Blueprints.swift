import BlueprintsAPI
import Bus
import Faults
import Values
import Vocabulary

extension Sample {
    private var blueprints: [Blueprint] {
        [
            blueprint(
                webShop, "web-shop", "Network, servers, storage and a queue of a small shop.",
                Version("1.1.0")),
            blueprint(draft, "data-lake", nil, nil),
        ]
    }

    private func blueprint(_ id: BlueprintID, _ slug: String, _ words: String?, _ latest: Version?)
        -> Blueprint
    {
        Blueprint(
            id: id, slug: Slug(slug)!, description: words.map { text($0) }, latest: latest,
            draft: ["name": .string(slug)], created: ago(90_000), updated: ago(4000), revision: 2)
    }

    private func version(_ text: String, _ age: Int64) -> BlueprintVersion {
        BlueprintVersion(
            blueprint: webShop, version: Version(text)!, document: [:],
            notes: self.text("A queue for orders."),
            digest: String(repeating: "c4", count: 32), published: ago(age), author: "ada@acme.example")
    }

    func answerBlueprints() {
        query(GetValues.self) { [self] (request) throws(Fault) in
            BlueprintValues(
                defaults: request.project == nil ? ["servers": 5] : [:],
                fixed: request.project == nil ? [:] : ["is_public": .string(text("never"))], revision: 1)
        }
        answerEditing()
        query(ListBlueprints.self) { [self] (_) throws(Fault) in page(blueprints) }
        query(GetBlueprint.self) { [self] (request) throws(Fault) in
            guard let found = blueprints.first(where: { $0.id == request.blueprint }) else {
                throw .unknown("blueprint")
            }
            return found
        }
        query(ListBlueprintVersions.self) { [self] (request) throws(Fault) in
            request.blueprint == webShop
                ? page([version("1.1.0", 4000), version("1.0.0", 90_000)]) : Page(items: [], next: nil)
        }
        query(ExportBlueprint.self) { [self] (_) throws(Fault) in
            BlueprintText(
                format: .yaml,
                text: """
                    name: web-shop
                    description: \(text("A small shop."))
                    variables:
                      region: {type: string, default: eu-west-1}
                    resources:
                      - {name: main, type: aws_vpc, properties: {cidr_block: 10.0.0.0/16}}
                    """)
        }
        query(RenderBlueprint.self) { [self] (request) throws(Fault) in
            RenderedBlueprint(
                files: [
                    RenderedFile(
                        path: "main.tf", text: "resource \"aws_vpc\" \"main\" {\n  # \(text("cidr"))\n}\n"),
                    RenderedFile(path: "variables.tf", text: "variable \"region\" {\n  type = string\n}\n"),
                ],
                variables: request.blueprint == webShop ? variables : [])
        }
    }

    private func answerEditing() {
        query(ValidateBlueprint.self) { [self] (request) throws(Fault) in
            guard request.text?.contains("broken") != true else {
                return BlueprintVerdict(
                    isValid: false,
                    problems: [
                        BlueprintProblem(
                            path: "/resources/main", message: text("type is missing"), line: 3, column: 5),
                        BlueprintProblem(path: "", message: "version is missing", line: nil, column: nil),
                    ])
            }
            return BlueprintVerdict(
                isValid: true, problems: [],
                files: [RenderedFile(path: "main.tf", text: "# \(text("rendered"))\n")])
        }
        command(CreateBlueprint.self) { [self] (request) throws(Fault) in
            guard request.document["name"]?.stringValue != "web-shop" else {
                throw Fault(.conflict, "blueprints.taken", "There is a blueprint named web-shop already.")
            }
            return blueprint(draft, "data-lake", nil, nil)
        }
        command(UpdateBlueprint.self) { [self] (request) throws(Fault) in
            guard request.ifRevision == 2 else {
                throw Fault(.precondition, "blueprints.changed", "The draft was changed meanwhile.")
            }
            return blueprint(request.blueprint, "web-shop", nil, nil)
        }
        command(PublishBlueprint.self) { [self] (request) throws(Fault) in
            guard request.version != Version("1.1.0") else {
                throw Fault(
                    .conflict, "blueprints.published", "Versions never change.",
                    problems: [.init("/version", "is published already")])
            }
            return version("\(request.version)", 0)
        }
    }

    private var variables: [BlueprintVariable] {
        [
            variable("name", "string", text("What the shop is called."), isRequired: true),
            variable(
                "region", "string", "Where it stands.", byDefault: "eu-west-1",
                allowed: ["eu-west-1", "us-east-1"]),
            variable("servers", "number", "How many.", byDefault: 2),
            variable("is_public", "bool", nil, byDefault: true),
            variable("subnets", "list(string)", "Their ranges.", byDefault: ["10.0.1.0/24", "10.0.2.0/24"]),
            variable("db_password", "string", "Of the database.", isRequired: true, isSensitive: true),
        ]
    }

    private func variable(
        _ name: String, _ type: String, _ description: String?, byDefault: JSON? = nil,
        isRequired: Bool = false,
        isSensitive: Bool = false, allowed: [JSON] = []
    ) -> BlueprintVariable {
        BlueprintVariable(
            name: name, type: type, description: description, byDefault: byDefault, isRequired: isRequired,
            isSensitive: isSensitive, allowed: allowed)
    }
}
