import Codecs
import Testing

@Suite("Protocol buffers") struct ProtobufTests {
    @Test func `writes what the encoding's own examples say`() {
        var writer = ProtobufWriter()
        writer.integer(1, 150)
        #expect(writer.bytes == [0x08, 0x96, 0x01])
        writer = ProtobufWriter()
        writer.string(2, "testing")
        #expect(writer.bytes == [0x12, 0x07] + Array("testing".utf8))
        writer = ProtobufWriter()
        writer.message(3) { $0.integer(1, 150) }
        #expect(writer.bytes == [0x1a, 0x03, 0x08, 0x96, 0x01])
        writer = ProtobufWriter()
        writer.integer(1, -1)
        #expect(writer.bytes == [0x08] + [UInt8](repeating: 0xff, count: 9) + [0x01])
    }

    @Test func `leaves defaults out, but not an empty message`() {
        var writer = ProtobufWriter()
        writer.integer(1, 0)
        writer.flag(2, false)
        writer.string(3, "")
        writer.data(4, [UInt8]())
        writer.message(5) { _ in }
        #expect(writer.bytes == [0x2a, 0x00])
    }

    @Test func `reads back what it wrote, and passes over what it does not know`() throws {
        var writer = ProtobufWriter()
        writer.integer(1, .min)
        writer.flag(2, true)
        writer.message(3) {
            $0.string(1, "é")
            $0.data(2, [0, 255])
        }
        var reader = ProtobufReader(writer.bytes + [0x25, 1, 0, 0, 0] + [0x29, 2, 0, 0, 0, 0, 0, 0, 0])
        #expect(try reader.next()?.integer == .min)
        #expect(try reader.next()?.isTrue == true)
        let field = try #require(try reader.next())
        var inner = reader.message(field)
        let name = try #require(try inner.next())
        #expect(inner.string(name) == "é")
        let data = try #require(try inner.next())
        #expect(inner.data(data) == [0, 255])
        #expect(try inner.next() == nil)
        #expect(try reader.next()?.value == 1)
        #expect(try reader.next()?.value == 2)
        #expect(try reader.next() == nil)
    }

    @Test(
        arguments: [
            [0x08], [0x0a, 0x05, 0x01], [0x0d, 1, 2], [0x00, 0x01], [0x0b],
            [0x08] + [UInt8](repeating: 0xff, count: 11),
            [0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
        ] as [[UInt8]]) func `refuses bytes that are no message`(bytes: [UInt8])
    {
        #expect(throws: ProtobufReader.Malformed.self) {
            var reader = ProtobufReader(bytes)
            while try reader.next() != nil {}
        }
    }
}
