import Bus
import Faults
import StatesAPI
import Values
import Vocabulary

extension Sample {
    private func version(_ serial: Int, _ workspace: WorkspaceID) -> StateVersion {
        StateVersion(
            workspace: workspace, serial: serial, lineage: "b1b7",
            blob: BlobRef(
                digest: String(repeating: "ab", count: 32), size: 18_204)!,
            md5: "1B2M2Y8AsgTpgAmY7PhCfg==", terraformVersion: "1.9.8", resources: 14 + serial,
            isEncrypted: false, created: ago(Int64(4000 - serial * 400)), author: text("ada@acme.example"),
            origin: serial == 1 ? "push" : "run", run: serial == 1 ? nil : Run.completed.id.text)
    }

    func answerStates() {
        query(ListVersions.self) { [self] (request) throws(Fault) in
            guard request.workspace != fresh, !isEmpty else { return Page(items: [], next: nil) }
            if request.cursor != nil { return Page(items: [version(1, request.workspace)], next: nil) }
            return Page(items: [4, 3, 2].map { version($0, request.workspace) }, next: "older")
        }
        query(ReadState.self) { [self] (request) throws(Fault) in
            guard request.workspace != fresh else {
                return StateView(version: nil, resources: [], outputs: [])
            }
            return StateView(
                version: version(request.serial ?? 4, request.workspace), resources: resources,
                outputs: [
                    StateOutput(
                        name: "url", value: .string(text("https://shop.example")), isSensitive: false),
                    StateOutput(
                        name: "admin_password", value: .string("(sensitive value)"), isSensitive: true),
                ])
        }
        query(FindResources.self) { [self] (request) throws(Fault) in
            let words = request.words.split(separator: " ").map { $0.lowercased() }
            let hits =
                isEmpty
                ? []
                : resources.filter { resource in
                    words.allSatisfy { resource.address.lowercased().contains($0) }
                }
            return Page(
                items: hits.map {
                    FoundResource(workspace: production, address: $0.address, type: $0.type, names: [])
                }, next: nil)
        }
        query(DiffVersions.self) { [self] (request) throws(Fault) in
            let to = request.to ?? 4
            return StateVersionDifference(
                from: request.from ?? to - 1, to: to, added: [text("aws_sqs_queue.orders")],
                removed: ["aws_s3_bucket.legacy"],
                changed: [
                    StateResourceDifference(
                        address: "aws_instance.web[0]",
                        attributes: [
                            difference("instance_type", "\"t3.micro\"", "\"t3.small\""),
                            difference("tags.Name", JSON.string(text("web")).text, nil),
                            StateAttributeDifference(
                                path: "user_data", before: nil, after: nil, isSensitive: true),
                        ])
                ],
                outputs: [difference("url", "\"http://shop.example\"", "\"https://shop.example\"")])
        }
        query(GetLock.self) { [self] (request) throws(Fault) in
            guard request.workspace == production else { return LockStatus(lock: nil) }
            return LockStatus(
                lock: StateLock(
                    id: "2f3e0c9b-8c0d-4d6e-9c7b-0a1b2c3d4e5f", operation: "OperationTypeApply",
                    who: text("grace@build-7"), owner: "grace@acme.example", created: ago(5400),
                    ageSeconds: 5400,
                    info: [:]))
        }
        command(BreakLock.self) { (_) throws(Fault) in LockStatus(lock: nil) }
    }

    private func difference(_ path: String, _ before: String?, _ after: String?) -> StateAttributeDifference {
        StateAttributeDifference(path: path, before: before, after: after, isSensitive: false)
    }

    private var resources: [StateResource] {
        let policy = #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject"}]}"#
        let names = ["aws_vpc.main", "aws_subnet.public[0]", "aws_instance.web[0]", "aws_iam_role.web"]
        return names.map { address in
            StateResource(
                address: address, type: String(address.prefix { $0 != "." }), provider: "hashicorp/aws",
                isData: false, isTainted: address == "aws_instance.web[0]",
                attributes: [
                    "arn": "arn:aws:ec2:eu-west-1:123456789012:instance/i-0abcd1234efgh5678",
                    "tags": ["Name": .string(text("web")), "Environment": "staging"],
                    "policy": .string(policy), "user_data": "(sensitive value)", "count": 3, "public": false,
                ])
        }
    }
}
