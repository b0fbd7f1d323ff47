import Faults
import Terraform
import Values

/// Every corpus that an engine or context covers. An engine adds its judges here.
public let judges: [Judge] =
    [
        Judge("tfplan", file: "plan_samples", judgePlanSample),
        Judge("tfplan", file: "state_roundtrip", judgeStateRoundTrip),
        Judge("driftctl", file: "state_read", judgeStateRead),
    ] + awsJudges + assetJudges + regoJudges + judgesHCL + judgesBlocks + judgesModules + judgesSuite
    + judgesFunctions(common: commonFolder("hcl")) + judgesPlan(common: commonFolder("tfplan"))
    + judgesEquivalence + judgesConfigurations + judgesCompliance + judgesCheckov + judgesConversion

/// A plan's counts of actions, types and drifted resources.
@Sendable private func judgePlanSample(_ sample: JSON) -> String? {
    guard let plan = sample["plan"], let want = sample["want_summary"] else {
        return "the case is not complete"
    }
    do throws(Fault) {
        let reader = try PlanReader(plan)
        var actions: [String: Int] = [:]
        var types: [String: Int] = [:]
        for change in reader.everyChange {
            actions[change.actions.joined(separator: "+"), default: 0] += 1
            types[change.type, default: 0] += 1
        }
        let got: JSON = [
            "actions": table(actions), "types": table(types), "drift": JSON(reader.driftCount),
        ]
        for key in ["actions", "types", "drift"] where want[key] != got[key] {
            return "\(key): wanted \(want[key]?.text ?? "nothing"), got \(got[key]?.text ?? "nothing")"
        }
        return nil
    } catch {
        return error.message
    }
}

private func table(_ counts: [String: Int]) -> JSON {
    .object(.init(counts.map { (key: $0.key, value: JSON($0.value)) }))
}

/// Read and written again, a state says the same as the wanted one does, providers of the old way of writing
/// in the way of today; where the cases are another program's, under that program's registry.
@Sendable private func judgeStateRoundTrip(_ sample: JSON) -> String? {
    guard let input = sample["in"], let want = sample["want"] else { return "the case is not complete" }
    do throws(Fault) {
        func written(_ state: JSON) throws(Fault) -> JSON {
            try JSON(parsing: renamed(state.text)).currentState
        }
        let (got, wanted) = (try written(input), try written(want))
        return difference(wanted, got, "")
    } catch {
        return error.message
    }
}

extension JSON {
    fileprivate var currentState: JSON {
        get throws(Fault) { try JSON(parsing: try StateDocument(parsing: bytes()).withCurrentProviders()) }
    }
}

/// The managed resources of a state by type and id.
@Sendable private func judgeStateRead(_ sample: JSON) -> String? {
    guard let state = sample["state"], let want = sample["want"]?.arrayValue else {
        return "the case is not complete"
    }
    do throws(Fault) {
        let read = try StateDocument(parsing: state.bytes())
        let got = read.instances.filter { !$0.isData }.map { instance in
            "\(instance.type) \(instance.attributes["id"]?.stringValue ?? "")"
        }.sorted()
        let wanted = want.map { "\($0["type"]?.stringValue ?? "") \($0["id"]?.stringValue ?? "")" }.sorted()
        return got == wanted ? nil : "wanted \(wanted), got \(got)"
    } catch {
        return error.message
    }
}
