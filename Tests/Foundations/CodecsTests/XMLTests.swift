import Codecs
import Faults
import Testing

@Suite("XML") struct XMLTests {
    private func read(_ text: String) throws -> XMLElement { try XMLDocument(parsing: Array(text.utf8)).root }

    @Test func `is read without prefixes, comments and instructions`() throws {
        let root = try read(
            "<?xml version=\"1.0\"?><!-- no --><a:list xmlns:a=\"u\" k=\"1 &amp; 2\"><item>x<!-- -->y</item>"
                + "<item><![CDATA[<z>]]></item></a:list>")
        #expect(root.name == "list" && root.attributes["k"] == "1 & 2")
        #expect(root.all("item").map(\.text) == ["xy", "<z>"])
        #expect(root["item"]?.text == "xy" && root["none"] == nil)
    }

    @Test func `is written so that it reads back`() throws {
        let element = XMLElement(
            "a", attributes: ["k": "\"<&>\n"], children: [XMLElement("b", text: " <é>\r\n& ")])
        #expect(try read(element.xml) == element)
    }

    @Test(arguments: [
        "", "hello", "<a>", "<a></b>", "<a/><b/>", "<a b=1/>", "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY x \"xxxxxxxxxx\"><!ENTITY y \"&x;&x;&x;&x;\">]><a>&y;</a>",
        String(repeating: "<a>", count: 5000),
    ]) func `that is none is refused with its place`(text: String) {
        let fault = #expect(throws: Fault.self) { try read(text) }
        #expect(fault?.code == "xml.malformed" && fault?.message.contains("line") == true)
    }
}
