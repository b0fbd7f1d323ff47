import Faults
import Terraform
import Testing
import Values

@Suite("StateDocument") struct StateDocumentTests {
    private func state(_ serial: Int, password: String, size: Int = 1, _ more: String = "") -> String {
        """
        {"version": 4, "terraform_version": "1.11.4", "serial": \(serial), "lineage": "l-1",
         "outputs": {"url": {"value": "http://a", "type": "string"},
                     "key": {"value": "\(password)", "type": "string", "sensitive": true}},
         "resources": [
           {"mode": "managed", "type": "aws_db_instance", "name": "main", "provider": "p",
            "instances": [{"index_key": "a", "schema_version": 0,
              "attributes": {"size": \(size), "password": "\(password)", "list": [{"secret": "\(password)"}]},
              "sensitive_attributes": [
                [{"type": "get_attr", "value": "password"}],
                [{"type": "get_attr", "value": "list"},
                 {"type": "index", "value": {"value": 0, "type": "number"}},
                 {"type": "get_attr", "value": "secret"}]]}]},
           {"module": "module.net", "mode": "data", "type": "aws_vpc", "name": "v", "provider": "p",
            "instances": [{"attributes": {"id": "vpc-1"}, "status": "tainted"}]}\(more)],
         "check_results": null}
        """
    }

    private func read(_ text: String) throws -> StateDocument { try StateDocument(parsing: Array(text.utf8)) }

    @Test func `names instances as Terraform does, and blanks what is sensitive`() throws {
        let state = try read(state(3, password: "hush"))
        #expect(
            state.instances.map(\.address) == [#"aws_db_instance.main["a"]"#, "module.net.data.aws_vpc.v"])
        #expect(state.resourceCount == 1 && state.serial == 3 && state.lineage == "l-1")
        #expect(state.instances[0].attributes["password"] == .string(Masking.mask))
        #expect(state.instances[0].attributes["list"]?[0]?["secret"] == .string(Masking.mask))
        #expect(state.instances[1].isTainted && state.instances[1].isData)
        #expect(state.outputs.first { $0.name == "key" }?.value == .string(Masking.mask))
    }

    @Test func `tells that a secret changed, and neither value`() throws {
        let difference = StateDocument.compare(
            try read(state(3, password: "hush")), try read(state(4, password: "tell-nobody")))
        let attributes = try #require(difference.changed.first).attributes
        #expect(attributes.map(\.path) == ["password", "list[0].secret"])
        #expect(attributes.allSatisfy { $0.isSensitive && $0.before != nil && $0.before == $0.after })
        #expect(difference.outputs.map(\.path) == ["key"] && difference.outputs[0].isSensitive)
        let told = "\(difference)"
        #expect(!told.contains("hush") && !told.contains("tell-nobody") && !told.contains("\u{0}"))
    }

    @Test func `finds what came, what went and what changed`() throws {
        let more = #", {"mode": "managed", "type": "t", "name": "n", "instances": [{"attributes": {}}]}"#
        let (old, new) = (try read(state(1, password: "p")), try read(state(2, password: "p", size: 2, more)))
        let difference = StateDocument.compare(old, new)
        #expect(difference.added == ["t.n"] && difference.removed.isEmpty)
        #expect(difference.changed.flatMap(\.attributes).map(\.path) == ["size"])
        #expect(StateDocument.compare(new, old).removed == ["t.n"])
        #expect(StateDocument.compare(old, old).isEmpty)
    }

    @Test func `goes on under another serial, or empty, with the same lineage`() throws {
        let state = try read(state(7, password: "p"))
        #expect(try StateDocument(parsing: state.withSerial(9)).serial == 9)
        let empty = try StateDocument(parsing: state.emptied())
        #expect(empty.serial == 8 && empty.lineage == "l-1")
        #expect(empty.instances.isEmpty && empty.outputs.isEmpty)
    }

    @Test func `keeps an encrypted state without looking into it`() throws {
        let text = #"{"serial": 4, "lineage": "l", "encrypted_data": "AAAA", "encryption_version": "v0"}"#
        let state = try read(text)
        #expect(state.isEncrypted && state.serial == 4 && state.instances.isEmpty)
    }

    @Test(arguments: [
        ("{}", ["/serial", "/lineage", "/version"]),
        (#"{"version": 3, "serial": 1, "lineage": "l"}"#, ["/version"]),
        (#"{"version": 4, "serial": "1", "lineage": 2}"#, ["/serial", "/lineage"]),
    ]) func `refuses what is no state, with all that is missing`(text: String, places: [String]) {
        let fault = #expect(throws: Fault.self) { try read(text) }
        #expect(fault?.code == "states.not_a_state" && fault?.problems.map(\.path) == places)
    }
}
