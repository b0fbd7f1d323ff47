import Assets
import Faults
import Queries
import Values

private func resources(_ list: JSON?) -> [RecordedResource] {
    (list?.arrayValue ?? []).map {
        RecordedResource($0["type"]?.stringValue ?? "", $0["id"]?.stringValue ?? "", $0["attrs"] ?? [:])
    }
}

/// The form in which the cases' filters see a resource.
private func seen(_ resource: RecordedResource) -> JSON {
    ["Type": .string(resource.type), "Id": .string(resource.id), "Attr": resource.attributes]
}

/// Those of a list for which an expression is true, or that the expression is none.
@Sendable func judgeFilter(_ sample: JSON) -> String? {
    guard let text = sample["expr_jmespath"]?.stringValue else { return "the case is not complete" }
    do throws(Fault) {
        let query = try Query(text)
        if sample["want_error"] == true { return "no error" }
        var got: [RecordedResource] = []
        for one in resources(sample["resources"]) where try query.isTrue(of: seen(one)) { got.append(one) }
        return got == resources(sample["want"]) ? nil : "got \(got.map(\.key))"
    } catch {
        return sample["want_error"] == true ? nil : error.message
    }
}

/// What is managed, unmanaged and missing, with what resources bring along, and without what the cloud makes
/// for itself unless all is asked for; the counts that the case tells.
@Sendable func judgeScan(_ sample: JSON) -> String? {
    guard let want = sample["expected"]?.objectValue else { return "the case is not complete" }
    let recorded = resources(sample["iac"])
    var there = resources(sample["cloud"])
    if sample["strict"] != true { there = there.withoutCloudMade(in: recorded) }
    var code = recorded.withBrought(existing: there)
    do throws(Fault) {
        if let text = sample["filter_jmespath"]?.stringValue {
            let query = try Query(text)
            var kept: [[RecordedResource]] = []
            for list in [code, there] {
                var some: [RecordedResource] = []
                for one in list where try query.isTrue(of: seen(one)) { some.append(one) }
                kept.append(some)
            }
            (code, there) = (kept[0], kept[1])
        }
    } catch {
        return error.message
    }
    let got = Coverage(inCode: code.map(\.key), existing: there.map(\.key))
    let counts = [
        "AssertManagedCount": got.managed.count, "AssertUnmanagedCount": got.unmanaged.count,
        "AssertDeletedCount": got.missing.count, "AssertCoverage": got.percent,
    ]
    for (name, calls) in want {
        let arguments = (calls.arrayValue?.first?.arrayValue ?? []).compactMap(\.stringValue)
        switch name {
        case "Summary": break  // Of the cases' own sources of code.
        case "AssertInfrastructureIsInSync": if !got.isInSync { return "not in sync: \(got)" }
        case "AssertInfrastructureIsNotSync": if got.isInSync { return "in sync" }
        case "AssertResourceUnmanaged":
            if arguments.count != 2 || !got.unmanaged.contains(.init(arguments[1], arguments[0])) {
                return "unmanaged: \(got.unmanaged)"
            }
        default:
            guard let count = counts[name] else { return "\(name) is not known" }
            if arguments != [String(count)] { return "\(name): \(count), wanted \(arguments): \(got)" }
        }
    }
    return nil
}

/// The rules that the inventory has a use for.
@Sendable func isWanted(_ sample: JSON) -> Bool {
    [
        "AwsRouteTableExpander", "AwsSQSQueuePolicyExpander", "AwsSNSTopicPolicyExpander",
        "AwsBucketPolicyExpander", "AwsRDSClusterInstanceExpander", "AzurermSubnetExpander",
        "AzurermRouteExpander", "AwsInstanceBlockDeviceResourceMapper", "AwsRoleManagedPolicyExpander",
    ].contains(sample["middleware"]?.stringValue ?? "")
}

/// The resources of a state with what they bring along, by type and id.
@Sendable func judgeBrought(_ sample: JSON) -> String? {
    guard sample["want_state"]?.arrayValue != nil else {
        return sample["want_state"]?.isNull == true ? nil : "the case is not complete"
    }
    let got = resources(sample["state"]).withBrought(existing: resources(sample["remote"])).map(\.key)
        .sorted()
    let want = resources(sample["want_state"]).map(\.key).sorted()
    return got == want ? nil : "got \(got), wanted \(want)"
}
