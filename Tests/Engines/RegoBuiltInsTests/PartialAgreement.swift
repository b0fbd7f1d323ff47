import Rego
import RegoBuiltIns
import RegoSyntax
import Testing
import Values

/// A policy, a query and what is known, to hold partial answers against whole ones.
struct PartialAgreement {
    var modules: [String]
    var data: JSON = [:]
    var query: String
    var unknowns = ["input"]
    /// What is known of the input before; inputs complete it.
    var known: Input = .none
    var options = EvaluationOptions()

    /// The partial answer, after its answers on every input were found to be those of the query itself. An
    /// evaluation that ends with an error has none to agree with, nor one that meets a conflict of rules;
    /// `judged` counts the others.
    func check(_ inputs: [JSON], judged: inout Int) throws -> PartialAnswer {
        let read = try modules.enumerated().map { try Module(parsing: $1, file: "m\($0).rego") }
        let policy = try Policy(read, library: .standard, data: data)
        let partial = try policy.partialQuery(query, unknowns: unknowns).evaluate(known, options: options)
        let rest = try partial.policy(.standard, data: data)
        let residuals = try partial.texts.map { try rest.query($0) }
        let whole = try policy.query(query)
        for input in inputs {
            guard let wanted = try? Set(whole.evaluate(.json(input), options: options)) else { continue }
            var got = Set<JSON>()
            var fault: EvaluationFault?
            do throws(EvaluationFault) {
                for residual in residuals {
                    got.formUnion(try residual.evaluate(.json(input), options: options))
                }
            } catch {
                fault = error
            }
            // A conflict may be met by one and passed over by the other, which asks fewer rules.
            if fault?.code == "eval_conflict_error" { continue }
            judged += 1
            let support = partial.support.map(\.text).joined()
            #expect(
                fault == nil && got == wanted,
                "\(modules.joined())\n\(query)\n\(input.text)\n\(partial.texts)\n\(support)")
        }
        return partial
    }

    func check(_ inputs: [JSON]) throws -> PartialAnswer {
        var judged = 0
        let answer = try check(inputs, judged: &judged)
        #expect(judged == inputs.count)
        return answer
    }
}
