import Codecs

/// A picture in pixels, drawn from filled shapes and written as PNG (ISO/IEC 15948): what the icon needs for
/// places that take no SVG.
struct Drawing: Sendable {
    /// Red, green, blue and how much it covers, 0 to 1.
    typealias Colour = (red: UInt8, green: UInt8, blue: UInt8)

    let size: Int
    /// Four bytes a pixel, rows from the top, colour not multiplied by what it covers.
    private(set) var pixels: [UInt8]

    /// All clear.
    init(size: Int) {
        self.size = size
        pixels = [UInt8](repeating: 0, count: size * size * 4)
    }

    /// Lays the colour over every point that `isInside` holds; edges are smoothed by sixteen samples a pixel.
    ///
    /// Points are in a square of 64 by 64, whatever the size.
    mutating func fill(
        _ colour: Colour, x: ClosedRange<Double>, y: ClosedRange<Double>, isInside: (Double, Double) -> Bool
    ) {
        let unit = 64 / Double(size)
        let columns = max(0, Int(x.lowerBound / unit))..<min(size, Int(x.upperBound / unit) + 1)
        let rows = max(0, Int(y.lowerBound / unit))..<min(size, Int(y.upperBound / unit) + 1)
        for row in rows {
            for column in columns {
                var hits = 0
                for sample in 0..<16 {
                    let right = (Double(column) + (Double(sample % 4) + 0.5) / 4) * unit
                    let down = (Double(row) + (Double(sample / 4) + 0.5) / 4) * unit
                    if isInside(right, down) { hits += 1 }
                }
                if hits > 0 { lay(colour, hits, at: (row * size + column) * 4) }
            }
        }
    }

    /// One colour over what is there, by sixteenths.
    private mutating func lay(_ colour: Colour, _ sixteenths: Int, at place: Int) {
        let over = sixteenths * 255 / 16
        let under = Int(pixels[place + 3]) * (255 - over) / 255
        let whole = over + under
        func mixed(_ new: UInt8, _ old: UInt8) -> UInt8 {
            UInt8((Int(new) * over + Int(old) * under + whole / 2) / whole)
        }
        pixels[place] = mixed(colour.red, pixels[place])
        pixels[place + 1] = mixed(colour.green, pixels[place + 1])
        pixels[place + 2] = mixed(colour.blue, pixels[place + 2])
        pixels[place + 3] = UInt8(whole)
    }

    /// The picture as a PNG file.
    var png: [UInt8] {
        var file: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
        // Eight bits, colour with alpha, the one compression and filter there is, not interlaced.
        file += chunk("IHDR", big(size) + big(size) + [8, 6, 0, 0, 0])
        var lines: [UInt8] = []
        lines.reserveCapacity(pixels.count + size)
        for row in 0..<size {
            lines.append(0)
            lines += pixels[(row * size * 4)..<((row + 1) * size * 4)]
        }
        // A zlib stream (RFC 1950) is what gzip packs, between another head and another sum.
        let packed = GzipWriter.packed(lines).dropFirst(10).dropLast(8)
        file += chunk("IDAT", [0x78, 0x9c] + packed + big(adler(lines)))
        return file + chunk("IEND", [])
    }

    private func chunk(_ name: StaticString, _ content: [UInt8]) -> [UInt8] {
        var body: [UInt8] = []
        HTML.put(name, into: &body)
        body += content
        return big(content.count) + body + big(Int(CRC32.of(body)))
    }

    private func big(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private func adler(_ bytes: [UInt8]) -> Int {
        var (low, high) = (1, 0)
        for byte in bytes {
            low = (low + Int(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return high << 16 | low
    }
}
