import AWSProtocol
import Values

/// AWS's services by the names that the cases have, and in host names where those differ.
private let hostNames = [
    "apigatewayv2": "apigateway", "cloudcontrol": "cloudcontrolapi",
    "cloudwatch": "monitoring", "docdb": "rds", "ecr": "api.ecr", "efs": "elasticfilesystem",
    "elb": "elasticloadbalancing", "elbv2": "elasticloadbalancing", "emr": "elasticmapreduce",
    "neptune": "rds", "opensearch": "es", "pricing": "api.pricing", "resourcegroupstaggingapi": "tagging",
    "s3control": "s3-control", "sagemaker": "api.sagemaker", "stepfunctions": "states",
]

/// The endpoint for a service's parameters with how it is signed, or that there is none.
@Sendable func judgeEndpoint(_ sample: JSON) -> String? {
    guard let service = sample["service"]?.stringValue, let want = sample["expect"] else {
        return "the case is not complete"
    }
    let parameters = sample["params"]?.objectValue ?? [:]
    var place = AWSEndpoint.Place(region: parameters["Region"]?.stringValue)
    place.isFIPS = parameters["UseFIPS"] == true
    place.isDualStack = parameters["UseDualStack"] == true
    place.custom = parameters["Endpoint"]?.stringValue
    place.parameters = parameters
    do throws(AWSEndpoint.Refusal) {
        let got = try AWSEndpoint(hostNames[service] ?? service, at: place)
        guard let endpoint = want["endpoint"] else { return "\(got.url), wanted a refusal" }
        if got.url != endpoint["url"]?.stringValue {
            return "\(got.url), wanted \(endpoint["url"]?.text ?? "-")"
        }
        var properties = endpoint["properties"] ?? [:]
        // A mark for AWS's count of what clients use, which says nothing of the endpoint.
        properties["metricValues"] = nil
        if !isSame(told(got), properties) { return "\(told(got).text), wanted \(properties.text)" }
        let headers = JSON.Object(
            got.headers.map { (key: $0.key, value: .array([.string($0.value)])) })
        return isSame(.object(headers), endpoint["headers"] ?? [:]) ? nil : "headers \(got.headers)"
    } catch {
        return want["error"] == nil ? error.description : nil
    }
}

/// As the cases write it: what is not told is left out.
private func told(_ endpoint: AWSEndpoint) -> JSON {
    var out = JSON.Object()
    out["backend"] = endpoint.backend.map(JSON.string)
    guard !endpoint.schemes.isEmpty else { return .object(out) }
    out["authSchemes"] = .array(
        endpoint.schemes.map { scheme in
            var one: JSON.Object = ["name": .string(scheme.name)]
            one["signingName"] = scheme.service.map(JSON.string)
            one["signingRegion"] = scheme.region.map(JSON.string)
            if !scheme.regions.isEmpty { one["signingRegionSet"] = .array(scheme.regions.map(JSON.string)) }
            if scheme.isPathVerbatim { one["disableDoubleEncoding"] = true }
            return .object(one)
        })
    return .object(out)
}
